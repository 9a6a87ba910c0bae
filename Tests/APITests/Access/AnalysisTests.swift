import API
import CaseStore
import Mediation
import Postgres
import Tabular
import Testing

@Suite("What analysts and operators find in the database")
struct AnalysisTests {
    @Test("the role of analysts reads two views, without persons, free text or numbers of cases")
    func analysts() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            let code = try await desk.register(token: clerk)
            _ = try await desk.register(Desk.registration(type: "family", title: "张样例家事"), token: clerk)
            let owner = desk.api.house.owner
            let open = try await owner.query(
                """
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm')
                    and (has_table_privilege('nplus_analyst', c.oid, 'select')
                        or has_any_column_privilege('nplus_analyst', c.oid, 'select')) order by 1
                """
            ).decode(String.self)
            #expect(open == ["analysis_dispute", "analysis_happening"])
            var text = ""
            for view in open {
                text += try await owner.query(
                    Statement(SQL(trusted: "select coalesce(string_agg(v::text, ' '), '') from \(view) v"))
                ).only(String.self)
            }
            for secret in ["样例", "排水", code, "13800005678", "11010519491231002X"] {
                #expect(!text.contains(secret), "\(secret)")
            }
            let rows = try await owner.query(
                "select type, coalesce(holder, '-'), sealed, length(dispute) from analysis_dispute order by type"
            ).decode((String, String, Bool, Int32).self)
            #expect(rows.map(\.0) == ["family", "neighbour"] && rows.map(\.1) == ["-", "TWN-1"])
            #expect(rows.map(\.2) == [true, false] && rows.allSatisfy { $0.3 == 20 })
            // The same dispute has the same pseudonym in both.
            let known = try await owner.query(
                "select count(distinct h.dispute) from analysis_happening h join analysis_dispute d using (dispute)"
            ).only(Int.self)
            #expect(known == 2)
        }
    }

    @Test("the trace that a caller sends stands beside the last event that the request caused")
    func traces() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
            let registered = try await desk.send(
                "POST", "/v1/disputes", token: clerk, Desk.registration(),
                fields: ["idempotency-key": "k", "traceparent": "00-\(trace)-00f067aa0ba902b7-01"])
            let code = try #require(registered["code"].string)
            let wrong = [
                "00-\(trace)", "01-\(trace)-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-zz\(trace.dropFirst(2))-00f067aa0ba902b7-01",
            ]
            for (index, text) in wrong.enumerated() {
                let reply = try await desk.send(
                    "POST", "/v1/disputes/\(code)/acts", token: clerk,
                    .object([
                        ("act", .string("fileComplaint")), ("as", .string("party")), ("party", .number("1")),
                        (
                            "fields",
                            .object([
                                ("number", .string("\(index + 1)")), ("ground", .string("biased")),
                                ("text", .string("偏袒")),
                            ])
                        ),
                    ]),
                    fields: ["if-match": "\"\(index + 1)\"", "traceparent": text])
                #expect(reply.status == 200, "\(reply.text)")
            }
            let opened = try await desk.send(
                "POST", "/v1/disputes/\(code)/acts", token: clerk,
                .object([("act", .string("open")), ("fields", .object([("track", .string("people"))]))]),
                fields: ["if-match": "\"5\"", "traceparent": "00-\(trace)-00f067aa0ba902b7-00"])
            #expect(opened.status == 200, "\(opened.text)")
            let rows = try await desk.store.client.query(
                "select sequence, encode(trace, 'hex') from event_trace order by sequence"
            ).decode((Int32, String).self)
            // Opening makes two events; the request is found at the last of them.
            #expect(rows.map(\.0) == [1, 7] && rows.allSatisfy { $0.1 == trace })
        }
    }
}
