import API
import CaseStore
import Mediation
import Tabular
import Testing

/// Tests made from the matrix: every route, every role, with and without a part in the dispute.
@Suite("The access matrix")
struct MatrixTests {
    /// A request for each route that would succeed, or fail for another reason than access, with full rights.
    private static func sample(_ operation: Operation, _ code: String) -> (path: String, content: JSON?) {
        let dispute = "/v1/disputes/\(code)"
        return switch operation {
        case .live: ("/health", nil)
        case .ready: ("/ready", nil)
        case .document: ("/openapi.json", nil)
        case .metrics: ("/metrics", nil)
        case .beginSession: ("/v1/session", .object([("account", .string("nobody")), ("password", .string("wrong"))]))
        case .beginSignOn:
            ("/v1/session/oidc/begin", .object([("redirect", .string("http://127.0.0.1:50000/"))]))
        case .finishSignOn:
            (
                "/v1/session/oidc",
                .object([("ticket", .string("t")), ("code", .string("c")), ("state", .string("s"))])
            )
        case .beginPartySession:
            ("/v1/session/party", .object([("code", .string("230101-AAAAA")), ("phone", .string("13800000000"))]))
        case .showSession, .endSession: ("/v1/session", nil)
        case .changePassword:
            ("/v1/session/password", .object([("old", .string("x")), ("new", .string("0123456789"))]))
        case .register: ("/v1/disputes", nil)
        case .list: ("/v1/disputes", nil)
        case .show: (dispute, nil)
        case .act: ("\(dispute)/acts", .object([("act", .string("open"))]))
        case .beginImport: ("/v1/imports", .object([("sheets", .array([]))]))
        case .showImport: ("/v1/imports/x", nil)
        case .follow: ("/v1/events", nil)
        case .export: ("/v1/exports/disputes", nil)
        case .routing: ("\(dispute)/routing", nil)
        case .unmask: ("\(dispute)/parties/1/unmask", .object([("reason", .string("核对身份"))]))
        case .looks: ("\(dispute)/looks", nil)
        case .report: ("/v1/reports/2023?filter=body=TWN-1", nil)
        case .openFigure: ("/v1/reports/figures/2023%2Fregistered%2Fbody=TWN-1/cases", nil)
        case .bodies: ("/v1/directory/bodies", nil)
        case .deadline:
            ("/v1/deadlines/compute", .object([("from", .string("2023-05-15")), ("length", .number("30"))]))
        }
    }

