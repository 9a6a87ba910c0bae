/// One thing that could be tried now: a transition of an active state, with one event that it answers.
package struct Candidate: Hashable, Sendable {
    package let transition: TransitionIndex

    /// One of its descriptors.
    package let event: EventDescriptor

    /// Its guard holds.
    package var isEnabled: Bool { unmet.isEmpty }

    /// It would be taken; if enabled and not, a transition of higher priority answers the same event.
    package let isSelected: Bool

    /// What its guard lacks, as the smallest parts that fail: of a conjunction the parts that fail, of a disjunction all.
    package let unmet: [Guard]
}

extension Chart {
    /// What can be done now, and where it cannot, which guard fails: every transition of every active state, once for
    /// each of its descriptors, in document order. Empty unless running.
    ///
    /// - Parameters:
    ///   - event: only transitions that answer it; `nil` for all.
    ///   - member: for whom; guards about the acting member fail without one.
    package func candidates(in snapshot: Snapshot, event: EventID? = nil, member: Int? = nil) -> [Candidate] {
        guard snapshot.fingerprint == tables.fingerprint, snapshot.isRunning else { return [] }
        let member = member.flatMap { (0..<snapshot.memberCount).contains($0) ? $0 : nil }
        let interpreter = Interpreter(self, snapshot, member: member, isTraced: false)
        var selections: [Int: Selection] = [:]
        var result: [Candidate] = []
        for state in snapshot.configuration {
            for index in tables.rulesOf[state] {
                let transition = transitions[index]
                let unmet = transition.condition.map { unmetParts(of: $0, in: snapshot, member: member) } ?? []
                for descriptor in transition.events {
                    let row = event?.rawValue ?? (descriptor.isWildcard ? 0 : eventID(descriptor.prefix).rawValue)
                    guard tables.answers.indices.dropLast().contains(row), tables.answers[row].contains(index),
                        event.map({ descriptor.isWildcard || descriptor.matches(events[$0.rawValue]) }) ?? true
                    else { continue }
                    let selected = selections[row] ?? interpreter.select(row)
                    selections[row] = selected
                    result.append(
                        Candidate(
                            transition: TransitionIndex(index),
                            event: descriptor,
                            isSelected: selected.contains(index),
                            unmet: unmet))
                }
            }
        }
        return result
    }

    /// The states with a transition that answers the event, in document order: where it would be accepted.
    package func accepting(_ event: EventID) -> [StateIndex] {
        let row = events.indices.contains(event.rawValue) ? event.rawValue : 0
        return tables.answering[row].map(StateIndex.init)
    }

    /// Whether a guard of this chart's source holds now. A name that the chart does not know makes its part false.
    package func holds(_ condition: Guard, in snapshot: Snapshot, member: Int? = nil) -> Bool {
        switch condition {
        case .constant(let value): value
        case .all(let operands): operands.allSatisfy { holds($0, in: snapshot, member: member) }
        case .any(let operands): operands.contains { holds($0, in: snapshot, member: member) }
        case .not(let operand): !holds(operand, in: snapshot, member: member)
        case .active(let name): state(name).map { isActive($0, in: snapshot) } ?? false
        case .fact(let name, let comparison): holds(comparison, of: name, nil, snapshot)
        case .members(let quantifier, let name, let comparison):
            quantifier.holds(snapshot.memberCount) { holds(comparison, of: name, $0, snapshot) }
        case .actingMember(let name, let comparison):
            member.map { holds(comparison, of: name, $0, snapshot) } ?? false
        }
    }

    private func holds(_ comparison: Comparison, of name: String, _ member: Int?, _ snapshot: Snapshot) -> Bool {
        fact(name).flatMap { value(of: $0, member: member, in: snapshot) }.map(comparison.holds) ?? false
    }

    /// Empty exactly if the guard holds.
    package func unmetParts(of condition: Guard, in snapshot: Snapshot, member: Int? = nil) -> [Guard] {
        guard !holds(condition, in: snapshot, member: member) else { return [] }
        switch condition {
        case .all(let operands) where !operands.isEmpty, .any(let operands) where !operands.isEmpty:
            return operands.flatMap { unmetParts(of: $0, in: snapshot, member: member) }
        default:
            return [condition]
        }
    }
}
