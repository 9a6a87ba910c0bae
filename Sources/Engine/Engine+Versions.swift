import Canonical
package import CaseStore
import LegalTime
package import Mediation
package import Workflow

/// What moving every live case to another version of its workflow would do.
package struct VersionPlan: Sendable {
    package let from: WorkflowVersion
    package let to: WorkflowVersion
    /// One for each run under ``from``, by case.
    package let items: [VersionMoveItem]
    /// Names the versions and every item: who confirms the hash confirms what was shown.
    package let hash: String

    package func items(_ kind: VersionMoveItem.Kind) -> [VersionMoveItem] { items.filter { $0.kind == kind } }
}

/// What became of a confirmed plan.
package struct VersionOutcome: Sendable {
    /// Cases that moved now.
    package internal(set) var moved = 0
    /// Cases that had moved before, in an attempt that was cut off.
    package internal(set) var before = 0
    /// Cases that changed since the plan was made and were left alone.
    package internal(set) var left: [(code: String, why: Bilingual)] = []
}

package enum VersionError: Error, Sendable {
    case unknownVersion(WorkflowVersion)
    case differentWorkflows
    /// A name that stands for no version, and why.
    case unknownName(String)
    /// Nobody confirmed a plan of this hash.
    case unknownPlan(String)
    /// Cases changed since the plan was shown: look at it again.
    case changed(VersionPlan)
    case engine(EngineError)

    package var message: Bilingual {
        switch self {
        case .unknownVersion(let version): Bilingual(zh: "没有流程版本 \(version)", en: "there is no version \(version)")
        case .differentWorkflows: Bilingual(zh: "两个版本不属于同一流程", en: "the versions are not of one workflow")
        case .unknownName(let why): Bilingual(why)
        case .unknownPlan(let hash): Bilingual(zh: "没有确认过计划 \(hash)", en: "no plan \(hash) was confirmed")
        case .changed(let plan):
            Bilingual(
                zh: "计划与确认的不一致（期间有案件变动），新计划的校验码是 \(plan.hash)",
                en: "the plan is not the one confirmed (cases changed meanwhile); its hash is now \(plan.hash)")
        case .engine(let error): error.message
        }
    }
}

extension Engine {
    /// Classes every live case under a version, as of one instant.
    package func planMove(
        from: WorkflowVersion, to: WorkflowVersion
    ) async throws(VersionError) -> VersionPlan {
        let migration = try migration(from, to, .forward)
        let now = now
        var items: [VersionMoveItem] = []
        do {
            try await store.liveCasesInOneSnapshot { dispute in
                items += decider.moves(of: dispute, by: migration, at: now)
            }
        } catch {
            throw .engine(.store(error))
        }
        let text = CanonicalJSON.encode(from) + CanonicalJSON.encode(to) + CanonicalJSON.encode(items)
        let digest = HashAlgorithm.sha256.digest(Array(text.utf8))
        return VersionPlan(from: from, to: to, items: items, hash: String(digest.hexadecimal.prefix(16)))
    }

    /// Carries out a plan, one transaction a case. Confirming again goes on where an attempt was cut off, and moves nothing
    /// twice.
    package func move(
        from: WorkflowVersion, to: WorkflowVersion, confirming hash: String, by: String
    ) async throws(VersionError) -> VersionOutcome {
        if let confirmed = try await confirmed(hash) { return try await carryOut(confirmed, .forward, by: by) }
        let plan = try await planMove(from: from, to: to)
        guard plan.hash == hash else { throw .changed(plan) }
        do {
            try await store.confirm(plan: hash, from: from, to: to, items: plan.items, by: by, at: now)
        } catch {
            throw .engine(.store(error))
        }
        guard let confirmed = try await confirmed(hash) else { throw .unknownPlan(hash) }
        return try await carryOut(confirmed, .forward, by: by)
    }

    /// Takes a plan back: every case that moved under it and can return does.
    package func revertMove(_ hash: String, by: String) async throws(VersionError) -> VersionOutcome {
        guard let confirmed = try await confirmed(hash) else { throw .unknownPlan(hash) }
        return try await carryOut(confirmed, .back, by: by)
    }

    /// The request that moves one run of a plan, or takes it back: the same each time, so that its key answers for it.
    package func request(
        for item: VersionMoveItem, of plan: ConfirmedVersionPlan, _ direction: RunMigration.Direction
    ) -> Request {
        let (from, to) = direction == .forward ? (plan.from, plan.to) : (plan.to, plan.from)
        let move = VersionMove(
            from: from, to: to, direction: direction, scope: item.scope, plan: plan.plan, by: plan.confirmedBy)
        return Request(
            id: item.id, commands: [.migrate(move, at: now)],
            expected: direction == .forward ? item.revision : nil,
            key: "\(direction == .forward ? "move" : "back")/\(plan.plan)/\(item.id)/\(item.scope.number)",
            isTimed: false)
    }

    private func carryOut(
        _ plan: ConfirmedVersionPlan, _ direction: RunMigration.Direction, by: String
    ) async throws(VersionError) -> VersionOutcome {
        let (from, to) = direction == .forward ? (plan.from, plan.to) : (plan.to, plan.from)
        let migration = try migration(from, to, direction)
        var outcome = VersionOutcome()
        // Runs of one case go one after the other: requests of one call are for different cases.
        for item in plan.items where item.kind == .moves || item.kind == .movesWithDeadline {
            do throws(EngineError) {
                if let why = try await obstacle(to: item, migration) {
                    outcome.left.append((item.code, why))
                    continue
                }
                let receipt = try await perform(request(for: item, of: plan, direction))
                if receipt.repeated { outcome.before += 1 } else { outcome.moved += 1 }
            } catch {
                switch error {
                case .refused, .stale: outcome.left.append((item.code, error.message))
                default: throw .engine(error)
                }
            }
        }
        do {
            switch direction {
            case .forward: try await store.finish(versionPlan: plan.plan, at: now)
            case .back: try await store.revert(versionPlan: plan.plan, by: by, at: now)
            }
        } catch {
            throw .engine(.store(error))
        }
        return outcome
    }

    /// What has come up since the plan was confirmed: a limit may have run out that was running then.
    private func obstacle(
        to item: VersionMoveItem, _ migration: RunMigration
    ) async throws(EngineError) -> Bilingual? {
        let dispute: Dispute?
        do {
            dispute = try await store.load([item.id])[item.id]?.dispute
        } catch {
            throw .store(error)
        }
        guard let dispute else { throw .notFound(item.id) }
        let found = decider.moves(of: dispute, by: migration, at: now).first { $0.scope == item.scope }
        guard let found, !found.reasons.isEmpty else { return nil }
        return Bilingual(
            zh: found.reasons.map(\.zh).joined(separator: "；"), en: found.reasons.map(\.en).joined(separator: "; "))
    }

    private func confirmed(_ hash: String) async throws(VersionError) -> ConfirmedVersionPlan? {
        do {
            return try await store.versionPlan(hash)
        } catch {
            throw .engine(.store(error))
        }
    }

    private func migration(
        _ from: WorkflowVersion, _ to: WorkflowVersion, _ direction: RunMigration.Direction
    ) throws(VersionError) -> RunMigration {
        guard from.id == to.id else { throw .differentWorkflows }
        guard let earlier = decider.library.workflow(from) else { throw .unknownVersion(from) }
        guard let later = decider.library.workflow(to) else { throw .unknownVersion(to) }
        return RunMigration(from: earlier, to: later, direction: direction)
    }
}
