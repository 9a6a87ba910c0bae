package import LegalTime

/// One countable happening of one dispute: the atom of every figure.
///
/// A figure is the sum of the entries of one measure that fall within its days and dimensions, so it opens to exactly the
/// cases that were counted. Entries are derived from events and can be recomputed from them at any time.
package struct ReportEntry: Hashable, Sendable {
    package let measure: Measure
    /// Legal day on which it counts.
    package let day: Day
    /// Number of the event that caused it, and of the proceeding it belongs to (0: the dispute itself).
    package let sequence: Int
    package let proceeding: Int
    package let body: BodyID
    /// Day by which the kind and the office of the body are read. All entries of a proceeding share it, so that it is counted in
    /// one place from its acceptance to its end, also when the directory changes meanwhile.
    package let placed: Day
    package let track: String?
    package let type: DisputeType
    package let source: DisputeSource
    package let outcome: String?
    package let form: Agreement.Form?
    /// Whole days from acceptance to conclusion, or from the effect of an agreement to its performance or confirmation.
    package let days: Int?
    package let amount: Money?
    /// Sample data, true of nobody.
    package let isSynthetic: Bool

    package init(
        measure: Measure, day: Day, sequence: Int, proceeding: Int, body: BodyID, placed: Day, track: String?,
        type: DisputeType, source: DisputeSource, outcome: String? = nil, form: Agreement.Form? = nil,
        days: Int? = nil, amount: Money? = nil, isSynthetic: Bool
    ) {
        self.measure = measure
        self.day = day
        self.sequence = sequence
        self.proceeding = proceeding
        self.body = body
        self.placed = placed
        self.track = track
        self.type = type
        self.source = source
        self.outcome = outcome
        self.form = form
        self.days = days
        self.amount = amount
        self.isSynthetic = isSynthetic
    }

    /// Where the entry is counted depends on this alone.
    package var place: Place { Place(body: body, day: placed) }

    package struct Place: Hashable, Sendable {
        package let body: BodyID
        package let day: Day
    }
}

/// What an entry counts. The stored numbers never change meaning; a new meaning is a new measure.
package enum Measure: Int16, Hashable, Sendable, CaseIterable {
    /// A dispute was registered. Unit: dispute.
    case registered = 1
    /// A body took a matter into its register of accepted matters. Unit: proceeding.
    case accepted = 2
    /// An accepted proceeding came to its end. Unit: proceeding.
    case concluded = 3
    /// A clock of the track ran out while the proceeding was under way; once a proceeding. Unit: proceeding.
    case overdue = 4
    /// All that an agreement demanded was performed. Unit: proceeding whose agreement it is.
    case performed = 5
    /// A court confirmed an agreement. Unit: proceeding whose agreement it is.
    case confirmed = 6
    /// Custody was offered to another body, or the coordinator assigned it. Unit: referral.
    case referred = 7
    /// A dispute was closed. Unit: closing, since a closed dispute can be reopened.
    case closed = 8
    /// A proceeding ended before it was accepted: refused by the body or by a party. Unit: proceeding.
    case turnedAway = 9

    /// In which dimensions its entries have a value: the dispute itself is in no track and has no outcome, and a proceeding
    /// has its outcome only at its end.
    package var dimensions: [Dimension] {
        switch self {
        case .registered, .referred, .closed: Dimension.allCases.filter { $0 != .track && $0 != .outcome }
        case .accepted, .overdue: Dimension.allCases.filter { $0 != .outcome }
        case .concluded, .performed, .confirmed, .turnedAway: Dimension.allCases
        }
    }
}
