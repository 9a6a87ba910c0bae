import Foundation
import PostgresServer
import TestSupport
import Testing

@Suite("nplus run")
struct RunCommandTests {
    @Test("from an empty database to the report in one go; run again, it finds everything done and says so")
    func twice() async throws {
        let deploy = try smallDeployment()
        defer { try? FileManager.default.removeItem(atPath: deploy) }
        try await TestDatabase.with(.empty) { url in
            let bureau = Bureau(url: url)
            let first = try bureau.nplus(["run", "--deploy", deploy, "--year", "2023"])
            #expect(first.code == 0, "\(first.errors)")
            for words in ["已应用 / applied: 0001_directory", "蓟州区", "2023年调解统计", "nplus report open 2023/screenings"] {
                #expect(first.output.contains(words), "\(words)")
            }
            #expect(first.errors.contains("▸ 完成 / Done"))
            #expect(first.errors.contains("100%"))

            let second = try bureau.nplus(["run", "--deploy", deploy, "--year", "2023"])
            #expect(second.code == 0, "\(second.errors)")
            #expect(second.output.contains("已是最新 / up to date"))
            #expect(second.errors.contains("各步此前均已完成，没有新的内容 / Every step was done before; nothing is new"))
            #expect(report(in: second.output) == report(in: first.output))

            // Both streams in one file: the last word comes last, and inside no other.
            var program = Program(path: BuiltProgram.url.path, folder: "", user: nil)
            program.environment["NPLUS_DATABASE_URL"] = url.description
            program.namesFolder = false
            let merged = try program.run("run", "--deploy", deploy, "--year", "2023").output
            #expect(merged.hasSuffix("▸ 各步此前均已完成，没有新的内容 / Every step was done before; nothing is new"))
        }
    }

    /// The report down to its footnotes, which tell when it was made.
    private func report(in output: String) -> String? {
        output.range(of: "指标").map { String(output[$0.lowerBound...]) }?
            .components(separatedBy: "\n[1] ").first
    }

    /// The directory of Jizhou with the first rows of its sample registers.
    private func smallDeployment() throws -> String {
        let files = FileManager.default
        let deploy = files.temporaryDirectory.appending(path: "nplus-\(UUID().uuidString)")
        try files.createDirectory(at: deploy.appending(path: "sample"), withIntermediateDirectories: true)
        for name in try files.contentsOfDirectory(atPath: Bureau.deploy) where name.hasSuffix(".csv") {
            try files.copyItem(atPath: "\(Bureau.deploy)/\(name)", toPath: deploy.appending(path: name).path)
        }
        for name in ["screenings", "stationings"] {
            let sample = try String(contentsOfFile: "\(Bureau.deploy)/sample/\(name).csv", encoding: .utf8)
            let rows = sample.split(whereSeparator: \.isNewline).prefix(41).joined(separator: "\n")
            try rows.write(
                to: deploy.appending(path: "sample/\(name).csv"), atomically: true, encoding: .utf8)
        }
        return deploy.path
    }
}
