import LegalTime
import Mediation
import Tabular
import Workflow

/// How a value stands in a cell: read as offices write it, written in one way.
package struct CellFormat<Value: Sendable>: Sendable {
    package let parse: @Sendable (String) throws(CellFault) -> Value
    package let write: @Sendable (Value) -> String

    package init(
        parse: @escaping @Sendable (String) throws(CellFault) -> Value,
        write: @escaping @Sendable (Value) -> String
    ) {
        self.parse = parse
        self.write = write
    }
}

extension CellFormat where Value == String {
    /// Free text of at most so many characters, white space tidied.
    static func text(most length: Int) -> CellFormat {
        CellFormat(
            parse: { (cell) throws(CellFault) in
                let text = cell.normalised
                guard text.count <= length else {
                    throw CellFault(
                        "text-length", zh: "文字过长（\(text.count) 字）",
                        en: "the text is too long (\(text.count) characters)",
                        remedyZh: "请压缩到 \(length) 字以内", remedyEn: "shorten it to \(length) characters")
                }
                return text
            }, write: { $0 })
    }

    /// A number under which a register knows something: no spaces, at most 40 characters.
    static var number: CellFormat {
        CellFormat(
            parse: { (cell) throws(CellFault) in
                let text = cell.compacted
                guard text.count <= 40 else {
                    throw CellFault(
                        "number-length", zh: "编号过长（\(text.count) 位）",
                        en: "the number is too long (\(text.count) characters)",
                        remedyZh: "编号不超过 40 位", remedyEn: "a number has at most 40 characters")
                }
                return text
            }, write: { $0 })
    }
}

extension CellFormat where Value == Day {
    static var day: CellFormat {
        CellFormat(
            parse: { (cell) throws(CellFault) in
                // Spreadsheets save a date cell with midnight behind it.
                let text = cell.normalised
                let date =
                    text.hasSuffix(" 0:00") || text.hasSuffix(" 0:00:00") || text.hasSuffix(" 00:00:00")
                    ? String(text.prefix { $0 != " " }) : text
                guard let day = Day(date.compacted) else {
                    throw CellFault(
                        "date", zh: "日期无法识别或不存在", en: "this is no date, or there is no such day",
                        remedyZh: "请写成 2023-04-17", remedyEn: "write it as 2023-04-17")
                }
                guard plausibleYears.contains(day.year) else {
                    throw CellFault(
                        "year", zh: "年份 \(day.year) 不合理", en: "the year \(day.year) is not plausible",
                        remedyZh: "请核对年份", remedyEn: "check the year")
                }
                return day
            }, write: \.description)
    }
}

/// No register of disputes under present law is older, and none runs further ahead.
private let plausibleYears = 1990...2100

extension CellFormat where Value == Money {
    static var money: CellFormat {
        CellFormat(
            parse: { (cell) throws(CellFault) in
                guard let money = Money(cell.compacted) else {
                    throw CellFault(
                        "amount", zh: "金额无法识别", en: "this is no amount",
                        remedyZh: "请写人民币元，如 34100 或 3.41万", remedyEn: "write yuan, such as 34100 or 3.41万")
                }
                return money
            }, write: \.description)
    }
}

extension CellFormat where Value == DossierNumber {
    static var dossierNumber: CellFormat {
        CellFormat(
            parse: { (cell) throws(CellFault) in
                guard let number = DossierNumber(cell.compacted) else {
                    throw CellFault(
                        "dossier-number", zh: "卷宗编号格式不对", en: "this is no dossier number",
                        remedyZh: "请写成 （2023）渔阳人调字第12号，或留空由系统编号",
                        remedyEn: "write it as (2023)渔阳人调字第12号, or leave it blank to be given one")
                }
                return number
            }, write: \.description)
    }
}

extension CellFormat where Value == Int {
    /// A whole number within bounds; `无` and `零` are 0.
    static func count(_ bounds: ClosedRange<Int>) -> CellFormat {
        CellFormat(
            parse: { (cell) throws(CellFault) in
                let text = cell.compacted
                let value = ["无", "零", "零报告", "未发现"].contains(text) ? 0 : Int(text)
                guard let value, bounds.contains(value) else {
                    throw CellFault(
                        "count", zh: "应为 \(bounds.lowerBound) 至 \(bounds.upperBound) 的整数",
                        en: "a whole number from \(bounds.lowerBound) to \(bounds.upperBound) is wanted",
                        remedyZh: "请改为整数", remedyEn: "write a whole number")
                }
                return value
            }, write: { String($0) })
    }
}

extension CellFormat where Value: Hashable {
    /// One of a few words; the first word of each value is the one written.
    static func choice(_ words: [(Value, [String])]) -> CellFormat {
        var values: [String: Value] = [:]
        var titles: [Value: String] = [:]
        for (value, names) in words {
            titles[value] = names.first
            for name in names { values[name.compacted] = value }
        }
        let list = words.compactMap(\.1.first)
        return CellFormat(
            parse: { [values] (cell) throws(CellFault) in
                guard let value = values[cell.compacted] else {
                    throw CellFault(
                        "choice", zh: "“\(cell.normalised.prefix(20))”不是可选值",
                        en: "\"\(cell.normalised.prefix(20))\" is not one of the words",
                        remedyZh: "请填：\(list.joined(separator: "、"))",
                        remedyEn: "write one of \(list.joined(separator: ", "))")
                }
                return value
            }, write: { [titles] in titles[$0] ?? "" })
    }
}

extension CellFormat {
    /// Several values in a cell, separated by `、`, a comma, a semicolon, or a line break.
    static func list<Element>(of format: CellFormat<Element>) -> CellFormat where Value == [Element] {
        CellFormat(
            parse: { (cell) throws(CellFault) in
                var values: [Element] = []
                for part in cell.cellParts where !part.isBlank { values.append(try format.parse(part)) }
                return values
            }, write: { $0.map(format.write).joined(separator: "、") })
    }

    /// Several values that belong to those of another column one by one: blank, `-` and `无` hold a place.
    static func aligned<Element>(_ format: CellFormat<Element>) -> CellFormat where Value == [Element?] {
        CellFormat(
            parse: { (cell) throws(CellFault) in
                var values: [Element?] = []
                for part in cell.cellParts {
                    values.append(["", "-", "无"].contains(part.compacted) ? nil : try format.parse(part))
                }
                return values
            },
            write: { values in
                values.contains { $0 != nil } ? values.map { $0.map(format.write) ?? "-" }.joined(separator: "、") : ""
            })
    }
}

extension String {
    fileprivate var cellParts: [String] {
        split(omittingEmptySubsequences: false) { "、,，;；\n\r\r\n".contains($0) }.map(String.init)
    }
}
