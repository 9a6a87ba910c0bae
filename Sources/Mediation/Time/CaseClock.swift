package import LegalTime
package import Workflow

/// One time limit of a dispute from its start to its end, as the history tells it.
package struct CaseClock: Hashable, Sendable {
    package let scope: Scope
    package let workflow: WorkflowVersion
    /// As it stood last.
    package internal(set) var clock: PersistedRun.Clock
    /// When and by which act it was stopped; nil while it stands in the case, running or run out.
    package internal(set) var stopped: Stop?

    package struct Stop: Hashable, Sendable {
        package let at: Instant
        package let act: String
    }

    /// Every time limit that ever ran, in the order in which they started.
    package static func all(in history: [CaseEvent]) -> [CaseClock] {
        var clocks: [CaseClock] = []
        for event in history {
            let version = WorkflowVersion(id: event.after.workflow, from: event.after.from)
            let now = event.after.clocks ?? []
            for index in clocks.indices where clocks[index].stopped == nil && clocks[index].scope == event.scope {
                let known = clocks[index].clock
                if let same = now.first(where: { $0.name == known.name && $0.started == known.started }) {
                    clocks[index].clock = same
                } else {
                    clocks[index].stopped = Stop(at: event.occurred, act: event.act)
                }
            }
            for clock in now
            where !clocks.contains(where: {
                $0.scope == event.scope && $0.stopped == nil && $0.clock.name == clock.name
            }) {
                clocks.append(CaseClock(scope: event.scope, workflow: version, clock: clock, stopped: nil))
            }
            // The end of a run ends its clocks, whatever its last state says.
            if event.after.outcome != nil {
                for index in clocks.indices where clocks[index].stopped == nil && clocks[index].scope == event.scope {
                    clocks[index].stopped = Stop(at: event.occurred, act: event.act)
                }
            }
        }
        return clocks
    }
}

extension Decider {
    /// How a time limit of a case comes to its last day. Nil where its workflow is not loaded.
    ///
    /// - Parameter today: A clock that stands still is counted as if it went on this day.
    package func count(of clock: CaseClock, today: Day) -> Deadline? {
        library.workflow(clock.workflow.id, version: clock.workflow.from)?
            .explain(clock.clock, calendar: calendar, today: clock.stopped == nil ? today : nil)
    }

    /// Whether a last day rests on rest days that no notice has announced yet, so that it may still move.
    package func isProvisional(_ clock: PersistedRun.Clock, of run: PersistedRun) -> Bool {
        guard
            let count = library.workflow(run.workflow, version: run.from)?
                .explain(clock, calendar: calendar, today: nil)
        else { return false }
        return count.certainty != .announced
    }

    /// The earliest last day of a dispute's running clocks and whether it is provisional.
    package func nextDue(of dispute: Dispute) -> (day: Day, isProvisional: Bool)? {
        let running = runs(of: dispute).flatMap { _, run in
            (run.clocks ?? []).filter { $0.expired != true && $0.pausedSince == nil }.map { ($0, run) }
        }
        return running.min { $0.0.due < $1.0.due }.map { clock, run in (clock.due, isProvisional(clock, of: run)) }
    }
}
