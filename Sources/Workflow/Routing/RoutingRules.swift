package import LegalTime

/// The rules by which a dispute finds its body, as loaded from a file and checked: an ordered list over finitely many facts.
///
/// The first rule whose condition holds decides. Every fact takes one of finitely many values, so the rules as a whole are a
/// total function that ``RoutingCheck`` examines exactly: what no rule covers, what no dispute reaches, what two rules decide
/// differently. Rules are data and effective-dated: a dispute is routed by the rules in force on that day.
///
/// **Read in this order**: this file, ``RoutingFacts`` (the values rules look at), `RoutingFile` (from YAML),
/// ``RoutingRegion`` and ``RoutingCheck`` (what the rules do together).
package struct RoutingRules: Sendable {
    package let id: String
    package let title: Bilingual
    /// The first day on which these rules decide.
    package let from: Day
    /// The last such day; nil while no end is known.
    package let until: Day?
    package let facts: [RoutingFact]
    /// In order: the first whose condition holds decides.
    package let rules: [RoutingRule]
    /// FNV-1a of the text in 64 bits: tells versions apart, proves nothing.
    package let sourceHash: UInt64
    /// The conditions of the rules over sets of values, in the order of ``rules``.
    let conditions: [RoutingCondition]

    package func isInForce(on day: Day) -> Bool {
        from <= day && day <= until ?? day
    }

    /// The rule that decides; nil when none covers the values.
    ///
    /// - Parameter values: one spelling for each of ``facts``, in their order.
    package func rule(for values: [String]) -> RoutingRule? {
        let region = RoutingRegion(values: values, of: facts)
        return conditions.firstIndex { $0.truth(in: region) == .yes }.map { rules[$0] }
    }

    /// What stands in the way of a rule for these values: the smallest parts of its condition that do not hold.
    package func lacking(_ rule: RoutingRule, for values: [String]) -> [GuardExpression] {
        Self.lacking(rule.condition, in: RoutingRegion(values: values, of: facts), facts)
    }

    private static func lacking(
        _ condition: GuardExpression, in region: RoutingRegion, _ facts: [RoutingFact]
    ) -> [GuardExpression] {
        guard RoutingCondition(condition, facts: facts).truth(in: region) == .no else { return [] }
        if case .and(let parts) = condition { return parts.flatMap { lacking($0, in: region, facts) } }
        return [condition]
    }
}

/// One line of the rules: under which condition a dispute goes where, and on which ground.
package struct RoutingRule: Hashable, Sendable {
    /// What becomes of the dispute.
    package enum Decision: Hashable, Sendable {
        /// It goes to a body of the first of these kinds that has one able to take it.
        case to([String])
        /// It is not for mediation; the right channel is named.
        case exclude(channel: Bilingual)
    }

    package let id: String
    package let title: Bilingual
    package let condition: GuardExpression
    package let decision: Decision
    /// The track to open there; nil leaves it to the body.
    package let track: String?
    package let law: Citation?
    /// Line in the file, from 1.
    package let line: Int
}

/// The rules of an installation, by date.
package struct RoutingLibrary: Sendable {
    /// The earliest first.
    package let versions: [RoutingRules]

    /// - Throws: when two versions are in force on the same day.
    package init(_ versions: some Sequence<RoutingRules>) throws(RoutingOverlap) {
        self.versions = versions.sorted { $0.from < $1.from }
        for (earlier, later) in zip(self.versions, self.versions.dropFirst())
        where earlier.until ?? later.from >= later.from {
            throw RoutingOverlap(earlier: earlier.from, later: later.from)
        }
    }

    /// The rules that decide on a day.
    package func inForce(on day: Day) -> RoutingRules? {
        versions.last { $0.isInForce(on: day) }
    }
}

/// Two sets of rules would decide on the same day.
package struct RoutingOverlap: Error, Hashable, Sendable, CustomStringConvertible {
    package let earlier: Day
    package let later: Day

    package var description: String {
        Bilingual(
            zh: "\(later) 起的分流规则生效时，\(earlier) 起的规则仍有效；请为后者写明 inForce.until",
            en: """
                the routing rules from \(earlier) are still in force when those from \(later) begin; give the former an \
                inForce.until
                """
        ).description
    }
}
