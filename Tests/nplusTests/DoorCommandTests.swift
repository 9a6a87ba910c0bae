import Foundation
import TestSupport
import Testing

@Suite("nplus door")
struct DoorCommandTests {
    private func register(_ bureau: Bureau, _ arguments: [String]) throws -> Bureau.Answer {
        try bureau.nplus(
            [
                "register", "--body", "渔阳镇人民调解委员会", "--type", "邻里", "--title", "排水沟走向争议", "--applicant", "张样例",
                "--respondent", "李样例",
            ] + arguments)
    }

    @Test("the same persons a second time are told of, found with reasons, and one dispute shows every door")
    func sameAgain() async throws {
        try await Bureau.with { bureau in
            let first = try register(bureau, ["--phone", "1=13800000000", "--at", "2023-05-15T09:00"])
            #expect(first.code == 0, "\(first.errors)")
            #expect(!first.output.contains("可能与下列纠纷是同一件"))
            let found = try bureau.json(
                "door", "find", "--person", "章样例", "--phone", "138 0000 0000", "--type", "邻里", "--on", "2023-05-20",
                as: [[String: Any]].self)
            #expect(found.count == 1)
            #expect((found.first?["reasons"] as? String)?.contains("1 人电话相同") == true)
            let code = try #require(found.first?["code"] as? String)

            let second = try register(bureau, ["--phone", "1=+86 13800000000", "--at", "2023-05-20T09:00"])
            #expect(second.output.contains("可能与下列纠纷是同一件"))
            #expect(second.output.contains(code))

            try bureau.done(
                "door", "attach", code, "--door", "hotline", "--from", "12345热线", "--reference", "R-1", "--at",
                "2023-05-21T09:00")
            try bureau.done(
                "door", "attach", code, "--door", "检察", "--from", "检察机关", "--at", "2023-05-21T10:00")
            try bureau.done("door", "detach", code, "3", "--reason", "另一件纠纷", "--at", "2023-05-21T11:00")
            let doors = try #require(try bureau.json("show", code)["intakes"] as? [[String: Any]])
            #expect(doors.map { $0["door"] as? String } == ["热线", "检察"])
            #expect(doors[1]["detached"] as? String == "2023-05-21 另一件纠纷")
            #expect(try bureau.done("case", "rebuild", "--check").contains("不符 0 件"))
        }
    }

    @Test("strangers with another telephone are nobody's double; a wrong number of a party is told")
    func strangers() async throws {
        try await Bureau.with { bureau in
            _ = try register(bureau, ["--phone", "1=13800000000", "--at", "2023-05-15T09:00"])
            let none = try bureau.json(
                "door", "find", "--person", "王样例", "--phone", "13900000000", "--on", "2023-05-20",
                as: [[String: Any]].self)
            #expect(none.isEmpty)
            #expect(try register(bureau, ["--phone", "3=13800000000"]).code == 64)
            #expect(try register(bureau, ["--identity", "1=110101199003077990"]).code == 64)
        }
    }

    @Test("village committees without a return in a week are listed")
    func missing() async throws {
        try await Bureau.with { bureau in
            let answer = try bureau.nplus(["screening", "missing", "--week", "2023-05-17", "--limit", "3"])
            #expect(answer.code == 3)
            #expect(answer.output.contains("2023-05-15 至 2023-05-21"))
            #expect(answer.output.contains("985 个村居中 985 个未报"))
        }
    }
}
