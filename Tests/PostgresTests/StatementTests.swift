import Testing

@testable import Postgres

@Suite("Statements")
struct StatementTests {
    @Test("every value becomes a parameter, an identifier a quoted name")
    func interpolation() {
        let id = 7
        let title: String? = nil
        let statement: Statement =
            "UPDATE \(identifier: "jizhou.ca\"se") SET title = \(title) WHERE id = \(id) OR id = \(id)"
        #expect(
            statement.sql.text == #"UPDATE "jizhou"."ca""se" SET title = $1 WHERE id = $2 OR id = $3"#)
        #expect(statement.bindings.types == [.text, .int8, .int8])
    }

    @Test("the fixed text and the interpolated one are the same statement")
    func fixedText() {
        let fixed = Statement("SELECT $1, $2", 1, "x")
        let written: Statement = "SELECT \(1), \("x")"
        let listed = Statement("SELECT $1, $2", bindings: [1, "x"])
        #expect(fixed.sql == written.sql && fixed.sql == listed.sql)
        #expect(fixed.bindings.types == written.bindings.types && fixed.bindings.types == listed.bindings.types)
    }

    @Test(
        "an attempt at injection stays data",
        arguments: ["'; DROP TABLE victim; --", "$1", "\\'; --", "x'||(SELECT 'y')||'", "\"", "E'\\047"])
    func injection(attempt: String) async throws {
        try await withClient { client in
            try await client.execute("CREATE TABLE victim (title text)")
            try await client.execute("INSERT INTO victim VALUES (\(attempt))")
            let back = try await client.query("SELECT title FROM victim WHERE title = \(attempt)").only(String.self)
            #expect(back == attempt)
            let array = try await client.query("SELECT unnest(\([attempt]))").only(String.self)
            #expect(array == attempt)
        }
    }

    @Test("a set-based statement gives each element its own answer")
    func setBased() async throws {
        try await withClient { client in
            try await client.execute(
                "CREATE TABLE dispute (id uuid PRIMARY KEY, revision int8, title text, body bytea)")
            let ids = (0..<3).map { PostgresUUID(high: 1, low: $0) }
            let titles: [String?] = ["一", nil, "三"]
            let bodies: [[UInt8]] = [[1], [], [3, 3]]
            let inserted = try await client.execute(
                """
                INSERT INTO dispute SELECT * FROM unnest(\(ids), \([Int64](repeating: 1, count: 3)), \(titles), \(bodies))
                """)
            #expect(inserted == 3)
            let rows = try await client.query(
                """
                WITH wanted AS (
                    SELECT * FROM unnest(\(ids + [PostgresUUID(high: 9, low: 9)]), \([1, 0, 1, 1]))
                        WITH ORDINALITY AS w (id, seen, place)
                ), moved AS (
                    UPDATE dispute d SET revision = revision + 1 FROM wanted w
                     WHERE d.id = w.id AND d.revision = w.seen RETURNING d.id, d.revision
                )
                SELECT w.place, m.revision FROM wanted w LEFT JOIN moved m USING (id) ORDER BY w.place
                """)
            let answers = try rows.decode((Int, Int?).self)
            #expect(answers.map(\.0) == [1, 2, 3, 4])
            #expect(answers.map(\.1) == [2, nil, 2, nil])
        }
    }

    @Test("more values than libpq's parameters could carry go in one array")
    func manyElements() async throws {
        let sum = try await withClient { client in
            try await client.query("SELECT sum(n)::int8 FROM unnest(\(Array(1...200_000))) n").only(Int.self)
        }
        #expect(sum == 200_000 * 200_001 / 2)
    }
}
