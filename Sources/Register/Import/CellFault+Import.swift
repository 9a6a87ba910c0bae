import Mediation
import Tabular
import Workflow

/// What only the import can find wrong: between rows, between sheets, against what is in the store.
extension CellFault {
    init(_ refusal: CommandRefusal) {
        // What could be done now instead is of no use to an office that tells of what was done.
        let cells = Bilingual(zh: "请核对本列，必要时更正相关各列", en: "check this column and those it goes with")
        self.init(
            refusal.code, refusal.message, remedy: refusal.code == "not-here" ? cells : refusal.remedy ?? cells)
    }

    static func doubled(with first: RowPlace, _ report: ImportReport) -> CellFault {
        let place = report.name(of: first)
        return CellFault(
            "duplicate-number", zh: "编号与\(place.zh)重复", en: "the number is that of \(place.en) as well",
            remedyZh: "请改用未使用的编号，或删去重复的行", remedyEn: "use a free number, or delete the double")
    }

    static let otherContent = CellFault(
        "other-content", zh: "该编号已登记，但内容不同", en: "the number is in already with other content",
        remedyZh: "如为另一件请改用新编号；如需更正已登记的内容，请在系统中办理",
        remedyEn: "use a new number for another matter; to change what is in, act on the case")

    static func numberTaken(_ number: String) -> CellFault {
        CellFault(
            "number-taken", zh: "编号“\(number)”已被使用", en: "the number \"\(number)\" is in use",
            remedyZh: "请核对编号，改用未使用的编号或留空由系统编号", remedyEn: "check it; use a free one, or leave it blank to be given one")
    }

    static func badReferral(at place: RowPlace, _ report: ImportReport) -> CellFault {
        let name = report.name(of: place)
        return CellFault(
            "bad-referral", zh: "\(name.zh)有误", en: "\(name.en) has a fault", remedyZh: "请更正流转表的该行后，两表一并导入",
            remedyEn: "correct that row, then import both sheets together")
    }

    static func referralCount(told: Int, found: Int) -> CellFault {
        CellFault(
            "referral-count", zh: "写明流转 \(told) 次，流转表中有 \(found) 行",
            en: "\(told) referrals are told, \(found) are in the sheet of referrals",
            remedyZh: "请与流转表一并导入，并核对次数", remedyEn: "import it together with the sheet of referrals, and check the count"
        )
    }

    static let withoutDispute = CellFault(
        "without-dispute", zh: "一并导入的纠纷登记表中没有该编号", en: "no dispute of this number is imported with it",
        remedyZh: "请与其纠纷登记行一并导入", remedyEn: "import it together with the row of its dispute")

    static func disputeRefused(at place: RowPlace, _ report: ImportReport) -> CellFault {
        let name = report.name(of: place)
        return CellFault(
            "dispute-refused", zh: "本行无误，所属纠纷（\(name.zh)）未能导入",
            en: "this row is good, but its dispute (\(name.en)) was refused",
            remedyZh: "更正该纠纷后，两表一并导入", remedyEn: "correct the dispute, then import both sheets together")
    }

    static let unknownDispute = CellFault(
        "unknown-dispute", zh: "没有该登记编号的纠纷", en: "there is no dispute of this register number",
        remedyZh: "请核对编号，或先导入该纠纷", remedyEn: "check the number, or import the dispute first")

    /// The engine could not decide now; nothing is wrong with the row.
    static func again(_ message: Bilingual) -> CellFault {
        CellFault(
            "try-again", message, remedy: Bilingual(zh: "本行无误，请稍后再次导入", en: "the row is good; import it again later"))
    }
}

extension ImportReport {
    fileprivate func name(of place: RowPlace) -> Bilingual {
        let name = sheets[place.sheet].sheet.name
        return Bilingual(zh: "\(name) 第 \(place.row) 行", en: "row \(place.row) of \(name)")
    }
}
