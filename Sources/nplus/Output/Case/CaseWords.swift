import Engine
import LegalTime
import Mediation
import Workflow

/// A dispute in the words of a person: where it stands, who acts, what an event was.
struct CaseWords {
    let engine: Engine

    init(_ session: Session) { engine = session.engine }

    init(engine: Engine) { self.engine = engine }

    /// Where the dispute and its open proceeding stand, by the titles of their states.
    func standing(of dispute: Dispute) -> String {
        ([dispute.pipeline] + dispute.proceedings.filter(\.isOpen).map(\.run)).map(titles(of:)).joined(separator: " · ")
    }

    func titles(of run: PersistedRun) -> String {
        wording.states(of: run).map(\.title.zh).joined(separator: "，")
    }

    func name(of body: BodyID) -> String { engine.directory.name(of: body) }

    /// A division by its code and, where the directory has it, its name.
    func place(_ code: String, on day: Day) -> String {
        guard let name = DivisionCode(code).flatMap({ engine.directory.division($0, on: day)?.name }) else {
            return code
        }
        return "\(name)（\(code)）"
    }

    func workflow(of run: PersistedRun) -> Workflow? { wording.workflow(of: run) }

    private var wording: CaseWording { CaseWording(library: engine.decider.library) }

    // MARK: Events

    func actor(of event: CaseEvent) -> String {
        if event.actor.role == "party", event.predicates.contains(Predicate.partiesJointly.rawValue) { return "全体当事人" }
        if let party = event.actor.party { return "当事人\(party)" }
        return RoleName.title(of: event.actor.role)
    }

    /// What happened, by the title of the way that was taken.
    func title(of event: CaseEvent) -> String { wording.title(of: event).zh }
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
