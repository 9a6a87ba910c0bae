import API
import CaseStore
import Foundation
import Mediation
import Postgres
import Tabular
import TestSupport
import Testing

@Suite("Live events", .timeLimit(.minutes(20)))
struct EventTests {
    /// An event as its reader gets it.
    private struct Message {
        let id: String
        let data: JSON

        var act: String? { data["act"]?.string }
        var code: String? { data["code"]?.string }
    }

    /// Reads pieces until so many events have come.
    private static func messages(_ count: Int, of chunks: inout any Chunks) async throws -> [Message] {
        var found: [Message] = []
        while found.count < count {
            let chunk = try #require(try await chunks.next())
            for block in String(decoding: chunk, as: UTF8.self).components(separatedBy: "\n\n") {
                let lines = block.split(separator: "\n")
                guard let data = lines.first(where: { $0.hasPrefix("data: ") }) else { continue }
                let id = try #require(lines.first { $0.hasPrefix("id: ") })
                found.append(
                    Message(id: String(id.dropFirst(4)), data: try JSON(reading: Array(data.dropFirst(6).utf8))))
            }
        }
        return found
    }

    @Test("each event comes once, also behind a break, and only to those who may see its dispute")
    func following() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            let stranger = try await desk.token("clerk", Desk.unit)
            let leader = try await desk.token("leader")
            var own = try await desk.stream("/v1/events", token: clerk)
            var foreign = try await desk.stream("/v1/events", token: stranger)
            var all = try await desk.stream("/v1/events", token: leader)
            let hello = String(decoding: try #require(try await own.next()), as: UTF8.self)
            #expect(hello.hasPrefix("retry: ") && hello.contains("id: "))

            let first = try await desk.register(token: clerk)
            let second = try await desk.register(token: clerk)
            let other = try await desk.register(Desk.registration(at: Desk.unit), token: stranger)
            let seen = try await Self.messages(2, of: &own)
            #expect(seen.map(\.code) == [first, second] && seen.allSatisfy { $0.act == "registered" })
            #expect(try await Self.messages(1, of: &foreign).map(\.code) == [other])
            #expect(try await Self.messages(3, of: &all).map(\.code) == [first, second, other])

            var again = try await desk.stream("/v1/events", token: clerk, fields: ["last-event-id": seen[0].id])
            #expect(try await Self.messages(1, of: &again).map(\.id) == [seen[1].id])
            // Also from the very beginning, across any gap.
            var whole = try await desk.stream("/v1/events", token: leader, fields: ["last-event-id": "0"])
            #expect(try await Self.messages(3, of: &whole).map(\.code) == [first, second, other])
            for wrong in ["x", "1.2", "9223372036854775807"] {
                let reply = try await desk.send(
                    "GET", "/v1/events", token: clerk, fields: ["last-event-id": wrong])
                #expect(reply.status == 400 && reply.code == "invalid-parameter", "\(wrong)")
            }
        }
    }

    @Test("a transaction that commits after a later one loses no event: nothing is passed on until it has")
    func horizon() async throws {
        try await Desk.with { desk in
            _ = try await desk.register(token: try await desk.token("clerk", Desk.committee))
            let store = desk.store
            let begin = FeedPosition(before: try await store.feedEnd().next)
            try await store.client.withTransaction { earlier in
                _ = try await earlier.query(Self.copy(as: 2))
                _ = try await store.client.query(Self.copy(as: 3))
                let held = try await store.feed(after: begin, span: 4096, limit: 10)
                #expect(held.entries.isEmpty)
            }
            var sequences: [Int] = []
            var position = begin
            // Transactions of other tests may hold it up for a moment.
            while sequences.count < 2 {
                let page = try await store.feed(after: position, span: 4096, limit: 1)
                sequences += page.entries.map(\.position.sequence)
                position = page.next
            }
            #expect(sequences == [2, 3])
        }
    }

    /// A row as another step would leave it.
    private static func copy(as sequence: Int32) -> Statement {
        """
        insert into event
            (district, case_id, sequence, occurred_at, recorded_at, act, content, previous, algorithm, hash)
        select district, case_id, \(sequence), occurred_at, recorded_at, act, content, previous, algorithm, hash
        from event where sequence = 1
        """
    }

    @Test("it ends when the token is revoked and when the house stops, and nobody has too many")
    func ending() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            var open: [any Chunks] = []
            for _ in 1...16 { open.append(try await desk.stream("/v1/events", token: clerk)) }
            #expect(try await desk.send("GET", "/v1/events", token: clerk).code == "busy")
            open.removeLast(10)
            var stream = try await desk.stream("/v1/events", token: clerk)
            _ = try await stream.next()
            let token = try #require(try await desk.store.tokens().first).id
            #expect(try await desk.store.revoke(token: token, at: desk.now))
            #expect(try await stream.next() == nil)

            var other = try await desk.stream("/v1/events", token: try await desk.token("leader"))
            _ = try await other.next()
            desk.api.house.drain()
            #expect(try await other.next() == nil)
        }
    }

    @Test("a court is not told of a concession")
    func confidential() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            let code = try await desk.register(token: clerk)
            var court = try await desk.stream("/v1/events", token: try await desk.token("court", Desk.committee))
            _ = try await court.next()
            let conceded = try await desk.act(
                "concede", on: code, token: clerk,
                fields: .object([("number", .string("1")), ("by", .string("2")), ("text", .string("承认动手"))]))
            #expect(conceded.status == 200, "\(conceded.text)")
            let next = try await desk.register(token: clerk)
            // Where other transactions are under way, it begins a little earlier than it was asked for.
            var told: [Message] = []
            while told.last?.code != next { told += try await Self.messages(1, of: &court) }
            #expect(told.allSatisfy { $0.act == "registered" })
        }
    }
}
