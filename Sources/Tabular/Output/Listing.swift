/// The forms in which every command can print what it found.
package enum OutputFormat: String, Sendable, CaseIterable {
    /// Aligned text for people.
    case table
    /// For programs: an array with one object a row.
    case json
    /// For spreadsheets; UTF-8 without a byte-order mark, since it goes to a pipe.
    case csv
}

/// Rows of values under named columns: what a command prints, whatever the format.
package struct Listing: Sendable {
    package struct Column: Sendable {
        /// Stable ASCII name, the member name in JSON.
        package var key: String
        /// The title in tables and CSV.
        package var title: String
        package var alignment: TextTable.Alignment

        package init(_ key: String, _ title: String, _ alignment: TextTable.Alignment = .left) {
            self.key = key
            self.title = title
            self.alignment = alignment
        }
    }

    package var title: String?
    package var columns: [Column]
    package var rows: [[Value]]
    /// Shown below tables only: CSV and JSON readers add up for themselves.
    package var total: [Value]?
    /// Lines below a table, for instance what a number means and how to open it.
    package var notes: [String]

    package init(
        title: String? = nil, columns: [Column], rows: [[Value]] = [], total: [Value]? = nil, notes: [String] = []
    ) {
        self.title = title
        self.columns = columns
        self.rows = rows
        self.total = total
        self.notes = notes
    }

    /// The listing as text that ends with a line feed.
    ///
    /// - Parameter width: Columns of the terminal, for tables; see `TextTable.rendered(width:)`.
    package func rendered(as format: OutputFormat, width: Int? = nil, rules: TextTable.Rules = .plain) -> String {
        switch format {
        case .table:
            let table = TextTable(
                title: title, columns: columns.map { TextTable.Column($0.title, $0.alignment) },
                rows: rows.map { $0.map(\.display) }, total: total?.map(\.display), rules: rules)
            return table.rendered(width: width) + notes.map { $0 + "\n" }.joined()
        case .json:
            return json.text + "\n"
        case .csv:
            let options = SheetWriter.Options(encoding: .utf8, lineEnding: "\n")
            return SheetWriter.text(header: columns.map(\.title), rows: rows.map { $0.map(\.cell) }, options: options)
        }
    }

    /// An array with one object a row, its members in the order of the columns.
    package var json: JSON {
        .array(
            rows.map { row in
                .object(columns.indices.map { (columns[$0].key, $0 < row.count ? row[$0].json : .null) })
            })
    }
}
