extension Tables {
    /// Whether the guard that begins at `start` holds.
    func holds(_ start: Int, _ snapshot: Snapshot, _ member: Int?) -> Bool {
        switch tests[start].kind {
        case .constant(let value):
            return value
        case .all:
            return !anyOperand(of: start) { !holds($0, snapshot, member) }
        case .any:
            return anyOperand(of: start) { holds($0, snapshot, member) }
        case .not:
            return !holds(start + 1, snapshot, member)
        case .active(let state):
            return snapshot.configuration.contains(state)
        case .single(let byte, let codes):
            return codes.contains(Int(snapshot.facts[byte: byte]))
        case .members(let quantifier, let place, let codes):
            return quantifier.holds(snapshot.memberCount) { member in
                codes.contains(Int(snapshot.facts[byte: facts.byte(place, of: member)]))
            }
        case .actingMember(let place, let codes):
            guard let member else { return false }
            return codes.contains(Int(snapshot.facts[byte: facts.byte(place, of: member)]))
        }
    }

    private func anyOperand(of start: Int, _ satisfies: (Int) -> Bool) -> Bool {
        var operand = start + 1
        while operand < tests[start].end {
            if satisfies(operand) { return true }
            operand = tests[operand].end
        }
        return false
    }
}

extension Quantifier {
    package func holds(_ members: Int, _ satisfies: (Int) -> Bool) -> Bool {
        switch self {
        case .every: (0..<members).allSatisfy(satisfies)
        case .some: (0..<members).contains(where: satisfies)
        case .none: !(0..<members).contains(where: satisfies)
        }
    }
}
