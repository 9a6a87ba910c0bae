package import LegalTime
package import Workflow

/// Something that happened in a dispute. Appended, never changed.
///
/// An event carries everything that ``Dispute/apply(_:)`` needs, the state of the run it moved included, so that the past
/// can be folded without running any workflow again.
package struct CaseEvent: Hashable, Sendable, Codable {
    /// Number within the dispute, from 1, without gaps: the revision after it.
    package let sequence: Int
    /// Legal time: when it happened.
    package let occurred: Instant
    package let actor: Actor
    package let scope: Scope
    /// Name of the act in its workflow; `registered` for the first event; `expired.NAME` for a clock that ran out.
    package let act: String
    package let records: [Record]
    /// The domain predicates that held when it happened.
    package let predicates: [String]
    /// Papers this event made.
    package let papers: [String]
    /// The articles that governed the step.
    package let law: [String]
    /// The outermost state of the run it moved, after it, such as `settled` or `closed` of the pipeline.
    package let phase: String
    /// The run it moved, after it.
    package let after: PersistedRun

    package init(
        sequence: Int, occurred: Instant, actor: Actor, scope: Scope, act: String, records: [Record],
        predicates: [String], papers: [String], law: [String], phase: String, after: PersistedRun
    ) {
        self.sequence = sequence
        self.occurred = occurred
        self.actor = actor
        self.scope = scope
        self.act = act
        self.records = records
        self.predicates = predicates
        self.papers = papers
        self.law = law
        self.phase = phase
        self.after = after
    }
}

/// Who acts: in which role, for which body, and by whose hand it was entered.
package struct Actor: Hashable, Sendable, Codable {
    /// A role of the vocabulary, such as `mediator`.
    package var role: String
    /// The account, mediator or office that acts. Never a party's name.
    package var name: String
    package var body: BodyID?
    /// The acting party's number, when a party acts.
    package var party: Int?
    /// Who entered it on the actor's behalf, if another hand did.
    package var enteredBy: String?

    package init(role: String, name: String, body: BodyID? = nil, party: Int? = nil, enteredBy: String? = nil) {
        self.role = role
        self.name = name
        self.body = body
        self.party = party
        self.enteredBy = enteredBy
    }

    /// The engine itself: clocks that run out, the end of an invoked run.
    package static let system = Actor(role: "system", name: "nplus")
}
