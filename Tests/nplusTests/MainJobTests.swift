import Foundation
import PostgresServer
import TestSupport
import Testing

/// The commands of the README, one after the other, as a clerk gives them.
@Suite("The main job on the command line")
struct MainJobTests {
    @Test("register, mediate, sign, perform, close; list, show and report tell of it")
    func wholeCase() async throws {
        try await Bureau.with { bureau in
            let code = try bureau.register()
            try bureau.done("act", code, "open", "--set", "track=people", "--at", "2023-05-15T09:10")
            try bureau.done("act", code, "apply", "--as", "party", "--party", "1", "--at", "2023-05-15T09:11")
            try bureau.done(
                "act", code, "consent", "--as", "当事人", "--party", "2", "--set", "manner=书面", "--at",
                "2023-05-15T09:12")
            try bureau.done("act", code, "accept", "--at", "2023-05-15T09:13")
            try bureau.done("act", code, "informRights", "--set", "oral=是", "--at", "2023-05-15T09:14")
            try bureau.done(
                "act", code, "appoint", "--set", "mediators=\(Self.mediator)", "--at", "2023-05-15T09:15")
            try bureau.done(
                "act", code, "session", "--as", "mediator", "--set", "summary=双方到场，面对面调解", "--at",
                "2023-05-15T10:00")
            try bureau.done(
                "act", code, "draft", "--as", "调解员", "--set", "terms=恢复排水并赔偿", "--set", "claims=1", "--set",
                "amount=2000", "--set", "by=2", "--set", "to=1", "--set", "due=2023-06-01", "--at", "2023-05-15T11:00")
            for party in ["1", "2"] {
                try bureau.done(
                    "act", code, "sign", "--as", "party", "--party", party, "--at", "2023-05-15T11:0\(party)")
            }
            try bureau.done("act", code, "mediatorSign", "--as", "mediator", "--at", "2023-05-15T11:03")
            let signed = try bureau.json("act", code, "seal", "--at", "2023-05-15T11:04")
            #expect(signed["phase"] as? String == "settled")

            let open = try bureau.json("list", "--body", "TWN-120119100", as: [[String: Any]].self)
            #expect(open.map { $0["code"] as? String } == [code])
            #expect(open.first?["due"] as? String == "2023-06-14")

            try bureau.done(
                "act", code, "perform", "--set", "obligation=1", "--set", "amount=800", "--at", "2023-05-16T09:00")
            try bureau.done(
                "act", code, "perform", "--set", "obligation=1", "--set", "amount=1200", "--at", "2023-05-17T09:00")
            let closed = try bureau.json("act", code, "close", "--set", "reason=履行完毕", "--at", "2023-05-18T09:00")
            #expect(closed["phase"] as? String == "closed")
            #expect(try bureau.json("list", as: [[String: Any]].self).isEmpty)

            #expect(try bureau.done("case", "rebuild", "--check").contains("核对 1 件，不符 0 件"))
            try checkShown(code, bureau)
            try checkReported(code, bureau)
        }
    }

    /// The way that was taken tells what an act was: part of the performance or all of it, settled or not.
    private func checkShown(_ code: String, _ bureau: Bureau) throws {
        let shown = try bureau.json("show", code)
        let timeline = try #require(shown["timeline"] as? [[String: Any]])
        let acts = timeline.compactMap { $0["act"] as? String }
        #expect(acts.filter { $0.contains("履行") } == ["登记部分履行", "登记履行完毕"])
        #expect(acts.last == "结案")
        #expect(timeline.map { $0["sequence"] as? Int } == Array(1...timeline.count))
        let dossier = "\u{FF08}2023\u{FF09}蓟渔阳人调字第1号"
        #expect((shown["proceedings"] as? [[String: Any]])?.first?["dossier"] as? String == dossier)
        #expect((shown["possible"] as? [[String: Any]])?.contains { $0["act"] as? String == "reopen" } == true)

        let text = try bureau.done("show", dossier)
        for words in ["排水沟走向争议", "当事人 / Parties", "样例甲", "双方到场", "现在可以办理", "nplus act \(code)"] {
            #expect(text.contains(words), "\(words)")
        }
        let rows = try bureau.done("show", code, "--output", "csv").split(separator: "\n")
        #expect(rows.first == "序号,时间,由谁,步骤,内容,文书,依据")
        #expect(rows.count == timeline.count + 1)
    }

    private func checkReported(_ code: String, _ bureau: Bureau) throws {
        let annual = try bureau.json("report", "annual", "--year", "2023")
        let summary = try #require(annual["summary"] as? [[String: Any]])
        let registered = try #require(summary.first { $0["indicator"] as? String == "registered" })
        #expect("\(registered["value"] ?? "")" == "1")
        let cases = try bureau.json("report", "open", "2023/registered", as: [[String: Any]].self)
        #expect(cases.map { $0["number"] as? String } == [code])
        #expect(try bureau.done("report", "period", "2023-05", "--by", "type", "--output", "csv").contains("邻里"))
        #expect(try bureau.done("report", "paragraph", "--year", "2023").contains("2023年"))
        #expect(try bureau.done("report", "indicators").contains("成功率"))
    }

