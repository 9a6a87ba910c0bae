import Foundation
import Testing

@Suite("nplus exchange mapping and outside")
struct OutsideCommandTests {
    @Test(
        "the program's mappings are whole; a wrong row is told with its line; an item is tried without registering it")
    func mappings() async throws {
        try await Bureau.with { bureau in
            let checked = try bureau.done("exchange", "mapping", "check")
            #expect(checked.contains("人民法院调解平台（courtPlatform"))
            let shown = try bureau.done("exchange", "mapping", "show", "hotline", "--output", "csv")
            #expect(shown.contains("工单编号"))
            let file = FileManager.default.temporaryDirectory.appending(path: "m-\(UUID().uuidString).yaml")
            defer { try? FileManager.default.removeItem(at: file) }
            try "exchange: hotline\ntitle: { zh: 甲, en: a }\n".write(to: file, atomically: true, encoding: .utf8)
            let wrong = try bureau.nplus(["exchange", "mapping", "check", file.path])
            #expect(wrong.code == 1 && wrong.output.contains("\(file.path):1:"), "\(wrong)")
            let good = [
                "exchange", "mapping", "try", "policeCalls", "--set", "警情编号=1", "--set", "纠纷类别=邻里纠纷", "--set",
                "简要警情=噪声", "--set", "报警人=样例甲",
            ]
            let faulty = try bureau.nplus(good)
            #expect(faulty.code == 3 && faulty.output.contains("“对方当事人”"), "\(faulty)")
            #expect(try bureau.nplus(good + ["--set", "对方当事人=样例乙"]).code == 0)
            #expect(try bureau.nplus(["exchange", "mapping", "show", "hotlin"]).code == 64)
        }
    }

    @Test("misuse: an unknown system, a file that is none, both ways of taking, nothing held")
    func misuse() async throws {
        try await Bureau.with { bureau in
            let key = "nplus-ed25519:" + Data(repeating: 1, count: 32).base64EncodedString()
            let entering = ["system", "hotline", "--receiver", "渔阳镇人民调解委员会", "--key", key]
            let cases: [(Int32, [String])] = [
                (64, ["system", "hotlin", "--receiver", "渔阳镇人民调解委员会", "--key", key]), (64, ["system", "hotline"]),
                (2, ["system", "hotline", "--receiver", "无此单位", "--key", key]), (0, entering),
                (1, ["import", "/nowhere"]),
                (2, ["import", "/etc/hostname"]), (0, ["held"]), (2, ["held", "courtPlatform"]),
                (64, ["take", "hotline", "1"]), (2, ["take", "hotline", "1", "--new"]), (2, ["retry", "hotline", "1"]),
                (0, ["refused"]),
            ]
            for (code, arguments) in cases {
                let answer = try bureau.nplus(["exchange", "outside"] + arguments)
                #expect(answer.code == code, "\(arguments): \(answer)")
                #expect(code == 0 || !answer.errors.isEmpty, "\(arguments)")
            }
        }
    }
}
