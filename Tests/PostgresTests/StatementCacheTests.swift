import Testing

@testable import Postgres

@Suite("Prepared statements")
struct StatementCacheTests {
    private func key(_ sql: String) -> StatementCache.Key { StatementCache.Key(sql: SQL(trusted: sql), types: []) }

    /// Runs a statement through the cache as a connection does.
    private func use(_ sql: String, in cache: inout StatementCache) -> StatementCache.Plan {
        let plan = cache.plan(for: key(sql))
        if case .prepare(let name, _) = plan { cache.didPrepare(key(sql), name: name) }
        return plan
    }

    @Test("a statement is prepared when it comes the second time")
    func secondTime() {
        var cache = StatementCache(capacity: 2)
        #expect(use("a", in: &cache) == .unprepared)
        #expect(use("a", in: &cache) == .prepare(name: "s1", evicting: nil))
        #expect(use("a", in: &cache) == .prepared(name: "s1"))
    }

    @Test("the least recently used one makes room")
    func eviction() {
        var cache = StatementCache(capacity: 2)
        for sql in ["a", "a", "b", "b", "a"] { _ = use(sql, in: &cache) }
        #expect(use("c", in: &cache) == .unprepared)
        #expect(use("c", in: &cache) == .prepare(name: "s3", evicting: "s2"))
        #expect(use("a", in: &cache) == .prepared(name: "s1"))
        #expect(use("b", in: &cache) == .unprepared)
    }

    @Test("texts met once do not push out prepared ones")
    func onceOnly() {
        var cache = StatementCache(capacity: 2)
        for sql in ["a", "a"] { _ = use(sql, in: &cache) }
        for number in 0..<100 { #expect(use("once \(number)", in: &cache) == .unprepared) }
        #expect(use("a", in: &cache) == .prepared(name: "s1"))
    }

    @Test("no capacity, no preparing; what is forgotten starts again")
    func edges() {
        var none = StatementCache(capacity: 0)
        for _ in 0..<3 { #expect(use("a", in: &none) == .unprepared) }
        var cache = StatementCache(capacity: 1)
        for sql in ["a", "a"] { _ = use(sql, in: &cache) }
        cache.forget(key("a"))
        cache.forget(key("a"))
        #expect(use("a", in: &cache) == .unprepared)
        #expect(use("a", in: &cache) == .prepare(name: "s2", evicting: nil))
    }

    @Test("the same text with other types is another statement")
    func types() async throws {
        try await withClient(connections: 1) { client in
            let sql: SQL = "SELECT pg_typeof($1)::text"
            for _ in 0..<3 {
                let number = try await client.query(Statement(sql, 1)).only(String.self)
                let text = try await client.query(Statement(sql, "x")).only(String.self)
                #expect((number, text) == ("bigint", "text"))
            }
        }
    }

    @Test("the server keeps no more statements than the cache")
    func serverSide() async throws {
        try await withClient(connections: 1, configure: { $0.statementCacheCapacity = 3 }) { client in
            for number in 0..<10 {
                let sql = SQL(trusted: "SELECT \(number)")
                for _ in 0..<3 { #expect(try await client.query(Statement(sql)).only(Int.self) == number) }
            }
            let count = try await client.query("SELECT count(*) FROM pg_prepared_statements").only(Int.self)
            #expect(count == 3)
        }
    }

    @Test("a table that changed its columns and a server that forgot are met by preparing afresh")
    func invalidation() async throws {
        try await withClient(connections: 1) { client in
            try await client.execute("CREATE TABLE t (a int8)")
            try await client.execute("INSERT INTO t VALUES (1)")
            let all: SQL = "SELECT * FROM t"
            for _ in 0..<3 { #expect(try await client.query(Statement(all)).columns == ["a"]) }
            try await client.execute("ALTER TABLE t ADD b int8")
            #expect(try await client.query(Statement(all)).columns == ["a", "b"])
            for _ in 0..<3 { #expect(try await client.query(Statement(all)).columns == ["a", "b"]) }
            try await client.execute("DEALLOCATE ALL")
            #expect(try await client.query(Statement(all)).columns == ["a", "b"])
        }
    }

    @Test("inside a transaction the stale statement fails once, and the next transaction is well")
    func invalidationInTransaction() async throws {
        try await withClient(connections: 1) { client in
            try await client.execute("CREATE TABLE t (a int8)")
            let all: SQL = "SELECT * FROM t"
            for _ in 0..<3 { _ = try await client.query(Statement(all)) }
            try await client.execute("ALTER TABLE t ADD b int8")
            do throws(PostgresTransactionError<PostgresError>) {
                _ = try await client.withTransaction { (connection) throws(PostgresError) in
                    try await connection.query(Statement(all))
                }
                Issue.record("the stale plan was used")
            } catch {
                #expect(error.postgresError?.sqlState == .featureNotSupported)
            }
            let columns = try await client.withTransaction { try await $0.query(Statement(all)).columns }
            #expect(columns == ["a", "b"])
        }
    }
}
