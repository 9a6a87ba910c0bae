package import LegalTime
package import Workflow

/// Which runs move from which version of a workflow to which, and under which confirmed plan.
package struct VersionMove: Hashable, Sendable, Codable {
    package let from: WorkflowVersion
    package let to: WorkflowVersion
    package let direction: RunMigration.Direction
    /// The run that moves.
    package let scope: Scope
    /// Hash of the plan that was confirmed.
    package let plan: String
    /// Who confirmed it.
    package let by: String

    package init(
        from: WorkflowVersion, to: WorkflowVersion, direction: RunMigration.Direction, scope: Scope, plan: String,
        by: String
    ) {
        self.from = from
        self.to = to
        self.direction = direction
        self.scope = scope
        self.plan = plan
        self.by = by
    }
}

/// What a plan says of one run of one dispute.
package struct VersionMoveItem: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case moves
        case movesWithDeadline
        case needsPerson
        case stays
    }

    package let id: CaseID
    /// The revision it was decided on.
    package let revision: Int
    /// By which people know the dispute.
    package let code: String
    package let body: BodyID
    package let scope: Scope
    package let kind: Kind
    /// Where the run stands.
    package let states: [String]
    package let deadlines: [RunMigration.DeadlineChange]
    /// Why it does not simply move.
    package let reasons: [Bilingual]
}

extension Decider {
    /// What would become of the live runs of a dispute under another version of their workflow.
    package func moves(
        of dispute: Dispute, by migration: RunMigration, at instant: Instant
    ) -> [VersionMoveItem] {
        runs(of: dispute).reversed().compactMap { scope, run in
            guard run.workflow == migration.from.id, run.from == migration.from.from else { return nil }
            var kind = VersionMoveItem.Kind.moves
            var deadlines: [RunMigration.DeadlineChange] = []
            var reasons: [Bilingual] = []
            switch migration.verdict(on: run, at: instant, calendar: calendar) {
            case .moves(_, let changes):
                deadlines = changes
                kind = changes.isEmpty ? .moves : .movesWithDeadline
            case .needsPerson(let why): (kind, reasons) = (.needsPerson, why)
            case .stays(let why): (kind, reasons) = (.stays, why)
            }
            return VersionMoveItem(
                id: dispute.id, revision: dispute.revision, code: dispute.code.description, body: dispute.custody.body,
                scope: scope, kind: kind, states: run.states, deadlines: deadlines, reasons: reasons)
        }
    }
}

extension Deliberation {
    /// Moves a run to another version: an event like any other, without effects.
    mutating func migrate(_ move: VersionMove, at instant: Instant) throws(CommandRefusal) {
        guard let dispute else {
            throw CommandRefusal(
                code: "unknown-dispute", message: Bilingual(zh: "该纠纷尚未登记", en: "the dispute is not registered"),
                act: "migrate")
        }
        guard let from = decider.library.workflow(move.from), let to = decider.library.workflow(move.to),
            let run = decider.runs(of: dispute).first(where: { $0.0 == move.scope })?.1, run.workflow == move.from.id,
            run.from == move.from.from
        else {
            throw CommandRefusal(
                code: "not-under-version",
                message: Bilingual(
                    zh: "该程序现不按 \(move.from) 进行", en: "the proceeding does not run under \(move.from)"),
                remedy: Bilingual(zh: "请重新制定移动计划", en: "make a new plan"), act: "migrate")
        }
        let migration = RunMigration(from: from, to: to, direction: move.direction)
        switch migration.verdict(on: run, at: instant, calendar: decider.calendar) {
        case .moves(let after, let deadlines):
            let phase = (try? to.restore(after)).map { to.phase(of: $0) } ?? dispute.phase
            append(
                CaseEvent(
                    sequence: dispute.revision + 1, occurred: max(instant, dispute.changed),
                    actor: Actor(role: "system", name: move.by), scope: move.scope,
                    act: move.direction == .forward ? "migrated" : "unmigrated",
                    records: [.note(.init(text: move.words(run.states, deadlines)))], predicates: [], papers: [],
                    law: [],
                    phase: phase, after: after))
        case .needsPerson(let reasons), .stays(let reasons):
            throw CommandRefusal(
                code: "cannot-migrate",
                message: Bilingual(
                    zh: reasons.map(\.zh).joined(separator: "；"), en: reasons.map(\.en).joined(separator: "; ")),
                remedy: Bilingual(zh: "由人处理后重新制定移动计划", en: "let a person deal with it, then make a new plan"),
                act: "migrate")
        }
    }
}

extension VersionMove {
    /// What stands in the history: the versions, where the run stood and stands, the limits that moved, the plan.
    fileprivate func words(_ states: [String], _ deadlines: [RunMigration.DeadlineChange]) -> String {
        let limits = deadlines.map { change in
            "\(change.clock) \(change.from.map(\.description) ?? "—")→\(change.to.map(\.description) ?? "—")"
        }
        return (["\(from) → \(to)", states.map { "\($0)→\($0)" }.joined(separator: "，")] + limits + ["计划 \(plan)"])
            .joined(separator: "；")
    }
}
