import LegalTime
import Workflow

/// What the domain reads off a workflow and its steps.
extension Workflow {
    /// The predicates that the facts of this workflow ask for.
    var predicates: [String] {
        facts.compactMap { if case .asks(predicate: let predicate) = $0.domain { predicate } else { nil } }
    }

    /// The declarations of the active states and of those around them, innermost first.
    func states(of run: Run) -> [StateDeclaration] {
        activeLeaves(of: run).flatMap { leaf in
            Array(sequence(first: leaf) { self.state($0)?.parent }).compactMap { self.state($0) }
        }
    }

    /// The outermost active state.
    func phase(of run: Run) -> String {
        outermostState(of: run) ?? ""
    }

    /// When the first of the running clocks runs out: the instant its last day is over.
    func nextExpiry(of run: Run) -> Instant? {
        run.clocks.filter { !$0.expired && $0.pausedSince == nil }
            .map { Instant($0.due.adding(days: 1)) }
            .min()
    }
}

extension RunStep {
    /// The articles that governed what happened, without doubles.
    var laws: [String] {
        occurrences.flatMap(\.transitions).compactMap(\.law?.text)
            .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Roles to tell.
    var notified: [String] {
        occurrences.flatMap(\.effects).compactMap { if case .notify(let role) = $0 { role } else { nil } }
    }

    /// Runs that a newly entered state waits for.
    var invocations: [StateDeclaration.Invocation] {
        occurrences.flatMap(\.effects).compactMap { if case .invoke(_, let what) = $0 { what } else { nil } }
    }

    /// The transitions that answered an act.
    func transitions(of act: String) -> [TransitionDeclaration] {
        occurrences.flatMap(\.transitions).filter { $0.event == act }
    }
}

extension Refusal {
    /// A stable word for programs.
    var code: String {
        switch reason {
        case .unknownEvent: "unknown-act"
        case .ended: "ended"
        case .notHere: "not-here"
        case .wrongRole: "wrong-role"
        case .conditions: "condition"
        case .memberNeeded, .noSuchMember: "party-number"
        case .recordsMissing: "record-missing"
        case .extensionNeeded, .extensionTooLong, .clockNotRunning: "extension"
        case .endless: "workflow-fault"
        }
    }
}
