package import LegalTime

/// The days on which a row of the directory is in force, both ends included; an end that is not known is open.
package struct Validity: Hashable, Sendable {
    package let from: Day?
    package let to: Day?

    /// Nil when the last day is before the first.
    package init?(from: Day?, to: Day?) {
        if let from, let to, to < from { return nil }
        self.from = from
        self.to = to
    }

    private init() {
        from = nil
        to = nil
    }

    /// In force on every day.
    package static let always = Validity()

    package func contains(_ day: Day) -> Bool { !isOver(on: day) && (from.map { $0 <= day } ?? true) }

    /// True if the last day lies before `day`.
    package func isOver(on day: Day) -> Bool { to.map { $0 < day } ?? false }

    package func overlaps(_ other: Validity) -> Bool {
        let startsInTime = from.map { from in other.to.map { from <= $0 } ?? true } ?? true
        let endsInTime = to.map { to in other.from.map { $0 <= to } ?? true } ?? true
        return startsInTime && endsInTime
    }
}

/// Where a row of the directory comes from, and whether someone has checked it.
package struct Provenance: Hashable, Sendable {
    /// A document, an address, or the word "assumed" with its reason.
    package let source: String
    package let isVerified: Bool
    /// What a reader should know about the row; empty if nothing.
    package let note: String

    package init(source: String, isVerified: Bool, note: String = "") {
        self.source = source
        self.isVerified = isVerified
        self.note = note
    }
}
