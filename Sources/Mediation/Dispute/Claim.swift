/// What some parties ask of others. A dispute is a set of these.
package struct Claim: Hashable, Sendable, Codable {
    /// Number within the dispute, from 1.
    package let number: Int
    /// Party numbers that ask.
    package let by: [Int]
    /// Party numbers of whom it is asked.
    package let against: [Int]
    package let subject: String
    package let amount: Money?

    package init(number: Int, by: [Int], against: [Int], subject: String, amount: Money?) {
        self.number = number
        self.by = by
        self.against = against
        self.subject = subject
        self.amount = amount
    }
}
