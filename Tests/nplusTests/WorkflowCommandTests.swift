import Foundation
import Testing

@Suite("nplus workflow")
struct WorkflowCommandTests {
    private func inScratch(_ body: (Program, String) throws -> Void) throws {
        try withProgram(as: nil) { program in
            var program = program
            program.namesFolder = false
            try body(program, URL(filePath: program.path).deletingLastPathComponent().path)
        }
    }

    private static let good = """
        workflow: small
        kind: track
        title: { zh: 小例, en: Small }
        inForce: { from: 2020-01-01 }
        states:
          open: { title: { zh: 进行中, en: Open }, on: { end: { to: closed, by: clerk, title: { zh: 结束, en: End } } } }
          closed: { final: true, outcome: failed, title: { zh: 终结, en: Closed } }
        """

    @Test("check says what is wrong and where, and tells scripts by its exit code")
    func check() throws {
        try inScratch { program, folder in
            try Self.good.write(toFile: folder + "/good.yaml", atomically: true, encoding: .utf8)
            try Self.good.replacing("by: clerk", with: "by: clark")
                .write(toFile: folder + "/bad.yaml", atomically: true, encoding: .utf8)
            #expect(try program.run("workflow", "check", folder + "/good.yaml").code == 0)
            let bad = try program.run("workflow", "check", folder + "/good.yaml", folder + "/bad.yaml")
            #expect(bad.code == 1)
            #expect(bad.output.contains("bad.yaml:6:70") && bad.output.contains("是否指“clerk”"), "\(bad.output)")
            #expect(try program.run("workflow", "check", folder + "/none.yaml").code == 2)
        }
    }

    @Test("check reads a scenario file beside its workflow")
    func checkScenarios() throws {
        try inScratch { program, folder in
            try Self.good.write(toFile: folder + "/good.yaml", atomically: true, encoding: .utf8)
            try
                "scenarios: [ { name: { zh: 例, en: Example }, start: 2024-01-08T09:00, given: [ { at: 09:01, do: ende } ] } ]"
                .write(toFile: folder + "/good.scenarios.yaml", atomically: true, encoding: .utf8)
            let answer = try program.run("workflow", "check", folder + "/good.scenarios.yaml")
            #expect(answer.code == 1 && answer.output.contains("是否指“end”"), "\(answer.output)")
        }
    }

    @Test("picture draws a shipped procedure, a version, or a file")
    func picture() throws {
        try inScratch { program, folder in
            try Self.good.write(toFile: folder + "/good.yaml", atomically: true, encoding: .utf8)
            let out = folder + "/picture.svg"
            #expect(try program.run("workflow", "picture", "people", "--out", out).code == 0)
            #expect(try String(contentsOfFile: out, encoding: .utf8).contains("人民调解"))
            let version = try program.run("workflow", "picture", "judicial@2023-06-01", "--format", "mermaid")
            #expect(version.output.hasPrefix("---\ntitle: ") && version.output.contains("stateDiagram-v2"))
            #expect(
                try program.run("workflow", "picture", folder + "/good.yaml", "--format", "dot").output.contains(
                    "digraph"))
            let unknown = try program.run("workflow", "picture", "poeple")
            #expect(unknown.code != 0 && unknown.output.contains("是否指「people」"), "\(unknown.output)")
        }
    }

    @Test(
        "export writes each notation",
        arguments: [
            ("yaml", "workflow: small"), ("json", "\"workflow\": \"small\""), ("scxml", "<scxml"),
            ("promela", "proctype"),
            ("mermaid", "stateDiagram-v2"), ("dot", "digraph"), ("svg", "<svg"),
        ])
    func export(format: String, sign: String) throws {
        try inScratch { program, folder in
            try Self.good.write(toFile: folder + "/good.yaml", atomically: true, encoding: .utf8)
            let answer = try program.run("workflow", "export", folder + "/good.yaml", "--format", format)
            #expect(answer.code == 0 && answer.output.contains(sign), "\(answer.output)")
        }
    }

    @Test("what export writes as yaml and json loads as the same workflow")
    func exported() throws {
        try inScratch { program, folder in
            for format in ["yaml", "json"] {
                let text = try program.run("workflow", "export", "people", "--format", format)
                let file = folder + "/\(format).yaml"
                try text.output.write(toFile: file, atomically: true, encoding: .utf8)
                #expect(try program.run("workflow", "diff", "people", file).code == 0, "\(format)")
            }
        }
    }

    @Test("diff tells what changed in words and as a picture")
    func diff() throws {
        try inScratch { program, folder in
            try Self.good.write(toFile: folder + "/a.yaml", atomically: true, encoding: .utf8)
            try Self.good.replacing("by: clerk", with: "by: [head]")
                .write(toFile: folder + "/b.yaml", atomically: true, encoding: .utf8)
            let (a, b) = (folder + "/a.yaml", folder + "/b.yaml")
            #expect(try program.run("workflow", "diff", a, a).code == 0)
            let answer = try program.run("workflow", "diff", a, b, "--picture", folder + "/d.svg")
            #expect(answer.code == 1)
            #expect(answer.output.contains("≠ “进行中”中的“结束”") && answer.output.contains("不再可以"), "\(answer.output)")
            #expect(try String(contentsOfFile: folder + "/d.svg", encoding: .utf8).contains("≠变更"))
        }
    }
}

@Suite("Pictures of a case")
struct CasePictureTests {
    @Test("show --picture marks the state the case is in")
    func picture() async throws {
        try await Bureau.with { bureau in
            let code = try bureau.register()
            let file = FileManager.default.temporaryDirectory.appending(path: "case-\(UUID().uuidString).svg")
            defer { try? FileManager.default.removeItem(at: file) }
            try bureau.done("show", code, "--picture", file.path)
            let svg = try String(contentsOf: file, encoding: .utf8)
            #expect(svg.contains(code) && svg.contains("现在 now") && svg.contains("现在处于：承办中、承办"))
        }
    }

    @Test("workflow migrate plans, refuses an unknown hash, and lists what was confirmed")
    func migrate() async throws {
        try await Bureau.with { bureau in
            _ = try bureau.register()
            let versions = ["judicial@2024-12-31", "judicial@2025-01-01"]
            let plan = try bureau.nplus(["workflow", "migrate", "--plan"] + versions)
            #expect(plan.code == 0 && plan.output.contains("--confirm"), "\(plan.errors)")
            let hash = try #require(
                plan.output.split(separator: " ").last.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) })
            let wrong = try bureau.nplus(["workflow", "migrate"] + versions + ["--confirm", "0123456789abcdef"])
            #expect(wrong.code != 0 && wrong.errors.contains(hash), "\(wrong.errors)")
            let done = try bureau.nplus(["workflow", "migrate"] + versions + ["--confirm", hash])
            #expect(done.code == 0 && done.output.contains("0 moved"), "\(done.errors)")
            #expect(try bureau.nplus(["workflow", "migrate"]).output.contains(hash))
            #expect(try bureau.nplus(["workflow", "migrate", "--revert", hash]).code == 0)
        }
    }
}
