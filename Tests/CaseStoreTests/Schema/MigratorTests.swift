import CaseStore
import Postgres
import PostgresServer
import TestSupport
import Testing

@Suite("Migrations")
struct MigratorTests {
    private static let first = Migrator.Migration(name: "0001_first", sql: "create table first (id integer)")
    private static let second = Migrator.Migration(name: "0002_second", sql: "create table second (id integer)")
    private static let third = Migrator.Migration(name: "0003_third", sql: "create table third (id integer)")

    @Test("those shipped have a number each, in their order")
    func shipped() {
        let numbers = Migrator.shipped.compactMap { Int($0.name.prefix(4)) }
        #expect(numbers.count == Migrator.shipped.count && numbers == Set(numbers).sorted())
    }

    @Test("each is applied once, in order")
    func once() async throws {
        try await withDatabase(.empty) { client, _ in
            let applied = try await Migrator(client: client, migrations: [Self.first]).migrate()
            #expect(applied == ["0001_first"])
            let migrator = Migrator(client: client, migrations: [Self.first, Self.second])
            #expect(try await migrator.pending() == ["0002_second"])
            #expect(try await migrator.migrate() == ["0002_second"])
            #expect(try await migrator.migrate() == [])
            #expect(try await migrator.pending() == [])
        }
    }

    @Test("many programs that migrate at once apply each one once")
    func atOnce() async throws {
        try await withDatabase(.empty) { _, url in
            let applied = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        try await withClient(PostgresConfiguration.patient(url.description)) { client in
                            try await Migrator(client: client).migrate()
                        }
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(applied.sorted() == Migrator.shipped.map(\.name))
        }
    }

    @Test("the lock is free when the call returns, also after a refusal")
    func unlocked() async throws {
        try await withDatabase(.empty) { client, _ in
            let held: Statement = """
                select count(*) from pg_locks l join pg_database d on d.oid = l.database
                where l.locktype = 'advisory' and d.datname = current_database()
                """
            _ = try await Migrator(client: client, migrations: [Self.first]).migrate()
            #expect(try await client.query(held).only(Int.self) == 0)
            _ = try? await Migrator(client: client, migrations: [Self.second]).migrate()
            #expect(try await client.query(held).only(Int.self) == 0)
        }
    }

    @Test("a file that changed after it was applied is refused")
    func changed() async throws {
        try await withDatabase(.empty) { client, _ in
            _ = try await Migrator(client: client, migrations: [Self.first]).migrate()
            let other = Migrator.Migration(name: "0001_first", sql: Self.first.sql + " ")
            let error = try await refusal(client, [other, Self.second])
            guard case .changed("0001_first") = error else { throw error }
            #expect(isBilingual(error, naming: "0001_first"))
            #expect(try await tables(client) == ["first"])
        }
    }

    @Test("what a newer program added is no hindrance to one from before, which goes on working beside it")
    func expanded() async throws {
        try await withDatabase(.empty) { client, _ in
            _ = try await Migrator(client: client, migrations: [Self.first, Self.second]).migrate()
            let old = Migrator(client: client, migrations: [Self.first])
            #expect(try await old.pending() == [])
            #expect(try await old.migrate() == [])
            #expect(try await tables(client) == ["first", "second"])
            // One below the last that it knows is none that came later.
            let other = Migrator(client: client, migrations: [Self.first, Self.third])
            await #expect(throws: MigrationError.self) { try await other.pending() }
        }
    }

    @Test("a migration that takes away says so in its first line: an old program would stop without knowing why")
    func contractions() throws {
        let taking = #/(?i)\bdrop (table|column|view|function)|\brename\b|\balter column \S+ (type|set not null)/#
        // Before the first release there were no old programs.
        for migration in Migrator.shipped where migration.name > "0020" && !migration.contracts {
            #expect(migration.sql.firstMatch(of: taking) == nil, "\(migration.name)")
        }
        #expect("-- contract: x\ndrop table a".firstMatch(of: taking) != nil)
    }

    @Test("a database from which a newer program took something away is refused")
    func newer() async throws {
        try await withDatabase(.empty) { client, _ in
            let contracting = Migrator.Migration(
                name: "0002_second", sql: "-- contract\ncreate table second (id integer)")
            _ = try await Migrator(client: client, migrations: [Self.first, contracting]).migrate()
            let error = try await refusal(client, [Self.first])
            guard case .newer(["0002_second"]) = error else { throw error }
            #expect(isBilingual(error, naming: "0002_second"))
        }
    }

