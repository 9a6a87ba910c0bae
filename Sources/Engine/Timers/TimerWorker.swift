package import CaseStore
import LegalTime
package import Mediation
package import Workflow

/// Lets clocks run out when their time comes, though nobody acts.
///
/// A firing is an ordinary request to the engine under a key made of the clock and the revision that set it, so a clock runs
/// out once however many programs are at it; a lease spares all but one of them the work. Clocks are rows in the order of
/// their due times: nothing is swept, and a program that was away for a month finds what fell due meanwhile, each dated as it
/// was due.
package actor TimerWorker {
    /// What one round did.
    package struct Round: Hashable, Sendable {
        /// Somebody else has the work at present; nothing was looked at.
        package var isElsewhere = false
        /// Disputes whose clocks ran out.
        package var fired = 0
        /// Disputes that could not be moved on, with the reason; they are tried again later.
        package var failed: [CaseID: Bilingual] = [:]

        package init() {}
    }

    /// The name of the work in the table of leases.
    package static let work = "timers"

    private let holder: String
    private let page: Int
    /// Disputes that could not be moved on: how often, and before when they are left alone.
    private var resting: [CaseID: (failures: Int, until: Instant)] = [:]

    /// - Parameters:
    ///   - holder: A name of this worker that no other has.
    ///   - page: How many clocks are read at a time.
    package init(holder: String, page: Int = 1000) {
        self.holder = holder
        self.page = page
    }

    /// Lets everything run out that is due, if the work is free.
    ///
    /// - Parameter lease: Seconds for which the work is taken; prolonged with every page.
    package func round(on engine: Engine, lease: Int = 60) async throws(StoreError) -> Round {
        var round = Round()
        let now = engine.now
        resting = resting.filter { $0.value.failures > 0 && $0.value.until.adding(seconds: 86_400) > now }
        var last: DueClock?
        repeat {
            guard try await engine.store.takeLease(of: Self.work, holder: holder, seconds: lease) else {
                round.isElsewhere = last == nil
                return round
            }
            let clocks = try await engine.store.dueClocks(by: now, after: last, limit: page)
            last = clocks.last
            await fire(clocks, at: now, on: engine, &round)
            if clocks.count < page { return round }
        } while !Task.isCancelled
        return round
    }

    /// Gives the work back, so that another program need not wait for the end of the lease.
    package func stop(on engine: Engine) async {
        // Where the database is away the lease ends by itself.
        try? await engine.store.endLease(of: Self.work, holder: holder)
    }

    private func fire(_ clocks: [DueClock], at now: Instant, on engine: Engine, _ round: inout Round) async {
        var seen: Set<CaseID> = []
        let requests: [Request] = clocks.compactMap { clock in
            guard (resting[clock.id]?.until).map({ $0 <= now }) ?? true, round.failed[clock.id] == nil,
                seen.insert(clock.id).inserted
            else { return nil }
            // One request lets all clocks of the dispute run out that are due, in their order.
            return Request(
                id: clock.id, commands: [.advance(to: now)],
                key: "timer:\(clock.id):\(clock.proceeding):\(clock.name):\(clock.revision)", isTimed: false)
        }
        for (request, answer) in zip(requests, await engine.perform(requests)) {
            guard let id = request.id else { continue }
            switch answer {
            case .success(let receipt):
                if !receipt.repeated { round.fired += 1 }
                resting[id] = nil
            // Somebody acted meanwhile, and the clock ran out or stopped on the way.
            case .failure(.refused(let refusal)) where refusal.code == "nothing-to-do":
                resting[id] = nil
            case .failure(let error):
                let failures = (resting[id]?.failures ?? 0) + 1
                resting[id] = (
                    failures, now.adding(seconds: Int(Pause.seconds(after: failures, chance: engine.random())))
                )
                round.failed[id] = error.message
            }
        }
    }
}
