package import LegalTime

/// One stretch of custody: who held the dispute from when to when.
package struct Leg: Hashable, Sendable {
    package let body: BodyID
    package let since: Instant
    /// Nil for the one that holds it still.
    package let until: Instant?

    /// Whole days to its end, or to an instant if it has none yet.
    package func days(to now: Instant) -> Int { since.day.distance(to: (until ?? now).day) }
}

/// Two clocks run on every dispute: each body's own, from the day it took custody, and the citizen's, which starts with the
/// first door and no referral sets back.
extension Dispute {
    /// Everybody who held it, the first receiver first.
    package var legs: [Leg] {
        var moves = [(body: firstReceiver, since: registered)]
        for referral in referrals where [.accepted, .assigned].contains(referral.state) {
            // Assigned to the body that holds it anyhow: nothing moved.
            guard let answered = referral.answered, moves.last?.body != referral.to else { continue }
            moves.append((referral.to, answered))
        }
        return moves.indices.map { index in
            Leg(
                body: moves[index].body, since: moves[index].since,
                until: index + 1 < moves.count ? moves[index + 1].since : nil)
        }
    }

    /// The citizen's clock: days from the first door to an instant.
    package func age(at now: Instant) -> Int { max(0, registered.day.distance(to: now.day)) }

    /// Bodies that held it, gave it away and hold it, or held it, again.
    package var returnedTo: [BodyID] {
        let bodies = legs.map(\.body)
        return bodies.indices.filter { bodies[..<$0].contains(bodies[$0]) }.map { bodies[$0] }
    }

    /// Attempts that came to nothing: the sessions of mediations that failed, one at least for each.
    ///
    /// This is what the "331" ladder counts: three in the village, three in the town, one in the centre.
    package func failedAttempts(at body: BodyID? = nil) -> Int {
        proceedings.filter { $0.outcome == Outcome.failed.rawValue && (body == nil || $0.body == body) }
            .reduce(0) { $0 + max(1, $1.sessions) }
    }
}
