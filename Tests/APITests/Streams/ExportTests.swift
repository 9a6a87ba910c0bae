import API
import Tabular
import Testing

@Suite("Exports")
struct ExportTests {
    private static func sheet(_ path: String, _ token: String, _ desk: Desk) async throws -> String {
        var chunks = try await desk.stream(path, token: token)
        var bytes: [UInt8] = []
        while let chunk = try await chunks.next() { bytes += chunk }
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        return String(decoding: bytes.dropFirst(3), as: UTF8.self)
    }

    @Test("everybody gets the disputes that he may see, masked as in lists")
    func disputes() async throws {
        try await Desk.with { desk in
            let clerk = try await desk.token("clerk", Desk.committee)
            let stranger = try await desk.token("clerk", Desk.unit)
            let leader = try await desk.token("leader")
            let plain = try await desk.register(Desk.registration(title: "=2+2,排水沟"), token: clerk)
            let family = try await desk.register(Desk.registration(type: "family", title: "张样例家事"), token: clerk)
            let path = "/v1/exports/disputes"
            let own = try await Self.sheet(path, clerk, desk)
            let lines = own.split(separator: "\r\n")
            #expect(lines.count == 3 && lines[0].hasPrefix("一案一码,名称,"))
            // A spreadsheet runs no formula.
            #expect(own.contains("\(plain),\"'=2+2,排水沟\"") && own.contains("\(family),张样例家事"))
            #expect(try await Self.sheet(path, stranger, desk).split(separator: "\r\n").count == 1)
            let seen = try await Self.sheet(path, leader, desk)
            #expect(seen.contains(plain) && seen.contains(family) && !seen.contains("样例"))
            for (query, count) in [
                ("?open=true", 2), ("?open=false", 0), ("?from=2023-05-16", 0), ("?from=2023-05-15&to=2023-05-15", 2),
                ("?body=TWN-1", 2), ("?body=ADM-1", 0),
            ] {
                let rows = try await Self.sheet(path + query, leader, desk).split(separator: "\r\n").count - 1
                #expect(rows == count, "\(query)")
            }
        }
    }
}
