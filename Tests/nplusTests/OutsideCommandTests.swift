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

    @Test("a hotline's sheet goes all the way: signed beside it, in once, the wrong row told, results back, answers in")
    func wholeWay() async throws {
        try await Bureau.with { bureau in
            let folder = FileManager.default.temporaryDirectory.appending(path: "outside-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
            defer { try? FileManager.default.removeItem(at: folder) }
            func path(_ name: String) -> String { folder.appending(path: name).path }
            var publicKeys: [String] = []
            for name in ["hotline", "bureau"] {
                _ = try bureau.nplus(["exchange", "key", "--new", path("\(name).key")])
                let told = try bureau.done("exchange", "key", path("\(name).key"))
                publicKeys += told.split(whereSeparator: { $0.isWhitespace || $0 == "：" }).map(String.init)
                    .filter { $0.hasPrefix("nplus-ed25519:") }
            }
            try #require(publicKeys.count == 2)
            _ = try bureau.done(
                "exchange", "outside", "system", "hotline", "--receiver", "渔阳镇人民调解委员会", "--key", publicKeys[0])
            try """
            工单编号,受理日期,诉求类别,诉求内容,诉求人,联系号码,诉求对象,办结时限
            T-1,20260301,物业管理,样例：电梯停用,样例甲,13800000001,样例物业公司,20260320
            T-2,20260301,无此类别,样例：停水,样例乙,13800000002,样例水务公司,20260320
            """.write(toFile: path("orders.csv"), atomically: true, encoding: .utf8)
            func pack(_ more: String..., key: String = "hotline") throws -> Int32 {
                try bureau.nplus(
                    [
                        "exchange", "outside", "pack", "hotline", path("orders.csv"), path("in.json"), "--to", "120119",
                        "--key", path("\(key).key"),
                    ] + more
                ).code
            }
            func bringIn() throws -> Int32 {
                try bureau.nplus(["exchange", "outside", "import", path("in.json")]).code
            }
            // Signed by another than the system: nothing is looked at.
            #expect(try pack(key: "bureau") == 0 && bringIn() == 2)
            #expect(try pack() == 0 && bringIn() == 3)
            let refused = try bureau.nplus(["exchange", "outside", "refused", "hotline", "--output", "csv"]).output
            #expect(refused.contains("T-2") && refused.contains("诉求类别") && !refused.contains("T-1"))
            let open = try bureau.done("list", "--output", "csv")
            #expect(open.split(separator: "\n").count == 2 && open.contains("电梯停用"))
            // The same file again does nothing twice.
            _ = try bringIn()
            #expect(try bureau.done("list", "--output", "csv") == open)
            _ = try bureau.done(
                "exchange", "outside", "export", "hotline", path("out.json"), "--key", path("bureau.key"))
            let out = try String(contentsOfFile: path("out.json"), encoding: .utf8)
            #expect(out.contains("T-1") && out.contains("registered") && !out.contains("样例甲"))
            try "sequence,taken,field,reason\n1,true,,\n2,false,办理结果,无此代码\n".write(
                toFile: path("answers.csv"), atomically: true, encoding: .utf8)
            #expect(try pack("--answers", path("answers.csv")) == 0)
            _ = try bringIn()
            let told = try bureau.nplus(["exchange", "outside", "refused", "hotline", "--output", "csv"]).output
            #expect(told.contains("办理结果") && told.contains("无此代码"))
            #expect(try pack("--answers", path("none.csv")) != 0)
        }
    }
}
