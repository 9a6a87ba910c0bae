import Foundation
import PostgresServer
import Tabular
import TestSupport
import Testing

@testable import nplusd

@Suite("The command line through a service", .enabled(if: NPlusD.hasServer, "built without the trait Daemon"))
struct RemoteCommandTests {
    /// The command line beside these tests, with a home of its own.
    private struct Clerk {
        let home: URL
        let server: String
        var environment: [String: String] = [:]

        init(_ daemon: RunningDaemon) throws {
            home = FileManager.default.temporaryDirectory.appending(path: "nplus-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: home, withIntermediateDirectories: false)
            server = "http://127.0.0.1:\(daemon.port)"
        }

        func leave() { try? FileManager.default.removeItem(at: home) }

        func nplus(_ arguments: [String], input: String = "") throws -> (code: Int32, output: String, errors: String) {
            let process = Process()
            process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
                .appending(path: "nplus")
            process.arguments = arguments
            process.environment = ["PATH": "/usr/bin:/bin", "HOME": home.path].merging(environment) { $1 }
            let files = try ["input", "output", "errors"].map { name in
                let file = home.appending(path: name)
                try Data((name == "input" ? input : "").utf8).write(to: file)
                return file
            }
            process.standardInput = try FileHandle(forReadingFrom: files[0])
            process.standardOutput = try FileHandle(forWritingTo: files[1])
            process.standardError = try FileHandle(forWritingTo: files[2])
            try process.run()
            process.waitUntilExit()
            let texts = try files[1...].map { try String(contentsOf: $0, encoding: .utf8) }
            return (process.terminationStatus, texts[0], texts[1])
        }
    }

    private static func with(
        _ body: (_ clerk: Clerk, _ direct: Clerk, _ token: String) async throws -> Void
    ) async throws {
        try await TestDatabase.with(.daemon) { url in
            let daemon = try RunningDaemon(url: url)
            defer { daemon.kill() }
            try await daemon.answers()
            let clerk = try Clerk(daemon)
            defer { clerk.leave() }
            var direct = clerk
            direct.environment = ["NPLUS_DATABASE_URL": url.description]
            try await body(clerk, direct, try await RunningDaemon.token(url))
        }
    }

    private static let registration = [
        "--body", "渔阳镇人民调解委员会", "--type", "邻里", "--title", "排水沟走向争议", "--applicant", "样例甲", "--respondent", "样例乙",
        "--claim", "恢复排水", "--phone", "1=13800005678",
    ]

    @Test("sign in, change the first password, work, sign out")
    func work() async throws {
        try await Self.with { clerk, direct, _ in
            let made = try direct.nplus(["access", "account", "wang", "--role", "clerk", "--body", "TWN-1"])
            let first = try #require(
                made.output.split(separator: "\n").compactMap { line in
                    line.contains("First password") ? line.split(separator: " ").last.map(String.init) : nil
                }.first)
            let begin = ["session", "begin", "--server", clerk.server, "--account", "wang"]
            #expect(try clerk.nplus(begin, input: "wrong password\n").code == 1)
            #expect(try clerk.nplus(begin, input: "\(first)\n").code == 0)
            let early = try clerk.nplus(["--server", clerk.server, "list"])
            #expect(early.code == 1 && early.errors.contains("nplus session password"), "\(early.errors)")
            let changed = try clerk.nplus(
                ["session", "password", "--server", clerk.server], input: "\(first)\na longer password\n")
            #expect(changed.code == 0, "\(changed.errors)")
            #expect(try clerk.nplus(begin, input: "a longer password\n").code == 0)
            let kept = clerk.home.appending(path: ".config/nplus/sign-ins.json").path
            let rights = try FileManager.default.attributesOfItem(atPath: kept)[.posixPermissions] as? Int
            #expect(rights == 0o600)

            let registered = try clerk.nplus(
                ["register", "--server", clerk.server, "--output", "json"] + Self.registration)
            #expect(registered.code == 0, "\(registered.errors)")
            let code = try #require(try JSON(reading: Array(registered.output.utf8))["code"]?.string)
            // The same people again: told, and left to a person.
            let again = try clerk.nplus(["register", "--server", clerk.server] + Self.registration)
            #expect(again.code == 0 && again.output.contains("可能与下列纠纷是同一件") && again.output.contains(code))
            let opened = try clerk.nplus(["act", code, "open", "--server", clerk.server, "--set", "track=people"])
            #expect(opened.code == 0 && opened.output.contains("第 3 版"), "\(opened.errors)")

            let refused = try clerk.nplus(["act", code, "accept", "--server", clerk.server])
            #expect(refused.code == 2 && refused.errors.contains("当事人意愿"), "\(refused.errors)")
            let slip = try clerk.nplus(["act", code, "opne", "--server", clerk.server])
            #expect(slip.code == 2 && slip.errors.contains("open"), "\(slip.errors)")
            let stale = try clerk.nplus(
                ["act", code, "consent", "--as", "party", "--party", "1", "--server", clerk.server, "--expect", "1"])
            #expect(stale.code == 2 && stale.errors.contains("他人更新"), "\(stale.errors)")
            let shown = try clerk.nplus(["show", code, "--server", clerk.server])
            #expect(shown.code == 0 && shown.output.contains("调解中") && shown.output.contains("138******78"))
            #expect(!shown.output.contains("13800005678"))
            let listed = try clerk.nplus(["list", "--server", clerk.server])
            #expect(listed.output == (try direct.nplus(["list"]).output))

            // What works on the database itself does not touch one where a service is named.
            let local = try direct.nplus(["case", "rebuild", "--check", "--server", clerk.server])
            #expect(local.code == 64 && local.errors.contains("只能直接在数据库上运行"))
            #expect(try clerk.nplus(["session", "end", "--server", clerk.server]).code == 0)
            let out = try clerk.nplus(["list", "--server", clerk.server])
            #expect(out.code == 1 && out.errors.contains("session begin"), "\(out.errors)")
        }
    }

