package import LegalTime
package import Workflow

/// A routing decision as it is kept in the history: whole, but not longer than it has to be.
///
/// A district has a thousand village committees that fail on the same condition. So each kind of bodies has the condition that
/// most of them failed first, and only those that failed another one are named. With the directory of the day of the decision
/// this says of every body what ``RoutingDecision`` said.
package struct RoutingFinding: Hashable, Sendable, Codable {
    package let rules: String
    package let from: Day
    /// FNV-1a of the text of the rules, sixteen hexadecimal digits.
    package let hash: String
    package let rule: String?
    package let inputs: [String: String]
    package let body: BodyID?
    package let track: String?
    package let channel: Bilingual?
    /// What most bodies of a kind failed first.
    package let kinds: [String: RoutingObstacle]
    /// The bodies that failed something else.
    package let bodies: [RoutingDecision.Considered]

    package init(_ decision: RoutingDecision, directory: Directory, on day: Day) {
        rules = decision.rules
        from = decision.from
        let digits = String(decision.hash, radix: 16)
        hash = String(repeating: "0", count: 16 - digits.count) + digits
        rule = decision.rule
        inputs = decision.inputs
        body = decision.body
        track = decision.track
        channel = decision.channel
        let grouped = Dictionary(grouping: decision.others) { considered in
            directory.body(considered.body, on: day).map { RoutingTarget(of: $0).rawValue } ?? ""
        }
        let usual = grouped.filter { $0.key != "" }.compactMapValues { Self.mostFrequent($0.map(\.obstacle)) }
        kinds = usual
        bodies = grouped.flatMap { kind, considered in considered.filter { $0.obstacle != usual[kind] } }
            .sorted { $0.body < $1.body }
    }

    /// What stood in the way of a body; nil for the one that was chosen.
    package func obstacle(of asked: Body) -> RoutingObstacle? {
        guard asked.id != body else { return nil }
        return bodies.first { $0.body == asked.id }?.obstacle ?? kinds[RoutingTarget(of: asked).rawValue]
    }

    /// The decision as it was made. Nil where the hash is none.
    ///
    /// - Parameters:
    ///   - directory: The directory as it stood on the day of the decision.
    ///   - day: That day.
    package func decision(in directory: Directory, on day: Day) -> RoutingDecision? {
        guard let hash = UInt64(hash, radix: 16) else { return nil }
        let others = directory.bodies.filter { $0.validity.contains(day) }.sorted { $0.id < $1.id }
        return RoutingDecision(
            rules: rules, from: from, hash: hash, rule: rule, inputs: inputs, body: body, track: track,
            channel: channel,
            others: others.compactMap { other in
                obstacle(of: other).map { RoutingDecision.Considered(body: other.id, obstacle: $0) }
            })
    }

    /// Of equals the one that is tried first.
    private static func mostFrequent(_ obstacles: [RoutingObstacle]) -> RoutingObstacle? {
        let counts = RoutingObstacle.allCases.map { obstacle in
            (obstacle, count: obstacles.count { $0 == obstacle })
        }
        guard let most = counts.map(\.count).max(), most > 0 else { return nil }
        return counts.first { $0.count == most }?.0
    }
}
