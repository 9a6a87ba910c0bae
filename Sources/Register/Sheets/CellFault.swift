package import Workflow

/// What is wrong with a cell, and what to do about it. Never repeats a party's name or number.
package struct CellFault: Error, Hashable, Sendable {
    /// A stable word for programs, such as `unknown-body`. What the engine refuses bears the engine's word.
    package let code: String
    package let reason: Bilingual
    package let remedy: Bilingual

    package init(_ code: String, _ reason: Bilingual, remedy: Bilingual) {
        self.code = code
        self.reason = reason
        self.remedy = remedy
    }

    package init(_ code: String, zh: String, en: String, remedyZh: String, remedyEn: String) {
        self.init(code, Bilingual(zh: zh, en: en), remedy: Bilingual(zh: remedyZh, en: remedyEn))
    }

    static let empty = CellFault(
        "empty", zh: "必填项为空", en: "a required cell is empty", remedyZh: "请填写本列", remedyEn: "fill it in")

    /// A cell to the right of the last title: most often a delimiter within a cell that shifted all that follow.
    static func beyondHeader(column: String) -> CellFault {
        CellFault(
            "beyond-header", zh: "\(column) 列超出表头的列数，其左各列可能错位",
            en: "column \(column) stands beyond the last title, so what is left of it may have shifted",
            remedyZh: "请检查该行是否多了分隔符，将内容移回所属的列后删去多出的单元格",
            remedyEn: "look for a stray delimiter, put the cells back under their titles and clear the surplus one")
    }
}
