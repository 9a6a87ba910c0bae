import CaseStore
import Engine
import LegalTime
import Mediation
import Postgres
import PostgresServer
import TestSupport
import Workflow

/// An engine over a database of its own, with a small directory and a clock that the test sets.
struct EngineFixture {
    let engine: Engine
    let store: CaseStore

    static let office = BodyID("SFS-1")
    static let committee = BodyID("TWN-1")
    static let unit = BodyID("ADM-1")
    static let court = BodyID("CRT-1")
    static let mediator = "样例调解员0001"

    static func with(_ body: (EngineFixture) async throws -> Void) async throws {
        try await TestDatabase.with(.store) { try await with($0, body) }
    }

    static func with(_ url: ConnectionURL, _ body: (EngineFixture) async throws -> Void) async throws {
        let client = PostgresClient(.patientWriter(url.description))
        let store = CaseStore(client: client, district: DistrictCode(rawValue: 120119))
        let decider = Decider(
            library: try Shipped.library(), calendar: try Shipped.calendar(), directory: try directory())
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(
                try await body(
                    EngineFixture(
                        engine: Engine(store: store, decider: decider, patience: .seconds(600)), store: store)))
        } catch {
            outcome = .failure(error)
        }
        await client.close()
        try outcome.get()
    }

    static func directory() throws -> Directory {
        let provenance = Provenance(source: "test", isVerified: false)
        guard let home = DivisionCode("120119"), let town = DivisionCode("120119100") else { throw Missing() }
        func body(_ id: BodyID, _ kind: BodyKind, _ name: String, _ short: String) -> Body {
            Body(
                id: id, kind: kind, name: name, shortName: short, division: town, guidingOffice: office,
                provenance: provenance)
        }
        return Directory(
            divisions: [
                Division(code: home, name: "蓟州区", kind: .homeDistrict, provenance: provenance),
                Division(code: town, name: "渔阳镇", kind: .town, provenance: provenance),
            ],
            bodies: [
                body(office, .judicialOffice, "渔阳镇司法所", "渔阳司"),
                body(committee, .townCommittee, "渔阳镇人民调解委员会", "渔阳"),
                body(unit, .administrativeUnit, "区住房建设委", "区住建"),
                body(court, .court, "蓟州区人民法院", "蓟法"),
            ],
            mediators: [
                Mediator(
                    id: "M1", name: mediator, isSynthetic: true, body: committee, isFullTime: true,
                    provenance: provenance),
                Mediator(
                    id: "M2", name: "样例调解员0002", isSynthetic: true, body: unit, isFullTime: false,
                    provenance: provenance),
                Mediator(
                    id: "M3", name: "样例特邀调解员0003", isSynthetic: true, body: court, isFullTime: false,
                    provenance: provenance),
            ])
    }

    struct Missing: Error {}
}

/// The usual steps of a case, to be put together by the tests.
enum Steps {
    static let clerk = Actor(role: "clerk", name: "clerk", body: EngineFixture.committee)
    static let mediator = Actor(role: "mediator", name: "M1", body: EngineFixture.committee)

    static func party(_ number: Int) -> Actor { Actor(role: "party", name: "party", party: number) }

    static func at(_ text: String) throws -> Instant {
        guard let instant = Instant(text) else { throw EngineFixture.Missing() }
        return instant
    }

    static func registration(register: String? = nil, source: DisputeSource = .application) -> Record.Registration {
        Record.Registration(
            title: "样例:排水沟走向争议", type: DisputeType(rawValue: "neighbour"), source: source, place: "120119100",
            parties: [
                Party(number: 1, side: 1, role: .applicant, kind: .person, commitment: ""),
                Party(number: 2, side: 2, role: .respondent, kind: .person, commitment: ""),
            ],
            claims: [Claim(number: 1, by: [1], against: [2], subject: "恢复排水", amount: Money(yuan: 3000))],
            body: EngineFixture.committee, registerNumber: register, synthetic: true)
    }

    static let persons = [Particulars(name: "样例甲"), Particulars(name: "样例乙")]
}
