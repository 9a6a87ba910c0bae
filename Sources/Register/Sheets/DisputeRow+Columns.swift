import LegalTime
import Mediation
import Tabular
import Workflow

extension DisputeRow {
    package static let columns: [SheetColumn<DisputeRow>] =
        registration + parties + matter + procedure + agreement + limits + confirmation + ending

    private static let registration: [SheetColumn<DisputeRow>] = [
        .nature(\.nature),
        SheetColumn(
            required: "登记编号", \.number, .number, aliases: ["纠纷登记编号"], zh: "本单位登记簿中的编号，全区不重复",
            en: "the number in the register, unique in the district"),
        SheetColumn(required: "登记日期", \.registered, .day, zh: "来访、申请或移送到达之日", en: "the day it arrived"),
        SheetColumn(
            required: "登记单位", \.body, .text(most: 60), aliases: ["首接单位"], zh: "首接单位，名录中的名称",
            en: "the body at whose door it came, as the directory names it"),
        SheetColumn(
            required: "纠纷类型", \.type, .disputeType, zh: "统计报表中的类型，只填一个", en: "one type of the statistics form"),
        SheetColumn(
            required: "纠纷来源", \.source,
            .choice([
                (.ownInitiative, ["主动调解", "主动排查"]), (.application, ["依申请调解", "申请", "依申请", "当事人申请"]),
                (.entrusted, ["委托移送", "委托移送调解", "移送", "委派"]),
            ]), aliases: ["受理来源", "来源"], zh: "主动调解、依申请调解或委托移送", en: "own initiative, application or entrusted"),
        SheetColumn(
            "移送单位", \.sender, .text(most: 60), aliases: ["委托移送单位"], zh: "委托移送的必填", en: "needed for an entrusted one"),
        SheetColumn(
            "发生地", \.place, .text(most: 60), aliases: ["纠纷发生地"], zh: "镇（街）名称或区划代码，留空取登记单位所在地",
            en: "name or code of the division; blank for that of the body"),
    ]

    private static let parties: [SheetColumn<DisputeRow>] =
        PartyCells.columns(\.applicants, role: "申请人", required: true, aliases: ["当事人一方", "甲方当事人"])
        + PartyCells.columns(\.respondents, role: "被申请人", required: true, aliases: ["当事人另一方", "乙方当事人"])
        + PartyCells.columns(\.others, role: "其他当事人")

    private static let matter: [SheetColumn<DisputeRow>] = [
        SheetColumn(
            required: "纠纷简要情况", \.brief, .text(most: 2000), aliases: ["纠纷简况", "简要案情"], zh: "事实和争议焦点",
            en: "the facts and what is in dispute"),
        SheetColumn("诉求", \.claim, .text(most: 500), aliases: ["请求事项"], zh: "申请人的请求", en: "what is asked"),
        SheetColumn(
            "诉求金额", \.claimed, .money, aliases: ["诉求金额（元）", "标的额"], zh: "人民币元，没有的留空", en: "yuan, blank for none"),
    ]

    private static let procedure: [SheetColumn<DisputeRow>] =
        [
            SheetColumn(
                required: "调解类别", \.track, .choice(TrackName.words), zh: "人民调解、行政调解或司法调解",
                en: "people's, administrative or judicial mediation")
        ] + MediationFacts.columns(\.mediation) + [
            SheetColumn(
                required: "调解结果", \.result, .choice(MediationResult.words), zh: "到填表时为止的结果",
                en: "the result so far"),
            SheetColumn(
                "不予受理原因", \.refusalReason, .text(most: 300), zh: "不予受理的必填", en: "needed where it was not accepted"),
            SheetColumn(
                "告知渠道", \.remedies, .text(most: 300), aliases: ["救济途径"], zh: "未成的必填：已告知的仲裁、行政、司法途径",
                en: "needed where it failed: the routes that were told"),
        ]

