package import LegalTime
package import Workflow

/// What parties settled: some claims of some parties.
package struct Agreement: Hashable, Sendable, Codable {
    /// Number within the dispute, from 1.
    package let number: Int
    /// The proceeding it was reached in; nil for one made elsewhere and only put on record here.
    package let proceeding: Int?
    /// Before whom it was made, where that was elsewhere.
    package let before: String?
    package let form: Form
    package let extent: Extent
    package let terms: String
    /// Party numbers it binds.
    package let parties: [Int]
    /// Numbers of the claims it settles, whole or (``partOf``) in part.
    package let claims: [Int]
    /// Those of the claims that it settles in part only.
    package let partOf: [Int]?
    /// Numbers of earlier agreements that it takes the place of, or leaves standing and affirms.
    package let replaces: [Int]?
    package let affirms: [Int]?
    /// A condition on which its effect hangs, and when that came true.
    package let condition: String?
    package var conditionMet: Instant?
    /// Where it was signed, if that was nobody's seat.
    package let place: String?
    package var obligations: [Obligation]
    package let drafted: Instant
    /// Party numbers that signed, with the time.
    package var signatures: [Signature]
    package var mediatorSigned: Instant?
    /// Bodies that sealed it: of a joint mediation each.
    package var seals: [Seal]
    /// A written agreement takes effect when the last of all parties, the mediator and the seal is on it (PML Art 29); an
    /// oral one when it is reached (PML Art 30).
    package var effective: Instant?
    /// Leave of the court to file for confirmation after the thirty days (Civil Procedure Law Art 86).
    package var lateFiling: Instant?
    package var confirmed: Confirmation?
    /// What became of it after it took effect, oldest first.
    package var turns: [Turn]?

    package init(
        number: Int, proceeding: Int?, before: String? = nil, form: Form, extent: Extent = .final, terms: String,
        parties: [Int], claims: [Int], partOf: [Int]? = nil, replaces: [Int]? = nil, affirms: [Int]? = nil,
        condition: String? = nil, place: String? = nil, obligations: [Obligation], drafted: Instant,
        effective: Instant? = nil
    ) {
        self.number = number
        self.proceeding = proceeding
        self.before = before
        self.form = form
        self.extent = extent
        self.terms = terms
        self.parties = parties
        self.claims = claims
        self.partOf = partOf
        self.replaces = replaces
        self.affirms = affirms
        self.condition = condition
        self.place = place
        self.obligations = obligations
        self.drafted = drafted
        signatures = []
        seals = []
        self.effective = effective
    }

    package enum Form: String, Hashable, Sendable, Codable, CaseIterable {
        case written, oral
    }

    package enum Extent: String, Hashable, Sendable, Codable, CaseIterable {
        /// Settles its claims for good.
        case final
        /// For the time being, without deciding the claim, such as burial money before the suit.
        case interim
        /// Willing, not signed: binds nobody yet and never takes effect.
        case inPrinciple

        package var title: Bilingual {
            switch self {
            case .final: Bilingual(zh: "终局", en: "final")
            case .interim: Bilingual(zh: "先行（不影响实体请求）", en: "interim")
            case .inPrinciple: Bilingual(zh: "原则同意，待签署", en: "in principle, unsigned")
            }
        }
    }

    package struct Signature: Hashable, Sendable, Codable {
        package let party: Int
        package let at: Instant
        /// Number of the representation by which it was signed.
        package let representative: Int?
    }

    package struct Seal: Hashable, Sendable, Codable {
        package let body: BodyID?
        package let at: Instant
    }

    package struct Confirmation: Hashable, Sendable, Codable {
        package let court: BodyID
        package let number: String
        package let at: Instant
    }

    /// Something that befell an agreement in effect.
    package struct Turn: Hashable, Sendable, Codable {
        package let kind: Kind
        package let at: Instant
        /// Who did it, in words: a party by its number, a body by its name.
        package let by: String
        package let text: String

        package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
            /// A party regrets or attacks it. After full performance this is not non-performance.
            case attacked
            /// Set aside by the body that mediated it, or by a court.
            case revoked, annulled
            /// Held good by a court against an attack or a revocation.
            case upheld
            case replaced, affirmed

            package var title: Bilingual {
                switch self {
                case .attacked: Bilingual(zh: "反悔或请求撤销", en: "attacked")
                case .revoked: Bilingual(zh: "被原主持单位撤销", en: "revoked by the body")
                case .annulled: Bilingual(zh: "被撤销或确认无效", en: "annulled")
                case .upheld: Bilingual(zh: "认定有效，恢复效力", en: "upheld")
                case .replaced: Bilingual(zh: "被新协议取代", en: "replaced")
                case .affirmed: Bilingual(zh: "由后一文书确认", en: "affirmed")
                }
            }
        }
    }

    /// Whether it is in effect and nothing has taken that from it.
    package var isInForce: Bool {
        guard effective != nil else { return false }
        return switch turns?.last(where: { $0.kind != .attacked && $0.kind != .affirmed })?.kind {
        case .revoked, .annulled, .replaced: false
        default: true
        }
    }

    /// The sum of the money owed under it.
    package var amount: Money {
        obligations.reduce(Money(fen: 0)) { $0 + ($1.amount ?? Money(fen: 0)) }
    }

    package var isPerformed: Bool { obligations.allSatisfy { $0.performed != nil } }

    /// Whether all that its effect waits for is there: every party it binds, the mediator, every seal (PML Art 29), and the
    /// condition, if any.
    func isComplete(seals bodies: [BodyID]) -> Bool {
        let signed = Set(signatures.map(\.party))
        let sealed = Set(seals.compactMap(\.body))
        return extent != .inPrinciple && Set(parties).isSubset(of: signed) && mediatorSigned != nil
            && bodies.allSatisfy(sealed.contains) && (condition == nil || conditionMet != nil)
    }
}
