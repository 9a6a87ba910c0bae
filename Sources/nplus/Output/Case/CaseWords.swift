import Engine
import LegalTime
import Mediation
import Workflow

/// A dispute in the words of a person: where it stands, who acts, what an event was.
struct CaseWords {
    let engine: Engine

    init(_ session: Session) { engine = session.engine }

    init(engine: Engine) { self.engine = engine }

    /// What is said after a step: where the dispute stands now and who holds it.
    func summary(of dispute: Dispute) -> String {
        "\(dispute.code) \(dispute.title)：\(standing(of: dispute))\n"
            + "承办 / Held by: \(name(of: dispute.custody.body))（第 \(dispute.revision) 版 / revision \(dispute.revision)）"
    }

    /// Where the dispute and its open proceeding stand, by the titles of their states.
    func standing(of dispute: Dispute) -> String {
        ([dispute.pipeline] + dispute.proceedings.filter(\.isOpen).map(\.run)).map(titles(of:)).joined(separator: " · ")
    }

    func titles(of run: PersistedRun) -> String {
        let workflow = workflow(of: run)
        return run.states.map { workflow?.title(ofState: $0).zh ?? $0 }.joined(separator: "，")
    }

    func name(of body: BodyID) -> String { engine.directory.name(of: body) }

    /// A division by its code and, where the directory has it, its name.
    func place(_ code: String, on day: Day) -> String {
        guard let name = DivisionCode(code).flatMap({ engine.directory.division($0, on: day)?.name }) else {
            return code
        }
        return "\(name)（\(code)）"
    }

    func workflow(of run: PersistedRun) -> Workflow? {
        engine.decider.library.workflow(run.workflow, version: run.from)
    }

    // MARK: Events

    func actor(of event: CaseEvent) -> String {
        if event.actor.role == "party", event.predicates.contains(Predicate.partiesJointly.rawValue) { return "全体当事人" }
        if let party = event.actor.party { return "当事人\(party)" }
        return RoleName.title(of: event.actor.role)
    }

    /// What happened, by the title of the way that was taken: an act may have several, such as 已化解结案 and 未化解结案.
    func title(of event: CaseEvent) -> String {
        let workflow = workflow(of: event.after)
        // What was put on record beside the procedure is no act of the run.
        if workflow?.act(event.act) == nil,
            let standing = engine.decider.library.versions(of: Decider.dossier).last?.act(event.act)
        {
            return standing.title.zh
        }
        if let workflow, let title = wayTaken(by: event, in: workflow)?.title { return title.zh }
        switch event.act {
        case "registered": return "登记"
        case "recounted": return "按放假安排重新计算期限"
        case "migrated": return "移到流程的新版本"
        case "unmigrated": return "移回流程的原版本"
        case "opened": return "启动\(workflow?.title.zh ?? "")"
        default: return event.act
        }
    }

    private func wayTaken(by event: CaseEvent, in workflow: Workflow) -> TransitionDeclaration? {
        let ways = workflow.transitions.filter { $0.event == event.act && $0.title != nil }
        let active = withParents(event.after.states, in: workflow)
        let fitting = ways.filter { way in
            let isThere = way.targets.allSatisfy { active.contains($0) || isHistory($0, in: workflow) }
            return isThere && way.law.map { event.law.contains($0.text) } ?? true
        }
        return fitting.first { !$0.targets.isEmpty } ?? fitting.first ?? ways.first
    }

    /// A history state leads back to where the run stood, so it is never active itself.
    private func isHistory(_ state: String, in workflow: Workflow) -> Bool {
        switch workflow.state(state)?.kind {
        case .shallowHistory, .deepHistory: true
        default: false
        }
    }

    private func withParents(_ states: [String], in workflow: Workflow) -> Set<String> {
        var all: Set<String> = []
        for state in states {
            var id: String? = state
            while let next = id, all.insert(next).inserted { id = workflow.state(next)?.parent }
        }
        return all
    }
}

extension Referral.State {
    var title: String {
        switch self {
        case .offered: "待答复"
        case .accepted: "已接收"
        case .declined: "已退回"
        case .recalled: "已撤回"
        case .expired: "逾期未答复"
        case .escalated: "转协调员"
        case .assigned: "指定承办"
        }
    }
}

extension ReferralManner {
    var title: String {
        switch self {
        case .transfer: "移送"
        case .commission: "委派"
        case .entrust: "委托"
        case .handOver: "移交"
        case .escalate: "上报"
        }
    }
}

extension Instant {
    /// To the minute, as clocks on a wall are read.
    var minute: String { "\(day) \(time.description.prefix(5))" }
}
