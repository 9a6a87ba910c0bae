package import PostgresServer

/// A database for one test, copied from a template, dropped afterwards.
///
/// ```swift
/// try await TestDatabase.with { url in … }                // an empty one
/// try await TestDatabase.with(.store) { url in … }        // a copy of a template that was prepared once
/// ```
///
/// One server serves the whole test run. It starts with the first database that a test asks for and ends with the test
/// process, however that ends.
package enum TestDatabase {
    /// A database that is prepared once a run and then copied for every test that asks for it.
    ///
    /// Other targets' templates are extensions of this type, each beside what prepares it:
    ///
    /// ```swift
    /// extension TestDatabase.Template {
    ///     package static let store = Self("store") { url in try await migrate(url) }
    /// }
    /// ```
    package struct Template: Sendable {
        /// Part of the database's name: lower-case letters, digits and underscores, another for each template.
        package let name: String
        /// Fills the template. It must have closed its connections when it returns, or no copy can be made.
        package let prepare: @Sendable (ConnectionURL) async throws -> Void

        package init(_ name: String, prepare: @escaping @Sendable (ConnectionURL) async throws -> Void) {
            self.name = name
            self.prepare = prepare
        }

        /// A database with nothing in it.
        package static let empty = Template("empty") { _ in }
    }

    /// Gives the closure a database of its own, and drops it when the closure ends, also when connections are still open.
    package static func with<Result>(
        _ template: Template = .empty, isolation: isolated (any Actor)? = #isolation,
        _ body: (ConnectionURL) async throws -> Result
    ) async throws -> Result {
        let database = try await TestServer.shared.copy(of: template)
        let outcome: Swift.Result<Result, any Error>
        do {
            outcome = .success(try await body(database.url))
        } catch {
            outcome = .failure(error)
        }
        try await TestServer.shared.drop(database)
        return try outcome.get()
    }

    /// The schema of a database as `pg_dump` writes it, without what depends on the release of the server or on who owns
    /// the tables: a text that only another schema changes.
    package static func schema(of url: ConnectionURL) async throws -> String {
        let dump = try await TestServer.shared.output(
            of: "pg_dump", ["--schema-only", "--no-owner", url.description])
        let lines = dump.split(separator: "\n").filter { line in
            !["--", "SET ", "SELECT pg_catalog.set_config", "\\"].contains { line.hasPrefix($0) }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
