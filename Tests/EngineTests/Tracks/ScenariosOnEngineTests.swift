import CaseStore
import Engine
import LegalTime
import Mediation
import Testing
import Workflow

/// Every scenario of every track, carried out on the engine with the store behind it: registered, opened, and step by step
/// to where the scenario ends, with the records that each step needs.
@Suite("The scenarios of the tracks on the engine")
struct ScenariosOnEngineTests {
    static let tracks = Shipped.scenarioFiles.map(\.path).filter { path in
        // Confirmation is no track that a case is opened with: the pipeline starts it beside an agreement.
        path.hasPrefix("tracks/") && !path.hasPrefix("tracks/confirmation")
    }

    @Test("come out as on paper, and a complaint can be put on record at every step", arguments: tracks)
    func sameEnd(path: String) async throws {
        let name = path.replacing(".scenarios.yaml", with: ".yaml")
        let file = try #require(Shipped.workflowFiles.first { $0.path == name })
        let workflow = try WorkflowFile.load(file.text, file: file.path, vocabulary: .mediation)
        let text = try #require(Shipped.scenarioFiles.first { $0.path == path }).text
        let scenarios = try ScenarioFile.load(text, file: path, for: workflow)
        var outcomes: Set<String> = []
        try await EngineFixture.with { fixture in
            let engine = fixture.at(try Steps.at("2030-01-01T00:00"))
            for scenario in scenarios where workflow.isInForce(on: scenario.start.day) {
                let rehearsal = try Rehearsal(scenario, workflow, calendar: engine.decider.calendar)
                try Self.complainAtEveryStep(of: rehearsal.commands, engine.decider)
                let receipt = try await engine.perform(
                    Request(commands: rehearsal.commands, particulars: rehearsal.persons))
                let dispute = try #require(receipt.dispute)
                let proceeding = try #require(dispute.proceedings.first)
                #expect(proceeding.run.states == rehearsal.end.states, "\(scenario.name)")
                #expect(proceeding.run.clocks == rehearsal.end.clocks, "\(scenario.name)")
                #expect(proceeding.outcome == rehearsal.end.outcome, "\(scenario.name)")
                let stored = try #require(try await fixture.store.load([receipt.id])[receipt.id])
                #expect(stored.dispute == dispute)
                if let outcome = proceeding.outcome { outcomes.insert(outcome) }
            }
        }
        // Each track has at least one life that ends well and one that does not.
        #expect(!outcomes.isDisjoint(with: ["succeeded", "prevented"]), "\(path)")
        #expect(!outcomes.isDisjoint(with: ["failed", "arose"]), "\(path)")
    }

    private static func complainAtEveryStep(of commands: [Command], _ decider: Decider) throws {
        let (id, district) = (CaseID(milliseconds: 0, random: (1, 2)), DistrictCode(rawValue: 120119))
        var numbers = DossierNumbers(last: [:])
        var dispute: Dispute?
        for command in commands {
            do throws(CommandRefusal) {
                dispute =
                    try decider.decide([command], id: id, district: district, on: dispute, numbers: &numbers).after
            } catch {
                // Time passed and no clock ran out.
                guard error.code == "nothing-to-do" else { throw error }
            }
            let complaint = CaseAct(
                "fileComplaint", actor: Actor(role: "party", name: "sample", party: 1), at: command.at,
                records: [.complaint(.init(number: 1, ground: .other, text: "样例"))])
            let complained = try decider.decide(
                [.act(complaint)], id: id, district: district, on: dispute, numbers: &numbers
            ).after
            #expect(complained.surroundings.complaints?.count == 1)
        }
    }
}

/// A scenario as commands to the engine, and where its run ends.
private struct Rehearsal {
    private(set) var commands: [Command]
    let persons: [Particulars]
    let end: PersistedRun

    init(_ scenario: Scenario, _ workflow: Workflow, calendar: WorkingCalendar) throws {
        persons = (1...scenario.parties).map { Particulars(name: "样例当事人\($0)") }
        commands = [
            .register(Self.registration(parties: scenario.parties), actor: Steps.clerk, at: scenario.start),
            .act(
                CaseAct(
                    "open", actor: Steps.clerk, at: scenario.start,
                    records: [.opening(.init(track: workflow.id))])),
        ]
        var run = workflow.start(at: scenario.start, members: scenario.parties, calendar: calendar).run
        for step in scenario.steps {
            guard let event = step.event else {
                run = workflow.advance(run, to: step.at, calendar: calendar).run
                commands.append(.advance(to: step.at))
                continue
            }
            // What is refused changes nothing, and some of it rests on facts that the domain finds by itself.
            let result = workflow.perform(event, on: run, at: step.at, calendar: calendar)
            run = result.run
            guard result.isAccepted else { continue }
            commands += Self.agreedBefore(event, at: step.at)
            let taken = result.occurrences.last { $0.event == event.name }?.transitions ?? []
            commands.append(.act(Self.act(event, taken: taken, at: step.at)))
        }
        end = workflow.persist(run)
    }

