import ArgumentParser
import CaseStore
import LegalTime
import Mediation
import Register
import Tabular
import Workflow

/// `nplus run`: the whole main job on a folder of directory and registers.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "一次完成：建库、载入名录、导入登记簿、输出年报 / Migrate, load, import, report in one go",
        discussion: """
            再次运行时，已完成的步骤自动跳过。有退回的行时退出码为 3。
            Run again, it finds what is done and says so. The exit code is 3 if rows were refused.

            例 / Example: nplus run --deploy deploy/jizhou --year 2023
            """)

    @OptionGroup var options: SessionOptions
    @Option(help: "名录所在文件夹，登记簿在其下的 sample / Folder of the directory, with the register in sample below")
    var deploy: String
    @Option(help: "年报年份，默认为登记簿的最后一年 / Year of the report. Default: the last of the register")
    var year: Int?

    func run() async throws {
        let named = try year.map { try ReportCommand.period(String($0)) }
        step("数据库结构", "Schema")
        let applied = try await Session.withOwner(try options.place) { try await Migrator(client: $0).migrate() }
        print(applied.isEmpty ? "  已是最新 / up to date" : "  已应用 / applied: \(applied.joined(separator: ", "))")
        step("名录", "Directory")
        print(try await DirectoryCommand.Load.load(deploy, into: options))
        step("登记簿", "Register")
        try await Session.with(options) { session in
            let before = try await session.store.registerSize()
            let isWhole = try await ImportCommand.importing(
                ["\(deploy)/sample"], rejects: nil, dryRun: false, output: .table, session)
            step("年报", "The year's report")
            var period = named
            if period == nil { period = try await lastYear(session) }
            guard let period else {
                throw Failure(
                    zh: "登记簿中没有纠纷，无从出年报", en: "there is no dispute to report on",
                    remedy: Bilingual(zh: "请核对登记表，或用 --year 指明年份", en: "check the register, or name a year with --year")
                )
            }
            let report = try await ReportText(session, period).report(by: [.office, .track], withParagraph: true)
            print(report.rendered(as: options.output, width: nil), terminator: "")
            let added = try await session.store.registerSize() - before
            if applied.isEmpty, added == 0 {
                step("各步此前均已完成，没有新的内容", "Every step was done before; nothing is new")
            } else {
                step("完成", "Done")
            }
            if !isWhole { throw ExitCode(ExitStatus.unfinished.rawValue) }
        }
    }

    private func lastYear(_ session: Session) async throws -> Period? {
        try await session.store.lastRegistration().flatMap { Period(year: $0.year) }
    }

    private func step(_ zh: String, _ en: String) {
        Terminal.write("▸ \(zh) / \(en)\n", to: .error)
    }
}
