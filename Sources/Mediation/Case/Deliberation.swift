import LegalTime
import Workflow

/// The working memory of one decision: the dispute as the commands so far leave it, and what they caused.
struct Deliberation {
    let decider: Decider
    let id: CaseID
    let district: DistrictCode
    let before: Dispute?
    let knowledge: Knowledge
    var dispute: Dispute?
    var numbers: DossierNumbers
    var events: [CaseEvent] = []
    var entries: [ReportEntry] = []
    var notices: [Decision.Notice] = []

    init(
        decider: Decider, id: CaseID, district: DistrictCode, before: Dispute?, numbers: DossierNumbers,
        knowledge: Knowledge
    ) {
        self.decider = decider
        self.id = id
        self.district = district
        self.before = before
        dispute = before
        self.numbers = numbers
        self.knowledge = knowledge
    }

    var decision: Decision? {
        guard let dispute, !events.isEmpty else { return nil }
        return Decision(before: before, after: dispute, events: events, entries: entries, notices: notices)
    }

    mutating func carryOut(_ command: Command) throws(CommandRefusal) {
        switch command {
        case .register(let registration, let actor, let at):
            try register(registration, actor, at)
        case .act(let act):
            try advance(to: act.at, for: act.name)
            try perform(act)
        case .advance(let instant):
            try advance(to: instant, for: "advance")
        case .recount(let basis, _):
            recount(basis: basis)
        case .migrate(let move, let at):
            try migrate(move, at: at)
        }
    }

    private mutating func register(
        _ registration: Record.Registration, _ actor: Actor, _ at: Instant
    ) throws(CommandRefusal) {
        guard dispute == nil else {
            throw CommandRefusal(
                code: "registered-already", message: Bilingual(zh: "该纠纷已登记", en: "the dispute is registered already"),
                act: "register")
        }
        try RecordCheck(directory: decider.directory, day: at.day, act: "register").check(registration)
        let workflow = try workflow(Decider.pipeline, on: at.day, act: "register")
        let step = workflow.start(at: at, members: registration.parties.count, calendar: decider.calendar)
        let event = CaseEvent(
            sequence: 1, occurred: at, actor: actor, scope: .pipeline, act: "registered",
            records: [.registration(registration)], predicates: [], papers: step.papers, law: [],
            phase: workflow.phase(of: step.run), after: workflow.persist(step.run))
        append(event)
        notices += step.notified.map { Decision.Notice(sequence: 1, role: $0, act: event.act) }
    }

    func workflow(_ name: String, on day: Day, act: String) throws(CommandRefusal) -> Workflow {
        guard let workflow = decider.library.inForce(name, on: day) else {
            throw CommandRefusal(
                code: "workflow-not-in-force",
                message: Bilingual(zh: "\(day) 没有生效的流程「\(name)」", en: "no workflow '\(name)' is in force on \(day)"),
                remedy: Bilingual(
                    zh: "可用流程：\(decider.library.ids.joined(separator: "、"))",
                    en: "there are: \(decider.library.ids.joined(separator: ", "))"),
                act: act)
        }
        return workflow
    }

    mutating func append(_ event: CaseEvent) {
        let earlier = dispute
        if var working = dispute {
            working.apply(event)
            dispute = working
        } else {
            dispute = Dispute(id: id, district: district, first: event)
        }
        events.append(event)
        entries += dispute?.entries(of: event, before: earlier) ?? []
    }
}
