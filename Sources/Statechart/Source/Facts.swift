/// A fact of a chart: one variable with a small finite domain.
package struct FactDeclaration: Hashable, Sendable {
    /// Unique in the chart.
    package var name: String
    package var domain: FactDomain
    package var scope: FactScope
    /// The value at the start, and of a member who joins later.
    package var initial: FactValue

    package init(name: String, domain: FactDomain, scope: FactScope = .single, initial: FactValue) {
        self.name = name
        self.domain = domain
        self.scope = scope
        self.initial = initial
    }
}

/// The values that a fact can have.
package enum FactDomain: Hashable, Sendable {
    case boolean
    /// At least one and at most 256 distinct symbols.
    case enumeration([String])
    /// 0 … `max`, where `max` is 1 … 255.
    case counter(max: Int)

    /// How many values there are.
    package var count: Int {
        switch self {
        case .boolean: 2
        case .enumeration(let symbols): symbols.count
        case .counter(let max): max + 1
        }
    }

    /// The value's place in the domain, or `nil` if it is not of this domain.
    package func code(of value: FactValue) -> UInt8? {
        switch (self, value) {
        case (.boolean, .boolean(let flag)): flag ? 1 : 0
        case (.enumeration(let symbols), .symbol(let symbol)):
            symbols.firstIndex(of: symbol).flatMap { UInt8(exactly: $0) }
        case (.counter(let max), .number(let number)) where (0...max).contains(number): UInt8(exactly: number)
        default: nil
        }
    }

    /// The value at a place in the domain; `nil` beyond its end.
    package func value(at code: UInt8) -> FactValue? {
        guard code < count else { return nil }
        return switch self {
        case .boolean: .boolean(code != 0)
        case .enumeration(let symbols): .symbol(symbols[Int(code)])
        case .counter: .number(Int(code))
        }
    }
}

/// Whether a fact exists once or once for each member (party, region, signatory …).
package enum FactScope: Hashable, Sendable {
    case single
    case each
}

/// A value of a fact by name.
package enum FactValue: Hashable, Sendable {
    case boolean(Bool)
    case symbol(String)
    case number(Int)
}

extension FactValue: ExpressibleByBooleanLiteral, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    package init(booleanLiteral value: Bool) { self = .boolean(value) }
    package init(stringLiteral value: String) { self = .symbol(value) }
    package init(integerLiteral value: Int) { self = .number(value) }
}

extension FactValue: CustomStringConvertible {
    package var description: String {
        switch self {
        case .boolean(let flag): "\(flag)"
        case .symbol(let symbol): symbol
        case .number(let number): "\(number)"
        }
    }
}