    @Test(
        "refer, decline, refer again, decline again: the coordinator assigns it; another is accepted, a third recalled")
    func routes() async throws {
        try await Bureau.with { bureau in
            let unit = "区住房建设委"
            let code = try bureau.register()
            for day in ["16", "17"] {
                try bureau.done("route", "refer", code, unit, "--reason", "属物业纠纷", "--at", "2023-05-\(day)T09:00")
                try bureau.done(
                    "route", "decline", code, "--as", "organ", "--reason", "不属本单位职责", "--at", "2023-05-\(day)T10:00")
            }
            let assigned = try bureau.json(
                "route", "assign", code, unit, "--reason", "协调指定", "--at", "2023-05-18T09:00")
            #expect(assigned["holder"] as? String == "ADM-120119-14")

            let accepted = try bureau.register()
            try bureau.done(
                "route", "refer", accepted, "ADM-120119-14", "--manner", "移交", "--reason", "属物业纠纷", "--at",
                "2023-05-16T09:00")
            let moved = try bureau.json("route", "accept", accepted, "--as", "organ", "--at", "2023-05-16T10:00")
            #expect(moved["holder"] as? String == "ADM-120119-14")

            let recalled = try bureau.register()
            try bureau.done("route", "refer", recalled, unit, "--reason", "属物业纠纷", "--at", "2023-05-16T09:00")
            let back = try bureau.json("route", "recall", recalled, "--at", "2023-05-16T10:00")
            #expect(back["holder"] as? String == "TWN-120119100")

            let referrals = try #require(try bureau.json("show", code)["referrals"] as? [[String: Any]])
            #expect(referrals.map { $0["state"] as? String } == ["已退回", "已退回", "指定承办"])
        }
    }

    @Test("the same key registers once, also minutes later and without a time given")
    func key() async throws {
        try await Bureau.with { bureau in
            let command = [
                "register", "--body", "TWN-120119100", "--type", "邻里", "--title", "排水沟", "--applicant", "样例甲",
                "--respondent", "样例乙", "--key", "k1", "--output", "json",
            ]
            let answers = try (1...2).map { _ in try bureau.nplus(command) }
            #expect(answers.map(\.code) == [0, 0], "\(answers.map(\.errors))")
            #expect(answers[0].output.contains(#""repeated": false"#))
            #expect(
                answers[1].output == answers[0].output.replacing(#""repeated": false"#, with: #""repeated": true"#))
        }
    }

    @Test("what needs no case: directory, workflow, migrate, db")
    func surroundings() async throws {
        try await Bureau.with { bureau in
            #expect(try bureau.done("migrate").contains("已是最新"))
            #expect(try bureau.done("case", "rebuild", "--check").contains("核对 0 件"))
            let offices = try bureau.json("directory", "list", "--kind", "judicialOffice", as: [[String: Any]].self)
            #expect(offices.count == 27)
            #expect(try bureau.done("directory", "check", "--day", "2023-06-01", "--errors-only").contains("程度"))
            let workflows = try bureau.json("workflow", "list", as: [[String: Any]].self)
            #expect(workflows.contains { $0["id"] as? String == "people" })
            #expect(try bureau.done("workflow", "show", "people").contains("人民调解法"))
            #expect(try bureau.done("workflow", "test").contains("0 个失败"))
            #expect(try bureau.done("db", "url").contains(bureau.url.description))
            #expect(try bureau.done("db", "status").contains("NPLUS_DATABASE_URL"))
        }
    }

    @Test("a register of three rows goes in once, and a rehearsal writes nothing")
    func importing() async throws {
        try await Bureau.with { bureau in
            let folder = FileManager.default.temporaryDirectory.appending(path: "nplus-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
            defer { try? FileManager.default.removeItem(at: folder) }
            let sample = try String(contentsOfFile: Bureau.deploy + "/sample/screenings.csv", encoding: .utf8)
            let file = folder.appending(path: "screenings.csv").path
            let lines = sample.split(whereSeparator: \.isNewline).prefix(4).joined(separator: "\n")
            try lines.write(toFile: file, atomically: true, encoding: .utf8)
            for (arguments, added) in [(["--dry-run"], 3), ([], 3), ([], 0)] {
                let answer = try bureau.nplus(["import", file, "--output", "json"] + arguments)
                #expect(answer.code == 0, "\(answer.errors)")
                let report = try #require(
                    try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: [[String: Any]]])
                #expect(report["sheets"]?.first?["added"] as? Int == added, "\(arguments)")
                #expect(report["refusals"]?.isEmpty == true)
            }
        }
    }

    private static let mediator = "样例人民调解员0003"
}