    @Test("a file missing below an applied one is refused")
    func gap() async throws {
        try await withDatabase(.empty) { client, _ in
            _ = try await Migrator(client: client, migrations: [Self.first, Self.third]).migrate()
            let error = try await refusal(client, [Self.first, Self.second, Self.third])
            guard case .gap(missing: "0002_second", applied: "0003_third") = error else { throw error }
            #expect(isBilingual(error, naming: "0002_second"))
            #expect(try await tables(client) == ["first", "third"])
        }
    }

    @Test("one that fails leaves nothing of itself, keeps those before it, and says what the server said")
    func failing() async throws {
        try await withDatabase(.empty) { client, _ in
            let broken = Migrator.Migration(
                name: "0002_second", sql: "create table second (id integer); create table second (id integer)")
            let error = try await #require(throws: MigrationError.self) {
                try await Migrator(client: client, migrations: [Self.first, broken]).migrate()
            }
            guard case .failed("0002_second", let reason) = error else { throw error }
            #expect(reason.sqlState == .duplicateTable)
            #expect(isBilingual(error, naming: "relation \"second\" already exists"))
            #expect(try await tables(client) == ["first"])
            let mended = Migrator(client: client, migrations: [Self.first, Self.second])
            #expect(try await mended.migrate() == ["0002_second"])
        }
    }

    @Test("a user who may not make the writer's role is told what the administrator has to do, and goes on after it")
    func noRight() async throws {
        try await withDatabase(.store) { client, _ in
            // The role is the whole server's, so the test looks through a name that only it uses.
            let sql = try #require(Migrator.shipped.first { $0.name == "0005_append_only" }).sql
                .replacing("nplus_writer", with: "nplus_writer_of_a_test")
            try await client.withConnection { connection in
                try await connection.simple("create role tenant nologin; set role tenant")
                let error = try await #require(throws: PostgresError.self) {
                    try await connection.simple(SQL(trusted: sql))
                }
                #expect(error.sqlState == .insufficientPrivilege)
                #expect(error.report?.message?.contains("tenant may not create it") == true)
                #expect(error.report?.hint?.contains("grant nplus_writer_of_a_test to tenant") == true)
                try await connection.simple("reset role; drop role tenant")
            }
        }
    }

    @Test("an owner who is no superuser migrates a database of his, and writes through the role")
    func ordinaryOwner() async throws {
        try await withDatabase(.empty) { client, url in
            try await client.withConnection {
                try await $0.simple(
                    "create role owner_of_a_test createrole; grant create on schema public to owner_of_a_test")
            }
            var configuration = PostgresConfiguration.patient(url.description)
            configuration.settings["role"] = "owner_of_a_test"
            let applied = try await withClient(configuration) { try await Migrator(client: $0).migrate() }
            #expect(applied == Migrator.shipped.map(\.name))
            try await withClient(.patientWriter(url.description)) { writer in
                let error = try await #require(throws: PostgresError.self) {
                    try await writer.execute("delete from event")
                }
                #expect(error.sqlState == .insufficientPrivilege)
                #expect(try await writer.execute("delete from work_item") == 0)
            }
            try await client.withConnection {
                try await $0.simple("drop owned by owner_of_a_test; drop role owner_of_a_test")
            }
        }
    }

    private func refusal(
        _ client: PostgresClient, _ migrations: [Migrator.Migration]
    ) async throws -> MigrationError {
        let migrator = Migrator(client: client, migrations: migrations)
        let asked = try await #require(throws: MigrationError.self) { try await migrator.pending() }
        let error = try await #require(throws: MigrationError.self) { try await migrator.migrate() }
        #expect(asked.description == error.description)
        return error
    }

    private func tables(_ client: PostgresClient) async throws -> [String] {
        try await client.query(
            "select tablename::text from pg_tables where schemaname = 'public' and tablename <> 'schema_migration' order by 1"
        ).decode(String.self)
    }

    /// Chinese in the first line, English below it, and both say what it is about.
    private func isBilingual(_ error: MigrationError, naming subject: String) -> Bool {
        let lines = error.description.split(separator: "\n")
        let hasChinese = lines.first?.unicodeScalars.contains { ("\u{4E00}"..."\u{9FFF}").contains($0) } ?? false
        return lines.count >= 2 && hasChinese && error.description.contains(subject)
    }
}
