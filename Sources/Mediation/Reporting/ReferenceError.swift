package import Workflow

/// What is wrong with the address of a figure, a filter or a period that a person typed.
package enum ReferenceError: Error, Hashable, Sendable {
    case period(String)
    case incomplete(String)
    case unknownIndicator(String)
    case unknownDimension(String)
    /// A part after the indicator without `=`.
    case noValue(String)
    case empty(Dimension)
    case unknownValue(String, of: Dimension, among: [String])
    case twice(String)
    case instant(String)
    case encoding(String)
    /// The indicator cannot be split or filtered so.
    case notBy(Indicator, Dimension)
    /// Only a rate has a numerator and a denominator.
    case notRate(Indicator)
    case unknownPart(String)

    package var message: Bilingual {
        switch self {
        case .period(let text): Bilingual(zh: "“\(text)”不是统计期间", en: "'\(text)' is no period")
        case .incomplete(let text):
            Bilingual(zh: "“\(text)”不是完整的数字地址", en: "'\(text)' is not the whole address of a figure")
        case .unknownIndicator(let text): Bilingual(zh: "没有指标“\(text)”", en: "there is no indicator '\(text)'")
        case .unknownDimension(let text): Bilingual(zh: "没有维度“\(text)”", en: "there is no dimension '\(text)'")
        case .noValue(let text): Bilingual(zh: "“\(text)”缺少“=”和取值", en: "'\(text)' lacks '=' and a value")
        case .empty(let dimension):
            Bilingual(zh: "\(dimension.title.zh)（\(dimension.rawValue)）没有取值", en: "\(dimension.rawValue) has no value")
        case .unknownValue(let text, let dimension, _):
            Bilingual(
                zh: "\(dimension.title.zh)（\(dimension.rawValue)）没有“\(text)”",
                en: "\(dimension.rawValue) has no '\(text)'")
        case .twice(let name): Bilingual(zh: "“\(name)”写了两次", en: "'\(name)' stands there twice")
        case .instant(let text): Bilingual(zh: "“\(text)”不是时间", en: "'\(text)' is no instant")
        case .encoding(let text): Bilingual(zh: "“\(text)”中的 % 转义有误", en: "'\(text)' has a bad %-escape")
        case .notBy(let indicator, let dimension):
            Bilingual(
                zh: "指标“\(indicator.title.zh)”不能按\(dimension.title.zh)统计",
                en: "the indicator '\(indicator.rawValue)' is not counted by \(dimension.rawValue)")
        case .notRate(let indicator):
            Bilingual(
                zh: "指标“\(indicator.title.zh)”不是比率，没有分子、分母",
                en: "the indicator '\(indicator.rawValue)' is no rate and has no numerator or denominator")
        case .unknownPart(let text): Bilingual(zh: "part 没有“\(text)”", en: "part has no '\(text)'")
        }
    }

    package var remedy: Bilingual {
        switch self {
        case .period:
            Bilingual(
                zh: "写 2023、2023-Q2、2023-05 或 2023-01-01..2023-06-30",
                en: "write 2023, 2023-Q2, 2023-05 or 2023-01-01..2023-06-30")
        case .incomplete, .encoding:
            Bilingual(zh: "例：2023/succeeded/office=SFS-120119100", en: "such as 2023/succeeded/office=SFS-120119100")
        case .unknownIndicator(let text):
            Self.hint(
                text, Indicator.allCases.map(\.rawValue), zh: "全部指标见 nplus report indicators",
                en: "nplus report indicators lists them all")
        case .unknownDimension(let text), .noValue(let text):
            Self.hint(text, FigureReference.names)
        case .empty:
            Bilingual(
                zh: "例：office=SFS-120119100；没有的写 none", en: "such as office=SFS-120119100; none for what has none")
        case .unknownValue(let text, _, let values): Self.hint(text, values)
        case .twice: Bilingual(zh: "每项只写一次", en: "write each of them once")
        case .instant:
            Bilingual(
                zh: "写 2024-01-05 或 2024-01-05T09:00:00+08:00", en: "write 2024-01-05 or 2024-01-05T09:00:00+08:00")
        case .notBy(let indicator, _):
            Bilingual(
                zh: "可按：\(indicator.dimensions.map(\.rawValue).joined(separator: "、"))",
                en: "it can be split by: \(indicator.dimensions.map(\.rawValue).joined(separator: ", "))")
        case .notRate: Bilingual(zh: "去掉 part=…", en: "leave part=… out")
        case .unknownPart:
            Bilingual(zh: "写 part=numerator 或 part=denominator", en: "write part=numerator or part=denominator")
        }
    }

    /// The nearest valid word, or else the valid ones, or where they stand.
    private static func hint(_ text: String, _ words: [String], zh: String? = nil, en: String? = nil) -> Bilingual {
        if let nearest = Spelling.nearest(to: text, among: words) {
            return Bilingual(zh: "您是否想写 \(nearest)？", en: "did you mean \(nearest)?")
        }
        if let zh, let en { return Bilingual(zh: zh, en: en) }
        let shown = words.prefix(12)
        let more = words.count > shown.count
        return Bilingual(
            zh: "可写：\(shown.joined(separator: "、"))\(more ? " 等" : "")",
            en: "valid: \(shown.joined(separator: ", "))\(more ? " …" : "")")
    }
}
