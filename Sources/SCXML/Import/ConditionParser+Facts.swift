import Statechart
import Workflow

// Tests of facts:
//
//     fact-test := comparison | ( "every" | "some" | "none" | "mine" ) "(" comparison ")"
//     comparison := fact [ ( "==" | "!=" ) value | ( ">=" | "<=" ) number | "in" "(" [ value { "," value } ] ")" ]
//     value := "true" | "false" | number | quoted
extension ConditionParser {
    private static let quantifiers: [String: Quantifier] = ["every": .every, "some": .some, "none": .none]

    /// Nil when no test of a fact begins here.
    mutating func factTest() throws(Problem) -> Guard? {
        guard case .word(let word) = next else { return nil }
        if case .symbol("(") = tokens[index + 1].token {
            guard let quantifier = Self.quantifiers[word] ?? (word == "mine" ? .some : nil) else { return nil }
            index += 2
            guard case .word(let inner) = next, let fact = FactName.decode(inner) else {
                throw unexpected(zh: "事实", en: "a fact")
            }
            let comparison = try self.comparison(of: fact)
            try expect(")")
            return word == "mine" ? .actingMember(fact, comparison) : .members(quantifier, fact, comparison)
        }
        guard let fact = FactName.decode(word) else { return nil }
        return .fact(fact, try comparison(of: fact))
    }

    private mutating func comparison(of fact: String) throws(Problem) -> Comparison {
        guard facts?[fact] != nil else { throw unexpected(zh: "已声明的事实", en: "a declared fact") }
        index += 1
        if take(.symbol("==")) { return .equals(try value()) }
        if take(.symbol("!=")) { return .differs(try value()) }
        if take(.symbol(">=")) { return .atLeast(try number()) }
        if take(.symbol("<=")) { return .atMost(try number()) }
        guard take(.word("in")) else { return .equals(true) }
        try expect("(")
        if take(.symbol(")")) { return .isOne(of: []) }
        var values = [try value()]
        while take(.symbol(",")) { values.append(try value()) }
        try expect(")")
        return .isOne(of: values)
    }

    private mutating func value() throws(Problem) -> FactValue {
        guard let value = FactName.value(next) else { throw unexpected(zh: "取值", en: "a value") }
        index += 1
        return value
    }

    private mutating func number() throws(Problem) -> Int {
        guard case .number(let number)? = FactName.value(next) else { throw unexpected(zh: "数", en: "a number") }
        index += 1
        return number
    }
}

/// How a fact is named in a document, where ids are names of XML and unique over states and facts together.
enum FactName {
    private static let prefix = "fact."

    /// A fact that no file can name begins with `@`, which no id may hold.
    static func encode(_ name: String) -> String {
        prefix + (name.hasPrefix("@") ? "_" + name.dropFirst() : name)
    }

    static func decode(_ id: String) -> String? {
        guard id.hasPrefix(prefix) else { return nil }
        let name = id.dropFirst(prefix.count)
        return name.hasPrefix("_") ? "@" + name.dropFirst() : String(name)
    }

    static func value(_ token: ConditionParser.Token) -> FactValue? {
        switch token {
        case .word("true"): true
        case .word("false"): false
        case .word(let word): Int(word).map { .number($0) }
        case .quoted(let text): .symbol(text)
        case .symbol, .end: nil
        }
    }

    static func text(_ value: FactValue) -> String {
        if case .symbol(let symbol) = value { quoted(symbol) } else { value.description }
    }

    static func quoted(_ text: String) -> String {
        text.contains("'") ? "\"\(text)\"" : "'\(text)'"
    }
}
