import LegalTime
import Mediation
import Tabular
import Workflow

/// Takes typed values from the cells of one row, noting every fault with its column.
struct RowReader {
    private let file: String
    private let row: Sheet.Row
    private let columns: ColumnMap
    private let titles: [ColumnSpec]
    private(set) var problems: [DirectoryProblem] = []

    init(file: String, row: Sheet.Row, columns: ColumnMap, titles: [ColumnSpec]) {
        self.file = file
        self.row = row
        self.columns = columns
        self.titles = titles
    }

    func text(_ key: String) -> String { columns.cell(key, in: row).normalised }

    mutating func required(_ key: String) -> String? {
        let text = text(key)
        if text.isEmpty { fault(key, zh: "不能为空。请填写。", en: "must not be empty. Fill it in.") }
        return text.isEmpty ? nil : text
    }

    mutating func code(_ key: String) -> DivisionCode? {
        let text = columns.cell(key, in: row).compacted
        guard !text.isEmpty else { return nil }
        let code = DivisionCode(text)
        if code == nil {
            fault(
                key, zh: "“\(text)”不是区划代码。请填 6、9 或 12 位数字。",
                en: "\"\(text)\" is no division code. Write 6, 9 or 12 digits.")
        }
        return code
    }

    mutating func requiredCode(_ key: String) -> DivisionCode? {
        required(key) == nil ? nil : code(key)
    }

    mutating func requiredID(_ key: String) -> BodyID? { required(key) == nil ? nil : id(key) }

    func id(_ key: String) -> BodyID? {
        let text = columns.cell(key, in: row).compacted
        return text.isEmpty ? nil : BodyID(text)
    }

    mutating func count(_ key: String) -> Int? {
        let text = columns.cell(key, in: row).compacted
        guard !text.isEmpty else { return nil }
        let count = Int(text).flatMap { $0 < 0 ? nil : $0 }
        if count == nil { fault(key, zh: "“\(text)”不是个数。请填整数。", en: "\"\(text)\" is no count. Write a whole number.") }
        return count
    }

    /// Open disputes a body can carry: at least one.
    mutating func capacity() -> Int? {
        guard let most = count("capacity") else { return nil }
        if most == 0 {
            fault("capacity", zh: "应大于 0。没有上限请留空。", en: "must be positive. Leave it empty where there is no limit.")
        }
        return most
    }

    mutating func amounts() -> AmountBand? {
        let faults = problems.count
        let (from, below) = (money("amountFrom"), money("amountBelow"))
        guard problems.count == faults else { return nil }
        let band = AmountBand(from: from, below: below)
        if band == nil {
            fault(
                "amountBelow", zh: "应大于金额下限。请改正其中一个。", en: "must be more than the lower end. Correct one of the two.")
        }
        return band
    }

    private mutating func money(_ key: String) -> Money? {
        let text = columns.cell(key, in: row).compacted
        guard !text.isEmpty else { return nil }
        let money = Money(text)
        if money == nil {
            fault(key, zh: "“\(text)”不是金额。请填元，例如 50000。", en: "\"\(text)\" is no amount. Write yuan, such as 50000.")
        }
        return money
    }

    /// The parts of a cell that holds several, separated by 、.
    func list(_ key: String) -> [String] { text(key).split(separator: "、").map { String($0).normalised } }

    mutating func flag(_ key: String, ifEmpty: Bool? = nil) -> Bool? {
        switch text(key) {
        case "是", "true", "1": return true
        case "否", "false", "0": return false
        case "" where ifEmpty != nil: return ifEmpty
        case let text:
            fault(key, zh: "“\(text)”既不是“是”也不是“否”。请改正。", en: "\"\(text)\" is neither 是 nor 否. Correct it.")
            return nil
        }
    }

    /// A value of an enumeration by its Chinese title or its English code.
    mutating func choice<Value: CaseIterable & RawRepresentable<String>>(
        _ key: String, title: (Value) -> String
    ) -> Value? {
        guard let text = required(key) else { return nil }
        let value = Value.allCases.first { title($0).normalised == text || $0.rawValue == text }
        if value == nil {
            let known = Value.allCases.map(title).joined(separator: "、")
            fault(key, zh: "“\(text)”不是已知的类别。可填：\(known)。", en: "\"\(text)\" is not a known kind. Known are: \(known).")
        }
        return value
    }

    mutating func validity() -> Validity? {
        let faults = problems.count
        let (from, to) = (day("from"), day("to"))
        guard problems.count == faults else { return nil }
        let validity = Validity(from: from, to: to)
        if validity == nil {
            fault("to", zh: "早于启用日期。请改正其中一个日期。", en: "is before the first day. Correct one of the two.")
        }
        return validity
    }

    mutating func provenance() -> Provenance? {
        guard let source = required("source"), let isVerified = flag("verified") else { return nil }
        return Provenance(source: source, isVerified: isVerified, note: text("note"))
    }

    mutating func day(_ key: String) -> Day? {
        let text = columns.cell(key, in: row).compacted
        guard !text.isEmpty else { return nil }
        let day = Day(text)
        if day == nil {
            fault(
                key, zh: "“\(text)”不是日期。请写成 2023-04-17。", en: "\"\(text)\" is no date. Write it as 2023-04-17.")
        }
        return day
    }

    mutating func fault(_ key: String, zh: String, en: String) {
        let title = titles.first { $0.key == key }?.titles.first
        problems.append(DirectoryProblem(file: file, row: row.number, column: title, zh: zh, en: en))
    }
}
