package import Workflow

/// Somebody who takes part in the dispute, here or in a procedure elsewhere, without acting for a party.
///
/// Like a party, the person stands beside the history behind a commitment (``personKey``).
package struct Appearance: Hashable, Sendable, Codable {
    /// Number within the dispute, from 1.
    package let number: Int
    package let kind: Kind
    /// Number of the procedure elsewhere it is in; nil for the mediation itself.
    package let elsewhere: Int?
    package let subject: String
    /// Vouched for as somebody else than the mediator of the same name.
    package let namesake: Bool?
    package var commitment: String

    package init(
        number: Int, kind: Kind, elsewhere: Int? = nil, subject: String, namesake: Bool? = nil, commitment: String = ""
    ) {
        self.number = number
        self.kind = kind
        self.elsewhere = elsewhere
        self.subject = subject
        self.namesake = namesake
        self.commitment = commitment
    }

    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case witness, expert, assessor

        package var title: Bilingual {
            switch self {
            case .witness: Bilingual(zh: "证人", en: "witness")
            case .expert: Bilingual(zh: "鉴定人", en: "expert")
            case .assessor: Bilingual(zh: "人民陪审员", en: "people's assessor")
            }
        }
    }

    /// Its key among the persons of the case: parties and representatives take the numbers below.
    package var personKey: Int { Self.firstKey + number }
    package static let firstKey = 2000
}

/// Somebody who mediated in the dispute, held a session at least, and was followed by another.
package struct FormerMediator: Hashable, Sendable, Codable {
    package let name: String
    package let proceeding: Int
}

extension Dispute {
    /// Everybody who mediates or mediated in it, with the bodies he did it for.
    var everyMediator: [(name: String, bodies: [BodyID])] {
        proceedings.flatMap { proceeding in proceeding.mediators.map { ($0, proceeding.bodies) } }
            + (surroundings.formerMediators ?? []).map { ($0.name, proceedings[$0.proceeding - 1].bodies) }
    }

    /// Everybody who is something else in it, by the key of the person.
    var otherRoles: [(key: Int, title: Bilingual)] {
        surroundings.representations.filter { $0.namesake != true }.map { ($0.personKey, $0.kind.title) }
            + (surroundings.appearances ?? []).filter { $0.namesake != true }.map { ($0.personKey, $0.kind.title) }
    }
}
