import Statechart
import Workflow

/// Reads the conditions of both data models:
///
///     condition := conjunction { ( "or" | "||" ) conjunction }
///     conjunction := test { ( "and" | "&&" ) test }
///     test := ( "not" | "!" ) test | "(" condition ")" | "true" | "false" | "In" "(" state ")" | fact-test
///     fact-test := [ "every" | "some" | "none" | "mine" ] …, see ConditionParser+Facts.swift
struct ConditionParser {
    struct Problem: Error {
        /// In Unicode scalars from the beginning of the text.
        let offset: Int
        let message: Bilingual
    }

    struct Parsed {
        let condition: Guard
        /// The states it asks about.
        let states: [(name: String, offset: Int)]
    }

    enum Token: Hashable {
        case word(String)
        case quoted(String)
        case symbol(String)
        case end
    }

    private static let deepest = 100

    let tokens: [(token: Token, offset: Int)]
    /// By name; nil when the data model has none.
    let facts: [String: FactDeclaration]?
    var index = 0
    private var depth = 0
    private var states: [(name: String, offset: Int)] = []

    static func parse(_ text: String, facts: [FactDeclaration]?) throws(Problem) -> Parsed {
        let known = facts.map { Dictionary($0.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }) }
        var parser = ConditionParser(tokens: try tokens(of: text), facts: known)
        let condition = try parser.disjunction()
        guard parser.next == .end else { throw parser.unexpected(zh: "and、or 或结尾", en: "and, or, or the end") }
        return Parsed(condition: condition, states: parser.states)
    }

    private init(tokens: [(token: Token, offset: Int)], facts: [String: FactDeclaration]?) {
        self.tokens = tokens
        self.facts = facts
    }

    // MARK: Grammar

    private mutating func disjunction() throws(Problem) -> Guard {
        var operands = [try conjunction()]
        while take(.word("or")) || take(.symbol("||")) { operands.append(try conjunction()) }
        return operands.count == 1 ? operands[0] : .any(operands)
    }

    private mutating func conjunction() throws(Problem) -> Guard {
        var operands = [try test()]
        while take(.word("and")) || take(.symbol("&&")) { operands.append(try test()) }
        return operands.count == 1 ? operands[0] : .all(operands)
    }

    private mutating func test() throws(Problem) -> Guard {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else {
            throw Problem(
                offset: tokens[index].offset,
                message: Bilingual(zh: "括号或 not 嵌套太深", en: "parentheses or not are nested too deep"))
        }
        if take(.word("not")) || take(.symbol("!")) { return .not(try test()) }
        if take(.symbol("(")) {
            let inner = try disjunction()
            try expect(")")
            return inner
        }
        if take(.word("true")) { return .constant(true) }
        if take(.word("false")) { return .constant(false) }
        if take(.word("In")) { return try activity() }
        if facts != nil, let test = try factTest() { return test }
        throw facts == nil
            ? unexpected(zh: "In(状态)、not 或括号", en: "In(state), not, or a parenthesis")
            : unexpected(zh: "In(状态)、事实、not 或括号", en: "In(state), a fact, not, or a parenthesis")
    }

    private mutating func activity() throws(Problem) -> Guard {
        try expect("(")
        let offset = tokens[index].offset
        switch next {
        case .word(let name):
            states.append((name, offset))
        case .quoted(let name):
            states.append((name, offset + 1))
        default: throw unexpected(zh: "状态的 id", en: "the id of a state")
        }
        index += 1
        try expect(")")
        return .active(state: states[states.count - 1].name)
    }

    // MARK: Tokens

    var next: Token { tokens[index].token }

    mutating func take(_ token: Token) -> Bool {
        guard next == token else { return false }
        index += 1
        return true
    }

    mutating func expect(_ symbol: String) throws(Problem) {
        guard take(.symbol(symbol)) else { throw unexpected(zh: "“\(symbol)”", en: "“\(symbol)”") }
    }

    func unexpected(zh: String, en: String) -> Problem {
        let found: Bilingual =
            switch next {
            case .word(let text), .quoted(let text), .symbol(let text): Bilingual("“\(text)”")
            case .end: Bilingual(zh: "结尾", en: "the end")
            }
        return Problem(
            offset: tokens[index].offset,
            message: Bilingual(zh: "应为\(zh)，却是\(found.zh)", en: "expected \(en), found \(found.en)"))
    }

    private static func tokens(of text: String) throws(Problem) -> [(token: Token, offset: Int)] {
        let scalars = Array(text.unicodeScalars)
        var tokens: [(Token, Int)] = []
        var index = 0
        func string(_ range: Range<Int>) -> String {
            String(String.UnicodeScalarView(scalars[range]))
        }
        while index < scalars.count {
            let start = index
            let scalar = scalars[index]
            if scalar.isXMLSpace {
                index += 1
            } else if scalar.isXMLName {
                while index < scalars.count, scalars[index].isXMLName { index += 1 }
                tokens.append((.word(string(start..<index)), start))
            } else if scalar == "'" || scalar == "\"" {
                guard let end = scalars[(index + 1)...].firstIndex(of: scalar) else {
                    throw Problem(offset: start, message: Bilingual(zh: "引号没有结束", en: "the quotation does not end"))
                }
                tokens.append((.quoted(string(start + 1..<end)), start))
                index = end + 1
            } else if let symbol = symbol(scalars[index...]) {
                tokens.append((.symbol(symbol), start))
                index += symbol.unicodeScalars.count
            } else {
                throw Problem(
                    offset: start, message: Bilingual(zh: "不认识“\(scalar)”", en: "“\(scalar)” means nothing here"))
            }
        }
        tokens.append((.end, scalars.count))
        return tokens
    }

    private static func symbol(_ rest: ArraySlice<Unicode.Scalar>) -> String? {
        // Longer ones first.
        ["&&", "||", "==", "!=", ">=", "<=", "!", "(", ")", ","].first { rest.starts(with: $0.unicodeScalars) }
    }
}
