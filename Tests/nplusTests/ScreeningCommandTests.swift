import Foundation
import Testing

@Suite("nplus screening")
struct ScreeningCommandTests {
    @Test("nil in one act, once a week whatever is repeated; the missing ones, and those of a campaign")
    func returns() async throws {
        try await Bureau.with { bureau in
            let bodies: [[String: Any]] = try bureau.json(
                "directory", "list", "--kind", "villageCommittee", as: [[String: Any]].self)
            let ids = bodies.prefix(2).compactMap { $0["id"] as? String }
            #expect(ids.count == 2)
            let made = try bureau.nplus(["screening", "return"] + ids + ["--on", "2023-05-16", "--output", "csv"])
            #expect(made.code == 0 && made.output.contains("ZP-\(ids[0])-2023-05-15"), "\(made)")
            let again = try bureau.nplus(["screening", "return", ids[0], "--on", "2023-05-18"])
            #expect(again.code == 0 && again.output.contains("此前已报"), "\(again)")
            let other = try bureau.nplus(["screening", "return", ids[0], "--on", "2023-05-18", "--found", "1"])
            #expect(other.code == 3 && other.output.contains("--number"), "\(other)")
            let missing = try bureau.nplus(["screening", "missing", "--week", "2023-05-21", "--limit", "1"])
            #expect(missing.code == 3 && missing.output.contains("985 个村居中 983 个未报"), "\(missing)")

            let place = String(ids[0].dropFirst(4).prefix(9))
            let campaign = [
                "screening", "campaign", "--new", "spring", "--name", "春耕专项排查", "--from", "2023-05-01", "--until",
                "2023-05-31", "--place", place,
            ]
            let listed = try bureau.nplus(campaign)
            #expect(listed.code == 0 && listed.output.contains("春耕专项排查"), "\(listed)")
            let shown = try bureau.nplus(["screening", "campaign", "spring", "--limit", "1"])
            #expect(shown.code == 3 && shown.output.contains("登记线索 0 件") && !shown.output.contains("985"), "\(shown)")
        }
    }

    @Test("a finding becomes a lead, then prevented or a dispute; the link is shown from both ends and counted once")
    func leads() async throws {
        try await Bureau.with { bureau in
            let body = "渔阳镇人民调解委员会"
            try bureau.done(
                "screening", "return", body, "--on", "2023-05-16", "--found", "3", "--number", "ZP-17")
            func lead(_ who: String, _ more: String...) throws -> Bureau.Answer {
                try bureau.nplus(
                    [
                        "screening", "lead", "ZP-17", "--type", "邻里", "--title", "排水沟", "--applicant", "样例\(who)甲",
                        "--respondent", "样例\(who)乙", "--phone", "1=1380000000\(who)", "--at", "2023-05-16T10:00",
                        "--output", "json",
                    ] + more)
            }
            func code(_ answer: Bureau.Answer) throws -> String {
                let object = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
                return try #require(object?["code"] as? String, "\(answer)")
            }
            let first = try code(lead("1"))
            let likely = try lead("1")
            #expect(likely.code == 2 && likely.errors.contains(first), "\(likely)")
            let second = try code(lead("2"))
            for (name, record) in [("look", "text=已核实"), ("prevent", "text=已疏通")] {
                try bureau.done("act", first, name, "--as", "clerk", "--set", record, "--at", "2023-05-17T10:00")
            }
            try bureau.done("act", second, "arise", "--as", "clerk", "--at", "2023-05-17T10:00")
            let own = try bureau.nplus(["screening", "attach", "ZP-17", second, "--at", "2023-05-17T11:00"])
            #expect(own.code == 2 && own.errors.contains("已与排查"), "\(own)")
            try bureau.done("screening", "attach", "ZP-17", try bureau.register(), "--at", "2023-05-17T11:00")
            let full = try lead("4", "--new")
            #expect(full.code == 2 && full.errors.contains("均已登记线索"), "\(full)")

            let rows = try bureau.json(
                "screening", "findings", "--from", "2023-05-01", "--until", "2023-05-31", as: [[String: Any]].self)
            #expect(
                Set(rows.compactMap { $0["fate"] as? String }).isSuperset(of: ["预防成功", "已形成纠纷", "属已登记的纠纷"]), "\(rows)")
            let doors = try #require(try bureau.json("show", first)["intakes"] as? [[String: Any]])
            #expect(doors.first?["door"] as? String == "排查" && doors.first?["reference"] as? String == "ZP-17")
            #expect(try bureau.done("case", "rebuild", "--check").contains("不符 0 件"))
        }
    }

    @Test("misuse is answered and changes nothing")
    func misuse() async throws {
        try await Bureau.with { bureau in
            let cases: [(Int32, [String])] = [
                (64, ["return", "渔阳镇人民调解委员会", "--found", "1", "--prevented", "2"]), (2, ["return", "无此村"]),
                (64, ["return", "渔阳镇人民调解委员会", "--on", "2099-01-01"]), (2, ["campaign", "nothing"]),
                (64, ["campaign", "--new", "a", "--name", "a", "--from", "2023-05-02", "--until", "2023-05-01"]),
                (
                    64,
                    [
                        "campaign", "--new", "a", "--name", "a", "--from", "2023-05-01", "--until", "2023-05-02",
                        "--place", "1",
                    ]
                ),
                (2, ["lead", "ZP-0", "--type", "邻里", "--title", "x", "--applicant", "甲", "--respondent", "乙"]),
                (64, ["lead", "ZP-0", "--type", "天气", "--title", "x", "--applicant", "甲", "--respondent", "乙"]),
                (2, ["attach", "ZP-0", "230417-7K2QD"]),
            ]
            for (code, arguments) in cases {
                let answer = try bureau.nplus(["screening"] + arguments)
                #expect(answer.code == code && !answer.errors.isEmpty, "\(arguments): \(answer)")
            }
            #expect(try bureau.done("list", "--output", "csv").split(separator: "\n").count <= 1)
        }
    }
}
