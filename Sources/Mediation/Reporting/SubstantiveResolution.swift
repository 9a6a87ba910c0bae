package import LegalTime

/// The rate of substantive resolution （实质化解率） of reconsideration cases in its two readings. No rule defines it; offices report one or
/// the other, so both are given, each with its name.
///
/// (a) Closed by mediation or settlement, of all closed. (b) Closed and not followed by a suit or a petition, of all closed. What was resolved
/// before a case was accepted is in neither and is counted apart.
package struct SubstantiveResolution: Hashable, Sendable {
    /// Accepted cases closed in the period.
    package private(set) var closed: [CaseCode] = []
    /// Of these, by mediation or settlement.
    package private(set) var settled: [CaseCode] = []
    /// Of these, followed by a suit or a petition by the day of the count.
    package private(set) var followed: [CaseCode] = []
    /// Resolved before acceptance in the period.
    package private(set) var beforeAcceptance: [CaseCode] = []

    /// - Parameters:
    ///   - cases: Disputes that may have been under reconsideration, each with its whole history.
    ///   - days: Those in which a case was closed.
    ///   - cutOff: What followed later does not count: the two rates of a year must not change for ever.
    package init(_ cases: [(dispute: Dispute, history: [CaseEvent])], in days: DayRange, until cutOff: Day) {
        for (dispute, history) in cases {
            for proceeding in dispute.proceedings where proceeding.track == "reconsideration" {
                guard let end = proceeding.concluded, days.contains(end.day) else { continue }
                guard proceeding.accepted != nil else {
                    if proceeding.outcome == Outcome.preCaseResolved.rawValue { beforeAcceptance.append(dispute.code) }
                    continue
                }
                closed.append(dispute.code)
                if proceeding.outcome == Outcome.succeeded.rawValue { settled.append(dispute.code) }
                let after = history.filter { $0.occurred > end && $0.occurred.day <= cutOff }
                if after.contains(where: { $0.records.contains(where: Self.goesOn) }) { followed.append(dispute.code) }
            }
        }
    }

    /// A suit or a petition on the matter.
    private static func goesOn(_ record: Record) -> Bool {
        switch record {
        case .suit: true
        case .elsewhere(let begun): [.suit, .administrativeSuit, .petition].contains(begun.kind)
        case .arrival(let arrival): arrival.door == .petition
        default: false
        }
    }

    /// Nil where nothing was closed: no data is not zero.
    package var bySettlement: Rate? { rate(settled.count) }
    package var byQuiet: Rate? { rate(closed.count - followed.count) }

    package struct Rate: Hashable, Sendable {
        package let part: Int
        package let whole: Int

        /// In thousandths, rounded half up.
        package var perMille: Int { (part * 2000 + whole) / (whole * 2) }
    }

    private func rate(_ part: Int) -> Rate? { closed.isEmpty ? nil : Rate(part: part, whole: closed.count) }
}
