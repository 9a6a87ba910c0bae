import LegalTime
package import Mediation
import Tabular
import Workflow

/// The rows of a directory as they stand in its files: reading what was written gives the same directory.
package struct DirectorySheets: Sendable {
    /// One kind of file: the word its name begins with, the titles of its columns and their keys, and its rows.
    package struct File: Sendable {
        package let word: String
        package let header: [String]
        let keys: [String]
        package let rows: [[String]]

        fileprivate init(_ word: String, _ columns: [ColumnSpec], _ rows: [[String]]) {
            self.word = word
            header = columns.map { $0.titles[0] }
            keys = columns.map(\.key)
            self.rows = rows
        }
    }

    package let files: [File]

    package init(_ directory: Directory) {
        files = [
            File("divisions", DirectoryColumns.divisions, directory.divisions.map(Self.cells)),
            File("bodies", DirectoryColumns.bodies, directory.bodies.map(Self.cells)),
            File("coverage", DirectoryColumns.coverage, directory.coverage.map(Self.cells)),
            Self.mediators(directory.mediators),
            File("advisers", DirectoryColumns.advisers, directory.advisers.map(Self.cells)),
            File("rosters", DirectoryColumns.rosters, directory.rosters.map(Self.cells)),
            File("trainings", DirectoryColumns.trainings, directory.trainings.map(Self.cells)),
            File("conflicts", DirectoryColumns.conflicts, directory.conflicts.map(Self.cells)),
        ]
    }

    /// Mediators alone, so that made-up ones can stand in a file beside the listed ones.
    package static func mediators(_ mediators: [Mediator]) -> File {
        File("mediators", DirectoryColumns.mediators, mediators.map(cells))
    }

    private static func cells(_ row: Division) -> [String] {
        [
            row.code.description, row.name, row.kind.title.zh, row.successor?.description ?? "",
            row.villages.map(String.init) ?? "", row.communities.map(String.init) ?? "",
        ] + common(row.validity, row.provenance)
    }

    private static func cells(_ row: Body) -> [String] {
        [
            row.id.rawValue, row.kind.title.zh, row.name, row.shortName, row.division.description,
            row.parent?.rawValue ?? "", row.guidingOffice?.rawValue ?? "", row.pairedTribunal?.rawValue ?? "",
            row.subjects.joined(separator: "、"), row.capacity.map(String.init) ?? "", row.successor?.rawValue ?? "",
        ] + common(row.validity, row.provenance)
    }

    private static func cells(_ row: Coverage) -> [String] {
        [
            row.body.rawValue, row.division.description, row.subjects.joined(separator: "、"),
            row.amounts.from?.description ?? "", row.amounts.below?.description ?? "",
        ] + common(row.validity, row.provenance)
    }

    private static func cells(_ row: Mediator) -> [String] {
        [
            row.id, row.name, row.isSynthetic ? "是" : "否", row.body.rawValue, row.isFullTime ? "是" : "否", row.level,
            row.qualification,
        ] + common(row.validity, row.provenance)
    }

    private static func cells(_ row: Adviser) -> [String] {
        [
            row.id, row.name, row.isSynthetic ? "是" : "否", row.kind.title.zh, row.division.description, row.firm,
        ] + common(row.validity, row.provenance)
    }

    private static func cells(_ row: Roster) -> [String] {
        [
            row.id, row.person, row.isSynthetic ? "是" : "否", row.profession.title.zh, row.centre.rawValue,
            row.manner.title.zh,
            row.weekdays.sorted { $0.rawValue < $1.rawValue }.map(\.name).joined(separator: "、"),
        ] + common(row.validity, row.provenance)
    }

    private static func cells(_ row: Training) -> [String] {
        [row.mediator, row.day.description, String(row.hours), row.subject, row.organiser] + origin(row.provenance)
    }

    private static func cells(_ row: MediatorConflict) -> [String] {
        [row.mediator, row.party, row.reason] + common(row.validity, row.provenance)
    }

    private static func common(_ validity: Validity, _ provenance: Provenance) -> [String] {
        [validity.from?.description ?? "", validity.to?.description ?? ""] + origin(provenance)
    }

    private static func origin(_ provenance: Provenance) -> [String] {
        [provenance.source, provenance.isVerified ? "是" : "否", provenance.note]
    }
}

extension DirectorySheets {
    /// All of it as one YAML file: a list for each kind of rows, each row with the keys of its filled cells.
    package var yaml: String {
        files.map { file in
            let rows = file.rows.map { row in
                let filled = zip(file.keys, row).filter { !$0.1.isEmpty }
                return "  - { " + filled.map { "\($0.0): \(Self.quoted($0.1))" }.joined(separator: ", ") + " }\n"
            }
            return rows.isEmpty ? "\(file.word): []\n" : "\(file.word):\n" + rows.joined()
        }.joined(separator: "\n")
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
