package import Workflow

/// The form of a record: the fields a person fills in, whoever asks — command line, page or spreadsheet.
package struct RecordForm: Sendable {
    package let kind: RecordKind
    package let fields: [Field]

    package struct Field: Sendable {
        package let name: String
        package let title: Bilingual
        package let kind: Kind
        package let required: Bool

        init(_ name: String, _ zh: String, _ en: String, _ kind: Kind = .text, required: Bool = true) {
            self.name = name
            title = Bilingual(zh: zh, en: en)
            self.kind = kind
            self.required = required
        }
    }

    /// What may stand in a field.
    package enum Kind: Sendable {
        case text, day, money, integer
        /// `yes` or `no`, 是 or 否.
        case boolean
        /// Numbers or names, separated by commas or 、.
        case numbers, names
        /// The id of a body.
        case body
        /// One of these words.
        case oneOf([String])

        package var title: Bilingual {
            switch self {
            case .text: Bilingual(zh: "文字", en: "text")
            case .day: Bilingual(zh: "日期", en: "date")
            case .money: Bilingual(zh: "金额（元）", en: "amount in yuan")
            case .integer: Bilingual(zh: "整数", en: "whole number")
            case .boolean: Bilingual(zh: "是/否", en: "yes/no")
            case .numbers: Bilingual(zh: "序号，以逗号分隔", en: "numbers, separated by commas")
            case .names: Bilingual(zh: "姓名，以逗号分隔", en: "names, separated by commas")
            case .body: Bilingual(zh: "单位代码", en: "id of a body")
            case .oneOf(let words): Bilingual(words.joined(separator: "|"))
            }
        }
    }

    /// The form of a kind of record.
    package init(_ kind: RecordKind) {
        self.kind = kind
        fields = Self.fields(of: kind)
    }

    private static func fields(of kind: RecordKind) -> [Field] {
        switch kind {
        case .registration:
            // A registration has parties and claims of its own shape: it is entered by the command that registers.
            []
        case .consent: [Field("manner", "方式", "manner", required: false)]
        case .applicationForm:
            [Field("requests", "请求事项", "requests"), Field("oral", "口头申请", "oral", .boolean, required: false)]
        case .numbering: [Field("number", "卷宗编号", "dossier number", required: false)]
        case .rightsNotice:
            [
                Field("content", "告知内容", "content", required: false),
                Field("oral", "口头告知", "oral", .boolean, required: false),
            ]
        case .remediesNotice:
            [Field("content", "告知的救济途径", "remedies told"), Field("oral", "口头告知", "oral", .boolean, required: false)]
        case .nonAcceptance: [Field("reason", "理由", "reason"), Field("channel", "告知的渠道", "right channel")]
        case .mediators:
            [
                Field("mediators", "调解员", "mediators", .names),
                Field("chosen", "由当事人选定", "chosen by the parties", .boolean, required: false),
            ]
        case .session: [Field("place", "地点", "place", required: false), Field("summary", "调解经过", "summary")]
        case .agreement, .oralAgreement:
            [
                Field("terms", "协议内容", "terms"),
                Field("claims", "解决的请求", "claims settled", .numbers, required: false),
                Field("owed", "履行内容", "what is owed", required: false),
                Field("by", "履行方（序号）", "parties that owe", .numbers, required: false),
                Field("to", "接受方（序号）", "parties owed to", .numbers, required: false),
                Field("amount", "金额", "amount", .money, required: false),
                Field("due", "履行期限", "due day", .day, required: false),
            ]
        case .signature, .mediatorSignature, .seal: [Field("signer", "签名（盖章）人", "signed by", required: false)]
        case .extension: [Field("days", "延长天数", "days", .integer), Field("basis", "依据", "basis")]
        case .fee: [Field("amount", "金额", "amount", .money), Field("by", "付费方（序号）", "parties that pay", .numbers)]
        case .referral:
            [
                Field("receiver", "移入单位", "receiving body", .body),
                Field(
                    "manner", "方式", "manner", .oneOf(ReferralManner.allCases.map(\.rawValue)), required: false),
                Field("reason", "理由", "reason"),
            ]
        case .referralReply: [Field("reason", "答复（退回须写理由）", "reply, a reason to decline", required: false)]
        case .opening: [Field("track", "调解类别", "track")]
        case .performance:
            [
                Field("obligation", "义务序号（空为全部）", "number of the obligation; all if empty", .integer, required: false),
                Field("amount", "金额", "amount", .money, required: false),
                Field("receipt", "凭证", "receipt", required: false),
            ]
        case .visit:
            [Field("result", "回访结果", "result"), Field("satisfied", "满意", "satisfied", .boolean, required: false)]
        case .filing: [Field("court", "法院", "court", .body)]
        case .courtDecision: [Field("number", "文书编号", "number"), Field("reason", "理由", "reason", required: false)]
        case .closing: [Field("reason", "结案说明", "reason")]
        case .recusal, .investigation, .invitation, .appraisal, .risk, .breach, .suit, .reopening, .note, .withdrawal:
            [Field("text", "内容", "text")]
        }
    }
}
