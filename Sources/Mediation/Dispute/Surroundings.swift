package import LegalTime
package import Workflow

/// What belongs to a dispute beside its parties, claims, proceedings and agreements. Most disputes have none of it.
package struct Surroundings: Hashable, Sendable, Codable {
    package var representations: [Representation] = []
    /// The door of the registration, where it is told.
    package var firstDoor: Intake?
    /// Every later one.
    package var intakes: [Intake] = []
    package var elsewhere: [Elsewhere] = []
    package var involvements: [Involvement] = []
    package var links: [CaseLink] = []
    /// Money paid before or without an agreement, such as medical costs advanced.
    package var payments: [Payment] = []
    package var background: [Background] = []
    package var provenance: Provenance?
    /// Read it through ``Dispute/triage``.
    var triage: Triage?
    package var appearances: [Appearance]?
    package var formerMediators: [FormerMediator]?
    package var complaints: [Complaint]?
    package var concessions: [Concession]?
    package var subsidy: Subsidy?

    package static let none = Surroundings()

    /// Every door the dispute came through, as far as they are told, in the order of their numbers.
    package var doors: [Intake] { (firstDoor.map { [$0] } ?? []) + intakes }

    /// Changes the door of a number.
    mutating func change(door number: Int, _ body: (inout Intake) -> Void) {
        if number == 1, var door = firstDoor {
            body(&door)
            firstDoor = door
        } else if intakes.indices.contains(number - 2) {
            body(&intakes[number - 2])
        }
    }

    package struct Payment: Hashable, Sendable, Codable {
        package let by: Int
        package let to: [Int]
        package let amount: Money
        package let at: Instant
        package let purpose: String
    }

    /// Something that happened before or beside the procedure, in the words of the account.
    package struct Background: Hashable, Sendable, Codable {
        /// When, as precisely as it is known.
        package let when: String
        package let text: String
    }

    /// Where the data come from, for a case that is restated from a published account.
    package struct Provenance: Hashable, Sendable, Codable {
        package let title: String
        package let place: String
        package let year: String
        /// What the account leaves open and was chosen.
        package let chosen: [String]
        /// What the account does not tell and was left open.
        package let untold: [String]

        package init(title: String, place: String, year: String, chosen: [String], untold: [String]) {
            self.title = title
            self.place = place
            self.year = year
            self.chosen = chosen
            self.untold = untold
        }
    }
}

/// A door through which the dispute arrived (来源), with the duty to answer it.
package struct Intake: Hashable, Sendable, Codable {
    /// Number within the dispute: 1 for that of the registration.
    package let number: Int
    package let door: Door
    /// Who brought it, in words without a name.
    package let by: String
    /// The body that has to answer it, and its number there.
    package let body: BodyID
    package let reference: String?
    package let at: Instant
    /// The day by which it has to be answered.
    package let due: Day?
    package var answered: Instant?
    package var answer: String?
    /// When a person found that it was another matter after all, and why.
    package var detached: Instant?
    package var detachedFor: String?

    package enum Door: String, Hashable, Sendable, Codable, CaseIterable {
        case visit, telephone, online, screening, grid, police, hotline, petition, court, procuratorate, adviser
        case district, transfer, complaint

        package var title: Bilingual {
            switch self {
            case .visit: Bilingual(zh: "来访", en: "visit")
            case .telephone: Bilingual(zh: "电话", en: "telephone")
            case .online: Bilingual(zh: "网上", en: "online")
            case .screening: Bilingual(zh: "排查", en: "screening")
            case .grid: Bilingual(zh: "网格", en: "grid")
            case .procuratorate: Bilingual(zh: "检察", en: "procuratorate")
            case .adviser: Bilingual(zh: "法律顾问", en: "legal adviser")
            case .district: Bilingual(zh: "外区县", en: "other district")
            case .petition: Bilingual(zh: "信访", en: "petition")
            case .police: Bilingual(zh: "报警", en: "police call")
            case .court: Bilingual(zh: "法院", en: "court")
            case .hotline: Bilingual(zh: "热线", en: "hotline")
            case .transfer: Bilingual(zh: "交办转送", en: "passed down")
            case .complaint: Bilingual(zh: "投诉举报", en: "complaint")
            }
        }
    }
}

/// A part that a body has in the dispute without holding it.
package struct Involvement: Hashable, Sendable, Codable {
    package let number: Int
    package let body: BodyID
    package let part: Part
    package let task: String
    package let from: Instant
    package var until: Instant?

    package enum Part: String, Hashable, Sendable, Codable, CaseIterable {
        /// 联合调解: of equal rank, seals the agreement too.
        case joint
        /// 协助, 提供法律意见.
        case help, advice
        /// 稳控: keeps watch while another body mediates.
        case watch
        /// 见证, 督办.
        case witness, supervision

        package var title: Bilingual {
            switch self {
            case .joint: Bilingual(zh: "联合调解", en: "joint mediation")
            case .help: Bilingual(zh: "协助", en: "help")
            case .advice: Bilingual(zh: "提供法律意见", en: "advice")
            case .watch: Bilingual(zh: "稳控", en: "keeping watch")
            case .witness: Bilingual(zh: "见证", en: "witness")
            case .supervision: Bilingual(zh: "督办", en: "supervision")
            }
        }
    }
}

/// A tie to another dispute on file.
package struct CaseLink: Hashable, Sendable, Codable {
    package let kind: Kind
    /// The one code of the other dispute, or its number elsewhere.
    package let code: String
    package let note: String

    package init(kind: Kind, code: String, note: String) {
        self.kind = kind
        self.code = code
        self.note = note
    }

    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Filed together, each counted.
        case grouped
        /// The same matter registered twice: this one is not counted again by hand, the other leads.
        case duplicate
        /// Follows from it: a later year of the same quarrel, a claim that was split off.
        case follows
        /// Two closing papers that stand and fall together.
        case closing

        package var title: Bilingual {
            switch self {
            case .grouped: Bilingual(zh: "关联成批", en: "grouped")
            case .duplicate: Bilingual(zh: "重复登记", en: "duplicate")
            case .follows: Bilingual(zh: "后续", en: "follows")
            case .closing: Bilingual(zh: "结案文书关联", en: "linked closing papers")
            }
        }
    }
}
