import CaseStore
import Engine
import Exchange
import LegalTime
import Mediation
import Postgres
import PostgresServer
import Synchronization
import TestSupport
import Testing
import Workflow

/// Two installations with a database each, which share nothing but files.
struct TwoBureaus {
    let lead: Bureau
    let partner: Bureau

    static func with(_ body: (TwoBureaus) async throws -> Void) async throws {
        try await TestDatabase.with(.store) { one in
            try await TestDatabase.with(.store) { other in
                try await Bureau.with(one, 120_119, "蓟州", other: 130_229) { lead in
                    try await Bureau.with(other, 130_229, "玉田", other: 120_119) { partner in
                        try await lead.know(partner)
                        try await partner.know(lead)
                        try await body(TwoBureaus(lead: lead, partner: partner))
                    }
                }
            }
        }
    }

    /// Carries what waits from one side to the other.
    @discardableResult
    func carry(_ from: KeyPath<TwoBureaus, Bureau>, to: KeyPath<TwoBureaus, Bureau>) async throws -> ImportAnswer {
        try await self[keyPath: to].exchange.bringIn(try await self[keyPath: from].file(for: self[keyPath: to]))
    }

    /// A dispute of the lead with an open joint mediation, the partner invited.
    func invited() async throws -> Dispute {
        let dispute = try await lead.register()
        try await lead.act("open", dispute.id, [.opening(.init(track: "joint", joint: [lead.partnerBody]))])
        let open = try await lead.dispute(dispute.id)
        _ = try await lead.exchange.invite(
            partner.district, to: open, task: "共同调解", sightUntil: try #require(Day("2026-06-30")),
            actor: lead.clerk)
        return try await lead.dispute(dispute.id)
    }

    /// Invited, accepted in writing, and the draft carried over.
    func drafted() async throws -> Dispute {
        let dispute = try await invited()
        try await carry(\.lead, to: \.partner)
        try await partner.help(.accept(by: "样例经办人"))
        try await carry(\.partner, to: \.lead)
        try await lead.mediateToDraft(dispute.id)
        try await carry(\.lead, to: \.partner)
        return try await lead.dispute(dispute.id)
    }
}

/// One of them: its own district, directory, database, key and clock.
struct Bureau {
    let district: DistrictCode
    let engine: Engine
    let key = ExchangeKey()
    let clock: TestClock

    static let committee = BodyID("TWN-1")
    static let mediator = "样例调解员"
    let partnerBody: BodyID

    var exchange: Exchange { Exchange(engine) }
    var clerk: Actor { Actor(role: "clerk", name: "clerk", body: Self.committee) }

