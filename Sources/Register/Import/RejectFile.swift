import FoundationEssentials
package import Tabular
import Workflow

/// The file in which an office finds its refused rows, corrects them, and from which it imports them again: the original
/// columns, and more that say where, why and what to do and are ignored when it is read.
package enum RejectFile {
    private static let mark = ".rejected"

    /// Whether a file name is that of a file of refused rows.
    package static func isReject(_ name: String) -> Bool { name.contains(mark) && name.isCSV }

    /// Writes the refused rows of a sheet. Returns the path, or nil where there were none.
    ///
    /// No file is overwritten: an office may have begun to correct it. A file that says the same already is left as it is.
    ///
    /// - Parameter folder: Where to write; nil for beside the sheet.
    package static func write(_ report: SheetReport, folder: String?) throws(SheetWriteError) -> String? {
        guard !report.rejected.isEmpty else { return nil }
        let (header, rows) = content(of: report)
        for path in paths(for: report.path, folder: folder) {
            guard FileManager.default.fileExists(atPath: path) else {
                let encoding = report.sheet.encoding == .utf8 ? TextEncoding.utf8WithMark : report.sheet.encoding
                var writer = try SheetWriter(
                    path: path, header: header, options: .init(encoding: encoding, delimiter: report.sheet.delimiter))
                for row in rows { try writer.append(row) }
                try writer.commit()
                return path
            }
            if let old = try? Sheet.read(path: path), old.header == header,
                old.rows.map(\.cells) == rows.map({ Array($0.prefix(header.count)) })
            {
                return path
            }
        }
        return nil
    }

    /// The columns as the office had them, then ours; surplus cells stand beyond the last title, as they did.
    private static func content(of report: SheetReport) -> (header: [String], rows: [[String]]) {
        let sheet = report.sheet
        let kept = sheet.header.indices.filter { !RejectColumns.all.contains(sheet.header[$0].normalised) }
        let surplus = Dictionary(grouping: sheet.surplusCells, by: \.row)
        let rows = sheet.rows.compactMap { row -> [String]? in
            guard let problems = report.rejected[row.number] else { return nil }
            func told(_ text: (RowProblem) -> String) -> String {
                let lines = problems.reduce(into: [String]()) { lines, problem in
                    if !lines.contains(text(problem)) { lines.append(text(problem)) }
                }
                return lines.count == 1
                    ? lines[0] : lines.enumerated().map { "\($0.offset + 1). \($0.element)" }.joined(separator: "\n")
            }
            return kept.map { row.cells[$0] }
                + [
                    told(\.place.zh), told { ($0.column.map { "“\($0)”：" } ?? "") + $0.fault.reason.zh },
                    told { ($0.column.map { "“\($0)”：" } ?? "") + $0.fault.remedy.zh },
                    told { "\($0.place.en): \($0.fault.reason.en); \($0.fault.remedy.en)" },
                ] + (surplus[row.number] ?? []).map(\.cell)
        }
        return (kept.map { sheet.header[$0] } + RejectColumns.all, rows)
    }

    /// The names a file of refused rows may have, in the order in which they are taken.
    static func paths(for sheet: String, folder: String?) -> some Sequence<String> {
        let parts = sheet.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let name = parts.last ?? sheet
        let base = folder ?? parts.dropLast().joined(separator: "/")
        let prefix = base.isEmpty ? (sheet.hasPrefix("/") ? "/" : "") : base.hasSuffix("/") ? base : base + "/"
        let stem = name.isCSV ? String(name.dropLast(4)) : name
        var own = Substring(stem)
        var first = 1
        if let range = stem.firstRange(of: mark) {
            own = stem[..<range.lowerBound]
            first = (Int(stem[range.upperBound...].drop { $0 == "-" }) ?? 1) + 1
        }
        return (first...).lazy.map { "\(prefix)\(own)\(mark)\($0 == 1 ? "" : "-\($0)").csv" }
    }
}

extension String {
    /// Whether a file name is that of a CSV file, as any system writes it.
    var isCSV: Bool { lowercased().hasSuffix(".csv") }
}
