package import LegalTime

/// One reception of visitors in a centre (接待).
package struct ReceptionRow: SheetRow {
    package var nature: DataNature?
    package var number = ""
    package var day = Day(number: 0)
    package var centre = ""
    package var people = 1
    package var matter = ""
    package var result = Result.answered
    package var registerNumber: String?
    package var note: String?

    package init() {}

    package enum Result: String, Hashable, Sendable, CaseIterable {
        /// 化解: settled in the centre.
        case resolved
        /// 转办: handed to the body that is competent.
        case transferred
        /// 答复: answered, nothing more was asked.
        case answered
    }

    package static let kind = SheetKind.receptions

    package static let columns: [SheetColumn<ReceptionRow>] = [
        .nature(\.nature),
        SheetColumn(
            required: "接待编号", \.number, .number, aliases: ["编号"], zh: "本表内不重复的编号", en: "a number that no other row has"),
        SheetColumn(required: "接待日期", \.day, .day, zh: "来访当日", en: "the day of the visit"),
        SheetColumn(
            required: "接待中心", \.centre, .text(most: 60), zh: "名录中的中心名称", en: "a centre of the directory"),
        SheetColumn(
            required: "接待人次", \.people, .count(1...9999), aliases: ["人次"], zh: "来访人数", en: "how many visitors came"),
        SheetColumn(required: "来访事项", \.matter, .text(most: 200), aliases: ["事项"], zh: "一句话", en: "one sentence"),
        SheetColumn(
            required: "接待结果", \.result,
            .choice([(.resolved, ["化解", "已化解"]), (.transferred, ["转办", "交办"]), (.answered, ["答复", "解答"])]),
            zh: "化解、转办或答复", en: "resolved, transferred or answered"),
        SheetColumn(
            "转入登记编号", \.registerNumber, .number, zh: "转为纠纷登记的，填纠纷登记表的登记编号",
            en: "the register number of the dispute it became"),
        SheetColumn("备注", \.note, .text(most: 500), zh: "可不填", en: "may be left blank"),
    ]

    package func faults(asOf today: Day) -> [(column: String, fault: CellFault)] {
        Chronology.future([(day, "接待日期")], asOf: today)
    }
}