    static func with(
        _ url: ConnectionURL, _ code: Int32, _ name: String, other: Int32, _ body: (Bureau) async throws -> Void
    ) async throws {
        let client = PostgresClient(.patientWriter(url.description))
        let district = DistrictCode(rawValue: code)
        let clock = TestClock()
        let decider = Decider(
            library: try Shipped.library(), calendar: try Shipped.calendar(),
            directory: try directory(code, name, other))
        let engine = Engine(
            store: CaseStore(client: client, district: district), decider: decider,
            environment: Environment(now: { clock.now }, random: { UInt64.random(in: .min ... .max) }))
        let bureau = Bureau(district: district, engine: engine, clock: clock, partnerBody: BodyID("PTN-\(other)"))
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await body(bureau))
        } catch {
            outcome = .failure(error)
        }
        await client.close()
        try outcome.get()
    }

    private static func directory(_ code: Int32, _ name: String, _ other: Int32) throws -> Directory {
        let provenance = Provenance(source: "test", isVerified: false)
        let home = try #require(DivisionCode(String(code)))
        func body(_ id: BodyID, _ kind: BodyKind, _ name: String, _ place: DivisionCode) -> Body {
            Body(id: id, kind: kind, name: name, shortName: name, division: place, provenance: provenance)
        }
        return Directory(
            divisions: [Division(code: home, name: name, kind: .homeDistrict, provenance: provenance)],
            bodies: [
                body(committee, .townCommittee, name + "调委会", home),
                body(BodyID("PTN-\(other)"), .partnerDistrict, "协作区县", try #require(DivisionCode(String(other)))),
                body(BodyID("CRT"), .court, name + "法院", home),
            ],
            mediators: [
                Mediator(
                    id: "M", name: mediator, isSynthetic: true, body: committee, isFullTime: true,
                    provenance: provenance)
            ])
    }

    func know(_ other: Bureau) async throws {
        try await engine.store.save(
            ExchangePartner(
                district: other.district, name: "\(other.district)", body: partnerBody,
                algorithm: ExchangeKey.algorithm,
                publicKey: other.key.verifying.bytes))
    }

    func file(for other: Bureau) async throws -> [UInt8] {
        try await exchange.export(to: other.district, key: key).bytes
    }

    func dispute(_ id: CaseID) async throws -> Dispute {
        try #require(try await engine.store.load([id])[id]).dispute
    }

    func register() async throws -> Dispute {
        let registration = Record.Registration(
            title: "样例：两县交界林地", type: DisputeType(rawValue: "land"), source: .application, place: "\(district)",
            parties: [
                Party(number: 1, side: 1, role: .applicant, kind: .person, commitment: ""),
                Party(number: 2, side: 2, role: .respondent, kind: .person, commitment: ""),
            ],
            claims: [Claim(number: 1, by: [1], against: [2], subject: "停止采伐", amount: nil)], body: Self.committee,
            synthetic: true)
        let receipt = try await engine.perform(
            Request(
                commands: [.register(registration, actor: clerk, at: clock.now)],
                particulars: [Particulars(name: "样例甲"), Particulars(name: "样例乙")]))
        return try #require(receipt.dispute)
    }

    func act(
        _ name: String, _ id: CaseID, _ records: [Record] = [], as role: String = "clerk", party: Int? = nil,
        declared: Set<Predicate> = []
    ) async throws {
        clock.tick()
        let actor = Actor(role: role, name: "M", body: role == "party" ? nil : Self.committee, party: party)
        let act = CaseAct(name, actor: actor, at: clock.now, records: records, declared: declared)
        _ = try await engine.perform(Request(id: id, commands: [.act(act)]))
    }

    /// From the consents to a draft that awaits signatures.
    func mediateToDraft(_ id: CaseID) async throws {
        try await act("apply", id, as: "party", party: 1)
        try await act("consent", id, [.consent(.init(manner: "书面"))], as: "party", party: 2)
        try await act("setLead", id, as: "head")
        try await act("accept", id)
        try await act("informRights", id, [.rightsNotice(.init(oral: true, content: ""))])
        try await act("appoint", id, [.mediators(.init(names: [Self.mediator], chosenByParties: false))])
        try await act("session", id, [.session(.init(place: "", summary: "谈"))], as: "mediator")
        try await draft(id, "停止采伐")
    }

    func draft(_ id: CaseID, _ terms: String) async throws {
        try await act(
            "draft", id, [.agreement(.init(terms: terms, claims: [1], obligations: []))], as: "mediator")
    }

    /// Our own signatures and seal on the draft.
    func signAll(_ id: CaseID) async throws {
        for party in [1, 2] { try await act("sign", id, [.signature(.init(by: ""))], as: "party", party: party) }
        try await act("mediatorSign", id, [.mediatorSignature(.init(by: ""))], as: "mediator")
        try await act("seal", id, [.seal(.init(by: ""))])
    }

    /// Our part in the one joint mediation that another leads.
    @discardableResult
    func help(_ help: Exchange.Help) async throws -> Assistance {
        clock.tick()
        return try await exchange.help(help, in: try await assistance(), body: Self.committee)
    }

    func assistance() async throws -> Assistance {
        try #require(try await exchange.assistances().first)
    }

    /// How often a measure was counted.
    func count(_ measure: Measure) async throws -> Int64 {
        try await engine.store.client.query(
            "select count(*) from report_entry where measure = \(measure.rawValue)"
        ).only(Int64.self)
    }

    func disputes() async throws -> Int64 {
        try await engine.store.client.query("select count(*) from dispute").only(Int64.self)
    }
}

/// A clock that stands until it is moved.
final class TestClock: Sendable {
    private let moment = Mutex(Instant("2026-03-02T09:00") ?? Instant(milliseconds: 0))

    var now: Instant { moment.withLock { $0 } }

    func tick(days: Int = 0) {
        moment.withLock { $0 = $0.adding(seconds: 60 + days * 86_400) }
    }
}
