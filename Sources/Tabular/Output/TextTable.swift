/// Lays out text in columns that align on a terminal, Chinese characters included.
package struct TextTable: Sendable {
    package enum Alignment: Sendable {
        case left, right
    }

    /// How columns and header are set apart.
    package enum Rules: Sendable {
        /// Two spaces between columns and a row of hyphens under the header: reads well in mail and logs.
        case plain
        /// A frame of `+`, `-` and `|`.
        case box
    }

    package struct Column: Sendable {
        package var title: String
        package var alignment: Alignment

        package init(_ title: String, _ alignment: Alignment = .left) {
            self.title = title
            self.alignment = alignment
        }
    }

    package var title: String?
    package var columns: [Column]
    package var rows: [[String]]
    /// A last row set apart by a rule.
    package var total: [String]?
    package var rules: Rules

    package init(
        title: String? = nil, columns: [Column], rows: [[String]], total: [String]? = nil, rules: Rules = .plain
    ) {
        self.title = title
        self.columns = columns
        self.rows = rows
        self.total = total
        self.rules = rules
    }

    /// The table as lines, each ended by a line feed.
    ///
    /// - Parameter width: Columns of the terminal. Left-aligned columns are cut with `..` to fit, the widest first and none below
    ///   `narrowest`; numbers are never cut. Nil leaves everything as long as it is.
    package func rendered(width: Int? = nil) -> String {
        let body = (rows + (total.map { [$0] } ?? [])).map { row in
            columns.indices.map { Self.singleLine($0 < row.count ? row[$0] : "") }
        }
        let titles = columns.map { Self.singleLine($0.title) }
        let widths = fitted(
            columns.indices.map { index in
                ([titles] + body).lazy.map { DisplayWidth.of($0[index]) }.max() ?? 0
            }, to: width)

        var lines: [String] = title.map { [$0] } ?? []
        let rule = line(widths.map { String(repeating: "-", count: $0) }, widths: widths, isRule: true)
        if rules == .box { lines.append(rule) }
        lines.append(line(titles, widths: widths))
        lines.append(rule)
        for (index, row) in body.enumerated() {
            if index == rows.count { lines.append(rule) }
            lines.append(line(row, widths: widths))
        }
        if rules == .box { lines.append(rule) }
        return lines.map { $0 + "\n" }.joined()
    }

    /// No left-aligned column is cut below this.
    package static let narrowest = 6

    private func fitted(_ natural: [Int], to width: Int?) -> [Int] {
        guard let width else { return natural }
        var widths = natural
        let frame = rules == .plain ? 2 * (columns.count - 1) : 3 * columns.count + 1
        var excess = widths.reduce(frame, +) - width
        while excess > 0 {
            let candidates = columns.indices.filter { columns[$0].alignment == .left && widths[$0] > Self.narrowest }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    private func line(_ cells: [String], widths: [Int], isRule: Bool = false) -> String {
        let padded = columns.indices.map { index in
            let cell = Self.cut(cells[index], to: widths[index])
            let space = String(repeating: " ", count: widths[index] - DisplayWidth.of(cell))
            return columns[index].alignment == .left ? cell + space : space + cell
        }
        switch rules {
        case .plain:
            let line = padded.joined(separator: "  ")
            return String(line[..<(line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex)])
        case .box:
            return isRule
                ? "+-" + padded.joined(separator: "-+-") + "-+" : "| " + padded.joined(separator: " | ") + " |"
        }
    }

    private static func cut(_ cell: String, to width: Int) -> String {
        guard DisplayWidth.of(cell) > width else { return cell }
        // Two full stops: the one-character ellipsis is one or two columns wide, depending on the terminal.
        return DisplayWidth.prefix(of: cell, width: max(width - 2, 0)) + String(repeating: ".", count: min(width, 2))
    }

    /// Line breaks and tabs become spaces and other control characters go, so that no cell can break the table or
    /// reach the terminal as a command.
    private static func singleLine(_ cell: String) -> String {
        guard cell.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return cell }
        var line = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in cell.unicodeScalars {
            switch scalar {
            case "\n" where afterReturn: break
            case "\n", "\r", "\t": line.append(" ")
            default: if scalar.properties.generalCategory != .control { line.append(scalar) }
            }
            afterReturn = scalar == "\r"
        }
        return String(line)
    }
}
