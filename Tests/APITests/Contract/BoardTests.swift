import Foundation
import Testing

/// What stands in `deploy` for those who watch the daemon, against what the daemon tells.
@Suite("Alerts and board")
struct BoardTests {
    private static let deploy = URL(filePath: #filePath).appending(path: "../../../../deploy").standardizedFileURL

    private static func names(_ text: String) -> Set<String> {
        Set(text.matches(of: #/nplus_[a-z_]+/#).map { String($0.output) })
    }

    @Test(
        "every metric that a rule or a panel names is one that the daemon tells",
        arguments: [
            "prometheus/nplus.rules.yml", "grafana/nplus.json",
        ])
    func metrics(file: String) async throws {
        try await Desk.with { desk in
            let administrator = try await desk.token("administrator")
            // One request that is answered and one that is not, so that every series has begun.
            _ = try await desk.send("GET", "/v1/disputes")
            let told = try await desk.send("GET", "/metrics", token: administrator).text
            var declared: Set<String> = []
            for line in told.split(separator: "\n") where line.hasPrefix("# TYPE ") {
                let words = line.split(separator: " ")
                let name = String(words[2])
                declared.formUnion(
                    words[3] == "histogram" ? ["_bucket", "_sum", "_count"].map { name + $0 } : [name])
            }
            let named = Self.names(try String(contentsOf: Self.deploy.appending(path: file), encoding: .utf8))
            #expect(named.isSubset(of: declared), "\(named.subtracting(declared).sorted())")
            #expect(named.count > 5)
        }
    }

    @Test("every alert stands in the RUNBOOK, and the board can be read")
    func runbook() throws {
        let rules = try String(contentsOf: Self.deploy.appending(path: "prometheus/nplus.rules.yml"), encoding: .utf8)
        let runbook = try String(contentsOf: Self.deploy.appending(path: "RUNBOOK.md"), encoding: .utf8)
        let alerts = rules.matches(of: #/alert: (\w+)/#).map { String($0.output.1) }
        #expect(!alerts.isEmpty)
        for alert in alerts { #expect(runbook.contains("`\(alert)`"), "\(alert)") }
        let board = try Data(contentsOf: Self.deploy.appending(path: "grafana/nplus.json"))
        let panels = (try JSONSerialization.jsonObject(with: board) as? [String: Any])?["panels"] as? [[String: Any]]
        #expect(panels?.isEmpty == false)
    }
}
