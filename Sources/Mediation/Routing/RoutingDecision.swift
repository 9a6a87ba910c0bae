package import LegalTime
package import Workflow

/// Where a dispute goes and why: the rule, what it saw, and for every other body the first condition that failed.
package struct RoutingDecision: Hashable, Sendable, Codable {
    /// The rules that decided: their id and the day from which they are in force.
    package let rules: String
    package let from: Day
    /// FNV-1a of their text, so that a decision shows which words it rests on.
    package let hash: UInt64
    /// Nil where no rule covers the dispute: the coordinator decides.
    package let rule: String?
    /// What the rules saw: fact → value.
    package let inputs: [String: String]
    /// The body it goes to; nil where it is excluded, or no body of the named kinds can take it.
    package let body: BodyID?
    package let track: String?
    /// For a matter that is not for mediation: the right channel.
    package let channel: Bilingual?
    /// Every other body that was looked at, with what stood in its way.
    package let others: [Considered]

    package struct Considered: Hashable, Sendable, Codable {
        package let body: BodyID
        package let obstacle: RoutingObstacle
    }

    /// What stood in the way of a body; nil for the one that was chosen, or one that was not looked at.
    package func obstacle(of body: BodyID) -> RoutingObstacle? {
        others.first { $0.body == body }?.obstacle
    }
}

/// The first condition a body failed, in the order in which they are tried.
package enum RoutingObstacle: String, Hashable, Sendable, Codable, CaseIterable {
    /// The rule sends the dispute to other kinds of bodies.
    case kind
    /// It does not answer for the place.
    case place
    /// It does not take the subject matter.
    case subject
    /// It does not take disputes over such an amount.
    case amount
    /// It is a party, or otherwise may not act.
    case involved
    /// It declined the dispute in this round.
    case declined
    /// It has as many open disputes as it can carry.
    case full
    /// It could take the dispute, but another body comes before it.
    case behind

    package var title: Bilingual {
        switch self {
        case .kind: Bilingual(zh: "规则未指向该类组织", en: "the rule sends it to other kinds of bodies")
        case .place: Bilingual(zh: "不管辖纠纷发生地", en: "does not answer for the place")
        case .subject: Bilingual(zh: "不受理该类纠纷", en: "does not take such matters")
        case .amount: Bilingual(zh: "不受理该数额的纠纷", en: "does not take disputes over such an amount")
        case .involved: Bilingual(zh: "为当事人或应当回避", en: "is a party, or has to stand aside")
        case .declined: Bilingual(zh: "本轮已退回", en: "has declined it in this round")
        case .full: Bilingual(zh: "在办件数已满", en: "has all the disputes it can carry")
        case .behind: Bilingual(zh: "可以受理，但另一组织在先", en: "could take it, but another body comes first")
        }
    }
}

/// Why a dispute does not go to a body, and what would have to be different for it to go there.
package struct RoutingRefusal: Sendable {
    package let obstacle: RoutingObstacle
    /// What would stand in its way even if the rules named its kind.
    package let further: RoutingObstacle?
    /// The rules that send to bodies of its kind, those that lack the least first.
    package let rules: [Missing]

    package struct Missing: Sendable {
        package let rule: RoutingRule
        /// The smallest parts of its condition that do not hold; empty where an earlier rule decided.
        package let lacking: [GuardExpression]
    }
}
