package import Tabular
package import Workflow

/// The sheets of a register. A file is known by its columns, whatever its name.
package enum SheetKind: String, Hashable, Sendable, CaseIterable {
    case disputes, referrals, screenings, stationings, receptions

    package var title: Bilingual {
        switch self {
        case .disputes: Bilingual(zh: "纠纷登记", en: "disputes")
        case .referrals: Bilingual(zh: "流转", en: "referrals")
        case .screenings: Bilingual(zh: "排查", en: "screenings")
        case .stationings: Bilingual(zh: "进驻", en: "stationings")
        case .receptions: Bilingual(zh: "接待", en: "receptions")
        }
    }

    /// The name of the sheet's file as we write it.
    package var fileName: String { rawValue + ".csv" }

    /// Every column of the sheet: title, other titles, whether required, what belongs into it.
    package var columns: [(title: String, aliases: [String], required: Bool, meaning: Bilingual)] {
        func described<Row: SheetRow>(_: Row.Type) -> [(String, [String], Bool, Bilingual)] {
            Row.columns.map { ($0.title, $0.aliases, $0.required, $0.meaning) }
        }
        return switch self {
        case .disputes: described(DisputeRow.self)
        case .referrals: described(ReferralRow.self)
        case .screenings: described(ScreeningRow.self)
        case .stationings: described(StationingRow.self)
        case .receptions: described(ReceptionRow.self)
        }
    }

    /// The kind whose columns a sheet has; nil where it is no sheet of a register, or has a column twice.
    package static func recognised(in sheet: Sheet) -> SheetKind? {
        allCases.first { $0.faults(in: sheet).isEmpty }
    }

    /// The kind that a sheet comes nearest to, and what it lacks to be one; for the message about a file that is none.
    package static func nearest(to sheet: Sheet) -> (kind: SheetKind, lacking: [ColumnProblem])? {
        allCases.map { ($0, $0.faults(in: sheet)) }
            .filter { kind, lacking in lacking.count * 2 <= kind.columns.count { $0.required } }
            .min { $0.1.count < $1.1.count }
    }

    /// Columns of a sheet of this kind that mean nothing here and are ignored.
    package func unknownColumns(in sheet: Sheet) -> [ColumnProblem] {
        problems(in: sheet).filter { !$0.isFatal }
    }

    private func faults(in sheet: Sheet) -> [ColumnProblem] { problems(in: sheet).filter(\.isFatal) }

    private func problems(in sheet: Sheet) -> [ColumnProblem] {
        let specs = columns.map { column in
            var spec = ColumnSpec(column.title, column.title, required: column.required)
            spec.titles += column.aliases
            return spec
        }
        return sheet.columns(specs + RejectColumns.all.map { ColumnSpec($0, $0, required: false) }).problems
    }
}
