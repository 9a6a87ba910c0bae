import API
import CaseStore
import Engine
import Mediation
import Tabular
import Testing
import Workflow

@Suite("Parties that sign in by code and telephone")
struct PartySignInTests {
    private static func credentials(_ code: String, _ phone: String, party: Int? = nil) -> JSON {
        .object(
            [("code", .string(code)), ("phone", .string(phone))]
                + (party.map { [("party", JSON.number("\($0)"))] } ?? []))
    }

    private static func signIn(_ desk: Desk, _ code: String, _ phone: String = "138 0000-5678") async throws -> Reply {
        try await desk.send("POST", "/v1/session/party", credentials(code, phone))
    }

    @Test("a party sees its own dispute, who looked at it, and no other")
    func sight() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            let code = try await desk.register(token: clerk)
            let other = try await desk.register(token: clerk)
            let begun = try await Self.signIn(desk, code.lowercased())
            #expect(begun.status == 201 && begun["party"].integer == 1, "\(begun.text)")
            let token = try #require(begun["token"].string)
            let me = try await desk.send("GET", "/v1/session", token: token)
            #expect(me["party"].integer == 1)
            #expect(me["operations"].elements.contains(.string("disputes.looks")))

            let seen = try await desk.send("GET", "/v1/disputes/\(code)", token: token)
            let parties = seen["parties"].elements
            #expect(parties.compactMap { $0["name"]?.string } == ["张样例", "李样例"])
            #expect(parties[0]["phone"]?.string == "138******78" && parties[1]["phone"]?.string == nil)
            #expect(seen["claims"].elements.first?["subject"]?.string == "恢复排水")
            // What is offered is what it may do by itself.
            let acts = seen["acts"]
            let offered = (["possible", "blocked", "standing"].flatMap { acts[$0]?.elements ?? [] })
                .compactMap { $0["act"]?.string }
            #expect(Set(offered).isSubset(of: desk.api.house.matrix.unaided) && offered.contains("fileComplaint"))

            #expect(try await desk.send("GET", "/v1/disputes/\(other)", token: token).code == "no-such-dispute")
            for path in ["/v1/disputes", "/v1/events", "/v1/exports/disputes", "/v1/reports/2023"] {
                #expect(try await desk.send("GET", path, token: token).code == "forbidden", "\(path)")
            }
            for party in 1...2 {
                _ = try await desk.send(
                    "POST", "/v1/disputes/\(code)/parties/\(party)/unmask", token: clerk,
                    .object([("reason", .string("送达文书"))]))
            }
            let looks = try await desk.send("GET", "/v1/disputes/\(code)/looks", token: token)["looks"].elements
            #expect(looks.compactMap { $0["party"]?.integer } == [1], "the other party's numbers are its own matter")
            #expect(looks.contains { $0["principal"]?.string == "token:clerk-TWN-1" })
        }
    }

    @Test("a party complains by itself; what binds, ends or moves is for the office to enter")
    func acts() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            let code = try await desk.register(token: clerk)
            let token = try #require(try await Self.signIn(desk, code)["token"].string)
            let complaint = JSON.object([
                ("number", .string("1")), ("ground", .string("biased")), ("text", .string("偏袒对方")),
            ])
            let filed = try await desk.act("fileComplaint", on: code, token: token, fields: complaint)
            #expect(filed.status == 200, "\(filed.text)")
            let actor = try await desk.send("GET", "/v1/disputes/\(code)", token: clerk)["timeline"].elements.last?[
                "actor"]
            #expect(actor?["role"]?.string == "party" && actor?["party"]?.integer == 1)

            let tag = ["if-match": try #require(filed.field("etag"))]
            let refused: [[(key: String, value: JSON)]] = [
                [("act", .string("withdraw"))], [("act", .string("sign"))],
                [("act", .string("fileComplaint")), ("party", .number("2"))],
                [("act", .string("fileComplaint")), ("as", .string("clerk"))],
                [("act", .string("fileComplaint")), ("at", .string("2023-05-01T09:00:00+08:00"))],
                [("act", .string("fileComplaint")), ("body", .string("TWN-1"))],
            ]
            for content in refused {
                let reply = try await desk.send(
                    "POST", "/v1/disputes/\(code)/acts", token: token, .object(content), fields: tag)
                #expect(reply.status == 403 && reply.code == "forbidden", "\(reply.text)")
            }
        }
    }

    @Test("a wrong code and a wrong number are answered alike; five attempts, then a quarter of an hour")
    func guesses() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            let code = try await desk.register(token: clerk)
            let wrong = try await Self.signIn(desk, code, "13900000000")
            let unknown = try await Self.signIn(desk, "230101-AAAAA", "13911111111")
            #expect(wrong.status == 401 && wrong.code == "wrong-code-or-telephone" && wrong.text == unknown.text)
            // A party that is not the one with this number.
            #expect(
                try await desk.send("POST", "/v1/session/party", Self.credentials(code, "13800005678", party: 2)).status
                    == 401)
            for phone in ["13900000001", "13900000002", "13900000003"] {
                #expect(try await Self.signIn(desk, code, phone).status == 401)
            }
            let locked = try await Self.signIn(desk, code)
            #expect(locked.status == 429 && locked.field("retry-after") == "900")
            // Going on guessing does not keep the party out for longer.
            desk.pass(seconds: 600)
            #expect(try await Self.signIn(desk, code).status == 429)
            desk.pass(seconds: 301)
            #expect(try await Self.signIn(desk, code).status == 201)
            // One number is not tried on one code after the other.
            for index in 0..<5 {
                #expect(try await Self.signIn(desk, "230101-AAAA\(index)", "13922222222").status == 401)
            }
            #expect(try await Self.signIn(desk, "230101-BBBBB", "13922222222").status == 429)
        }
    }

    @Test("a sign-in lasts two hours, and ends when the party's data are erased")
    func ends() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            let code = try await desk.register(token: clerk)
            let first = try #require(try await Self.signIn(desk, code)["token"].string)
            desk.pass(seconds: 7201)
            #expect(try await desk.send("GET", "/v1/session", token: first).status == 401)
            let second = try #require(try await Self.signIn(desk, code)["token"].string)
            let id = try #require(try await desk.store.find(number: code))
            #expect(try await desk.store.erase(party: 1, of: id, at: desk.now))
            #expect(try await desk.send("GET", "/v1/session", token: second).status == 401)
            #expect(try await Self.signIn(desk, code).status == 401)
        }
    }

    @Test("nobody is given the role of a party, and what parties may do by themselves is known to the procedures")
    func matrix() throws {
        let matrix = try AccessMatrix.shipped()
        #expect(!matrix.grantable.contains { $0.name == "party" } && matrix.grantable.contains { $0.name == "clerk" })
        let known = Set(
            try Shipped.library().all.flatMap(\.transitions).filter { $0.by.contains("party") }.compactMap(\.event))
        #expect(!matrix.unaided.isEmpty && matrix.unaided.isSubset(of: known))
    }
}
