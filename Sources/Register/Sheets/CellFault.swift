package import Workflow

/// What is wrong with a cell, and what to do about it. Never repeats a party's name or number.
package struct CellFault: Error, Hashable, Sendable {
    package let reason: Bilingual
    package let remedy: Bilingual

    package init(_ reason: Bilingual, remedy: Bilingual) {
        self.reason = reason
        self.remedy = remedy
    }

    package init(zh: String, en: String, remedyZh: String, remedyEn: String) {
        self.init(Bilingual(zh: zh, en: en), remedy: Bilingual(zh: remedyZh, en: remedyEn))
    }

    static let empty = CellFault(
        zh: "必填项为空", en: "a required cell is empty", remedyZh: "请填写本列", remedyEn: "fill it in")
}
