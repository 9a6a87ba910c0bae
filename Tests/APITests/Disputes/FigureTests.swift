import API
import Tabular
import Testing

@Suite("Figures, directory and time limits over the interface")
struct FigureTests {
    @Test("every figure opens to exactly what it counts")
    func figures() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            for index in 1...3 { _ = try await desk.register(Desk.registration(title: "第 \(index) 件"), token: clerk) }
            let leader = try await desk.token("leader")
            let report = try await desk.send("GET", "/v1/reports/2023?by=type", token: leader)
            let figures = report["total"]["figures"]?.elements ?? []
            let registered = try #require(figures.first { $0["indicator"]?.string == "registered" })
            #expect(registered["value"]?.integer == 3)
            for figure in figures {
                let path = try #require(figure["opens"]?.string)
                let opened = try await desk.send("GET", path, token: leader)
                #expect(opened.status == 200, "\(path)")
                if let count = figure["value"]?.integer, figure["unit"]?.string == "dispute" {
                    #expect(opened["sum"].integer == count, "\(path)")
                    #expect(opened["cases"].elements.count == min(count, 100), "\(path)")
                }
            }
            #expect(report["rows"].elements.map { $0["key"]?.string } == ["neighbour"])
        }
    }

    @Test("a clerk sees the figures of the own body only")
    func ownBody() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            _ = try await desk.register(token: clerk)
            let all = try await desk.send("GET", "/v1/reports/2023", token: clerk)
            #expect(all.status == 403 && all["remedy"]["en"]?.string?.contains("filter=body=TWN-1") == true)
            let own = try await desk.send("GET", "/v1/reports/2023-05?filter=body=TWN-1", token: clerk)
            #expect(own.status == 200)
            #expect(try await desk.send("GET", "/v1/reports/2023?filter=body=ADM-1", token: clerk).status == 403)
            let cases = try await desk.send(
                "GET", "/v1/reports/figures/2023%2Fregistered%2Fbody=TWN-1/cases", token: clerk)
            #expect(cases["cases"].elements.first?["title"]?.string == "排水沟走向争议")
        }
    }

    @Test("periods, filters and addresses that are wrong")
    func wrong() async throws {
        try await Desk.with { desk in
            let leader = try await desk.token("leader")
            for (path, code) in [
                ("/v1/reports/23", "invalid-parameter"), ("/v1/reports/2023?by=colour", "invalid-parameter"),
                ("/v1/reports/2023?filter=type", "invalid-parameter"),
                ("/v1/reports/2023?filter=body=NOBODY", "invalid-parameter"),
                ("/v1/reports/figures/2023%2Fnothing/cases", "no-such-figure"),
                ("/v1/reports/2023?asOf=2023-13-01T00:00:00Z", "invalid-parameter"),
            ] {
                #expect(try await desk.send("GET", path, token: leader).code == code, "\(path)")
            }
        }
    }

    @Test("bodies by kind, name and place, page by page")
    func bodies() async throws {
        try await Desk.with { desk in
            let token = try await desk.token("auditor")
            let all = try await desk.send("GET", "/v1/directory/bodies?limit=2", token: token)
            #expect(all["total"].integer == 5)
            var names = all["items"].elements.compactMap { $0["id"]?.string }
            var next = all["next"].string
            while let after = next {
                let page = try await desk.send("GET", "/v1/directory/bodies?limit=2&after=\(after)", token: token)
                names += page["items"].elements.compactMap { $0["id"]?.string }
                next = page["next"].string
            }
            #expect(names == ["ADM-1", "CRT-1", "CTR-1", "SFS-1", "TWN-1"])
            let court = try await desk.send("GET", "/v1/directory/bodies?kind=court", token: token)
            #expect(court["items"].elements.compactMap { $0["id"]?.string } == ["CRT-1"])
            let named = try await desk.send(
                "GET", "/v1/directory/bodies?name=\(PercentCode.encoded("调解委员会"))", token: token)
            #expect(named["total"].integer == 1)
        }
    }

    @Test("a time limit with its count, and what cannot be counted")
    func deadlines() async throws {
        try await Desk.with { desk in
            let token = try await desk.token("mediator", Desk.committee)
            func compute(_ text: String) async throws -> Reply {
                try await desk.send("POST", "/v1/deadlines/compute", token: token, try JSON(reading: Array(text.utf8)))
            }
            let plain = try await compute(#"{"from":"2023-04-17","length":30}"#)
            #expect(plain["due"].string == "2023-05-17")
            let working = try await compute(#"{"from":"2023-04-28","length":3,"count":"working"}"#)
            // 29 April to 3 May were holidays, 6 May a make-up day.
            #expect(working["due"].string == "2023-05-06")
            let paused = try await compute(
                #"{"from":"2023-04-17","length":30,"pauses":[{"from":"2023-04-20","to":"2023-04-24"}],"extensions":[10]}"#
            )
            #expect(paused["due"].string == "2023-06-01")
            for (text, pointer) in [
                (#"{"from":"2023-02-30","length":30}"#, "/from"), (#"{"from":"2023-04-17","length":0}"#, "/length"),
                (#"{"from":"2023-04-17","length":2,"unit":"months","count":"working"}"#, "/unit"),
                (#"{"from":"2023-04-17","length":2000,"unit":"months"}"#, "/length"),
                (
                    #"{"from":"2023-04-17","length":3,"pauses":[{"from":"2023-04-20","to":"2023-04-19"}]}"#,
                    "/pauses/0/to"
                ),
                (#"{"from":"2023-04-17","length":3,"cutOff":"25:00"}"#, "/cutOff"),
            ] {
                #expect(try await compute(text)["faults"].elements.first?["pointer"]?.string == pointer, "\(text)")
            }
        }
    }
}

@Suite("Running")
struct RunningTests {
    @Test("metrics count by operation and status, and name no case")
    func metrics() async throws {
        try await Desk.with { desk in
            let meters = desk.api.house.meters
            meters.began()
            meters.ended(operation: .show, status: 200, code: nil, seconds: 0.02)
            meters.began()
            meters.ended(operation: .show, status: 404, code: "no-such-dispute", seconds: 7)
            meters.began()
            let text = try await desk.send("GET", "/metrics", token: try await desk.token("administrator")).text
            for line in [
                #"nplus_http_requests_total{operation="disputes.show",status="200"} 1"#,
                #"nplus_http_problems_total{code="no-such-dispute"} 1"#,
                #"nplus_http_request_duration_seconds_bucket{operation="disputes.show",le="0.025"} 1"#,
                #"nplus_http_request_duration_seconds_bucket{operation="disputes.show",le="10.0"} 2"#,
                #"nplus_http_request_duration_seconds_count{operation="disputes.show"} 2"#,
                "nplus_http_in_flight 1", "nplus_ready 1",
            ] {
                #expect(text.split(separator: "\n").contains { $0 == line }, "\(line)")
            }
        }
    }
}
