import Statechart

/// Writes conditions as ``ConditionParser`` reads them.
enum ConditionWriter {
    static func text(of condition: Guard) throws(SCXMLDocument.Unwritable) -> String {
        switch condition {
        case .constant(let value): "\(value)"
        case .all(let operands): operands.isEmpty ? "true" : try joined(operands, " and ")
        case .any(let operands): operands.isEmpty ? "false" : try joined(operands, " or ")
        case .not(let operand): "not \(try part(operand))"
        case .active(let state): "In('\(state)')"
        case .fact(let name, let comparison): try text(of: comparison, name)
        case .members(let quantifier, let name, let comparison):
            "\(quantifier)(\(try text(of: comparison, name)))"
        case .actingMember(let name, let comparison): "mine(\(try text(of: comparison, name)))"
        }
    }

    private static func joined(
        _ operands: [Guard], _ separator: String
    ) throws(SCXMLDocument.Unwritable) -> String {
        var parts: [String] = []
        for operand in operands { parts.append(try part(operand)) }
        return parts.joined(separator: separator)
    }

    /// As it stands among others.
    private static func part(_ operand: Guard) throws(SCXMLDocument.Unwritable) -> String {
        switch operand {
        case .all(let inner) where !inner.isEmpty, .any(let inner) where !inner.isEmpty: "(\(try text(of: operand)))"
        default: try text(of: operand)
        }
    }

    private static func text(of comparison: Comparison, _ name: String) throws(SCXMLDocument.Unwritable) -> String {
        let fact = FactName.encode(name)
        return switch comparison {
        case .equals(.boolean(true)): fact
        case .equals(let value): "\(fact) == \(try text(of: value))"
        case .differs(let value): "\(fact) != \(try text(of: value))"
        case .isOne(let values): "\(fact) in (\(try list(values)))"
        case .atLeast(let bound): "\(fact) >= \(bound)"
        case .atMost(let bound): "\(fact) <= \(bound)"
        }
    }

    private static func list(_ values: [FactValue]) throws(SCXMLDocument.Unwritable) -> String {
        var parts: [String] = []
        for value in values { parts.append(try text(of: value)) }
        return parts.joined(separator: ", ")
    }

    private static func text(of value: FactValue) throws(SCXMLDocument.Unwritable) -> String {
        if case .symbol(let symbol) = value, symbol.contains("'"), symbol.contains("\"") {
            throw SCXMLDocument.Unwritable(name: symbol)
        }
        return FactName.text(value)
    }
}
