package import LegalTime
package import Workflow

/// A complaint about how a dispute is mediated, with its answer (投诉).
///
/// A party can make one wherever the dispute stands. The supervising body answers; when it finds the complaint true, the mediator is
/// assigned to nothing more until the body lets him (People's Mediation Law Art 15; 最高人民法院关于人民法院特邀调解的规定 Art 28).
package struct Complaint: Hashable, Sendable, Codable {
    /// Number within the dispute, from 1.
    package let number: Int
    /// The party that complains; nil where an office put it on record.
    package let by: Int?
    /// The mediator it is about; nil where it is about the body.
    package let mediator: String?
    /// The body whose mediation it is about, and the body that has to answer.
    package let about: BodyID
    package let to: BodyID
    package let proceeding: Int?
    package let ground: Ground
    package let text: String
    package let at: Instant
    package let due: Day?
    package var answered: Instant?
    package var confirmed: Bool?
    package var measure: Measure?
    package var answer: String?
    /// When the mediator might be assigned again, and why.
    package var lifted: Instant?
    package var liftedFor: String?

    /// Whether its mediator may not be assigned.
    package var stops: Bool { confirmed == true && lifted == nil && mediator != nil }

    /// What a mediator must not do: the four of People's Mediation Law Art 15, and force.
    package enum Ground: String, Hashable, Sendable, Codable, CaseIterable {
        case biased, insulted, bribed, leaked, forced, other

        package var title: Bilingual {
            switch self {
            case .biased: Bilingual(zh: "偏袒一方", en: "takes sides")
            case .insulted: Bilingual(zh: "侮辱当事人", en: "insults a party")
            case .bribed: Bilingual(zh: "索取、收受财物或者牟取不正当利益", en: "asks or takes a benefit")
            case .leaked: Bilingual(zh: "泄露隐私、商业秘密", en: "gives away what is private or secret")
            case .forced: Bilingual(zh: "强迫调解", en: "forces mediation")
            case .other: Bilingual(zh: "其他", en: "other")
            }
        }
    }

    package enum Measure: String, Hashable, Sendable, Codable, CaseIterable {
        case criticised, corrected
        /// Out of office: he comes back only by a new term on the body's list.
        case removed

        package var title: Bilingual {
            switch self {
            case .criticised: Bilingual(zh: "批评教育", en: "criticised")
            case .corrected: Bilingual(zh: "责令改正", en: "ordered to correct it")
            case .removed: Bilingual(zh: "罢免或者解聘", en: "removed from office")
            }
        }
    }
}

/// A confirmed complaint that still stands: the mediator is assigned to nothing, in whatever dispute.
package struct Sanction: Hashable, Sendable {
    package let mediator: String
    /// The body whose mediator he was.
    package let body: BodyID
    /// Code of the dispute of the complaint, and its number there.
    package let code: String
    package let complaint: Int

    package init(mediator: String, body: BodyID, code: String, complaint: Int) {
        self.mediator = mediator
        self.body = body
        self.code = code
        self.complaint = complaint
    }
}

extension Dispute {
    /// Complaints in this dispute that stop a mediator.
    package var sanctions: [Sanction] {
        (surroundings.complaints ?? []).filter(\.stops).compactMap { complaint in
            complaint.mediator.map {
                Sanction(mediator: $0, body: complaint.about, code: code.description, complaint: complaint.number)
            }
        }
    }
}
