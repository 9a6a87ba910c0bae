import API
import Tabular
import Testing

@Suite("A request that is not right")
struct RequestTests {
    @Test("an unknown address, and an address without the method")
    func addresses() async throws {
        try await Desk.with { desk in
            #expect(try await desk.send("GET", "/v1/nothing").code == "no-such-address")
            #expect(try await desk.send("GET", "/v1/disputes/%ff").status == 404)
            #expect(try await desk.send("GET", "/v1/disputes/%+f").status == 404)
            let wrong = try await desk.send("DELETE", "/v1/disputes")
            #expect(wrong.status == 405 && wrong.field("allow") == "POST, GET")
            #expect(try await desk.send("BREW", "/health").status == 405)
        }
    }

    @Test("the content: media type, broken JSON, wrong members with a hint")
    func contents() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            let key = ["idempotency-key": "k"]
            let form = try await desk.send(
                "POST", "/v1/disputes", token: clerk, .object([]),
                fields: key.merging(["content-type": "text/plain"]) { $1 })
            #expect(form.status == 415)
            let broken = await desk.api.respond(
                to: APIRequest(
                    method: "POST", path: "/v1/disputes",
                    fields: ["authorization": "Bearer \(clerk)", "content-type": "application/json; charset=utf-8"],
                    body: Array("{\"body\": }".utf8)))
            #expect(broken.response.status == 400 && broken.code == "malformed-json")
            let wrong = try await desk.send(
                "POST", "/v1/disputes", token: clerk,
                Desk.registration(more: [("titel", .string("x")), ("source", .string("door"))]), fields: key)
            #expect(wrong.status == 422)
            let faults = wrong["faults"].elements
            #expect(faults.compactMap { $0["pointer"]?.string } == ["/titel", "/source"])
            #expect(faults[0]["message"]?["en"]?.string?.contains("title") == true)
        }
    }

    @Test("parameters: unknown, twice, out of range")
    func parameters() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            for query in [
                "limt=5", "limit=5&limit=6", "limit=0", "limit=x", "dueBy=2023-02-30", "after=here", "body=%zz",
            ] {
                let reply = try await desk.send("GET", "/v1/disputes?\(query)", token: clerk)
                #expect(reply.code == "invalid-parameter", "\(query)")
            }
            let hint = try await desk.send("GET", "/v1/disputes?limt=5", token: clerk)
            #expect(hint["message"]["en"]?.string?.contains("'limit'") == true)
        }
    }

    @Test("a text that no database holds is refused")
    func controlCharacters() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            let reply = try await desk.send(
                "POST", "/v1/disputes", token: clerk, Desk.registration(title: "a\u{0}b"),
                fields: ["idempotency-key": "k"])
            #expect(reply.status == 422)
            #expect(try await desk.send("GET", "/v1/disputes/a%00b", token: clerk).status == 404)
        }
    }
}

@Suite("Shapes")
struct SchemaTests {
    private static let shape = Schema.object([
        .init("name", .string(1...3)), .init("count", .integer(1...9), required: false),
        .init("kinds", .array(.word(["a", "b"]), count: 0...2), required: false),
        .init("inner", .nullable(.object([.init("flag", .boolean)])), required: false),
    ])

    private func pointers(_ text: String) throws -> [String] {
        Self.shape.faults(in: try JSON(reading: Array(text.utf8))).map(\.pointer)
    }

    @Test("each fault is told at its place")
    func faults() throws {
        #expect(try pointers(#"{"name":"ab","count":9,"kinds":["a"],"inner":{"flag":true}}"#).isEmpty)
        #expect(try pointers(#"{"name":"ab","inner":null}"#).isEmpty)
        #expect(try pointers(#"{}"#) == ["/name"])
        #expect(try pointers(#"{"name":"abcd","count":10}"#) == ["/name", "/count"])
        #expect(try pointers(#"{"name":"a","count":1.0}"#) == ["/count"])
        #expect(try pointers(#"{"name":"a","kinds":["a","c"]}"#) == ["/kinds/1"])
        #expect(try pointers(#"{"name":"a","kinds":["a","b","a"]}"#) == ["/kinds"])
        #expect(try pointers(#"{"name":"a","inner":{"flag":1}}"#) == ["/inner/flag"])
        #expect(try pointers(#"{"name":"a","a/b~c":1}"#) == ["/a~1b~0c"])
        #expect(try pointers(#"[]"#) == [""])
    }

    @Test("who sends too many requests waits, and nobody else does")
    func rate() throws {
        let desk = RateDesk(perSecond: 2)
        let start = ContinuousClock.now
        for _ in 1...4 { try desk.take("token:wild", at: start) }
        let problem = try #require(throws: Problem.self) { try desk.take("token:wild", at: start) }
        #expect(problem.kind == .tooMany && problem.response.status == 429)
        #expect(problem.response.field("retry-after") == "1")
        try desk.take("account:wang", at: start)
        try desk.take("token:wild", at: start + .milliseconds(500))
        #expect(throws: Problem.self) { try desk.take("token:wild", at: start + .milliseconds(500)) }
    }
}
