import FoundationEssentials
package import Mediation
import Tabular
import Workflow

/// Reads a folder of CSV files, or a YAML file, as a directory: divisions, bodies, coverage, mediators, advisers,
/// rosters of the centres, trainings and conflicts of mediators.
///
/// Every file whose name begins with one of these words is read, in the order of names. A row with a fault is left out and told
/// of; the rows around it load. What the rows mean together is for `DirectoryCheck`.
package enum DirectoryFolder {
    /// What a folder gave.
    package struct Reading: Sendable {
        package let directory: Directory
        /// What was left out and why; empty for a folder without faults.
        package let problems: [DirectoryProblem]
    }

    /// Reads a folder of CSV files, or one YAML file with a list for each kind.
    package static func read(_ path: String) -> Reading {
        let sheets = path.hasSuffix(".yaml") || path.hasSuffix(".yml") ? yaml(path) : folder(path)
        var problems = sheets.problems
        func rows<Row>(_ kind: Kind, _ row: (inout RowReader) -> Row?) -> [Row] {
            sheets.sheets.filter { $0.kind == kind }.flatMap { _, sheet in
                Self.rows(of: sheet, columns: kind.columns, problems: &problems, row)
            }
        }
        let directory = Directory(
            divisions: rows(.divisions) { $0.division() }, bodies: rows(.bodies) { $0.body() },
            coverage: rows(.coverage) { $0.coverage() }, mediators: rows(.mediators) { $0.mediator() },
            advisers: rows(.advisers) { $0.adviser() }, rosters: rows(.rosters) { $0.roster() },
            trainings: rows(.trainings) { $0.training() }, conflicts: rows(.conflicts) { $0.conflict() })
        return Reading(directory: directory, problems: problems)
    }

    /// The kinds of rows, by the word a file name begins with.
    enum Kind: String, CaseIterable {
        case divisions, bodies, coverage, mediators, advisers, rosters, trainings, conflicts

        /// A district need not list any of these.
        var isOptional: Bool { [.advisers, .rosters, .trainings, .conflicts].contains(self) }

        var columns: [ColumnSpec] {
            switch self {
            case .divisions: DirectoryColumns.divisions
            case .bodies: DirectoryColumns.bodies
            case .coverage: DirectoryColumns.coverage
            case .mediators: DirectoryColumns.mediators
            case .advisers: DirectoryColumns.advisers
            case .rosters: DirectoryColumns.rosters
            case .trainings: DirectoryColumns.trainings
            case .conflicts: DirectoryColumns.conflicts
            }
        }
    }

    private typealias Sheets = (sheets: [(kind: Kind, sheet: Sheet)], problems: [DirectoryProblem])

    private static func folder(_ path: String) -> Sheets {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".csv") }.sorted()
        } catch {
            return ([], [.unreadableFolder(path)])
        }
        var found: Sheets = ([], [])
        for kind in Kind.allCases {
            let files = names.filter { $0.hasPrefix(kind.rawValue) }
            if files.isEmpty, !kind.isOptional {
                found.problems.append(.missingFile(kind.rawValue + ".csv", folder: path))
            }
            for file in files {
                do throws(SheetError) {
                    found.sheets.append((kind, try Sheet.read(path: path + "/" + file)))
                } catch {
                    found.problems.append(DirectoryProblem(file: file, zh: error.zh, en: error.en))
                }
            }
        }
        return found
    }

    /// A YAML file as the sheets it would be; the number of a row is its line.
    private static func yaml(_ path: String) -> Sheets {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard let data = FileManager.default.contents(atPath: path), let text = String(bytes: data, encoding: .utf8)
        else { return ([], [.unreadableFolder(path)]) }
        do throws(DataTreeError) {
            let tree = try DataTree.read(text)
            let unknown = tree.sortedFields.filter { Kind(rawValue: $0.key) == nil }.map { field in
                DirectoryProblem(
                    file: name, row: field.value.line, zh: "没有名为“\(field.key)”的表。请改正名称。",
                    en: "there is no table named \"\(field.key)\". Correct the name.")
            }
            let sheets = Kind.allCases.compactMap { kind in
                tree[kind.rawValue].map { (kind, sheet(of: $0, kind, name)) }
            }
            return (sheets, unknown)
        } catch {
            return (
                [], [DirectoryProblem(file: name, row: error.line, zh: error.message.zh, en: error.message.en)]
            )
        }
    }

    /// A list of rows as a sheet. A key that no column has becomes a column of its own, which is told of as unknown.
    private static func sheet(of list: DataTree, _ kind: Kind, _ name: String) -> Sheet {
        let known = kind.columns.map(\.key)
        let strange = Set(list.parts.flatMap { $0.sortedFields.map(\.key) }).subtracting(known).sorted()
        let rows = list.parts.map { row in
            Sheet.Row(number: row.line, cells: (known + strange).map { row[$0]?.text ?? "" })
        }
        return Sheet(
            name: name, header: kind.columns.map { $0.titles[0] } + strange, headerNumber: list.line, rows: rows)
    }

    private static func rows<Row>(
        of sheet: Sheet, columns: [ColumnSpec], problems: inout [DirectoryProblem], _ row: (inout RowReader) -> Row?
    ) -> [Row] {
        let file = sheet.name
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
