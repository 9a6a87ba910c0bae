package import CaseStore
import LegalTime
import Mediation

/// Delivers what steps left in the outbox: at least once, in order within a dispute, each message under an id that stays.
///
/// Several programs may work at once; each takes messages for a while, and what one of them leaves behind is taken by
/// another. A message that fails waits longer and longer; after ``attempts`` attempts, or when the receiver will never take
/// it, it is put aside, where a person sees it and can have it tried again. The later messages of its dispute go on.
package struct OutboxWorker: Sendable {
    /// What one round did.
    package struct Round: Hashable, Sendable {
        package var delivered = 0
        package var failed = 0
        /// Given up in this round.
        package var dead = 0

        package init() {}

        mutating func add(_ other: Round) {
            delivered += other.delivered
            failed += other.failed
            dead += other.dead
        }
    }

    private let engine: Engine
    private let delivery: any Delivery
    private let page: Int
    private let together: Int
    private let lease: Int
    private let pause: Int64
    private let clock: @Sendable () -> ContinuousClock.Instant
    /// About ten hours of trying.
    package static let attempts = 22

    /// - Parameters:
    ///   - page: How many messages are taken at a time.
    ///   - together: How many are on their way at a time.
    ///   - lease: Seconds for which a message that was taken is left alone by others.
    ///   - pause: Seconds until the second attempt; it doubles from there.
    ///   - clock: Tells how much of a lease is over; tests give their own.
    package init(
        engine: Engine, delivery: any Delivery, page: Int = 100, together: Int = 8, lease: Int = 300, pause: Int64 = 1,
        clock: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.engine = engine
        self.delivery = delivery
        self.page = page
        self.together = together
        self.lease = lease
        self.pause = pause
        self.clock = clock
    }

    /// Delivers until nothing is ready any more.
    package func round() async throws(StoreError) -> Round {
        var round = Round()
        var start: Instant?
        while !Task.isCancelled {
            // Of a slow receiver no message is begun in the second half of the lease: what is under way then has time to
            // end before another program may take it.
            let half = clock() + .seconds(lease) / 2
            let messages = try await engine.store.takeMessages(limit: page, lease: lease, waitingSince: start)
            if messages.isEmpty {
                if start == nil { break }
                // One that came or became free behind the start may be left.
                start = nil
                continue
            }
            start = messages.compactMap(\.waitedSince).min()
            let outcomes = await deliver(messages, until: half)
            // What has arrived is noted though this program is told to stop: else it would arrive again.
            let noting = Task { await note(messages, outcomes) }
            round.add(try await noting.value.get())
        }
        return round
    }

    private typealias Outcome = (message: OutboxMessage, failure: DeliveryFailure?)

    /// Writes down what became of the messages that were taken.
    private func note(_ messages: [OutboxMessage], _ outcomes: [Outcome]) async -> Result<Round, StoreError> {
        do throws(StoreError) {
            return .success(try await noted(messages, outcomes))
        } catch {
            return .failure(error)
        }
    }

    private func noted(_ messages: [OutboxMessage], _ outcomes: [Outcome]) async throws(StoreError) -> Round {
        var round = Round()
        let begun = Set(outcomes.map(\.message.id))
        try await engine.store.delivered(outcomes.filter { $0.failure == nil }.map(\.message.id))
        try await engine.store.giveBack(messages.filter { !begun.contains($0.id) })
        for (message, failure) in outcomes {
            guard let failure else {
                round.delivered += 1
                continue
            }
            let isOver = failure.isFinal || message.attempts >= Self.attempts
            let wait = Pause.seconds(after: message.attempts, chance: engine.random(), first: pause)
            try await engine.store.failed(message, error: failure.description, pause: isOver ? nil : Double(wait))
            round.failed += 1
            if isOver { round.dead += 1 }
        }
        return round
    }

    private func deliver(_ messages: [OutboxMessage], until end: ContinuousClock.Instant) async -> [Outcome] {
        await withTaskGroup(of: Outcome.self) { group in
            var waiting = messages.makeIterator()
            func begin() {
                guard clock() < end, !Task.isCancelled, let message = waiting.next() else { return }
                group.addTask { [delivery, engine] in
                    do throws(DeliveryFailure) {
                        try await delivery.deliver(message, of: engine.district)
                        return (message, nil)
                    } catch {
                        return (message, error)
                    }
                }
            }
            for _ in 0..<together { begin() }
            var outcomes: [Outcome] = []
            for await outcome in group {
                outcomes.append(outcome)
                begin()
            }
            return outcomes
        }
    }
}
