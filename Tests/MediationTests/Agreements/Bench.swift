import LegalTime
import Mediation
import Testing
import Workflow

/// A dispute on a bench: acts are decided on it one by one, without a store.
struct Bench {
    let decider: Decider
    private(set) var dispute: Dispute?
    private(set) var history: [CaseEvent] = []
    private var numbers = DossierNumbers(last: [:])
    var knowledge = Knowledge.none
    private let id = CaseID(milliseconds: 0, random: (1, 2))
    private let district = DistrictCode(rawValue: 120119)

    static let committee = BodyID("COM")
    static let partner = BodyID("PAR")
    static let court = BodyID("CRT")
    static let farCourt = BodyID("FAR")
    static let farBody = BodyID("FAB")

    struct Missing: Error {}

    init() throws {
        decider = try Self.whole.get()
    }

    /// The procedures, compiled once for all tests.
    private static let whole = Result {
        Decider(
            library: try WorkflowLibrary(WorkflowRepository.names.map(WorkflowRepository.workflow)),
            calendar: try WorkflowRepository.calendar(), directory: try directory())
    }

    /// A dispute of three parties on three sides: 1 asks 2 for money, 1 asks 3 to act.
    init(parties: [Party], claims: [Claim]) throws {
        try self.init()
        let registration = Record.Registration(
            title: "样例", type: DisputeType(rawValue: "neighbour"), source: .application, place: "120119100",
            parties: parties, claims: claims, body: Self.committee)
        try decide(
            .register(
                registration, actor: Actor(role: "clerk", name: "c", body: Self.committee),
                at: Self.instant("2024-03-01T09:00")))
    }

    static func party(
        _ number: Int, side: Int, kind: Party.Kind = .person, capacity: Party.Capacity? = nil, persons: Int? = nil
    ) -> Party {
        Party(
            number: number, side: side, role: number == 1 ? .applicant : .respondent, kind: kind, commitment: "",
            capacity: capacity, persons: persons)
    }

    static func instant(_ text: String) throws -> Instant {
        guard let instant = Instant(text) else { throw Missing() }
        return instant
    }

    mutating func act(
        _ name: String, by role: String = "clerk", party: Int? = nil, body: BodyID = committee, at: String,
        _ records: Record..., declared: Set<Predicate> = []
    ) throws {
        let actor = Actor(role: role, name: "x", body: role == "party" ? nil : body, party: party)
        try decide(
            .act(CaseAct(name, actor: actor, at: Self.instant(at), records: records, declared: declared)))
    }

    private mutating func decide(_ command: Command) throws {
        let decision = try decider.decide(
            [command], id: id, district: district, on: dispute, numbers: &numbers, knowing: knowledge)
        dispute = decision.after
        history += decision.events
    }

    /// People's mediation up to its first session.
    mutating func talk(
        track: String = "people", parties: [Int]? = nil, joint: [BodyID]? = nil, representatives: [Int: Int] = [:]
    ) throws {
        let table = parties ?? (dispute?.parties.filter(\.mediates).map(\.number) ?? [])
        try act("open", at: "2024-03-01T09:10", .opening(.init(track: track, parties: parties, joint: joint)))
        try act("apply", by: "party", party: table[0], at: "2024-03-01T09:11")
        for party in table.dropFirst() {
            let consent = Record.Consent(manner: "口头", representative: representatives[party])
            try act("consent", by: "party", party: party, at: "2024-03-01T09:12", .consent(consent))
        }
        try act("accept", at: "2024-03-01T09:13")
        try act("informRights", at: "2024-03-01T09:14", .rightsNotice(.init(oral: true, content: "")))
        try act(
            "appoint", at: "2024-03-01T09:15", .mediators(.init(names: ["调解员"], chosenByParties: false)))
        try act("session", by: "mediator", at: "2024-03-01T10:00", .session(.init(place: "", summary: "谈")))
    }

    static func at(_ text: String) -> Instant? { Instant(text) }

    /// Expects that an act is refused with this code.
    mutating func expect(
        _ code: String, _ name: String, by role: String = "clerk", party: Int? = nil, body: BodyID = committee,
        at: String, _ records: Record..., declared: Set<Predicate> = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let actor = Actor(role: role, name: "x", body: role == "party" ? nil : body, party: party)
        let found = try refusal(
            of: CaseAct(name, actor: actor, at: Self.instant(at), records: records, declared: declared))
        #expect(found == code, sourceLocation: sourceLocation)
    }

    /// The code of the refusal that an act meets; nil where it is carried out.
    mutating func refusal(of act: CaseAct) throws -> String? { try wholeRefusal(of: act)?.code }

    mutating func wholeRefusal(of act: CaseAct) throws -> CommandRefusal? {
        do {
            try decide(.act(act))
            return nil
        } catch let refusal as CommandRefusal {
            return refusal
        }
    }

    private static func directory() throws -> Directory {
        let provenance = Provenance(source: "test", isVerified: false)
        guard let home = DivisionCode("120119"), let far = DivisionCode("110101") else { throw Missing() }
        func body(_ id: BodyID, _ kind: BodyKind, _ code: DivisionCode) -> Body {
            Body(id: id, kind: kind, name: id.rawValue, shortName: id.rawValue, division: code, provenance: provenance)
        }
        return Directory(
            divisions: [Division(code: home, name: "蓟州区", kind: .homeDistrict, provenance: provenance)],
            bodies: [
                body(committee, .townCommittee, home), body(partner, .townCommittee, home),
                body(court, .court, home), body(farCourt, .court, far), body(farBody, .townCommittee, far),
            ],
            mediators: [
                Mediator(
                    id: "M", name: "调解员", isSynthetic: true, body: committee, isFullTime: true, provenance: provenance)
            ])
    }
}
