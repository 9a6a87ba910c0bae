package import LegalTime
package import Workflow

/// A procedure outside ours that runs on the same dispute, with its own clock and its own result: a suit, an arbitration, a
/// penalty, a petition, an appraisal.
package struct Elsewhere: Hashable, Sendable, Codable {
    /// Number within the dispute, from 1.
    package let number: Int
    package let kind: Kind
    /// The authority, as written; it need not be in the directory.
    package let authority: String
    package let subject: String
    /// Claims it will decide; none for one that only runs beside, such as a penalty.
    package let claims: [Int]
    /// Parties it concerns; none for all.
    package let parties: [Int]
    package var reference: String?
    package let opened: Instant
    /// The end of its time limit, as its own rules give it.
    package var due: Day?
    package var state: State
    package var result: Result?
    package var steps: [Step]

    package init(
        number: Int, kind: Kind, authority: String, subject: String, claims: [Int], parties: [Int],
        reference: String?, opened: Instant, due: Day?
    ) {
        self.number = number
        self.kind = kind
        self.authority = authority
        self.subject = subject
        self.claims = claims
        self.parties = parties
        self.reference = reference
        self.opened = opened
        self.due = due
        state = .running
        steps = []
    }

    package struct Step: Hashable, Sendable, Codable {
        package let at: Instant
        package let text: String
        package let state: State
        package let due: Day?
    }

    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case suit, administrativeSuit, arbitration, criminal, security, penalty, order, reconsideration, petition
        case confirmation, appraisal, insurance, enforcement, mediation, other

        package var title: Bilingual {
            switch self {
            case .suit: Bilingual(zh: "民事诉讼", en: "civil suit")
            case .administrativeSuit: Bilingual(zh: "行政诉讼", en: "administrative suit")
            case .arbitration: Bilingual(zh: "仲裁", en: "arbitration")
            case .criminal: Bilingual(zh: "刑事案件", en: "criminal case")
            case .security: Bilingual(zh: "治安案件", en: "public-security case")
            case .penalty: Bilingual(zh: "行政处罚", en: "administrative penalty")
            case .order: Bilingual(zh: "责令改正", en: "administrative order")
            case .reconsideration: Bilingual(zh: "行政复议", en: "reconsideration")
            case .petition: Bilingual(zh: "信访", en: "petition")
            case .confirmation: Bilingual(zh: "司法确认", en: "confirmation")
            case .appraisal: Bilingual(zh: "鉴定", en: "appraisal")
            case .insurance: Bilingual(zh: "保险理赔", en: "insurance claim")
            case .enforcement: Bilingual(zh: "强制执行", en: "enforcement")
            case .mediation: Bilingual(zh: "其他组织调解", en: "mediation elsewhere")
            case .other: Bilingual(zh: "其他程序", en: "other")
            }
        }
    }

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case running, suspended, ended

        package var title: Bilingual {
            switch self {
            case .running: Bilingual(zh: "进行中", en: "running")
            case .suspended: Bilingual(zh: "中止", en: "suspended")
            case .ended: Bilingual(zh: "终结", en: "ended")
            }
        }
    }

    package enum Result: String, Hashable, Sendable, Codable, CaseIterable {
        /// 裁判支持, 部分支持, 驳回.
        case granted, partlyGranted, dismissed
        /// 以调解、和解结案; 撤回.
        case settled, withdrawn
        /// 作出处罚或决定; 不予处罚.
        case sanctioned, spared
        /// 出具意见; 无法出具意见.
        case opinion, noOpinion
        case answered, refused

        package var title: Bilingual {
            switch self {
            case .granted: Bilingual(zh: "支持", en: "granted")
            case .partlyGranted: Bilingual(zh: "部分支持", en: "partly granted")
            case .dismissed: Bilingual(zh: "驳回", en: "dismissed")
            case .settled: Bilingual(zh: "调解或和解结案", en: "settled")
            case .withdrawn: Bilingual(zh: "撤回", en: "withdrawn")
            case .sanctioned: Bilingual(zh: "作出处罚或决定", en: "sanctioned")
            case .spared: Bilingual(zh: "不予处罚", en: "no sanction")
            case .opinion: Bilingual(zh: "出具意见", en: "opinion given")
            case .noOpinion: Bilingual(zh: "无法出具意见", en: "no opinion possible")
            case .answered: Bilingual(zh: "已答复", en: "answered")
            case .refused: Bilingual(zh: "不予认可", en: "refused")
            }
        }

        /// Whether it disposes of the claims the procedure is about.
        var decidesClaims: Bool {
            switch self {
            case .granted, .partlyGranted, .dismissed, .settled: true
            default: false
            }
        }
    }
}
