import ArgumentParser
import CaseStore
import Foundation
import Tabular

/// `nplus run`: the whole main job on a folder of directory and registers.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "一次完成：建库、载入名录、导入登记簿、输出年报 / Migrate, load, import, report in one go",
        discussion: """
            再次运行时，已完成的步骤自动跳过。
            Run again, it finds what is done and says so.

            例 / Example: nplus run --deploy deploy/jizhou
            """)

    @OptionGroup var options: SessionOptions
    @Option(help: "名录和登记簿所在文件夹 / Folder with the directory and its registers")
    var deploy: String
    @Option(help: "年报年份 / Year of the report. 默认登记簿的年份 / Default: the register's year")
    var year: Int?

    func run() async throws {
        step("检查数据库结构", "Schema")
        let applied = try await Session.withClient(options.place) { try await Migrator(client: $0).migrate() }
        print(applied.isEmpty ? "  已是最新 / up to date" : "  已应用 / applied: \(applied.joined(separator: ", "))")
    }

    private func step(_ zh: String, _ en: String) {
        print("▸ \(zh) / \(en)")
    }
}
