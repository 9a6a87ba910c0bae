import FoundationEssentials
package import Tabular
import Workflow

/// The file in which an office finds its refused rows, corrects them, and from which it imports them again: the original
/// columns, and two more that say why and what to do and are ignored when it is read.
package enum RejectFile {
    private static let mark = ".rejected"

    /// Whether a file name is that of a file of refused rows.
    package static func isReject(_ name: String) -> Bool { name.contains(mark) && name.hasSuffix(".csv") }

    /// Writes the refused rows of a sheet. Returns the path, or nil where there were none.
    ///
    /// - Parameter folder: Where to write; nil for beside the sheet.
    package static func write(_ report: SheetReport, folder: String?) throws(SheetWriteError) -> String? {
        guard !report.rejected.isEmpty else { return nil }
        let path = path(for: report.path, folder: folder)
        let added = [RejectColumns.reason, RejectColumns.remedy]
        let kept = report.sheet.header.indices.filter { !added.contains(report.sheet.header[$0].normalised) }
        let encoding = report.sheet.encoding == .utf8 ? TextEncoding.utf8WithMark : report.sheet.encoding
        var writer = try SheetWriter(
            path: path, header: kept.map { report.sheet.header[$0] } + added,
            options: .init(encoding: encoding, delimiter: report.sheet.delimiter))
        for row in report.sheet.rows {
            guard let problems = report.rejected[row.number] else { continue }
            let reasons = problems.map { ($0.column.map { "“\($0)”:" } ?? "") + $0.reason.zh }
            let remedies = problems.map { ($0.column.map { "“\($0)”:" } ?? "") + $0.remedy.zh }
            try writer.append(kept.map { row.cells[$0] } + [unique(reasons), unique(remedies)])
        }
        try writer.commit()
        return path
    }

    /// The next free name: corrected files keep theirs, so that nothing an office wrote is overwritten.
    static func path(for sheet: String, folder: String?) -> String {
        let parts = sheet.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let name = parts.last ?? sheet
        let base = folder ?? parts.dropLast().joined(separator: "/")
        let prefix = base.isEmpty ? (sheet.hasPrefix("/") ? "/" : "") : base.hasSuffix("/") ? base : base + "/"
        let stem = name.hasSuffix(".csv") ? String(name.dropLast(4)) : name
        guard let range = stem.firstRange(of: mark) else { return prefix + stem + mark + ".csv" }
        let count = Int(stem[range.upperBound...].drop { $0 == "-" }) ?? 1
        return prefix + stem[..<range.lowerBound] + mark + "-\(count + 1).csv"
    }

    private static func unique(_ lines: [String]) -> String {
        lines.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }.joined(separator: ";")
    }
}
