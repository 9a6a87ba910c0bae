import API
import CaseStore
import Engine
import Foundation
import Mediation
import Tabular
import Testing

@Suite("Registers that are sent in")
struct ImportTests {
    private static let sheet = """
        数据性质,排查编号,排查日期,排查单位,村（居）,发现纠纷数,预防纠纷数,备注
        样例,排-1,2023-05-02,渔阳镇人民调解委员会,,1,0,
        样例,排-2,2023-05-03,渔阳镇人民调解委员会,,0,0,
        样例,排-3,2023-05-04,无此单位,,0,0,
        """

    private static func content(_ text: String, _ name: String = "screenings.csv") -> JSON {
        .object([
            (
                "sheets",
                .array([
                    .object([
                        ("name", .string(name)), ("content", .string(Data(text.utf8).base64EncodedString())),
                    ])
                ])
            )
        ])
    }

    private static func worker(_ desk: Desk, silence: Int = 60, stops: Bool = false) throws -> ImportWorker {
        ImportWorker(engine: try desk.api.house.engine(), silence: silence) { stops }
    }

    @Test("each row is in or refused with its place and reason, whoever is cut off meanwhile")
    func wholeWay() async throws {
        try await Desk.with { desk in
            let coordinator = try await desk.token("coordinator", Desk.centre)
            #expect(try await !Self.worker(desk).round())
            let begun = try await desk.send("POST", "/v1/imports", token: coordinator, Self.content(Self.sheet))
            #expect(begun.status == 202 && begun["state"].string == "waiting" && begun["rows"].integer == 3)
            let path = try #require(begun.field("location"))
            func state() async throws -> Reply { try await desk.send("GET", path, token: coordinator) }

            // One is told to stop and puts it back; another dies with it in hand.
            #expect(try await !Self.worker(desk, stops: true).round())
            #expect(try await state()["state"].string == "waiting")
            let taken = try await desk.store.takeImport(silentFor: 60)
            #expect(taken?.sheets.map(\.name) == ["screenings.csv"])
            #expect(try await !Self.worker(desk).round())
            #expect(try await state()["state"].string == "running")
            #expect(try await Self.worker(desk, silence: 0).round())

            let done = try await state()
            #expect(done["state"].string == "done" && done["done"].integer == 3 && done["refused"].integer == 1)
            #expect(done["sheets"].elements.first?["added"]?.integer == 2)
            let refusal = try #require(done["refusals"].elements.first)
            #expect(refusal["row"]?.integer == 4 && refusal["column"]?.string == "排查单位")
            #expect(refusal["reason"]?["zh"]?.string?.isEmpty == false)

            let again = try await desk.send("POST", "/v1/imports", token: coordinator, Self.content(Self.sheet))
            #expect(try await Self.worker(desk).round())
            let second = try await desk.send("GET", try #require(again.field("location")), token: coordinator)
            #expect(second["sheets"].elements.first?["present"]?.integer == 2)
        }
    }

    @Test("what is no sheet of a register is refused at once, and what is not there is not shown")
    func refused() async throws {
        try await Desk.with { desk in
            let coordinator = try await desk.token("coordinator", Desk.centre)
            for content in [
                Self.content("甲,乙\n1,2\n"), Self.content(""),
                .object([("sheets", .array([.object([("name", .string("a")), ("content", .string("%%%"))])]))]),
                .object([("sheets", .array([]))]),
            ] {
                let reply = try await desk.send("POST", "/v1/imports", token: coordinator, content)
                #expect(reply.status == 422 && reply["faults"].elements.count == 1, "\(reply.text)")
            }
            let id = try desk.api.house.engine().freshID()
            for path in ["/v1/imports/x", "/v1/imports/\(id)"] {
                #expect(try await desk.send("GET", path, token: coordinator).code == "no-such-import")
            }
        }
    }
}
