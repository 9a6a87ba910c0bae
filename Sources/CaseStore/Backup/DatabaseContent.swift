package import Mediation
package import Postgres

/// What is in a database at one moment, in figures: what a backup says of itself, and what a restored one is compared with.
package struct DatabaseContent: Hashable, Sendable {
    /// The rows of a table.
    package struct Table: Hashable, Sendable {
        package let name: String
        package let rows: Int

        package init(name: String, rows: Int) {
            self.name = name
            self.rows = rows
        }
    }

    /// The history of a district.
    package struct History: Hashable, Sendable {
        package let district: DistrictCode
        package let disputes: Int
        package let events: Int
        /// SHA-256, hexadecimal, over a line for each dispute in the order of their ids: id, revision, hash of its last event.
        package let heads: String
        /// The signed roots of the days, the earliest first.
        package let roots: [Root]

        package init(district: DistrictCode, disputes: Int, events: Int, heads: String, roots: [Root]) {
            self.district = district
            self.disputes = disputes
            self.events = events
            self.heads = heads
            self.roots = roots
        }
    }

    /// A root as ``AuditRoot`` has it, with all that its signature covers. Bytes are hexadecimal.
    package struct Root: Hashable, Sendable {
        package let day: String
        package let events: Int
        package let root: String
        package let previous: String
        package let algorithm: String
        package let key: String
        package let signature: String

        package init(
            day: String, events: Int, root: String, previous: String, algorithm: String, key: String, signature: String
        ) {
            self.day = day
            self.events = events
            self.root = root
            self.previous = previous
            self.algorithm = algorithm
            self.key = key
            self.signature = signature
        }
    }

    /// The names of the migrations, in order.
    package let migrations: [String]
    /// In the order of their names.
    package let tables: [Table]
    /// In the order of their districts.
    package let histories: [History]

    package init(migrations: [String], tables: [Table], histories: [History]) {
        self.migrations = migrations
        self.tables = tables
        self.histories = histories
    }

    package var disputes: Int { histories.reduce(0) { $0 + $1.disputes } }
    package var events: Int { histories.reduce(0) { $0 + $1.events } }
    package var roots: Int { histories.reduce(0) { $0 + $1.roots.count } }
}

extension DatabaseContent {
    /// Counts everything, on a connection that should be in a transaction which sees one moment.
    package static func read(on connection: PostgresConnection) async throws(StoreError) -> DatabaseContent {
        do throws(PostgresError) {
            let migrations = try await connection.query("select name from schema_migration order by name")
                .decode(String.self)
            var tables: [Table] = []
            for (name, quoted) in try await connection.query(Self.names).decode((String, String).self) {
                // The name as the database itself quotes it.
                let rows = try await connection.query(Statement(SQL(trusted: "select count(*) from \(quoted)")))
                let count: Int64 = try rows.only(Int64.self)
                tables.append(Table(name: name, rows: Int(count)))
            }
            var histories: [History] = []
            for district in try await connection.query(Self.districts).decode(Int32.self) {
                histories.append(try await history(DistrictCode(rawValue: district), connection))
            }
            return DatabaseContent(migrations: migrations, tables: tables, histories: histories)
        } catch {
            throw StoreError(error)
        }
    }

    private static func history(
        _ district: DistrictCode, _ connection: PostgresConnection
    ) async throws(PostgresError) -> History {
        let events: Int64 = try await connection.query(
            "select count(*) from event where district = \(district.rawValue)"
        ).only(Int64.self)
        let digest = RunningDigest()
        var disputes = 0
        var last = PostgresUUID(high: 0, low: 0)
        while true {
            let page = try await connection.query(Statement(Self.heads, district.rawValue, last))
                .decode((PostgresUUID, Int32, [UInt8]).self)
            guard let end = page.last else { break }
            for (id, revision, head) in page {
                digest.add(Array("\(CaseID(id)) \(revision) \(head.hexadecimal)\n".utf8))
            }
            disputes += page.count
            last = end.0
        }
        let rows = try await connection.query(Statement(Self.roots, district.rawValue))
            .decode((String, Int32, String, String, String, String, String).self)
        let roots = rows.map {
            Root(
                day: $0.0, events: Int($0.1), root: $0.2, previous: $0.3, algorithm: $0.4, key: $0.5, signature: $0.6)
        }
        return History(
            district: district, disputes: disputes, events: Int(events), heads: digest.finish().hexadecimal,
            roots: roots)
    }

    private static let names: Statement = """
        select relname::text, quote_ident(relname) from pg_class
        where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition
        order by relname::text collate "C"
        """
    private static let districts: Statement = """
        select district from dispute union select district from audit_root union select district from division
        order by district
        """
    private static let heads: SQL = """
        select id, revision, head from dispute where district = $1 and id > $2 order by id limit 5000
        """
    private static let roots: SQL = """
        select day::text, events, encode(root, 'hex'), encode(previous, 'hex'), algorithm, key, encode(signature, 'hex')
        from audit_root where district = $1 order by day
        """
}
