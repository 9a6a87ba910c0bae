package import LegalTime
import Workflow

/// A running time limit whose last day another calendar puts on another day.
package struct MovedClock: Hashable, Sendable {
    package let scope: Scope
    package let name: String
    /// The last day as it stands in the case.
    package let from: Day
    package let to: Day
}

extension Decider {
    /// The running time limits of a dispute that the present calendar moves, in the order of its runs. A limit that has run
    /// out stays run out: what its expiry caused is not undone.
    package func movedClocks(of dispute: Dispute) -> [MovedClock] {
        runs(of: dispute).flatMap { scope, run in
            let workflow = library.workflow(run.workflow, version: run.from)
            return (run.clocks ?? []).filter { $0.expired != true }.compactMap { clock -> MovedClock? in
                guard let due = workflow?.explain(clock, calendar: calendar)?.due, due != clock.due else { return nil }
                return MovedClock(scope: scope, name: clock.name, from: clock.due, to: due)
            }
        }
    }
}

extension Deliberation {
    /// Puts every running clock on the due day that the present calendar gives it: one event for each run concerned.
    ///
    /// Its legal time is that of the last event, because a notice adds nothing to the life of the dispute and must not keep
    /// anybody from entering what happened before it came out.
    mutating func recount(basis: String) {
        guard let dispute else { return }
        let moves = decider.movedClocks(of: dispute)
        for (scope, run) in decider.runs(of: dispute) {
            let moved = moves.filter { $0.scope == scope }
            guard !moved.isEmpty else { continue }
            var after = run
            for move in moved {
                guard let index = after.clocks?.firstIndex(where: { $0.name == move.name }) else { continue }
                after.clocks?[index].due = move.to
            }
            let sequence = (self.dispute?.revision ?? 0) + 1
            append(
                CaseEvent(
                    sequence: sequence, occurred: dispute.changed, actor: .system, scope: scope, act: "recounted",
                    records: [.note(.init(text: basis))], predicates: [], papers: [], law: [],
                    phase: phase(of: scope, dispute), after: after))
        }
    }

    /// The outermost state of a run, as the events so far tell it.
    private func phase(of scope: Scope, _ dispute: Dispute) -> String {
        switch scope {
        case .pipeline: dispute.phase
        case .proceeding(let number):
            (try? decider.restore(dispute.proceedings[number - 1].run, act: "recount"))
                .map { workflow, run in workflow.phase(of: run) } ?? ""
        }
    }
}
