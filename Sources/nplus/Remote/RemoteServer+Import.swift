import API
import Foundation
import Register
import Tabular
import Workflow

/// Registers through a service: it takes the sheets in, and the refused rows are written here, beside the sheets.
extension RemoteServer {
    /// Sends the sheets and waits until every row is decided.
    func take(_ files: RegisterFiles, progress: @Sendable (Int) -> Void) async throws -> ImportReport {
        let names = Self.names(of: files)
        var sheets: [JSON] = []
        for (file, name) in zip(files.files, names) {
            guard let data = FileManager.default.contents(atPath: file.path) else {
                throw Failure(zh: "无法读取 \(file.path)", en: "\(file.path) cannot be read")
            }
            sheets.append(
                .object([("name", .string(name)), ("content", .string(data.base64EncodedString()))]))
        }
        var job = try await ask("POST", "/v1/imports", .object([("sheets", .array(sheets))])).json
        let path = "/v1/imports/\(PercentCode.encoded(job["id"]?.string ?? ""))"
        var told = 0
        while job["finished"]?.string == nil {
            guard !Interruption.isRequested else {
                throw Failure(
                    zh: "已停止等待；服务会继续导入", en: "stopped waiting; the service goes on",
                    remedy: Bilingual(zh: "进度见 GET \(path)", en: "GET \(path) tells how far it is"))
            }
            try await Task.sleep(for: .milliseconds(500))
            job = try await ask("GET", path).json
            let done = job["done"]?.integer ?? 0
            progress(done - told)
            told = done
        }
        if let failure = Bilingual(job["failure"]) { throw Failure(zh: failure.zh, en: failure.en) }
        let report = report(job, files, names)
        let untold = (job["refused"]?.integer ?? 0) - report.sheets.reduce(0) { $0 + $1.rejected.count }
        if untold > 0 {
            Terminal.write(
                "! 另有 \(untold) 行退回而服务未逐条列出；请更正所列各行后再次导入原表\n"
                    + "  \(untold) more rows were refused than the service lists; correct these and import the sheet again\n",
                to: .error)
        }
        return report
    }

    /// The names under which the sheets are sent: of two files of the same name each has its folder.
    private static func names(of files: RegisterFiles) -> [String] {
        let short = files.files.map { String($0.path.split(separator: "/").last ?? "") }
        return files.files.indices.map { index in
            short.count { $0 == short[index] } == 1 ? short[index] : files.files[index].path
        }
    }

    private func report(_ job: JSON, _ files: RegisterFiles, _ names: [String]) -> ImportReport {
        var report = ImportReport(files)
        let sheets = job["sheets"]?.elements ?? []
        for (index, name) in names.enumerated() {
            let told = sheets.first { $0["name"]?.string == name }
            report.tell(
                sheet: index, added: told?["added"]?.integer ?? 0, present: told?["present"]?.integer ?? 0)
        }
        for refusal in job["refusals"]?.elements ?? [] {
            guard let index = names.firstIndex(of: refusal["sheet"]?.string ?? ""),
                let row = refusal["row"]?.integer, let reason = Bilingual(refusal["reason"]),
                let remedy = Bilingual(refusal["remedy"])
            else { continue }
            report.refuse(
                sheet: index, row: row, column: refusal["column"]?.string,
                CellFault(refusal["code"]?.string ?? "", reason, remedy: remedy))
        }
        return report
    }
}
