/// A column that a caller wants, by a stable key and the titles under which offices know it.
package struct ColumnSpec: Sendable {
    /// Stable ASCII name.
    package var key: String
    /// The title of our own files first, then others met in the field.
    package var titles: [String]
    /// Whether a sheet without it is of no use.
    package var required: Bool

    package init(_ key: String, _ titles: String..., required: Bool = true) {
        self.key = key
        self.titles = titles
        self.required = required
    }
}

/// Where the wanted columns stand in one sheet.
package struct ColumnMap: Sendable {
    private var indices: [String: Int]
    /// What is missing, doubled or unknown; only `missing` makes the sheet unusable.
    package private(set) var problems: [ColumnProblem]

    /// The index of the column in `Sheet.Row.cells`.
    package subscript(key: String) -> Int? { indices[key] }

    /// The cell as written; empty if the sheet has no such column.
    package func cell(_ key: String, in row: Sheet.Row) -> String {
        indices[key].map { row.cells[$0] } ?? ""
    }

    /// True if every required column is there, once.
    package var isUsable: Bool { problems.allSatisfy { !$0.isFatal } }

    fileprivate init(header: [String], specs: [ColumnSpec]) {
        indices = [:]
        problems = []
        let titles = header.map(Self.simplified)
        var known: Set<Int> = []
        for spec in specs {
            let wanted = spec.titles.map(Self.simplified)
            let found = titles.indices.filter { wanted.contains(titles[$0]) }
            known.formUnion(found)
            if let first = found.first {
                indices[spec.key] = first
                if found.count > 1 {
                    problems.append(.doubled(title: spec.titles.first ?? spec.key, columns: found))
                }
            } else if spec.required {
                problems.append(
                    .missing(title: spec.titles.first ?? spec.key, alsoKnownAs: Array(spec.titles.dropFirst())))
            }
        }
        for index in titles.indices where !known.contains(index) && !titles[index].isEmpty {
            problems.append(.unknown(title: header[index], column: index))
        }
    }

    /// Titles are compared without white space, marks for "required", letter case or width.
    private static func simplified(_ title: String) -> String {
        title.compacted.lowercased().filter { $0 != "*" }
    }
}

/// What is wrong with the columns of a sheet.
package enum ColumnProblem: Sendable, Equatable, CustomStringConvertible {
    case missing(title: String, alsoKnownAs: [String])
    /// Columns (from 0) of which each could be the one.
    case doubled(title: String, columns: [Int])
    case unknown(title: String, column: Int)

    /// Whether the sheet cannot be used as it is.
    package var isFatal: Bool {
        if case .unknown = self { false } else { true }
    }

    package var description: String { "\(zh)\n\(en)" }

    /// What happened and what to do, in Chinese.
    package var zh: String {
        switch self {
        case .missing(let title, let others):
            "表头缺少“\(title)”列\(others.isEmpty ? "" : "（也可写作“\(others.joined(separator: "”“"))”）")。请补上该列。"
        case .doubled(let title, let columns):
            "表头中 \(columns.map(Sheet.letters).joined(separator: "、")) 列都是“\(title)”。请只保留一列。"
        case .unknown(let title, let column):
            "\(Sheet.letters(ofColumn: column)) 列“\(title)”不是所需的列，已忽略。"
        }
    }

    /// What happened and what to do, in English.
    package var en: String {
        switch self {
        case .missing(let title, let others):
            "the header has no column \"\(title)\"\(others.isEmpty ? "" : " (or \(others.joined(separator: ", ")))"). Add it."
        case .doubled(let title, let columns):
            "columns \(columns.map(Sheet.letters).joined(separator: ", ")) are all \"\(title)\". Keep one of them."
        case .unknown(let title, let column):
            "column \(Sheet.letters(ofColumn: column)) \"\(title)\" is not a wanted one and was ignored."
        }
    }
}

extension Sheet {
    /// Finds the wanted columns by their titles, regardless of order, white space, width, case and `*` marks.
    package func columns(_ specs: [ColumnSpec]) -> ColumnMap {
        ColumnMap(header: header, specs: specs)
    }
}
