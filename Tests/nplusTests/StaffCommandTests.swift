import Foundation
import Testing

@Suite("nplus directory: rosters, trainings, conflicts")
struct StaffCommandTests {
    private func withFile(_ text: String, _ body: (String) throws -> Void) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "d-\(UUID().uuidString).yaml")
        defer { try? FileManager.default.removeItem(at: file) }
        try text.write(to: file, atomically: true, encoding: .utf8)
        try body(file.path)
    }

    @Test("who is on duty and who came; a conflict keeps a mediator out; all of it goes out and comes back the same")
    func staff() async throws {
        try await Bureau.with { bureau in
            let centres: [[String: Any]] = try bureau.json(
                "directory", "list", "--kind", "centre", as: [[String: Any]].self)
            let centre = try #require(centres.first?["id"] as? String)
            let other = try #require(centres.last?["id"] as? String)
            let common = #"source: "test", verified: "是""#
            let staff = """
                rosters:
                  - { id: "R-1", person: "样例律师", profession: "律师", centre: "\(centre)", manner: "轮驻", weekdays: "周一、周三", \(common) }
                  - { id: "R-2", person: "样例专家", profession: "专家学者", centre: "\(centre)", manner: "随驻", \(common) }
                  - { id: "R-3", person: "样例律师", profession: "律师", centre: "\(other)", manner: "轮驻", weekdays: "周三", \(common) }

                trainings:
                  - { mediator: "M-SAMPLE-0001", day: "2023-03-01", hours: "8", subject: "调解技巧", organiser: "区司法局", \(common) }

                conflicts:
                  - { mediator: "M-SAMPLE-0001", party: "样例物业公司", reason: "受聘于该公司", \(common) }

                """
            let file = FileManager.default.temporaryDirectory.appending(path: "d-\(UUID().uuidString).yaml")
            defer { try? FileManager.default.removeItem(at: file) }
            try bureau.done("directory", "export", file.path)
            let plain = try String(contentsOf: file, encoding: .utf8)
            let whole = plain.replacing("rosters: []\n\ntrainings: []\n\nconflicts: []\n", with: staff)
            #expect(whole != plain)
            try withFile(whole) { path in
                let loaded = try bureau.nplus(["directory", "load", path])
                #expect(loaded.code == 0 && loaded.output.contains("排班 3，培训 1，回避 1；有误 0 行"), "\(loaded)")
            }
            let monday = try bureau.done("directory", "roster", "--on", "2023-05-15")
            #expect(monday.contains("样例律师") && monday.contains("样例专家") && monday.contains("应到 1 人，到岗 0 人"))
            #expect(try bureau.done("directory", "roster", "--on", "2023-05-16").contains("应到 0 人"))
            let checked = try bureau.nplus(["directory", "check", "--day", "2023-05-15"]).output
            #expect(checked.contains("样例律师同一天排在") && checked.contains("没有进驻排班") && checked.contains("一年内没有培训记录"))
            // Out again, and the same.
            try bureau.done("directory", "export", file.path)
            let back = try String(contentsOf: file, encoding: .utf8)
            #expect(back.contains(#"weekdays: "周一、周三""#) && back.contains(#"party: "样例物业公司""#))

            let bodies: [[String: Any]] = try bureau.json(
                "directory", "list", "--kind", "townCommittee", as: [[String: Any]].self)
            let body = try #require(bodies.first { $0["id"] as? String == "TWN-120119001" }?["id"] as? String)
            let answer = try bureau.json(
                "register", "--body", body, "--type", "物业", "--title", "电梯停用", "--applicant", "样例甲", "--respondent",
                "样例物业公司", "--at", "2023-05-15T09:00")
            let code = try #require(answer["code"] as? String)
            try bureau.done("act", code, "open", "--as", "clerk", "--set", "track=people", "--at", "2023-05-15T09:05")
            try bureau.done(
                "act", code, "apply", "--as", "party", "--party", "1", "--set", "applicationForm.requests=修好", "--at",
                "2023-05-15T09:06")
            try bureau.done(
                "act", code, "consent", "--as", "party", "--party", "2", "--set", "manner=书面", "--at",
                "2023-05-15T09:07")
            try bureau.done("act", code, "accept", "--as", "clerk", "--at", "2023-05-15T09:08")
            func appoint(_ mediator: String) throws -> Bureau.Answer {
                try bureau.nplus([
                    "act", code, "appoint", "--as", "clerk", "--set", "mediators=\(mediator)", "--at",
                    "2023-05-15T09:10",
                ])
            }
            let refused = try appoint("样例人民调解员0001")
            #expect(refused.code == 2 && refused.errors.contains("应当回避"), "\(refused)")
            let appointed = try appoint("样例人民调解员0002")
            #expect(appointed.code == 0, "\(appointed)")
        }
    }

    @Test("a wrong row is told with row and column, and the rest goes in; what rows mean together is for the check")
    func misuse() async throws {
        try await Bureau.with { bureau in
            let file = FileManager.default.temporaryDirectory.appending(path: "d-\(UUID().uuidString).yaml")
            defer { try? FileManager.default.removeItem(at: file) }
            try bureau.done("directory", "export", file.path)
            let common = #"source: "test", verified: "是""#
            let staff = """
                rosters:
                  - { id: "R-1", person: "样例律师", profession: "律师", centre: "TWN-120119001", manner: "轮驻", \(common) }
                  - { id: "R-2", person: "样例乙", profession: "厨师", centre: "NONE", manner: "随驻", \(common) }
                  - { id: "R-3", person: "样例丙", profession: "律师", centre: "NONE", manner: "随驻", weekdays: "周八", \(common) }

                trainings:
                  - { mediator: "NOBODY", day: "2023-02-30", hours: "0", subject: "x", \(common) }
                  - { mediator: "NOBODY", day: "2023-02-28", hours: "8", subject: "x", \(common) }

                conflicts:
                  - { mediator: "NOBODY", party: "样例公司", reason: "受聘", \(common) }

                """
            let plain = try String(contentsOf: file, encoding: .utf8)
            try withFile(plain.replacing("rosters: []\n\ntrainings: []\n\nconflicts: []\n", with: staff)) { path in
                let loaded = try bureau.nplus(["directory", "load", path])
                for told in ["“身份”列", "“值班日”列", "“日期”列", "“学时”列"] {
                    #expect(loaded.errors.contains(told), "\(told): \(loaded.errors)")
                }
                #expect(loaded.output.contains("排班 1，培训 1，回避 1"), "\(loaded)")
            }
            let checked = try bureau.nplus(["directory", "check", "--errors-only", "--day", "2023-05-15"])
            #expect(checked.code == 3)
            for told in ["不是三级中心", "没有值班日", "培训记录的调解员 NOBODY", "回避记录的调解员 NOBODY"] {
                #expect(checked.output.contains(told), "\(told): \(checked.output)")
            }
        }
    }
}