    @Test("nothing works for who is not signed in, but what is open")
    func withoutToken() async throws {
        try await Desk.with { desk in
            for route in desk.api.routes {
                let (path, content) = Self.sample(route.operation, "x")
                for shown in [nil, "Bearer \(Secret().text)", "Bearer np_00", "Basic YTpi"] as [String?] {
                    let reply = try await desk.send(
                        route.method.rawValue, path, content,
                        fields: shown.map { ["authorization": $0] } ?? [:])
                    if desk.api.house.matrix.isOpen(route.operation) {
                        #expect(reply.code != "unauthenticated", "\(route.operation)")
                    } else {
                        #expect(reply.status == 401 && reply.code == "unauthenticated", "\(route.operation)")
                        #expect(reply.field("www-authenticate") == "Bearer")
                    }
                }
            }
            let open = desk.api.routes.map(\.operation).filter(desk.api.house.matrix.isOpen)
            #expect(
                Set(open) == [
                    .live, .ready, .document, .beginSession, .beginPartySession, .beginSignOn, .finishSignOn,
                ])
        }
    }

    @Test("each role gets exactly what the matrix says, in its own disputes and in others'")
    func everyRole() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            let code = try await desk.register(token: clerk)
            let matrix = desk.api.house.matrix
            for role in matrix.roles {
                for body in [Desk.committee, Desk.unit] {
                    for route in desk.api.routes where !matrix.isOpen(route.operation) {
                        let token = try await desk.token(role.name, matrix.needsBody(role.name) ? body : nil)
                        var (path, content) = Self.sample(route.operation, code)
                        var fields = ["if-match": "\"1\""]
                        if route.operation == .register {
                            content = Desk.registration(at: Desk.committee)
                            fields["idempotency-key"] = "\(role.name)-\(body)"
                        }
                        let reply = try await desk.send(
                            route.method.rawValue, path, token: token, content, fields: fields)
                        let place = "\(route.operation) as \(role.name) of \(body): \(reply.status) \(reply.code ?? "")"
                        switch matrix.reach(of: route.operation, in: role.name) {
                        case nil: #expect(reply.status == 403 && reply.code == "forbidden", "\(place)")
                        case .part? where body == Desk.unit, .own?: expectHidden(reply, route.operation, place)
                        default:
                            // The act is a clerk's, so that others are told so by the procedure, or that they may not be clerks.
                            let isAnswered =
                                [.act, .showImport].contains(route.operation)
                                || ![401, 403, 404].contains(reply.status)
                            let hasNoPassword = route.operation == .changePassword && reply.status == 403
                            #expect(isAnswered || hasNoPassword, "\(place)")
                        }
                    }
                }
            }
        }
    }

    /// What somebody sees of the disputes of others: no more than if there were none.
    private func expectHidden(_ reply: Reply, _ operation: Operation, _ place: String) {
        switch operation {
        case .list: #expect(reply.status == 200 && reply["total"].integer == 0, "\(place)")
        // What they hold is read below.
        case .follow, .export: #expect(reply.status == 200, "\(place)")
        case .register, .report, .openFigure: #expect(reply.status == 403, "\(place)")
        default: #expect(reply.status == 404 && reply.code == "no-such-dispute", "\(place)")
        }
    }

    @Test("who sees the whole district sees no person and no sealed matter of others")
    func masking() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            let plain = try await desk.register(token: clerk)
            let family = try await desk.register(
                Desk.registration(type: "family", title: "张样例家事"), token: clerk)
            let leader = try await desk.token("leader")
            let seen = try await desk.send("GET", "/v1/disputes/\(plain)", token: leader)
            #expect(seen["parties"].elements.compactMap { $0["name"]?.string } == ["张某", "李某"])
            #expect(!seen.text.contains("样例") && !seen.text.contains("恢复排水"))
            let sealed = try await desk.send("GET", "/v1/disputes/\(family)", token: leader)
            #expect(sealed["sealed"].flag == true)
            #expect(!sealed.text.contains("样例") && !sealed.text.contains("张某"))
            let list = try await desk.send("GET", "/v1/disputes", token: leader)
            #expect(list["total"].integer == 2 && !list.text.contains("样例"))
            // Who works on it sees names, and numbers only in part.
            let own = try await desk.send("GET", "/v1/disputes/\(plain)", token: clerk)
            let party = own["parties"].elements[0]
            #expect(party["name"]?.string == "张样例")
            #expect(party["phone"]?.string == "138******78" && party["identity"]?.string == "110*************2X")
        }
    }

    @Test("I-44: what was said in mediation is shown to nobody over the interface")
    func confidential() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            let code = try await desk.register(token: clerk)
            let secret = "调解中说的话"
            for (act, fields) in [
                ("tellBackground", [("when", "上周"), ("text", secret)]),
                ("concede", [("number", "1"), ("by", "2"), ("text", secret)]),
                ("fileComplaint", [("number", "1"), ("ground", "biased"), ("text", secret)]),
            ] {
                let reply = try await desk.act(
                    act, on: code, token: clerk, fields: .object(fields.map { ($0.0, .string($0.1)) }))
                #expect(reply.status == 200, "\(act) \(reply.text)")
            }
            for role in desk.api.house.matrix.roles {
                let token = try await desk.token(
                    role.name, desk.api.house.matrix.needsBody(role.name) ? Desk.committee : nil)
                for path in ["/v1/disputes/\(code)", "/v1/disputes", "/v1/disputes/\(code)/routing"] {
                    #expect(
                        try await !desk.send("GET", path, token: token).text.contains(secret), "\(role.name) \(path)")
                }
            }
        }
    }

    @Test("I-42: a court sees a concession only when every party has released it")
    func concessions() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            let code = try await desk.register(token: clerk)
            let conceded = try await desk.act(
                "concede", on: code, token: clerk,
                fields: .object([("number", .string("1")), ("by", .string("2")), ("text", .string("承认动手"))]))
            #expect(conceded.status == 200, "\(conceded.text)")
            func acts(_ role: String) async throws -> [String] {
                let token = try await desk.token(role, Desk.committee)
                return try await desk.send("GET", "/v1/disputes/\(code)", token: token)["timeline"].elements
                    .compactMap { $0["act"]?.string }
            }
            for party in 1...2 {
                for role in ["court", "judge", "partner"] {
                    #expect(try await !acts(role).contains("concede"), "\(role)")
                }
                #expect(try await acts("mediator").contains("concede"))
                let released = try await desk.act(
                    "releaseConcession", on: code, token: clerk, as: "party", party: party,
                    fields: .object([("concession", .string("1"))]))
                #expect(released.status == 200, "\(released.text)")
            }
            for role in ["court", "judge", "partner"] { #expect(try await acts(role).contains("concede"), "\(role)") }
        }
    }

    @Test("numbers are shown for a reason, which stays on record with who asked")
    func unmasking() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            let code = try await desk.register(token: clerk)
            let path = "/v1/disputes/\(code)/parties/1/unmask"
            #expect(try await desk.send("POST", path, token: clerk, .object([("reason", .string(""))])).status == 422)
            let shown = try await desk.send("POST", path, token: clerk, .object([("reason", .string("送达通知"))]))
            #expect(shown["phone"].string == "13800005678" && shown["identity"].string == "11010519491231002X")
            #expect(
                try await desk.send(
                    "POST", "/v1/disputes/\(code)/parties/3/unmask", token: clerk, .object([("reason", .string("送达"))])
                ).code == "no-such-party")
            let head = try await desk.token("head", Desk.committee)
            let looks = try await desk.send("GET", "/v1/disputes/\(code)/looks", token: head)["looks"].elements
            #expect(looks.count == 1)
            #expect(looks[0]["principal"]?.string == "token:clerk-TWN-1" && looks[0]["reason"]?.string == "送达通知")
            #expect(looks[0]["party"]?.integer == 1)
        }
    }

    @Test("a matrix that leaves something out, or names what there is not, is refused")
    func faults() throws {
        let roles = "roles:\n  clerk: { zh: 工作人员, en: clerk, acts: [clerk] }\n"
        func rules(_ leaving: Operation? = nil) -> String {
            Operation.allCases.filter { $0 != leaving }.map { "  \($0.rawValue): { all: [] }\n" }.joined()
        }
        #expect(throws: Never.self) { _ = try AccessMatrix(reading: roles + "operations:\n" + rules()) }
        for text in [
            roles + "operations:\n" + rules(.act), roles + "operations:\n" + rules() + "  disputes.burn: { all: [] }\n",
            roles + "operations:\n" + rules(.act) + "  disputes.act: { part: [clark] }\n",
            roles + "operations:\n" + rules(.act) + "  disputes.act: { parts: [clerk] }\n",
            roles + "operations:\n" + rules(.act) + "  disputes.act: { part: [] }\n",
            "roles:\n  clerk: { zh: 工作人员, en: clerk, acts: [king] }\noperations:\n" + rules(),
        ] {
            #expect(throws: AccessMatrixError.self) { _ = try AccessMatrix(reading: text) }
        }
    }
}
