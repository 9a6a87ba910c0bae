package import LegalTime

/// What parties settled, in one proceeding.
package struct Agreement: Hashable, Sendable, Codable {
    package let form: Form
    package let terms: String
    /// Numbers of the claims it settles.
    package let claims: [Int]
    package var obligations: [Obligation]
    package let drafted: Instant
    /// A written agreement takes effect when the last of all parties, the mediator and the seal is on it (PML Art 29); an
    /// oral one when it is reached (PML Art 30).
    package var effective: Instant?
    /// Leave of the court to file for confirmation after the thirty days (Civil Procedure Law Art 86).
    package var lateFiling: Instant?

    package init(
        form: Form, terms: String, claims: [Int], obligations: [Obligation], drafted: Instant, effective: Instant? = nil
    ) {
        self.form = form
        self.terms = terms
        self.claims = claims
        self.obligations = obligations
        self.drafted = drafted
        self.effective = effective
    }

    package enum Form: String, Hashable, Sendable, Codable, CaseIterable {
        case written, oral
    }

    /// The sum of the money owed under it.
    package var amount: Money {
        obligations.reduce(Money(fen: 0)) { $0 + ($1.amount ?? Money(fen: 0)) }
    }

    package var isPerformed: Bool { obligations.allSatisfy { $0.performed != nil } }
}

/// Who owes what by when (履行义务).
package struct Obligation: Hashable, Sendable, Codable {
    /// Number within the agreement, from 1.
    package let number: Int
    /// Party numbers that owe.
    package let by: [Int]
    /// Party numbers to whom it is owed.
    package let to: [Int]
    package let content: String
    package let amount: Money?
    package let due: Day?
    /// What was paid so far, for an obligation in money.
    package var paid: Money
    package var performed: Instant?

    package init(
        number: Int, by: [Int], to: [Int], content: String, amount: Money?, due: Day?, paid: Money = Money(fen: 0),
        performed: Instant? = nil
    ) {
        self.number = number
        self.by = by
        self.to = to
        self.content = content
        self.amount = amount
        self.due = due
        self.paid = paid
        self.performed = performed
    }
}
