package import LegalTime

/// One routine inspection return (排查), most often nil.
package struct ScreeningRow: SheetRow {
    package var nature: DataNature?
    package var number = ""
    package var day = Day(number: 0)
    package var body = ""
    package var place: String?
    package var found = 0
    package var prevented: Int?
    package var note: String?

    package init() {}

    package static let kind = SheetKind.screenings

    package static let columns: [SheetColumn<ScreeningRow>] = [
        .nature(\.nature),
        SheetColumn(
            required: "排查编号", \.number, .number, aliases: ["编号"], zh: "本表内不重复的编号", en: "a number that no other row has"),
        SheetColumn(required: "排查日期", \.day, .day, zh: "排查当日", en: "the day of the inspection"),
        SheetColumn(
            required: "排查单位", \.body, .text(most: 60), aliases: ["排查组织"], zh: "名录中的单位名称",
            en: "a body of the directory"),
        SheetColumn(
            "村（居）", \.place, .text(most: 60), aliases: ["排查地点", "村居"], zh: "排查的村、社区或单位",
            en: "the village, community or unit inspected"),
        SheetColumn(
            required: "发现纠纷数", \.found, .count(0...999), aliases: ["排查情况", "发现件数"], zh: "未发现写 0 或“无”",
            en: "0 or 无 for none"),
        SheetColumn(
            "预防纠纷数", \.prevented, .count(0...999), aliases: ["预防件数"], zh: "苗头阶段即化解的件数",
            en: "those settled before they became disputes"),
        SheetColumn("备注", \.note, .text(most: 500), zh: "可不填", en: "may be left blank"),
    ]

    package func faults(asOf today: Day) -> [(column: String, fault: CellFault)] {
        var faults = Chronology.future([(day, "排查日期")], asOf: today)
        if let prevented, prevented > found {
            faults.append(
                (
                    "预防纠纷数",
                    CellFault(
                        "more-prevented", zh: "预防数多于发现数", en: "more were prevented than found", remedyZh: "请核对两列数字",
                        remedyEn: "check both columns")
                ))
        }
        return faults
    }
}
