import Testing

@testable import Postgres

@Suite("A row that is not what was asked for says so")
struct DecodingErrorTests {
    private func problem<Value: PostgresDecodable>(
        _ statement: Statement, as type: Value.Type
    ) async throws -> DecodingProblem? {
        try await withClient { client in
            let row = try #require(try await client.query(statement).first)
            do throws(PostgresError) {
                _ = try row.decode(type)
                return nil
            } catch {
                #expect(error.code == .decoding)
                return error.decoding
            }
        }
    }

    @Test("the wrong type, a null and bad bytes are named with their column")
    func problems() async throws {
        #expect(
            try await problem("SELECT 'x'::text AS title", as: Int.self)
                == DecodingProblem(column: "title", expected: "Int", found: "text"))
        #expect(
            try await problem("SELECT null::int8 AS revision", as: Int.self)
                == DecodingProblem(column: "revision", expected: "Int", found: "null"))
        #expect(
            try await problem("SELECT 1 AS n", as: String.self)
                == DecodingProblem(column: "n", expected: "String", found: "int4"))
        #expect(
            try await problem("SELECT 1::float8 AS f", as: PostgresUUID?.self)
                == DecodingProblem(column: "f", expected: "Optional<PostgresUUID>", found: "float8"))
        #expect(
            try await problem("SELECT 'x'::text AS t", as: [String].self)
                == DecodingProblem(column: "t", expected: "Array<String>", found: "text"))
        #expect(
            try await problem("SELECT ARRAY[1, null] AS a", as: [Int].self)
                == DecodingProblem(column: "a", expected: "Array<Int>", found: "null"))
        #expect(
            try await problem("SELECT ARRAY[[1], [2]] AS a", as: [Int].self)?.found
                == "int4[], array of 2 dimensions")
    }

    @Test("the wrong number of columns or rows")
    func shape() async throws {
        try await withClient { client in
            let rows = try await client.query("SELECT 1, 2 UNION ALL SELECT 3, 4")
            #expect(throws: PostgresError.self) { try rows.decode((Int, Int, Int).self) }
            #expect(throws: PostgresError.self) { try rows.decode(Int.self) }
            #expect(throws: PostgresError.self) { try rows.only((Int, Int).self) }
            let none = try await client.query("SELECT 1 WHERE false")
            #expect(none.isEmpty)
            #expect(throws: PostgresError.self) { try none.only(Int.self) }
        }
    }

    @Test("columns are found by name")
    func byName() async throws {
        try await withClient { client in
            let rows = try await client.query("SELECT 1::int8 AS id, null::text AS title")
            #expect(rows.columns == ["id", "title"])
            let row = try #require(rows.first)
            #expect(try row.decode("id", as: Int.self) == 1)
            #expect(try row.decode("title", as: String?.self) == nil)
            do throws(PostgresError) {
                _ = try row.decode("missing", as: Int.self)
                Issue.record("a missing column was found")
            } catch {
                #expect(error.decoding?.column == "missing")
            }
        }
    }

    @Test("an error shown to a person holds neither SQL nor data, the one for the developer holds both")
    func redaction() async throws {
        try await withClient { client in
            do throws(PostgresError) {
                _ = try await client.query("SELECT \("张三 secret")::int")
                Issue.record("text became a number")
            } catch {
                #expect(error.code == .server)
                #expect(error.sqlState == .invalidTextRepresentation)
                #expect(error.sqlState?.category == .dataException)
                #expect(!"\(error)".contains("张三"))
                #expect(!"\(error)".contains("SELECT"))
                #expect("\(error)".contains("22P02"))
                #expect(String(reflecting: error).contains("张三"))
                #expect(String(reflecting: error).contains("SELECT $1::int"))
            }
        }
    }
}
