package import LegalTime
package import Workflow

/// One real-world conflict (纠纷), counted once: the aggregate of the system.
///
/// A dispute has one revision, one gapless sequence of events and one hash chain. Its proceedings, clocks and agreements
/// are parts of it. Its value is nothing but the fold of its events (``apply(_:)``): the stored row is a cache.
package struct Dispute: Hashable, Sendable, Codable {
    package let id: CaseID
    package let district: DistrictCode
    /// Number of the last event.
    package internal(set) var revision: Int
    package internal(set) var registered: Instant
    package internal(set) var title: String
    package internal(set) var type: DisputeType
    package internal(set) var source: DisputeSource
    package internal(set) var place: String
    package internal(set) var registerNumber: String?
    package internal(set) var sender: String?
    package internal(set) var synthetic: Bool
    package internal(set) var parties: [Party]
    package internal(set) var claims: [Claim]
    /// The body at whose door it first came: it keeps the duty to inform the parties (首接全程跟踪).
    package internal(set) var firstReceiver: BodyID
    package internal(set) var custody: Custody
    package internal(set) var referrals: [Referral]
    package internal(set) var proceedings: [Proceeding]
    /// Every agreement over it, in the order of drafting, whether it took effect or not.
    package internal(set) var agreements: [Agreement]
    /// What only some disputes have; nil where there is nothing. Read it through ``surroundings``.
    var beside: Surroundings?
    /// Where the dispute stands in its life across bodies.
    package internal(set) var pipeline: PersistedRun
    /// The outermost state of its life: `inHand`, `moving`, `mediating`, `settled`, `closed`.
    package internal(set) var phase: String
    /// Papers made so far: name, number of the event that made it, proceeding.
    package internal(set) var papers: [Paper]
    /// Legal time of the last event.
    package internal(set) var changed: Instant
    /// Instant of the last application for mediation: it interrupts the limitation period.
    package internal(set) var applied: Instant?

    package var code: CaseCode { CaseCode(id: id, registered: registered.day) }

    /// The proceeding that is under way. At most one is.
    package var openProceeding: Proceeding? { proceedings.last { $0.isOpen } }

    /// The agreement in force over the dispute: the last one that took effect and still stands.
    package var agreement: Agreement? { agreements.last { $0.isInForce } }

    /// The agreements reached in one proceeding.
    package func agreements(in proceeding: Proceeding) -> [Agreement] {
        agreements.filter { $0.proceeding == proceeding.number }
    }

    /// The last agreement of a proceeding that took effect.
    package func agreement(in proceeding: Proceeding) -> Agreement? {
        agreements.last { $0.proceeding == proceeding.number && $0.effective != nil }
    }

    /// Representatives, other doors, procedures elsewhere, other bodies: what only some disputes have.
    package var surroundings: Surroundings {
        get { beside ?? .none }
        set { beside = newValue == .none ? nil : newValue }
    }

    /// Every body that has, or had, a part in it: holds or held it, mediates, was asked to take it, or helps.
    package var bodiesWithPart: Set<BodyID> {
        Set(
            [custody.body, firstReceiver] + proceedings.flatMap(\.bodies) + surroundings.involvements.map(\.body)
                + surroundings.intakes.map(\.body) + referrals.flatMap { [$0.from, $0.to] }
                + (surroundings.complaints ?? []).map(\.to))
    }

    /// Whether only the bodies with a part in it may know who and what it is about: family matters, and those with minors.
    package var isSealed: Bool {
        type == DisputeType(rawValue: "family") || parties.contains { $0.capacity == .minor }
    }

    package func party(_ number: Int) -> Party? {
        (1...parties.count).contains(number) ? parties[number - 1] : nil
    }

    package struct Paper: Hashable, Sendable, Codable {
        package let name: String
        package let revision: Int
        package let scope: Scope
    }
}

/// Which run of a workflow something belongs to: the life of the dispute, or one proceeding by its number.
package enum Scope: Hashable, Sendable, Codable {
    case pipeline
    case proceeding(Int)

    /// 0 for the pipeline, else the proceeding's number.
    package var number: Int {
        switch self {
        case .pipeline: 0
        case .proceeding(let number): number
        }
    }

    package init(number: Int) {
        self = number == 0 ? .pipeline : .proceeding(number)
    }

    package init(from decoder: any Decoder) throws {
        self.init(number: try decoder.singleValueContainer().decode(Int.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }
}
