import FoundationEssentials
package import Mediation
import Tabular

/// Reads a folder of CSV files as a directory: divisions, bodies, coverage and mediators.
///
/// Every file whose name begins with one of the four words is read, in the order of names. A row with a fault is left out and told
/// of; the rows around it load. What the rows mean together is for `DirectoryCheck`.
package enum DirectoryFolder {
    /// What a folder gave.
    package struct Reading: Sendable {
        package let directory: Directory
        /// What was left out and why; empty for a folder without faults.
        package let problems: [DirectoryProblem]
    }

    package static func read(_ path: String) -> Reading {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".csv") }.sorted()
        } catch {
            return Reading(directory: Directory(), problems: [.unreadableFolder(path)])
        }
        var problems: [DirectoryProblem] = []
        func rows<Row>(_ word: String, _ columns: [ColumnSpec], _ row: (inout RowReader) -> Row?) -> [Row] {
            let files = names.filter { $0.hasPrefix(word) }
            if files.isEmpty { problems.append(.missingFile(word + ".csv", folder: path)) }
            return files.flatMap { file in
                Self.rows(path: path + "/" + file, file: file, columns: columns, problems: &problems, row)
            }
        }
        let directory = Directory(
            divisions: rows("divisions", DirectoryColumns.divisions) { $0.division() },
            bodies: rows("bodies", DirectoryColumns.bodies) { $0.body() },
            coverage: rows("coverage", DirectoryColumns.coverage) { $0.coverage() },
            mediators: rows("mediators", DirectoryColumns.mediators) { $0.mediator() })
        return Reading(directory: directory, problems: problems)
    }

    private static func rows<Row>(
        path: String, file: String, columns: [ColumnSpec], problems: inout [DirectoryProblem],
        _ row: (inout RowReader) -> Row?
    ) -> [Row] {
        let sheet: Sheet
        do {
            sheet = try Sheet.read(path: path)
        } catch {
            problems.append(DirectoryProblem(file: file, zh: error.zh, en: error.en))
            return []
        }
        let map = sheet.columns(columns)
        for problem in map.problems {
            problems.append(
                DirectoryProblem(file: file, row: sheet.headerNumber, zh: problem.zh, en: problem.en))
        }
        for remark in sheet.remarks {
            problems.append(DirectoryProblem(file: file, row: remark.row, zh: remark.zh, en: remark.en))
        }
        guard map.isUsable else { return [] }
        return sheet.rows.compactMap { cells in
            var reader = RowReader(file: file, row: cells, columns: map, titles: columns)
            let value = row(&reader)
            problems += reader.problems
            return reader.problems.isEmpty ? value : nil
        }
    }
}
