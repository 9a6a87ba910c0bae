/// Something that can be done now, or that could be if a condition held.
package struct Offer: Hashable, Sendable {
    package enum Possibility: Hashable, Sendable {
        case yes
        /// It depends on what the domain answers to these predicates when the act arrives.
        case dependsOn([String])
        case no(Refusal)
    }

    /// The name of the event.
    package let act: String
    package let title: Bilingual
    /// Those of the asked roles that may do it here.
    package let roles: [String]
    /// Records that the act must carry.
    package let records: [String]
    package let mayRecord: [String]
    package let laws: [Citation]
    package let possibility: Possibility
    /// The members (0 …) for whom it is possible; empty when the act is not about one of them.
    package let members: [Int]

    package var possible: Bool {
        if case .no = possibility { false } else { true }
    }

    package var whyNot: Refusal? {
        if case .no(let refusal) = possibility { refusal } else { nil }
    }
}
