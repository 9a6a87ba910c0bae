/// That a body answers for a division during some days, for all it takes or for some subjects and amounts.
package struct Coverage: Hashable, Sendable {
    package let body: BodyID
    package let division: DivisionCode
    /// Dispute types by name; empty for all that the body takes.
    package let subjects: [String]
    package let amounts: AmountBand
    package let validity: Validity
    package let provenance: Provenance

    package init(
        body: BodyID, division: DivisionCode, subjects: [String] = [], amounts: AmountBand = .all,
        validity: Validity = .always, provenance: Provenance
    ) {
        self.body = body
        self.division = division
        self.subjects = subjects
        self.amounts = amounts
        self.validity = validity
        self.provenance = provenance
    }
}

/// Amounts claimed, from one on and below another. A dispute over no money is in every band that has no lower end.
package struct AmountBand: Hashable, Sendable {
    package let from: Money?
    package let below: Money?

    /// Nil where no amount lies in it.
    package init?(from: Money?, below: Money?) {
        if let from, let below, below <= from { return nil }
        self.from = from
        self.below = below
    }

    private init() {
        from = nil
        below = nil
    }

    package static let all = AmountBand()

    package func contains(_ amount: Money?) -> Bool {
        let enough = from.map { $0 <= amount ?? Money(fen: 0) } ?? true
        let little = below.map { amount ?? Money(fen: 0) < $0 } ?? true
        return enough && little
    }

    package func overlaps(_ other: AmountBand) -> Bool {
        func begins(_ one: AmountBand, before end: Money?) -> Bool {
            guard let end, let from = one.from else { return true }
            return from < end
        }
        return begins(self, before: other.below) && begins(other, before: below)
    }
}
