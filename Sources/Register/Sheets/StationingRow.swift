package import LegalTime

/// One person on duty in a centre for one day (进驻).
package struct StationingRow: SheetRow {
    package var nature: DataNature?
    package var number = ""
    package var day = Day(number: 0)
    package var centre = ""
    package var person = ""
    package var profession = ""
    package var note: String?

    package init() {}

    package static let kind = SheetKind.stationings

    package static let columns: [SheetColumn<StationingRow>] = [
        .nature(\.nature),
        SheetColumn(
            required: "进驻编号", \.number, .number, aliases: ["编号"], zh: "本表内不重复的编号", en: "a number that no other row has"),
        SheetColumn(required: "进驻日期", \.day, .day, aliases: ["值班日期"], zh: "到岗当日", en: "the day on duty"),
        SheetColumn(
            required: "矛调中心", \.centre, .text(most: 60), aliases: ["进驻中心", "综治中心"], zh: "名录中的中心名称",
            en: "a centre of the directory"),
        SheetColumn(
            required: "进驻人员", \.person, .text(most: 40), aliases: ["人员"], zh: "姓名或工号", en: "name or staff number"),
        SheetColumn(
            required: "人员类别", \.profession, .text(most: 40), aliases: ["专业类别", "身份"],
            zh: "如调解员、律师、司法所干警", en: "such as mediator, lawyer, clerk of the judicial office"),
        SheetColumn("备注", \.note, .text(most: 500), zh: "可不填", en: "may be left blank"),
    ]

    package func faults(asOf today: Day) -> [(column: String, fault: CellFault)] {
        Chronology.future([(day, "进驻日期")], asOf: today)
    }
}