    /// Which claims agreements settle is no word of a scenario: where a step supposes that some settle them, these are made beside it.
    private static func agreedBefore(_ event: WorkflowEvent, at: Instant) -> [Command] {
        let isWhole = event.inputs.contains(Predicate.agreementWhole.rawValue)
        guard isWhole || event.inputs.contains(Predicate.agreementPart.rawValue) else { return [] }
        let text = Record.AgreementText(
            terms: "样例部分协议", claims: [1], obligations: [], partOf: isWhole ? nil : [1])
        let mediator = Actor(role: "mediator", name: "sample", body: EngineFixture.committee)
        let signature = Record.Signature(by: "样例")
        let acts: [CaseAct] = [
            CaseAct("draftBeside", actor: mediator, at: at, records: [.agreement(text)]),
            CaseAct(
                "signBeside", actor: Actor(role: "party", name: "sample", party: 1), at: at,
                records: [.signature(signature)], declared: [.partiesJointly]),
            CaseAct("mediatorSignBeside", actor: mediator, at: at, records: [.mediatorSignature(signature)]),
            CaseAct("sealBeside", actor: mediator, at: at, records: [.seal(signature)]),
        ]
        return acts.map { Command.act($0) }
    }

    private static func act(_ event: WorkflowEvent, taken: [TransitionDeclaration], at: Instant) -> CaseAct {
        let role = event.role ?? "clerk"
        let kinds = Set(taken.flatMap(\.records)).compactMap { RecordKind(rawValue: $0) }
        let records = kinds.filter { $0 != .numbering }.map { record($0, extending: event.extensionTerm) }
        let actor = Actor(
            role: role, name: "sample", body: role == "party" ? nil : EngineFixture.committee,
            party: role == "party" ? (event.member ?? 0) + 1 : nil)
        return CaseAct(
            event.name, actor: actor, at: at, records: records.sorted { $0.kind.rawValue < $1.kind.rawValue },
            declared: Set(event.inputs.compactMap { Predicate(rawValue: $0) }))
    }

    /// A dispute that some authority sent, so that its referral is on record wherever a scenario speaks of it.
    private static func registration(parties: Int) -> Record.Registration {
        var registration = Steps.registration(source: .entrusted)
        registration.sender = "样例机关"
        registration.parties = (1...parties).map { number in
            Party(
                number: number, side: number == 1 ? 1 : 2, role: number == 1 ? .applicant : .respondent, kind: .person,
                commitment: "")
        }
        return registration
    }

    private static func record(_ kind: RecordKind, extending term: Term?) -> Record {
        let agreement = Record.AgreementText(terms: "样例协议", claims: [1], obligations: [])
        return switch kind {
        case .consent: .consent(.init(manner: "口头"))
        case .rightsNotice: .rightsNotice(.init(oral: true, content: ""))
        case .remediesNotice: .remediesNotice(.init(oral: true, content: "诉讼"))
        case .nonAcceptance: .nonAcceptance(.init(reason: "样例理由", channel: "诉讼"))
        case .mediators: .mediators(.init(names: [EngineFixture.mediator], chosenByParties: false))
        case .session: .session(.init(place: "", summary: "样例"))
        case .agreement: .agreement(agreement)
        case .oralAgreement: .oralAgreement(agreement)
        case .signature: .signature(.init(by: "样例"))
        case .mediatorSignature: .mediatorSignature(.init(by: "样例"))
        case .seal: .seal(.init(by: "样例"))
        case .extension: .extension_(.init(days: term?.length ?? 1, basis: "样例"))
        case .performance: .performance(.init(obligation: nil, amount: nil, receipt: "样例"))
        case .courtDecision: .courtDecision(.init(number: "样例1号", reason: ""))
        case .fee: .fee(.init(amount: Money(yuan: 500), by: [1, 2]))
        case .recusal: .recusal(.init(text: "样例"))
        case .investigation: .investigation(.init(text: "样例"))
        case .invitation: .invitation(.init(text: "样例"))
        case .appraisal: .appraisal(.init(text: "样例"))
        case .risk: .risk(.init(text: "样例"))
        case .breach: .breach(.init(text: "样例"))
        case .withdrawal: .withdrawal(.init(text: "样例"))
        default: .note(.init(text: "样例"))
        }
    }
}

extension EngineFixture {
    /// The same engine when it is some other time.
    func at(_ present: Instant) -> Engine {
        Engine(
            store: store, decider: engine.decider,
            environment: Environment(now: { present }, random: { UInt64.random(in: .min ... .max) }))
    }
}
