import Testing

@testable import Postgres

@Suite("COPY")
struct CopyTests {
    private struct Refusal: Error {}

    private func withTable(_ body: (PostgresClient) async throws -> Void) async throws {
        try await withClient(connections: 1) { client in
            try await client.execute("CREATE TABLE t (id int8 PRIMARY KEY, title text, body bytea, day date)")
            try await body(client)
            // Whatever happened before, the only connection is usable.
            #expect(try await client.query("SELECT 1").only(Int.self) == 1)
        }
    }

    private func count(_ client: PostgresClient) async throws -> Int {
        try await client.query("SELECT count(*) FROM t").only(Int.self)
    }

    @Test("a hundred thousand rows go in and come out again")
    func large() async throws {
        try await withTable { client in
            let loaded = try await client.withConnection { connection in
                try await connection.copyIn(into: "t", columns: ["id", "title", "body", "day"]) { writer in
                    for id in 1...100_000 {
                        let title: String? = id % 10 == 0 ? nil : "纠纷 \(id)\t\n\\."
                        try await writer.row(
                            id, title, [UInt8](repeating: 7, count: id % 5), PostgresDate(daysSinceUnixEpoch: 1))
                    }
                }
            }
            #expect(loaded == 100_000)
            let sums = try await client.query(
                "SELECT sum(id)::int8, count(title), sum(length(body)), min(title) FROM t"
            ).only((Int, Int, Int, String).self)
            #expect(sums == (5_000_050_000, 90_000, 200_000, "纠纷 1\t\n\\."))

            var bytes: [UInt8] = []
            try await client.withConnection { connection in
                try await connection.copyOut("COPY (SELECT id FROM t ORDER BY id) TO STDOUT") { bytes += $0 }
            }
            #expect(bytes == Array((1...100_000).map { "\($0)\n" }.joined().utf8))
        }
    }

    @Test("an error of the caller in the middle loads nothing")
    func callerThrows() async throws {
        try await withTable { client in
            await #expect(throws: Refusal.self) {
                try await client.withConnection { connection in
                    try await connection.copyIn(into: "t", columns: ["id"]) { writer in
                        for id in 1...50_000 { try await writer.row(id) }
                        throw Refusal()
                    }
                }
            }
            let rows = try await count(client)
            #expect(rows == 0)
        }
    }

    @Test("a row that the server refuses loads nothing and is reported")
    func serverRefuses() async throws {
        try await withTable { client in
            let duplicate = try await postgresError {
                try await client.withConnection { connection in
                    try await connection.copyIn(into: "t", columns: ["id"]) { writer in
                        for id in 1...50_000 { try await writer.row(id == 25_000 ? 1 : id) }
                    }
                }
            }
            #expect(duplicate.sqlState == .uniqueViolation)
            let wrongType = try await postgresError {
                try await client.withConnection { connection in
                    try await connection.copyIn(into: "t", columns: ["id"]) { try await $0.row(Int32(1)) }
                }
            }
            #expect(wrongType.code == .server)
            let wrongWidth = try await postgresError {
                try await client.withConnection { connection in
                    try await connection.copyIn(into: "t", columns: ["id"]) { try await $0.row(1, 2) }
                }
            }
            #expect(wrongWidth.code == .misuse)
            let noTable = try await postgresError {
                try await client.withConnection { connection in
                    try await connection.copyIn(into: "nowhere", columns: ["id"]) { try await $0.row(1) }
                }
            }
            #expect(noTable.sqlState == .undefinedTable)
            let stored = try await count(client)
            #expect(stored == 0)
        }
    }

    @Test("no rows, and rows inside a transaction that is rolled back")
    func edges() async throws {
        try await withTable { client in
            let none = try await client.withConnection { try await $0.copyIn(into: "t", columns: ["id"]) { _ in } }
            #expect(none == 0)
            _ = try? await client.withTransaction { connection in
                try await connection.copyIn(into: "t", columns: ["id"]) { try await $0.row(1) }
                throw Refusal()
            }
            let stored = try await count(client)
            #expect(stored == 0)
        }
    }

    @Test("another statement inside the COPY is refused and the COPY goes on")
    func statementInside() async throws {
        try await withTable { client in
            let loaded = try await client.withConnection { connection in
                try await connection.copyIn(into: "t", columns: ["id"]) { writer in
                    try await writer.row(1)
                    let error = try await postgresError { try await connection.query("SELECT 1") }
                    #expect(error.code == .misuse)
                    try await writer.row(2)
                }
            }
            #expect(loaded == 2)
        }
    }

    @Test("reading may stop early, and COPY as a plain statement is refused")
    func copyOutStops() async throws {
        try await withTable { client in
            await #expect(throws: Refusal.self) {
                try await client.withConnection { connection in
                    try await connection.copyOut("COPY (SELECT generate_series(1, 10000000)) TO STDOUT") { _ in
                        throw Refusal()
                    }
                }
            }
            for statement: Statement in ["COPY t TO STDOUT", "COPY t FROM STDIN"] {
                let error = try await postgresError { try await client.query(statement) }
                #expect(error.code == .misuse)
            }
        }
    }
}
