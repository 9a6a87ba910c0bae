package import LegalTime
package import Workflow

/// Somebody who speaks or acts for parties: guardian, agent, elected representative, interpreter.
///
/// Like a party, the person stands beside the history behind a commitment (``personKey``).
package struct Representation: Hashable, Sendable, Codable {
    /// Number within the dispute, from 1.
    package let number: Int
    /// Party numbers it acts for.
    package let parties: [Int]
    package let kind: Kind
    /// Special authority (特别授权): may admit, waive, settle and sign. A guardian has it by law.
    package let special: Bool
    /// What the mandate covers, where it is limited.
    package let scope: String?
    /// Number of the claims it covers; nil for all.
    package let claims: [Int]?
    package let from: Day
    package var until: Day?
    /// Vouched for as somebody else than the mediator of the same name.
    package let namesake: Bool?
    package var commitment: String

    package init(
        number: Int, parties: [Int], kind: Kind, special: Bool, scope: String? = nil, claims: [Int]? = nil, from: Day,
        until: Day? = nil, namesake: Bool? = nil, commitment: String = ""
    ) {
        self.number = number
        self.parties = parties
        self.kind = kind
        self.special = special
        self.scope = scope
        self.claims = claims
        self.from = from
        self.until = until
        self.namesake = namesake
        self.commitment = commitment
    }

    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case guardian, agent, legalRepresentative, elected, interpreter

        package var title: Bilingual {
            switch self {
            case .guardian: Bilingual(zh: "监护人", en: "guardian")
            case .agent: Bilingual(zh: "委托代理人", en: "agent")
            case .legalRepresentative: Bilingual(zh: "法定代表人", en: "legal representative")
            case .elected: Bilingual(zh: "推选的代表人", en: "elected representative")
            case .interpreter: Bilingual(zh: "翻译", en: "interpreter")
            }
        }
    }

    /// Its key among the persons of the case: parties take the numbers below.
    package var personKey: Int { Self.firstKey + number }
    package static let firstKey = 1000

    /// Whether it may bind a party on a day by consenting to an agreement.
    package func binds(_ party: Party, on day: Day) -> Bool {
        guard parties.contains(party.number), from <= day, until.map({ day <= $0 }) ?? true else { return false }
        switch kind {
        case .guardian, .legalRepresentative: return true
        case .agent, .elected: return special && !party.needsGuardian
        case .interpreter: return false
        }
    }
}
