import Tabular
package import Workflow

/// One column of a sheet, declared once: how it is called, whether it must be there, how its cells read and write.
package struct SheetColumn<Row: Sendable>: Sendable {
    /// The title in our own files.
    package let title: String
    /// Titles under which offices know the same column.
    package let aliases: [String]
    /// Whether the sheet must have the column and every row a value in it.
    package let required: Bool
    /// What belongs into it, for help texts and templates.
    package let meaning: Bilingual
    private let reader: @Sendable (String, inout Row) throws(CellFault) -> Void
    private let writer: @Sendable (Row) -> String

    /// A column that every row must fill.
    package init<Value>(
        required title: String, _ path: any WritableKeyPath<Row, Value> & Sendable, _ format: CellFormat<Value>,
        aliases: [String] = [], zh: String, en: String
    ) {
        self.title = title
        self.aliases = aliases
        required = true
        meaning = Bilingual(zh: zh, en: en)
        reader = { (cell, row) throws(CellFault) in row[keyPath: path] = try format.parse(cell) }
        writer = { row in format.write(row[keyPath: path]) }
    }

    /// A column that may be missing, or blank in a row.
    package init<Value>(
        _ title: String, _ path: any WritableKeyPath<Row, Value?> & Sendable, _ format: CellFormat<Value>,
        aliases: [String] = [], zh: String, en: String
    ) {
        self.title = title
        self.aliases = aliases
        required = false
        meaning = Bilingual(zh: zh, en: en)
        reader = { (cell, row) throws(CellFault) in row[keyPath: path] = try format.parse(cell) }
        writer = { row in row[keyPath: path].map(format.write) ?? "" }
    }

    /// A column of several values in a cell; blank for none.
    package init<Value>(
        list title: String, _ path: any WritableKeyPath<Row, [Value]> & Sendable, _ format: CellFormat<[Value]>,
        required: Bool = false, aliases: [String] = [], zh: String, en: String
    ) {
        self.title = title
        self.aliases = aliases
        self.required = required
        meaning = Bilingual(zh: zh, en: en)
        reader = { (cell, row) throws(CellFault) in row[keyPath: path] = try format.parse(cell) }
        writer = { row in row[keyPath: path].isEmpty ? "" : format.write(row[keyPath: path]) }
    }

    /// A column of a part of the row, in a place of the row.
    init<Part>(_ column: SheetColumn<Part>, of path: any WritableKeyPath<Row, Part> & Sendable) {
        title = column.title
        aliases = column.aliases
        required = column.required
        meaning = column.meaning
        reader = { (cell, row) throws(CellFault) in try column.reader(cell, &row[keyPath: path]) }
        writer = { row in column.writer(row[keyPath: path]) }
    }

    /// Reads a cell into its place of the row. A blank cell of an optional column leaves the row as it is.
    func read(_ cell: String, into row: inout Row) throws(CellFault) {
        if cell.isBlank {
            if required { throw .empty }
            return
        }
        try reader(cell, &row)
    }

    func write(_ row: Row) -> String { writer(row) }

    var spec: ColumnSpec {
        var spec = ColumnSpec(title, title, required: required)
        spec.titles += aliases
        return spec
    }
}
