/// How sure we are that the cited rule says what the file makes of it.
package enum Certainty: String, Hashable, Sendable, CaseIterable, Codable {
    /// Read in the published text of the instrument.
    case verified
    /// Taken from a text about the instrument.
    case secondary
    /// Not checked yet.
    case unverified
    /// A rule of this place, not of the law.
    case local
}

/// The rule that a part of a workflow rests on.
package struct Citation: Hashable, Sendable {
    /// Instrument and article, such as `人民调解法 §23`.
    package let text: String
    package let certainty: Certainty

    package init(text: String, certainty: Certainty) {
        self.text = text
        self.certainty = certainty
    }
}
