import CaseStore
import Engine
import Mediation
import Workflow

extension RegisterImport {
    private static let batch = 100

    /// - Returns: The register numbers that came in, or would in a rehearsal.
    func importDisputes(_ files: RegisterFiles, _ report: inout ImportReport) async throws(Halt) -> Set<String> {
        let candidates = DisputeCandidates(files, asOf: today, &report).candidates
        let all = report.sheets.reduce(0) { $0 + ($1.kind == .disputes ? $1.rows : 0) }
        progress(all - candidates.count)
        var taking = Taking()
        var rest = candidates[...]
        while !rest.isEmpty {
            try goOn()
            let batch = Array(rest.prefix(Self.batch))
            rest = rest.dropFirst(Self.batch)
            try await take(batch, &taking, &report)
            progress(batch.count)
        }
        return taking.numbers
    }

    /// What a run has taken in so far.
    private struct Taking {
        var numbers: Set<String> = []
        /// Dossier numbers of rehearsed rows, which the store does not know.
        var dossiers: Set<String> = []
    }

    /// Plans, decides and writes some rows.
    private func take(
        _ batch: [DisputeCandidate], _ taking: inout Taking, _ report: inout ImportReport
    ) async throws(Halt) {
        let stored = try await registered(batch.map(\.row.number))
        var planned: [(candidate: DisputeCandidate, plan: DisputePlan)] = []
        for candidate in batch {
            do throws(PlanFaults) {
                let plan = try DisputePlan(
                    candidate.row, candidate.referrals.map(\.row), bodies: bodies, at: engine.now)
                if let known = stored[candidate.row.number] {
                    settle(candidate, isSame: known.fingerprint == plan.fingerprint, &report)
                } else {
                    planned.append((candidate, plan))
                }
            } catch {
                refuse(candidate, error.faults, &report)
            }
        }
        if isRehearsal {
            try await rehearse(planned, &taking, &report)
        } else {
            try await carryOut(planned, &taking, &report)
        }
    }

    private func carryOut(
        _ planned: [(candidate: DisputeCandidate, plan: DisputePlan)], _ taking: inout Taking,
        _ report: inout ImportReport
    ) async throws(Halt) {
        for ((candidate, plan), answer) in zip(planned, await engine.perform(planned.map(\.plan.request))) {
            switch answer {
            case .success(let receipt):
                if receipt.repeated {
                    settle(candidate, isSame: true, &report)
                } else {
                    accept(candidate, &taking, &report)
                }
            case .failure(.refused(let refusal)):
                // Another program may have taken a row of this number in at the same moment.
                if refusal.code == "number-taken",
                    let known = try await registered([candidate.row.number])[candidate.row.number]
                {
                    settle(candidate, isSame: known.fingerprint == plan.fingerprint, &report)
                    continue
                }
                // What deciding alone does not refuse, the store did: a number that is in use.
                let found: (origin: CellOrigin, fault: CellFault)
                if let decided = self.refusal(of: plan) {
                    found = decided
                } else if let taken = try await takenDossier(of: candidate) {
                    found = taken
                } else {
                    found = (DisputePlanBuilder.disputes("登记编号"), CellFault(refusal))
                }
                refuse(candidate, [found], &report)
            case .failure(.keyReused):
                let known = try await registered([candidate.row.number])[candidate.row.number]
                settle(candidate, isSame: known?.fingerprint == plan.fingerprint, &report)
            case .failure(.store(let error)):
                throw .store(error)
            case .failure(let error):
                refuse(candidate, [(DisputePlanBuilder.disputes("登记编号"), .again(error.message))], &report)
            }
        }
    }

    private func rehearse(
        _ planned: [(candidate: DisputeCandidate, plan: DisputePlan)], _ taking: inout Taking,
        _ report: inout ImportReport
    ) async throws(Halt) {
        for (candidate, plan) in planned {
            var found = refusal(of: plan)
            if found == nil { found = try await takenDossier(of: candidate) }
            let dossiers = candidate.dossiers
            if found == nil, let double = dossiers.first(where: { taking.dossiers.contains($0.number) }) {
                found = (double.origin, .numberTaken(double.number))
            }
            if let found {
                refuse(candidate, [found], &report)
            } else {
                taking.dossiers.formUnion(dossiers.map(\.number))
                accept(candidate, &taking, &report)
            }
        }
    }

    /// Which of some register numbers are in the store.
    func registered(
        _ numbers: [String]
    ) async throws(Halt) -> [String: (id: CaseID, fingerprint: String?)] {
        try await asking { () async throws(StoreError) in try await engine.store.registered(numbers: numbers) }
    }

    /// The first dossier number of a row that another case bears.
    private func takenDossier(
        of candidate: DisputeCandidate
    ) async throws(Halt) -> (origin: CellOrigin, fault: CellFault)? {
        let dossiers = candidate.dossiers
        guard !dossiers.isEmpty else { return nil }
        let taken = try await asking { () async throws(StoreError) in
            try await engine.store.taken(dossiers.map(\.number))
        }
        return dossiers.first { taken.contains($0.number) }.map { ($0.origin, .numberTaken($0.number)) }
    }

    private func accept(_ candidate: DisputeCandidate, _ taking: inout Taking, _ report: inout ImportReport) {
        taking.numbers.insert(candidate.row.number)
        report.sheets[candidate.place.sheet].added += 1
        for referral in candidate.referrals { report.sheets[referral.place.sheet].added += 1 }
    }

    /// A row whose number is in the store already.
    private func settle(_ candidate: DisputeCandidate, isSame: Bool, _ report: inout ImportReport) {
        guard isSame else {
            refuse(candidate, [(DisputePlanBuilder.disputes("登记编号"), .otherContent)], &report)
            return
        }
        report.sheets[candidate.place.sheet].present += 1
        for referral in candidate.referrals { report.sheets[referral.place.sheet].present += 1 }
    }

    /// Refuses a row, and its referrals with it, so that the files of refused rows can be imported by themselves.
    private func refuse(
        _ candidate: DisputeCandidate, _ faults: [(origin: CellOrigin, fault: CellFault)], _ report: inout ImportReport
    ) {
        for (origin, fault) in faults { report.reject(candidate.place(of: origin.sheet), origin.column, fault) }
        for referral in candidate.referrals where report.isRejected(referral.place) {
            if !report.isRejected(candidate.place) {
                report.reject(candidate.place, "流转次数", .badReferral(at: referral.place, report))
            }
        }
        for referral in candidate.referrals where !report.isRejected(referral.place) {
            report.reject(referral.place, "登记编号", .disputeRefused(at: candidate.place, report))
        }
    }

    /// The first command that cannot be carried out, found by deciding ever shorter beginnings; nil where all can.
    private func refusal(of plan: DisputePlan) -> (origin: CellOrigin, fault: CellFault)? {
        let id = CaseID(high: 0, low: 0)
        func refusal(_ count: Int) -> CommandRefusal? {
            var numbers = DossierNumbers(last: [:])
            do throws(CommandRefusal) {
                _ = try engine.decider.decide(
                    Array(plan.request.commands.prefix(count)), id: id, district: engine.district, on: nil,
                    numbers: &numbers)
                return nil
            } catch {
                return error
            }
        }
        guard var found = refusal(plan.request.commands.count) else { return nil }
        var (good, bad) = (0, plan.request.commands.count)
        while bad - good > 1 {
            let middle = (good + bad) / 2
            if let earlier = refusal(middle) {
                bad = middle
                found = earlier
            } else {
                good = middle
            }
        }
        return (plan.origins[bad - 1], CellFault(found))
    }
}
