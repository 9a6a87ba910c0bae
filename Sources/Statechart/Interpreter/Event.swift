/// Something that happened, offered to a chart.
package struct Event: Hashable, Sendable {
    /// Its name, interned by ``Chart/eventID(_:)``.
    package var id: EventID

    /// The member who acts (0 …), if it is one's.
    package var member: Int?

    /// Facts that it brings, assigned before transitions are selected.
    package var inputs: [Input]

    package init(_ id: EventID, member: Int? = nil, inputs: [Input] = []) {
        self.id = id
        self.member = member
        self.inputs = inputs
    }
}

/// A fact that an event brings.
package struct Input: Hashable, Sendable {
    package var fact: FactIndex

    /// Whose, for a fact of scope ``FactScope/each``; `nil`: that of the member who acts.
    package var member: Int?

    /// The value's place in the domain: ``FactDomain/code(of:)``.
    package var code: UInt8

    package init(fact: FactIndex, member: Int? = nil, code: UInt8) {
        self.fact = fact
        self.member = member
        self.code = code
    }
}

/// Why names are not an ``Input`` of a chart.
package enum InputError: Error, Hashable, Sendable {
    case unknownFact(String)
    case valueNotInDomain(fact: String, value: FactValue)
    /// A member was named for a fact that is not kept for each.
    case notEach(fact: String)
}