    @Test("a report is the same through a service, byte for byte, and so is what a figure opens to")
    func reports() async throws {
        try await Self.with { clerk, direct, token in
            var clerk = clerk
            clerk.environment = ["NPLUS_TOKEN": token, "NPLUS_SERVER": clerk.server]
            for _ in 1...2 {
                #expect(try direct.nplus(["register", "--at", "2023-05-04T09:00"] + Self.registration).code == 0)
            }
            for format in ["table", "csv", "json"] {
                for command in [
                    ["report", "period", "2023", "--by", "type", "--filter", "body=TWN-1"],
                    ["report", "open", "2023/registered/body=TWN-1"], ["directory", "list"],
                ] {
                    let arguments = command + (command[0] == "report" ? ["--output", format] : [])
                    let (here, there) = (try direct.nplus(arguments), try clerk.nplus(arguments))
                    #expect(there.code == 0 && there.output == here.output, "\(arguments) \(there.errors)")
                    #expect(!here.output.isEmpty)
                }
            }
        }
    }

    @Test("a register goes through a service, and the refused rows come back into a file beside it")
    func register() async throws {
        try await Self.with { clerk, direct, _ in
            let made = try direct.nplus(["access", "token", "program", "--role", "coordinator", "--body", "TWN-1"])
            let token = try #require(made.output.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("np_") })
            var clerk = clerk
            clerk.environment = ["NPLUS_TOKEN": String(token)]
            let sheet = clerk.home.appending(path: "screenings.csv")
            try Data(
                """
                数据性质,排查编号,排查日期,排查单位,村（居）,发现纠纷数,预防纠纷数,备注
                样例,排-1,2023-05-02,渔阳镇人民调解委员会,,1,0,
                样例,排-2,2023-05-04,无此单位,,0,0,
                """.utf8
            ).write(to: sheet)
            let answer = try clerk.nplus(["import", sheet.path, "--server", clerk.server])
            #expect(answer.code == 3 && answer.errors.contains("排查单位"), "\(answer.errors)")
            let rejected = try String(
                contentsOf: clerk.home.appending(path: "screenings.rejected.csv"), encoding: .utf8)
            #expect(rejected.contains("无此单位") && !rejected.contains("排-1"))
            let again = try clerk.nplus(["import", sheet.path, "--server", clerk.server, "--output", "json"])
            let sheets = try JSON(reading: Array(again.output.utf8))["sheets"]?.elements
            #expect(sheets?.first?["present"]?.integer == 1 && sheets?.first?["refused"]?.integer == 1)
        }
    }

    @Test(
        "an address that is none, or would show a password on the way, is not spoken to",
        arguments: ["nonsense", "ftp://127.0.0.1", "http://192.0.2.1", "http://127.0.0.1:1"])
    func addresses(address: String) throws {
        let home = FileManager.default.temporaryDirectory
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "nplus")
        process.arguments = ["--server=\(address)", "list"]
        process.environment = ["PATH": "/usr/bin:/bin", "HOME": home.path]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == (address.hasSuffix(":1") ? 1 : 64))
    }
}
