import API
import CaseStore
import LegalTime
import Mediation
import Tabular
import Testing

@Suite("Disputes over the interface")
struct DisputeTests {
    @Test("what is registered is the same as what the engine holds, and can be found by every number")
    func registering() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            let reply = try await desk.send(
                "POST", "/v1/disputes", token: clerk,
                Desk.registration(more: [("registerNumber", .string("渔阳2023-0001"))]), fields: ["idempotency-key": "k1"]
            )
            #expect(reply.status == 201 && reply.field("etag") == "\"1\"" && reply["repeated"].flag == false)
            let id = try #require(reply["id"].string.flatMap { CaseID($0) })
            #expect(reply.field("location") == "/v1/disputes/\(id)")
            let stored = try #require(try await desk.store.load([id])[id]).dispute
            #expect(stored.title == "排水沟走向争议" && stored.custody.body == Desk.committee)
            #expect(stored.claims.first?.amount == Money(fen: 300_050))
            #expect(stored.parties.map(\.side) == [1, 2])
            #expect(try await desk.store.persons(of: id)[1]?.identity == "11010519491231002X")
            let history = try await desk.store.history(of: id)
            #expect(history.first?.event.actor.name == "token:clerk-TWN-1")
            #expect(EventChain.fault(in: history, district: Desk.district, id: id) == nil)
            for number in [
                id.description, stored.code.description, stored.code.description.lowercased(), "渔阳2023-0001",
            ] {
                let found = try await desk.send("GET", "/v1/disputes/\(PercentCode.encoded(number))", token: clerk)
                #expect(found["id"].string == id.description, "\(number)")
                #expect(found["chain"]["intact"]?.flag == true)
            }
        }
    }

    @Test("a repeated registration is answered as the first; a key stands for one request, of one sender")
    func idempotency() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            func register(_ content: JSON, token: String, key: String? = "k1") async throws -> Reply {
                try await desk.send(
                    "POST", "/v1/disputes", token: token, content, fields: key.map { ["idempotency-key": $0] } ?? [:])
            }
            #expect(try await register(Desk.registration(), token: clerk, key: nil).code == "idempotency-key-missing")
            let first = try await register(Desk.registration(), token: clerk)
            desk.pass(seconds: 60)
            let second = try await register(Desk.registration(), token: clerk)
            #expect(second.status == 201 && second["repeated"].flag == true && second["id"] == first["id"])
            let other = try await register(Desk.registration(title: "另一件"), token: clerk)
            #expect(other.status == 422 && other.code == "idempotency-key-reused")
            let colleague = try await desk.token("mediator", Desk.committee)
            let theirs = try await register(Desk.registration(title: "另一件"), token: colleague)
            #expect(theirs.status == 201 && theirs["id"] != first["id"])
        }
    }

    @Test("what is filled in wrong is told at its place")
    func wrongContent() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            func pointer(_ content: JSON) async throws -> String? {
                let reply = try await desk.send(
                    "POST", "/v1/disputes", token: clerk, content, fields: ["idempotency-key": "k"])
                #expect(reply.status == 422, "\(reply.text)")
                return reply["faults"].elements.first?["pointer"]?.string
            }
            func with(_ key: String, _ value: JSON) -> JSON {
                var members = Desk.registration().members.filter { $0.key != key }
                members.append((key, value))
                return .object(members)
            }
            func claim(_ amount: String, by: Int) -> JSON {
                .array([
                    .object([
                        ("subject", .string("x")), ("by", .array([.number("\(by)")])),
                        ("against", .array([.number("2")])), ("amount", .string(amount)),
                    ])
                ])
            }
            #expect(try await pointer(with("body", .string("NOBODY"))) == "/body")
            #expect(try await pointer(with("place", .string("12011x"))) == "/place")
            #expect(try await pointer(with("at", .string("yesterday at nine"))) == "/at")
            #expect(try await pointer(with("claims", claim("3,0", by: 3))) == "/claims/0/by")
            #expect(try await pointer(with("claims", claim("much", by: 1))) == "/claims/0/amount")
            let person = JSON.object([
                ("role", .string("applicant")), ("name", .string("样例")), ("identity", .string("110105194912310021")),
            ])
            let other = JSON.object([("role", .string("respondent")), ("name", .string("样例"))])
            #expect(try await pointer(with("parties", .array([person, other]))) == "/parties/0/identity")
            #expect(try await pointer(with("parties", .array([]))) == "/parties")
        }
    }

    @Test("a mediation from its opening to consent, each step offered before it is done")
    func acting() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            let code = try await desk.register(token: clerk)
            func offered() async throws -> (possible: [JSON], blocked: [JSON]) {
                let acts = try await desk.send("GET", "/v1/disputes/\(code)", token: clerk)["acts"]
                return (acts["possible"]?.elements ?? [], acts["blocked"]?.elements ?? [])
            }
            let open = try #require(try await offered().possible.first { $0["act"]?.string == "open" })
            #expect(open["yours"]?.flag == true)
            #expect(
                open["fields"]?.elements.contains { $0["name"]?.string == "track" && $0["required"]?.flag == true }
                    == true)
            let opened = try await desk.act(
                "open", on: code, token: clerk, fields: .object([("track", .string("people"))]))
            #expect(opened.status == 200 && opened["phase"].string == "mediating", "\(opened.text)")
            #expect(opened["standing"].elements.contains { $0["scope"]?.integer == 1 })

            let apply = try await desk.act("apply", on: code, token: clerk, as: "party", party: 1)
            #expect(apply.status == 200, "\(apply.text)")
            let blocked = try #require(try await offered().blocked.first { $0["act"]?.string == "accept" })
            #expect(blocked["reasons"]?.elements.first?["zh"]?.string?.isEmpty == false)
            let early = try await desk.act("accept", on: code, token: clerk)
            #expect(early.status == 409 && early.code == "refused-by-procedure")
            #expect(early["reason"].string?.isEmpty == false && early["message"]["zh"]?.string?.isEmpty == false)
            let consent = try await desk.act(
                "consent", on: code, token: clerk, as: "party", party: 2, fields: .object([("manner", .string("口头"))]))
            #expect(consent.status == 200, "\(consent.text)")
            #expect(try await desk.act("accept", on: code, token: clerk).status == 200)

            let history = try await desk.send("GET", "/v1/disputes/\(code)", token: clerk)
            #expect(history["timeline"].elements.contains { $0["act"] == .string("consent") })
            #expect(!history["clocks"].elements.isEmpty)
            let id = try #require(history["id"].string.flatMap { CaseID($0) })
            let said = try await desk.store.history(of: id).map(\.event).first { $0.act == "consent" }
            #expect(said?.actor == Actor(role: "party", name: "party", party: 2, enteredBy: "token:clerk-TWN-1"))
        }
    }

    @Test("nothing is done on a revision that was not seen")
    func revisions() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            let code = try await desk.register(token: clerk)
            let content = JSON.object([
                ("act", .string("open")), ("fields", .object([("track", .string("people"))])),
            ])
            let path = "/v1/disputes/\(code)/acts"
            #expect(try await desk.send("POST", path, token: clerk, content).status == 428)
            #expect(try await desk.send("POST", path, token: clerk, content, fields: ["if-match": "1"]).status == 400)
            let key = ["if-match": "\"1\"", "idempotency-key": "a1"]
            let done = try await desk.send("POST", path, token: clerk, content, fields: key)
            #expect(done.status == 200)
            let again = try await desk.send("POST", path, token: clerk, content, fields: key)
            #expect(again.status == 200 && again["repeated"].flag == true && again["revision"] == done["revision"])
            let stale = try await desk.send("POST", path, token: clerk, content, fields: ["if-match": "\"1\""])
            #expect(stale.status == 412 && stale.code == "changed-meanwhile")
            let seen = try await desk.send("GET", "/v1/disputes/\(code)", token: clerk)
            let same = try await desk.send(
                "GET", "/v1/disputes/\(code)", token: clerk, fields: ["if-none-match": try #require(seen.field("etag"))]
            )
            #expect(same.status == 304)
        }
    }

    @Test("a field that the act does not take, and one that is filled in wrong")
    func wrongFields() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            let code = try await desk.register(token: clerk)
            let slip = try await desk.act(
                "open", on: code, token: clerk, fields: .object([("trak", .string("people"))]))
            #expect(slip.status == 422 && slip["faults"].elements.first?["pointer"]?.string == "/fields/trak")
            let missing = try await desk.act("open", on: code, token: clerk)
            #expect(missing.status == 422 && missing["faults"].elements.first?["pointer"]?.string == "/fields/track")
            let unknown = try await desk.act("opeen", on: code, token: clerk)
            #expect(unknown.status == 409)
            let judge = try await desk.act("open", on: code, token: clerk, as: "judge")
            #expect(judge.status == 403)
        }
    }

    @Test("a work list is read page by page, each dispute once, with an exact total")
    func paging() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee, days: 30)
            var registered: Set<String> = []
            for index in 1...7 {
                let code = try await desk.register(Desk.registration(title: "第 \(index) 件"), token: clerk)
                registered.insert(code)
                // Some have a time limit that runs, some have none yet.
                if index % 3 == 0 {
                    _ = try await desk.act(
                        "open", on: code, token: clerk, fields: .object([("track", .string("people"))]))
                    desk.pass(seconds: 86_400)
                }
            }
            let unit = try await desk.token("organ", Desk.unit)
            _ = try await desk.register(Desk.registration(at: Desk.unit), token: unit)
            for limit in [1, 2, 3, 7, 50] {
                var listed: [String] = []
                var due: [String] = []
                var next: String?
                repeat {
                    let after = next.map { "&after=\($0)" } ?? ""
                    let page = try await desk.send("GET", "/v1/disputes?limit=\(limit)\(after)", token: clerk)
                    #expect(page["total"].integer == 7)
                    listed += page["items"].elements.compactMap { $0["code"]?.string }
                    due += page["items"].elements.map { $0["due"]?.string ?? "none" }
                    next = page["next"].string
                } while next != nil
                #expect(listed.count == 7 && Set(listed) == registered, "limit \(limit)")
                #expect(due == due.sorted(), "limit \(limit)")
            }
            #expect(try await desk.send("GET", "/v1/disputes?body=ADM-1", token: clerk).status == 403)
            let all = try await desk.send("GET", "/v1/disputes", token: try await desk.token("leader"))
            #expect(all["total"].integer == 8)
        }
    }

    @Test("the rules tell where a dispute goes, and what stood in the way of the others")
    func routing() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            let code = try await desk.register(token: clerk)
            let reply = try await desk.send("GET", "/v1/disputes/\(code)/routing", token: clerk)
            #expect(reply.status == 200, "\(reply.text)")
            #expect(reply["inputs"].elements.contains { $0["value"]?.string == "neighbour" })
            #expect((reply["considered"].integer ?? 0) > 0)
        }
    }

    @Test("a dispute as it was known at a time: what came later is not there, and nothing is offered as one's own")
    func asOf() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            let code = try await desk.register(token: clerk)
            let then = desk.now.description
            desk.pass(seconds: 3600)
            let opened = try await desk.act(
                "open", on: code, token: clerk, fields: .object([("track", .string("people"))]))
            #expect(opened.status == 200, "\(opened.text)")
            func show(_ asOf: String) async throws -> Reply {
                let text = asOf.replacing("+", with: "%2B")
                return try await desk.send("GET", "/v1/disputes/\(code)?asOf=\(text)", token: clerk)
            }
            let before = try await show(then)
            #expect(before["revision"].integer == 1 && before.field("etag") == "\"1\"")
            #expect(before["timeline"].elements.count == 1 && before["proceedings"].elements.isEmpty)
            #expect(before["acts"]["possible"]?.elements.contains { $0["yours"]?.flag == true } == false)
            #expect(before["chain"]["intact"]?.flag == true)
            let now = try await show(desk.now.description)
            #expect(now["revision"].integer == 3 && now["proceedings"].elements.count == 1)
            #expect(try await show("2023-05-14T00:00:00+08:00").code == "no-such-dispute")
            #expect(try await show("yesterday").code == "invalid-parameter")
        }
    }
}
