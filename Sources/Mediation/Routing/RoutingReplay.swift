package import LegalTime

/// Disputes of the past decided by two sets of rules, and which of them would go elsewhere.
package struct RoutingReplay: Sendable {
    /// A dispute of the past as it stood when it was routed.
    package struct Subject: Sendable {
        package let code: String
        package let day: Day
        package let subject: RoutingSubject

        package init(code: String, day: Day, subject: RoutingSubject) {
            self.code = code
            self.day = day
            self.subject = subject
        }
    }

    package struct Move: Sendable {
        package let code: String
        package let day: Day
        package let before: RoutingDecision
        package let after: RoutingDecision
    }

    package let disputes: Int
    /// Those that another body, or another channel, would get.
    package let moves: [Move]

    package init(_ subjects: [Subject], from before: Router, to after: Router) {
        disputes = subjects.count
        moves = subjects.compactMap { past in
            let old = before.decide(past.subject, on: past.day)
            let new = after.decide(past.subject, on: past.day)
            guard old.body != new.body || old.channel != new.channel else { return nil }
            return Move(code: past.code, day: past.day, before: old, after: new)
        }
    }
}
