extension ChartBuilder {
    /// Appends a guard in prefix order and tells where it begins.
    mutating func emit(_ condition: Guard) -> Int {
        let start = tables.tests.count
        switch condition {
        case .constant(let value):
            append(.constant(value))
        case .all(let operands):
            append(.all)
            for operand in operands { _ = emit(operand) }
        case .any(let operands):
            append(.any)
            for operand in operands { _ = emit(operand) }
        case .not(let operand):
            append(.not)
            _ = emit(operand)
        case .active(let state):
            append(.active(tree.indexByID[state] ?? -1))
        case .fact(let name, let comparison):
            append(.single(offset(of: name), codes(comparison, of: name)))
        case .members(let quantifier, let name, let comparison):
            append(.members(quantifier, offset(of: name), codes(comparison, of: name)))
        case .actingMember(let name, let comparison):
            append(.actingMember(offset(of: name), codes(comparison, of: name)))
        }
        tables.tests[start].end = tables.tests.count
        return start
    }

    private mutating func append(_ kind: Test.Kind) {
        tables.tests.append(Test(kind: kind, end: tables.tests.count + 1))
    }

    /// Appends a block of actions and tells where it lies.
    mutating func emit(_ actions: [Action]) -> Range<Int> {
        let start = tables.code.count
        for action in actions { emit(action) }
        return start..<tables.code.count
    }

    private mutating func emit(_ action: Action) {
        switch action {
        case .assign(let name, let value, let bearer):
            let (place, code) = (offset(of: name), domain(of: name).code(of: value) ?? 0)
            switch bearer {
            case .chart: tables.code.append(.set(byte: place, code))
            case .actingMember: tables.code.append(.setActing(place: place, code))
            case .everyMember: tables.code.append(.setEvery(place: place, code))
            }
        case .increment(let name, let amount, let bearer):
            let (place, max) = (offset(of: name), UInt8(clamping: domain(of: name).count - 1))
            switch bearer {
            case .chart: tables.code.append(.add(byte: place, amount, max: max))
            case .actingMember: tables.code.append(.addActing(place: place, amount, max: max))
            case .everyMember: tables.code.append(.addEvery(place: place, amount, max: max))
            }
        case .raise(let event):
            tables.code.append(.raise(intern(event)))
        case .send(let send):
            _ = intern(send.event)
            tables.code.append(.output(.send(send)))
        case .cancel(let id):
            tables.code.append(.output(.cancel(id)))
        case .log(let text):
            tables.code.append(.output(.log(text)))
        case .effect(let index):
            tables.code.append(.output(.effect(index)))
        case .fail(let event):
            tables.code.append(.fail(intern(event), event))
        case .conditional(let branches, let otherwise):
            emit(branches, otherwise)
        }
    }

    private mutating func emit(_ branches: [Branch], _ otherwise: [Action]) {
        var exits: [Int] = []
        for branch in branches {
            let test = emit(branch.condition)
            let skip = tables.code.count
            tables.code.append(.jump(0))
            for action in branch.actions { emit(action) }
            exits.append(tables.code.count)
            tables.code.append(.jump(0))
            tables.code[skip] = .jumpUnless(test: test, tables.code.count)
        }
        for action in otherwise { emit(action) }
        for exit in exits { tables.code[exit] = .jump(tables.code.count) }
    }

    // The checker has found every name and value before; what stands after `??` is never used.

    private func declaration(_ name: String) -> FactDeclaration? {
        factsByName[name].map { source.facts[$0.rawValue] }
    }

    private func domain(of name: String) -> FactDomain { declaration(name)?.domain ?? .boolean }

    private func offset(of name: String) -> Int {
        factsByName[name].map { tables.facts.offsets[$0.rawValue] } ?? 0
    }

    private func codes(_ comparison: Comparison, of name: String) -> BitSet {
        let domain = domain(of: name)
        var codes = BitSet(capacity: domain.count)
        for code in 0..<domain.count {
            if let value = domain.value(at: UInt8(clamping: code)), comparison.holds(for: value) { codes.insert(code) }
        }
        return codes
    }
}

extension Comparison {
    /// Whether a value passes.
    package func holds(for value: FactValue) -> Bool {
        switch self {
        case .equals(let other): value == other
        case .differs(let other): value != other
        case .isOne(let values): values.contains(value)
        case .atLeast(let bound):
            if case .number(let number) = value { number >= bound } else { false }
        case .atMost(let bound):
            if case .number(let number) = value { number <= bound } else { false }
        }
    }
}