    private static let agreement: [SheetColumn<DisputeRow>] = [
        SheetColumn(
            "协议形式", \.form, .choice([(.written, ["书面", "书面协议"]), (.oral, ["口头", "口头协议"])]), zh: "书面或口头",
            en: "written or oral"),
        SheetColumn(
            "协议日期", \.agreed, .day, aliases: ["达成协议日期"], zh: "书面的为签名盖章齐备之日", en: "the day of the last signature"),
        SheetColumn("协议内容", \.terms, .text(most: 4000), zh: "主要条款", en: "the main terms"),
        SheetColumn(
            "涉及金额", \.amount, .money, aliases: ["涉及金额（元）", "协议金额", "协议涉及金额"], zh: "协议给付的人民币元",
            en: "yuan owed under the agreement"),
        SheetColumn("履行期限", \.due, .day, zh: "约定的最后一天", en: "the last day agreed"),
        SheetColumn(
            "履行情况", \.performance,
            .choice([
                (.performed, ["已履行", "履行完毕"]), (.partly, ["部分履行"]), (.notPerformed, ["未履行", "不履行"]),
            ]), zh: "已履行、部分履行、未履行，未到期的留空", en: "performed, partly, not; blank while it is not due"),
        SheetColumn("履行日期", \.performed, .day, zh: "履行或登记不履行之日", en: "the day it was performed, or found not to be"),
        SheetColumn("已履行金额", \.paid, .money, zh: "部分履行的填写", en: "where it was partly performed"),
        SheetColumn("回访日期", \.visited, .day, zh: "回访之日", en: "the day of the visit"),
        SheetColumn(
            "回访结果", \.visit,
            .choice(visitWords), zh: "满意、基本满意、不满意或未联系上", en: "satisfied, fairly, not satisfied or not reached"),
    ]

    private static let limits: [SheetColumn<DisputeRow>] = [
        SheetColumn("延期日期", \.extendedOn, .day, zh: "同意延期之日", en: "the day the extension was agreed"),
        SheetColumn("延期天数", \.extendedBy, .count(1...365), zh: "在原期限之后延长的天数", en: "days after the first limit"),
        SheetColumn(
            "延期依据", \.extensionBasis, .text(most: 300), zh: "如各方当事人书面同意", en: "such as the consent of every party"),
        SheetColumn("鉴定开始日期", \.appraisalFrom, .day, zh: "委托鉴定之日", en: "the day it was sent for appraisal"),
        SheetColumn("鉴定结束日期", \.appraisalTo, .day, zh: "收到鉴定意见之日", en: "the day the opinion arrived"),
    ]

    private static let confirmation: [SheetColumn<DisputeRow>] = [
        SheetColumn(
            "司法确认申请日期", \.filed, .day, aliases: ["申请司法确认日期"], zh: "双方共同申请之日", en: "the day all asked for it"),
        SheetColumn(
            "确认法院", \.court, .text(most: 60), aliases: ["司法确认法院"], zh: "名录中的法院或法庭", en: "a court of the directory"),
        SheetColumn("裁定日期", \.ruled, .day, zh: "裁定、不予受理或撤回之日", en: "the day of the ruling"),
        SheetColumn(
            "确认结果", \.ruling,
            .choice(rulingWords), aliases: ["司法确认结果"], zh: "确认有效、驳回申请、法院不予受理或撤回申请",
            en: "confirmed, dismissed, not accepted or withdrawn"),
        SheetColumn("裁定文号", \.rulingNumber, .text(most: 60), zh: "法院文书的编号", en: "the number of the court's paper"),
    ]

    private static let ending: [SheetColumn<DisputeRow>] = [
        SheetColumn("起诉日期", \.sued, .day, zh: "当事人起诉之日", en: "the day a party sued"),
        SheetColumn(
            "结案日期", \.closed, .day, zh: "本纠纷结案之日，未结的留空", en: "the day the dispute was closed, blank while open"),
        SheetColumn(
            "流转次数", \.referrals, .count(0...20), zh: "流转表中本编号的行数，用于核对",
            en: "rows of this number in the sheet of referrals"),
        SheetColumn("备注", \.note, .text(most: 1000), zh: "可不填", en: "may be left blank"),
    ]
}

extension DisputeRow {
    static let rulingWords: [(Ruling, [String])] = [
        (.confirmed, ["确认有效", "裁定有效"]), (.dismissed, ["驳回申请", "驳回"]), (.notAccepted, ["法院不予受理"]),
        (.withdrawn, ["撤回申请"]),
    ]

    static let visitWords: [(VisitResult, [String])] = [
        (.satisfied, ["满意"]), (.fairlySatisfied, ["基本满意"]), (.notSatisfied, ["不满意"]),
        (.notReached, ["未联系上", "无法联系"]),
    ]
}

extension CellFormat where Value == DisputeType {
    static var disputeType: CellFormat {
        CellFormat(
            parse: { (cell) throws(CellFault) in
                guard let type = DisputeType(cell.compacted) else {
                    let names = DisputeType.all.map(\.title.zh).joined(separator: "、")
                    throw CellFault(
                        "dispute-type", zh: "没有这种纠纷类型", en: "there is no such type", remedyZh: "请填：\(names)",
                        remedyEn: "write one of \(names)")
                }
                return type
            }, write: \.title.zh)
    }
}
