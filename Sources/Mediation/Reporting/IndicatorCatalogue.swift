import Workflow

/// The catalogue of indicators as a page: `docs/indicators.md` is this text.
package enum IndicatorCatalogue {
    package static var markdown: String {
        (head + Indicator.allCases.flatMap(entry) + units + measures).joined(separator: "\n") + "\n"
    }

    private static let head = [
        "# 指标 Indicators",
        "",
        "每个数字都有定义，并能打开到所计的案件：`nplus report open 2023/succeeded`。",
        "成功率总是两个。“无数据”不写成 0，分母为 0 的比率写“—”。",
        "",
        "Every number has a definition and opens to what it counts: `nplus report open 2023/succeeded`. There are always two",
        "success rates. No data is never written as 0, and a rate of nothing is a dash.",
        "",
        "A period is `2023`, `2023-Q2`, `2023-05` or `2023-01-01..2023-06-30`, both ends included. Days are legal days: when",
        "something happened, not when it was entered. `asof=INSTANT` counts what had been entered by then, in the registers of",
        "screenings and centres too; the directory is always that of now (its rows have days of their own).",
        "",
        "Disputes have no data in a period in whose calendar years none was registered, accepted or concluded; a register in a",
        "period without a single return; anything in a period that has not begun.",
        "",
    ]

    private static func entry(_ indicator: Indicator) -> [String] {
        let definition = indicator.definition
        return [
            "## `\(indicator.rawValue)` \(definition.title.zh) · \(definition.title.en)",
            "",
            "\(definition.text.zh)",
            "",
            "\(definition.text.en)",
            "",
            "- 单位 Unit: \(definition.unit.title.zh) · \(definition.unit.title.en)",
            "- 版本 Version: \(definition.version)",
            "- 可分 Splits by: \(indicator.dimensions.map { "`\($0.rawValue)`" }.joined(separator: ", "))",
            "",
        ]
    }

    private static let units =
        [
            "## 维度 Dimensions",
            "",
        ] + Dimension.allCases.map { "- `\($0.rawValue)` \($0.title.zh) · \($0.title.en)" } + [
            "",
            "A body under no judicial office is counted under its kind: `office=kind:industryCommittee`.",
            "",
        ]

    private static let measures =
        [
            "## 计量记录 Measures",
            "",
            "What `report_entry.measure` holds. A stored number never changes its meaning.",
            "",
        ] + Measure.allCases.map { "- \($0.rawValue) `\($0)`" }
}
