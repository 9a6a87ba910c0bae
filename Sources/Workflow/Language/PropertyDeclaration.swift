/// Something a workflow promises on every possible history, with the rule that demands it. Kept here for the verifier.
package struct PropertyDeclaration: Hashable, Sendable {
    package enum Form: Hashable, Sendable {
        /// No reachable case satisfies the condition.
        case never(GuardExpression)
        /// Every reachable case satisfies it.
        case always(GuardExpression)
        /// Whenever the first holds, the second holds then or later.
        case leadsTo(from: GuardExpression, to: GuardExpression)
        /// In every case inside the state, the event is accepted.
        case possible(event: String, fromEvery: String)
    }

    package let id: String
    package let title: Bilingual?
    package let form: Form
    package let law: Citation?
    /// Line in the file, from 1.
    package let line: Int

    package init(id: String, title: Bilingual?, form: Form, law: Citation?, line: Int) {
        self.id = id
        self.title = title
        self.form = form
        self.law = law
        self.line = line
    }
}
