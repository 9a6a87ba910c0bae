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
            NAME.rejected.csv，更正后再导入该文件。重复导入不会重复入库，中断（Ctrl-C）后再次运行即可续完。
            Sheets with Chinese headers in UTF-8 or GB18030. Every row is decided by the procedures:
            what is right goes in, the rest goes into NAME.rejected.csv with its reason; correct
            and import that file. Nothing comes in twice; after an interruption (Ctrl-C) run it again.

            退出码 / Exit code: 0 全部入库 all in, 3 有退回 some refused, 1 未能完成 not finished,
            130 被中断 interrupted

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
        let isWhole: Bool
        if let remote = try options.remote {
            guard !dryRun else {
                throw ValidationError("--dry-run 不能通过服务使用 / --dry-run does not work through a service")
            }
            isWhole = try await Self.importing(paths, rejects: rejects, dryRun: false, output: options.output) {
                try await remote.take($0, progress: $1)
            }
        } else {
            isWhole = try await Session.with(options) { session in
                try await Self.importing(paths, rejects: rejects, dryRun: dryRun, output: options.output, session)
            }
        }
        if !isWhole { throw ExitCode(ExitStatus.unfinished.rawValue) }
    }

    /// Imports and tells what became of it. False where rows or files were refused.
    static func importing(
        _ paths: [String], rejects: String?, dryRun: Bool, output: OutputFormat, _ session: Session
    ) async throws -> Bool {
        try await importing(paths, rejects: rejects, dryRun: dryRun, output: output) { files, progress in
            await RegisterImport(
                engine: session.engine, isRehearsal: dryRun, shouldStop: { Interruption.isRequested },
                progress: progress
            ).run(files)
        }
    }

    private static func importing(
        _ paths: [String], rejects: String?, dryRun: Bool, output: OutputFormat,
        take: (RegisterFiles, @escaping @Sendable (Int) -> Void) async throws -> ImportReport
    ) async throws -> Bool {
        if let rejects { try checkFolder(rejects) }
        let files = RegisterFiles(paths)
        for problem in files.problems {
            Terminal.write("✘ \("\(problem)".replacing("\n", with: "\n  "))\n", to: .error)
        }
        guard !files.files.isEmpty else {
            throw Failure(
                zh: "没有可导入的登记表", en: "there is no sheet to import",
                remedy: Bilingual(
                    zh: "请给出 CSV 登记表或其所在文件夹；退回文件须写明文件名",
                    en: "name CSV sheets or their folder; a file of refused rows must be named itself"))
        }
        let bar = ProgressBar(dryRun ? "审核 / Check" : "导入 / Import", total: RegisterImport.work(in: files))
        let report = try await Interruption.caught { try await take(files) { bar.advance(by: $0) } }
        bar.finish()
        let text = ImportText(report: report, rejects: writeRejects(report, folder: rejects))
        print(text.rendered(as: output, width: Terminal.width(.output)), terminator: "")
        for line in text.remarks { Terminal.write(line + "\n", to: .error) }
        try tellEnd(report)
        return !report.hasRejects && files.problems.isEmpty
    }

    private static func checkFolder(_ path: String) throws {
        var isFolder: Bool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder,
            FileManager.default.isWritableFile(atPath: path)
        else {
            throw Failure(
                zh: "退回文件的文件夹 \(path) 不存在或不可写",
                en: "the folder for refused rows, \(path), does not exist or cannot be written",
                remedy: Bilingual(zh: "请先建好文件夹，或换一个", en: "make the folder first, or name another"))
        }
    }

    private static func writeRejects(_ report: ImportReport, folder: String?) -> [String: String] {
        var written: [String: String] = [:]
        for sheet in report.sheets {
            do {
                written[sheet.path] = try RejectFile.write(sheet, folder: folder)
            } catch {
                Terminal.write("✘ \(error)\n  → 用 --rejects 指定可写的文件夹 / name a folder with --rejects\n", to: .error)
            }
        }
        return written
    }

    /// Says how to go on where the run did not come to its end. What is in stays in.
    private static func tellEnd(_ report: ImportReport) throws {
        let remedy = Bilingual(
            zh: "已入库的不受影响；再次运行同一命令，从中断处续完", en: "what is in is in; run the same command again and it goes on from there"
        )
        switch report.end {
        case .complete: break
        case .interrupted:
            Terminal.write("已按要求停止：\(remedy.zh)。\nStopped as asked: \(remedy.en).\n", to: .error)
            throw ExitCode(Interruption.exitCode)
        case .failed(let error):
            let failure = EngineError.store(error)
            throw Failure(
                zh: failure.message.zh, en: failure.message.en,
                remedy: Bilingual(
                    zh: [failure.remedy?.zh, remedy.zh].compactMap(\.self).joined(separator: "；"),
                    en: [failure.remedy?.en, remedy.en].compactMap(\.self).joined(separator: "; ")))
        }
    }
}
