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
        /// Several of a kind, each with these fields: in a file a list, on a command line numbered, `obligations.1.amount`.
        case rows([Field])

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
            case .rows: Bilingual(zh: "多项", en: "rows")
            }
        }
    }

    /// The form of a kind of record.
    package init(_ kind: RecordKind) {
        self.kind = kind
        fields = Self.fields(of: kind)
    }

    static func fields(of kind: RecordKind) -> [Field] {
        switch kind {
        case .registration:
            // A registration has parties and claims of its own shape: it is entered by the command that registers.
            []
        case .consent:
            [
                Field("manner", "方式", "manner", required: false),
                Field("representative", "代理序号", "number of the representation", .integer, required: false),
            ]
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
                Field("chosen", "由当事人选定", "chosen by the parties", .boolean, required: false), namesakeField,
            ]
        case .session: [Field("place", "地点", "place", required: false), Field("summary", "调解经过", "summary")]
        case .agreement, .oralAgreement: agreementFields
        case .signature, .mediatorSignature, .seal:
            [
                Field("signer", "签名（盖章）人", "signed by", required: false),
                Field("agreement", "协议序号", "number of the agreement", .integer, required: false),
                Field("representative", "代理序号", "number of the representation", .integer, required: false),
                Field("sealing", "盖章单位", "body whose seal it is", .body, required: false),
            ]
        case .extension: [Field("days", "延长天数", "days", .integer), Field("basis", "依据", "basis")]
        case .fee: [Field("amount", "金额", "amount", .money), Field("by", "付费方（序号）", "parties that pay", .numbers)]
        case .referral:
            [
                Field("receiver", "移入单位", "receiving body", .body),
                Field(
                    "manner", "方式", "manner", .oneOf(ReferralManner.allCases.map(\.rawValue)), required: false),
                Field("reason", "理由", "reason"),
            ]
        case .referralReply:
            [
                Field("reason", "答复（退回须写理由）", "reply, a reason to decline", required: false),
                Field("code", "退回事由", "why it is declined", words(Referral.DeclineCode.self), required: false),
            ]
        case .opening:
            [
                Field("track", "调解类别", "track"),
                Field("parties", "参加调解的当事人", "parties at the table", .numbers, required: false),
                Field("joint", "联合调解单位", "bodies that mediate jointly", .names, required: false),
            ]
        case .performance:
            [
                Field("agreement", "协议序号（空为有效协议）", "number of the agreement", .integer, required: false),
                Field("payer", "代为履行人（序号）", "who performed for the debtor", .integer, required: false),
                Field("obligation", "义务序号（空为全部）", "number of the obligation; all if empty", .integer, required: false),
                Field("amount", "金额", "amount", .money, required: false),
                Field("receipt", "凭证", "receipt", required: false),
            ]
        case .visit:
            [Field("result", "回访结果", "result"), Field("satisfied", "满意", "satisfied", .boolean, required: false)]
        case .filing:
            [
                Field("court", "法院", "court", .body),
                Field("agreements", "申请确认的协议", "agreements to confirm", .numbers, required: false),
                Field("applicants", "申请人（序号）", "parties that apply", .numbers, required: false),
                Field("domiciles", "当事人住所地（区划代码）", "divisions of the parties' domiciles", .names, required: false),
            ]
        case .courtDecision: [Field("number", "文书编号", "number"), Field("reason", "理由", "reason", required: false)]
        case .closing: [Field("reason", "结案说明", "reason")]
        case .breach:
            [
                Field("text", "内容", "text"),
                Field("agreement", "协议序号", "number of the agreement", .integer, required: false),
                Field("obligation", "义务序号", "number of the obligation", .integer, required: false),
            ]
        case .joining, .leaving, .capacity, .representation, .mandateEnd, .claim, .claimChange, .claimWithdrawal:
            partyFields(of: kind)
        case .condition, .waiver, .turn, .advance: agreementFields(of: kind)
        case .arrival, .arrivalReply, .detachment, .elsewhere, .elsewhereStep, .participation, .participationEnd, .link,
            .background,
            .provenance:
            surroundingFields(of: kind)
        case .triage, .choice, .routing: routingFields(of: kind)
        case .appearance, .complaint, .complaintAnswer, .sanctionEnd, .concession, .concessionRelease, .subsidy:
            conductFields(of: kind)
        case .recusal, .investigation, .invitation, .appraisal, .risk, .suit, .reopening, .note, .withdrawal:
            [Field("text", "内容", "text")]
        }
    }
}
