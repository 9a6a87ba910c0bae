package import CaseStore
package import Tabular
package import Workflow

/// A row of one of the sheets of an import.
struct RowPlace: Hashable {
    /// Index among the sheets of the report.
    let sheet: Int
    let row: Int
}

/// What became of every row of every sheet.
package struct ImportReport: Sendable {
    package internal(set) var sheets: [SheetReport]
    package internal(set) var end = End.complete

    /// How a run ended. Whatever it was, what is in is in: the next run goes on from there.
    package enum End: Sendable {
        case complete
        /// It was asked to stop and did, between two commits.
        case interrupted
        /// The store could not go on.
        case failed(StoreError)
    }

    package init(_ files: RegisterFiles) {
        sheets = files.files.map(SheetReport.init)
    }

    package var hasRejects: Bool { sheets.contains { !$0.rejected.isEmpty } }

    /// Everything that was refused, in the order of the sheets and their rows.
    package var problems: [RowProblem] { sheets.flatMap(\.problems) }

    mutating func reject(_ place: RowPlace, _ problems: [RowProblem]) {
        sheets[place.sheet].rejected[place.row, default: []] += problems
    }

    mutating func reject(_ place: RowPlace, _ column: String?, _ fault: CellFault) {
        reject(place, [RowProblem(sheet: sheets[place.sheet].sheet.name, row: place.row, column: column, fault: fault)])
    }

    /// What another program, which took a sheet in, told of it.
    package mutating func tell(sheet index: Int, added: Int, present: Int) {
        sheets[index].added = added
        sheets[index].present = present
    }

    /// A row that another program refused.
    package mutating func refuse(sheet index: Int, row: Int, column: String?, _ fault: CellFault) {
        reject(RowPlace(sheet: index, row: row), column, fault)
    }

    func isRejected(_ place: RowPlace) -> Bool { sheets[place.sheet].rejected[place.row] != nil }
}

/// What became of the rows of one sheet. Those that are neither in nor refused were not reached.
package struct SheetReport: Sendable {
    package let path: String
    package let kind: SheetKind
    package let sheet: Sheet
    /// Rows taken in now.
    package internal(set) var added = 0
    /// Rows that were in already, with the same content.
    package internal(set) var present = 0
    /// Rows refused, by row number.
    package internal(set) var rejected: [Int: [RowProblem]] = [:]

    init(_ file: RegisterFiles.File) {
        path = file.path
        kind = file.kind
        sheet = file.sheet
    }

    package var rows: Int { sheet.rows.count }
    package var notReached: Int { rows - added - present - rejected.count }

    package var problems: [RowProblem] { rejected.sorted { $0.key < $1.key }.flatMap(\.value) }

    /// What was read, but hardly as its author meant it; nothing was refused for it.
    package var remarks: [Bilingual] {
        kind.unknownColumns(in: sheet).map { Bilingual(zh: $0.zh, en: $0.en) }
            + sheet.remarks.filter { $0.kind == .textAfterQuote }.map { Bilingual(zh: $0.zh, en: $0.en) }
    }
}
