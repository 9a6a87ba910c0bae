package import Tabular
package import Workflow

/// What a sample year is made of. All numbers and phrases come from a sheet of parameters; the code knows none.
///
/// The sheet has the columns 组 (group), 项 (item), 值 (value) and 依据 (basis, for the reader). An item may stand more than
/// once in a group of phrases.
package struct SampleParameters: Sendable {
    struct Entry: Sendable {
        let group: String
        let item: String
        let value: String
        let row: Int
    }

    let name: String
    private let entries: [String: [Entry]]

    package init(_ sheet: Sheet) throws(SampleParameterError) {
        let columns = sheet.columns([
            ColumnSpec("group", "组"), ColumnSpec("item", "项"), ColumnSpec("value", "值"),
            ColumnSpec("basis", "依据", required: false),
        ])
        if let problem = columns.problems.first(where: \.isFatal) {
            throw SampleParameterError(sheet: sheet.name, row: sheet.headerNumber, zh: problem.zh, en: problem.en)
        }
        name = sheet.name
        let entries = sheet.rows.map { row in
            Entry(
                group: columns.cell("group", in: row).normalised, item: columns.cell("item", in: row).normalised,
                value: columns.cell("value", in: row).normalised, row: row.number)
        }
        self.entries = Dictionary(grouping: entries, by: \.group)
    }

    /// The number of one item.
    func number(_ group: String, _ item: String) throws(SampleParameterError) -> Double {
        guard let entry = entries[group]?.first(where: { $0.item == item }) else {
            throw SampleParameterError(
                sheet: name, row: nil, zh: "缺少参数“\(group)”“\(item)”，请补上该行",
                en: "there is no parameter \(group) \(item); add its row")
        }
        return try number(entry)
    }

    func count(_ group: String, _ item: String) throws(SampleParameterError) -> Int {
        guard let count = Int(exactly: try number(group, item)) else {
            throw SampleParameterError(
                sheet: name, row: nil, zh: "“\(group)”“\(item)”的值应为整数，请更正",
                en: "the value of \(group) \(item) must be a whole number; correct it")
        }
        return count
    }

    /// Why a wanted total cannot be reached with the other parameters.
    func unreachable(_ group: String, _ item: String, zh: String, en: String) -> SampleParameterError {
        SampleParameterError(sheet: name, row: entries[group]?.first { $0.item == item }?.row, zh: zh, en: en)
    }

    /// The items of a group with their numbers, in the order of the sheet.
    func weights(_ group: String) throws(SampleParameterError) -> [(String, Double)] {
        try weights(group) { $0 }
    }

    /// What the items of a group stand for, with their numbers, in the order of the sheet.
    ///
    /// - Parameter meaning: Of an item; nil for a word that means nothing here.
    func weights<Meaning>(
        _ group: String, _ meaning: (String) -> Meaning?
    ) throws(SampleParameterError) -> [(Meaning, Double)] {
        guard let found = entries[group], !found.isEmpty else {
            throw SampleParameterError(
                sheet: name, row: nil, zh: "缺少参数组“\(group)”，请补上", en: "there is no group of parameters \(group); add it"
            )
        }
        var weights: [(Meaning, Double)] = []
        for entry in found {
            guard let meaning = meaning(entry.item) else {
                throw SampleParameterError(
                    sheet: name, row: entry.row, zh: "“\(group)”中没有“\(entry.item)”这一项，请更正",
                    en: "\(group) has no item \(entry.item); correct it")
            }
            weights.append((meaning, try number(entry)))
        }
        guard weights.contains(where: { $0.1 > 0 }) else {
            throw SampleParameterError(
                sheet: name, row: found[0].row, zh: "“\(group)”各项均为 0，请至少填一个正数",
                en: "all of \(group) is 0; give one of them a positive number")
        }
        return weights
    }

    /// The phrases of an item, or else those of the item 其他.
    func phrases(_ group: String, _ item: String) throws(SampleParameterError) -> [String] {
        let found = entries[group] ?? []
        let own = found.filter { $0.item == item }.map(\.value)
        let phrases = own.isEmpty ? found.filter { $0.item == "其他" }.map(\.value) : own
        guard !phrases.isEmpty else {
            throw SampleParameterError(
                sheet: name, row: nil, zh: "“\(group)”中没有“\(item)”也没有“其他”的用语，请补上",
                en: "there is no phrase for \(group) \(item), nor for 其他; add one")
        }
        return phrases
    }

    private func number(_ entry: Entry) throws(SampleParameterError) -> Double {
        guard let number = Double(entry.value.compacted), number >= 0, number.isFinite else {
            throw SampleParameterError(
                sheet: name, row: entry.row, zh: "“\(entry.group)”“\(entry.item)”的值应为非负数，请更正",
                en: "the value of \(entry.group) \(entry.item) must be a number, 0 or more; correct it")
        }
        return number
    }
}

/// Why a sample year cannot be made.
package struct SampleParameterError: Error, Hashable, Sendable, CustomStringConvertible {
    package let message: Bilingual

    init(sheet: String, row: Int?, zh: String, en: String) {
        let place = row.map { " 第 \($0) 行" } ?? ""
        message = Bilingual(
            zh: "\(sheet)\(place):\(zh)。", en: "\(sheet)\(row.map { ", row \($0)" } ?? ""): \(en).")
    }

    package var description: String { "\(message.zh)\n\(message.en)" }
}
