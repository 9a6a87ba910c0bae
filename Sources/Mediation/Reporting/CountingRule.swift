/// How an indicator is counted. The one definition that the figures, the lists they open to and the tests share.
package enum CountingRule: Hashable, Sendable {
    case count(CountedSet)
    /// The money in the agreements of these entries.
    case amount(EntryRule)
    case meanDays(EntryRule)
    /// The lower median: a duration that occurred.
    case medianDays(EntryRule)
    /// A part of a whole, so always within 0 and 1: the first set lies within the second.
    case rate(CountedSet, of: CountedSet)
    case register(RegisterRule)
    case directory(DirectoryRule)
}

/// A set of proceedings or happenings.
package enum CountedSet: Hashable, Sendable {
    case entries(EntryRule)
    case stock(Stock)
}

/// Entries whose day lies in the period.
package struct EntryRule: Hashable, Sendable {
    package let measure: Measure
    /// The outcomes that count; nil for any.
    package let outcomes: [Outcome]?
    package let form: Agreement.Form?
    /// Only what follows an agreement that took effect in the same period.
    package let ofAgreementsInPeriod: Bool

    package init(
        _ measure: Measure, outcomes: [Outcome]? = nil, form: Agreement.Form? = nil, ofAgreementsInPeriod: Bool = false
    ) {
        self.measure = measure
        self.outcomes = outcomes
        self.form = form
        self.ofAgreementsInPeriod = ofAgreementsInPeriod
    }
}

/// Accepted proceedings that were not concluded yet at a moment.
package enum Stock: Hashable, Sendable {
    /// When the period began: accepted before its first day and not concluded before it.
    case atStart
    /// When the period ended: accepted by its last day and not concluded by it.
    case atEnd
    /// At any moment of the period: open at its start, or accepted in it.
    case inHand
}

/// Rows of the registers that stand beside the disputes.
package enum RegisterRule: Hashable, Sendable {
    /// Screening returns, nil returns included; those that found something; what was prevented, summed.
    case screenings, screeningsWithFindings, prevented
    /// One person on duty for one day each.
    case stationed
    /// Visitors received, summed; matters resolved on the spot.
    case receptions, centreResolved

    package var register: Register {
        switch self {
        case .screenings, .screeningsWithFindings, .prevented: .screening
        case .stationed: .stationing
        case .receptions, .centreResolved: .reception
        }
    }

    package enum Register: Hashable, Sendable {
        case screening, stationing, reception
    }
}

/// Rows of the directory.
package enum DirectoryRule: Hashable, Sendable {
    /// On the last day of the period.
    case judicialOffices, tribunals, administrativeUnits, administrativeMediators
    /// That began within the period; a new name is no new body.
    case newBrandRooms, newIndustryBodies
}
