import CaseStore
import Engine
import LegalTime
import Mediation
import Testing

/// A dispute that a test takes through its life, step by step, each a request of its own.
struct Life {
    let fixture: EngineFixture
    let id: CaseID

    /// Registers a dispute between two parties, with one claim, at the door of a body.
    static func begin(
        _ fixture: EngineFixture, at time: String, door: BodyID = EngineFixture.committee,
        source: DisputeSource = .application
    ) async throws -> Life {
        var registration = Steps.registration(source: source)
        registration.body = door
        let actor = Actor(role: "clerk", name: "clerk", body: door)
        let receipt = try await fixture.engine.perform(
            Request(
                commands: [.register(registration, actor: actor, at: try Steps.at(time))], particulars: Steps.persons))
        return Life(fixture: fixture, id: receipt.id)
    }

    /// Carries out an act and checks all that always holds.
    @discardableResult
    func act(
        _ name: String, _ actor: Actor, _ time: String, _ records: [Record] = [], declared: Set<Predicate> = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Dispute {
        let act = CaseAct(name, actor: actor, at: try Steps.at(time), records: records, declared: declared)
        let receipt = try await fixture.engine.perform(Request(id: id, commands: [.act(act)]))
        let stored = try await fixture.checked(id, sourceLocation: sourceLocation)
        #expect(receipt.dispute == stored, sourceLocation: sourceLocation)
        return stored
    }

    /// Tries an act that has to be refused, and checks that it left nothing.
    func refused(
        _ name: String, _ actor: Actor, _ time: String, _ records: [Record] = [], declared: Set<Predicate> = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> CommandRefusal {
        let before = try await fixture.checked(id, sourceLocation: sourceLocation)
        let act = CaseAct(name, actor: actor, at: try Steps.at(time), records: records, declared: declared)
        let error = try await #require(throws: EngineError.self, sourceLocation: sourceLocation) {
            try await fixture.engine.perform(Request(id: id, commands: [.act(act)]))
        }
        guard case .refused(let refusal) = error else { throw error }
        #expect(try await fixture.checked(id, sourceLocation: sourceLocation) == before, sourceLocation: sourceLocation)
        return refusal
    }

    /// Lets time pass.
    @discardableResult
    func wait(until time: String, sourceLocation: SourceLocation = #_sourceLocation) async throws -> Dispute {
        _ = try await fixture.engine.perform(Request(id: id, commands: [.advance(to: try Steps.at(time))]))
        return try await fixture.checked(id, sourceLocation: sourceLocation)
    }

    func stored() async throws -> Dispute { try await fixture.checked(id) }

    /// The settlement that most lives end in: party 2 pays party 1.
    static let settlement = Record.AgreementText(
        terms: "恢复排水并赔偿", claims: [1],
        obligations: [
            Obligation(number: 1, by: [2], to: [1], content: "赔偿", amount: Money(yuan: 2000), due: nil, term: "当场")
        ])
}

extension Actor {
    static let organ = Actor(role: "organ", name: "organ", body: EngineFixture.unit)
    static let unitMediator = Actor(role: "mediator", name: "M2", body: EngineFixture.unit)
    static let court = Actor(role: "court", name: "court", body: EngineFixture.court)
    static let courtMediator = Actor(role: "mediator", name: "M3", body: EngineFixture.court)
    static let coordinator = Actor(role: "coordinator", name: "coordinator")

    /// A clerk of a body.
    static func clerk(of body: BodyID) -> Actor { Actor(role: "clerk", name: "clerk", body: body) }
}
