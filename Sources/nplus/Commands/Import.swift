import ArgumentParser
import CaseStore
import Engine
import Foundation
import Mediation
import Register
import Tabular
import Workflow

/// `nplus import`: a register comes in.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "导入登记簿（CSV）/ Import a register of CSV sheets",
        discussion: """
            表头为中文的登记表，UTF-8 或 GB18030 均可。每一行由流程审核：合规的入库，不合规的连同原因写入
            NAME.rejected.csv，更正后再导入该文件。重复导入不会重复入库，中断后再次运行即可续完。
            Sheets with Chinese headers in UTF-8 or GB18030. Every row is decided by the procedures:
            what is right goes in, the rest goes into NAME.rejected.csv with its reason; correct
            and import that file. Nothing comes in twice; after an interruption run it again.

            退出码 / Exit code: 0 全部入库 all in, 3 有退回 some refused, 1 未能完成 not finished

            例 / Examples:
              nplus import deploy/jizhou/sample
              nplus import --dry-run 纠纷登记.csv
              nplus import disputes.rejected.csv --rejects /tmp
            """)

    @OptionGroup var options: SessionOptions
    @Argument(help: "文件或文件夹 / Files or folders")
    var paths: [String]
    @Option(help: "退回文件写入的文件夹 / Folder for refused rows. 默认与原文件同处 / Default: beside the sheet")
    var rejects: String?
    @Flag(help: "只审核，不入库 / Decide only, write nothing")
    var dryRun = false

    func run() async throws {
        let finished = try await Session.with(options) { session in
            try await Self.importing(paths, rejects: rejects, dryRun: dryRun, output: options.output, session)
        }
        if !finished { throw ExitCode(3) }
    }

    /// Imports and tells what became of it. False where rows or files were refused.
    static func importing(
        _ paths: [String], rejects: String?, dryRun: Bool, output: OutputFormat, _ session: Session
    ) async throws -> Bool {
        let files = RegisterFiles(paths)
        for problem in files.problems {
            Terminal.write("✘ \(problem.path)：\(problem.message.zh)\n  \(problem.message.en)\n", to: .error)
        }
        guard !files.files.isEmpty else {
            throw Failure(zh: "没有可导入的登记表", en: "there is no sheet to import")
        }
        let bar = ProgressBar("导入 / Import", total: RegisterImport.work(in: files))
        let report: ImportReport
        do {
            report = try await RegisterImport(engine: session.engine, isRehearsal: dryRun) { bar.advance(by: $0) }
                .run(files)
        } catch {
            bar.finish()
            throw Failure(EngineError.store(error))
        }
        bar.finish()
        print(listing(report).rendered(as: output, width: Terminal.width(.output)), terminator: "")
        try tellRejects(report, folder: rejects)
        return !report.hasRejects && files.problems.isEmpty
    }

    private static func listing(_ report: ImportReport) -> Listing {
        Listing(
            columns: [
                .init("sheet", "登记表"), .init("rows", "行数", .right), .init("added", "入库", .right),
                .init("present", "已在库", .right), .init("rejected", "退回", .right), .init("file", "文件"),
            ],
            rows: report.sheets.map { sheet in
                [
                    .text(sheet.kind.title.zh), .integer(sheet.rows), .integer(sheet.added), .integer(sheet.present),
                    .integer(sheet.rejected.count), .text(sheet.path),
                ]
            })
    }

    private static func tellRejects(_ report: ImportReport, folder: String?) throws {
        for sheet in report.sheets where !sheet.rejected.isEmpty {
            for (row, problems) in sheet.rejected.sorted(by: { $0.key < $1.key }).prefix(5) {
                for problem in problems {
                    let place = "\(sheet.sheet.name) 第 \(row) 行" + (problem.column.map { "“\($0)”" } ?? "")
                    Terminal.write("✘ \(place)：\(problem.reason.zh)。\(problem.remedy.zh)\n", to: .error)
                    Terminal.write("  row \(row): \(problem.reason.en); \(problem.remedy.en)\n", to: .error)
                }
            }
            if sheet.rejected.count > 5 {
                Terminal.write("  …共 \(sheet.rejected.count) 行 / \(sheet.rejected.count) rows in all\n", to: .error)
            }
            if let path = try RejectFile.write(sheet, folder: folder) {
                print("退回的行连同原因写入 / Refused rows with their reasons: \(path)")
            }
        }
    }
}
