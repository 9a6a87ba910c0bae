/// Something a workflow promises on every possible history, with the rule that demands it.
///
/// A history is a sequence of steps, the first of which is the start. Conditions are asked after each step: facts, states
/// and clocks as they are then, and what the step was (``GuardExpression/event(_:)`` and the like).
package struct PropertyDeclaration: Hashable, Sendable {
    package enum Form: Hashable, Sendable {
        /// No step satisfies the condition.
        case never(GuardExpression)
        /// Every step satisfies it.
        case always(GuardExpression)
        /// Every step that satisfies the first satisfies the second.
        case whenever(GuardExpression, holds: GuardExpression)
        /// After every step that satisfies the first, or with it, comes one that satisfies the second, even when nobody
        /// acts any more and only clocks run out.
        case leadsTo(from: GuardExpression, to: GuardExpression)
        /// No step satisfies the second unless it, or one before it, satisfies the first.
        case precedes(first: GuardExpression, then: GuardExpression)
        /// At most so many steps satisfy the condition.
        case atMost(Int, GuardExpression)
        /// Wherever the condition holds, the event is accepted at once (of the role, if one is named, for some answers of
        /// the domain).
        case possible(event: String, by: String?, fromEvery: GuardExpression)
        /// Wherever the second holds, a history goes on from there to a step that satisfies the first.
        case reachable(GuardExpression, fromEvery: GuardExpression)
    }

    /// The part of a history that is looked at. It begins with the step that satisfies its opening and ends before the one
    /// that satisfies its closing, or never.
    package enum Scope: Hashable, Sendable {
        case whole
        case before(GuardExpression)
        case after(GuardExpression)
        /// Each time anew.
        case between(GuardExpression, GuardExpression)
    }

    package let id: String
    package let title: Bilingual?
    package let form: Form
    package let scope: Scope
    package let law: Citation?
    /// Line in the file, from 1.
    package let line: Int

    package init(
        id: String, title: Bilingual?, form: Form, scope: Scope = .whole, law: Citation?, line: Int
    ) {
        self.id = id
        self.title = title
        self.form = form
        self.scope = scope
        self.law = law
        self.line = line
    }
}
