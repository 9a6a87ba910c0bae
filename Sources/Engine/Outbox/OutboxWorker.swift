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
    }

    private let engine: Engine
    private let delivery: any Delivery
    private let page: Int
    private let together: Int
    private let lease: Int
    private let pause: Int64
    /// About ten hours of trying.
    package static let attempts = 22

    /// - Parameters:
    ///   - page: How many messages are taken at a time.
    ///   - together: How many are on their way at a time.
    ///   - lease: Seconds for which a message that was taken is left alone by others.
    ///   - pause: Seconds until the second attempt; it doubles from there.
    package init(
        engine: Engine, delivery: any Delivery, page: Int = 100, together: Int = 8, lease: Int = 300, pause: Int64 = 1
    ) {
        self.engine = engine
        self.delivery = delivery
        self.page = page
        self.together = together
        self.lease = lease
        self.pause = pause
    }

    /// Delivers until nothing is ready any more.
    package func round() async throws(StoreError) -> Round {
        var round = Round()
        while !Task.isCancelled {
            let messages = try await engine.store.takeMessages(limit: page, lease: lease)
            if messages.isEmpty { break }
            let outcomes = await deliver(messages)
            try await engine.store.delivered(outcomes.filter { $0.failure == nil }.map(\.message.id))
            for (message, failure) in outcomes {
                guard let failure else {
                    round.delivered += 1
                    continue
                }
                let isOver = failure.isFinal || message.attempts >= Self.attempts
                let wait = Pause.seconds(after: message.attempts, chance: engine.random(), first: pause)
                try await engine.store.failed(
                    message.id, error: failure.description, pause: isOver ? nil : Double(wait))
                round.failed += 1
                if isOver { round.dead += 1 }
            }
        }
        return round
    }

    private typealias Outcome = (message: OutboxMessage, failure: DeliveryFailure?)

    private func deliver(_ messages: [OutboxMessage]) async -> [Outcome] {
        await withTaskGroup(of: Outcome.self) { group in
            var waiting = messages.makeIterator()
            func begin() {
                guard let message = waiting.next() else { return }
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
