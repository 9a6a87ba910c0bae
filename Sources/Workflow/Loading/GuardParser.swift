/// Reads the text of a guard.
///
///     condition = conjunction { "or" conjunction }
///     conjunction = negation { "and" negation }
///     negation = "not" negation | "(" condition ")" | term
///     term = "true" | "false" | "in" "(" state ")" | fact
///          | fact ("=" | "!=") value | fact "in" "[" value { "," value } "]"
///          | counter ("<" | "<=" | "=" | "!=" | ">=" | ">") number
///          | fact "." ("all" | "any" | "none" | "mine") "(" value ")"
///
/// In a property also, about clocks and the step just taken:
///
///     term = ("running" | "paused" | "ranOut") "(" clock ")" | "on" "(" event { "," event } ")"
///          | "by" "(" role { "," role } ")" | "told" "(" role ")" | "record" "(" record ")" | "paper" "(" paper ")"
struct GuardParser {
    /// Where reading stopped; a guard has one such place at most.
    private struct Stop: Error {
        let index: Int
        let message: Bilingual
        let expected: Bilingual?
    }

    private let tokens: [(token: GuardToken, offset: Int)]
    private let positions: [Position]
    private let names: Names
    /// The events a property may name; nil in a guard, which may not ask about steps.
    private let events: [String]?
    private var index = 0
    private var depth = 0
    private var reader: YAMLReader
    private static let mostDepth = 40

    /// The guard written as a text; nil, with a diagnostic in the reader, when it is none. Unknown names are reported,
    /// each at its own column, and reading goes on.
    static func parse(
        _ text: Located<String>, names: Names, events: [String]? = nil, reader: inout YAMLReader
    ) -> GuardExpression? {
        let positions = reader.source.positions(of: text.value, from: text.position)
        do throws(GuardLexer.UnknownCharacter) {
            let tokens = try GuardLexer.tokens(of: text.value)
            var parser = GuardParser(
                tokens: tokens, positions: positions, names: names, events: events, reader: reader)
            defer { reader = parser.reader }
            return parser.whole()
        } catch {
            reader.report(
                positions[error.offset], zh: "条件中不能有字符“\(error.character)”",
                en: "a condition cannot contain the character “\(error.character)”")
            return nil
        }
    }

    private init(
        tokens: [(token: GuardToken, offset: Int)], positions: [Position], names: Names, events: [String]?,
        reader: YAMLReader
    ) {
        self.tokens = tokens
        self.positions = positions
        self.names = names
        self.events = events
        self.reader = reader
    }

    private mutating func whole() -> GuardExpression? {
        do throws(Stop) {
            let expression = try condition()
            guard token == .end else {
                throw stop(expected: Bilingual(zh: "and、or 或结尾", en: "and, or, or the end"))
            }
            return expression
        } catch {
            reader.report(
                positions[tokens[error.index].offset], zh: error.message.zh, en: error.message.en,
                expected: error.expected)
            return nil
        }
    }

    // MARK: Grammar

    private mutating func condition() throws(Stop) -> GuardExpression {
        var parts = [try conjunction()]
        while take("or") { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .or(parts)
    }

    private mutating func conjunction() throws(Stop) -> GuardExpression {
        var parts = [try negation()]
        while take("and") { parts.append(try negation()) }
        return parts.count == 1 ? parts[0] : .and(parts)
    }

    private mutating func negation() throws(Stop) -> GuardExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.mostDepth else {
            throw Stop(
                index: index, message: Bilingual(zh: "条件嵌套过深", en: "the condition is nested too deeply"),
                expected: nil)
        }
        if take("not") { return .not(try negation()) }
        if take(symbol: "(") {
            let inner = try condition()
            try require(")")
            return inner
        }
        return try term()
    }

    private mutating func term() throws(Stop) -> GuardExpression {
        guard case .word(let word) = token, !["and", "or"].contains(word) else {
            throw stop(expected: Bilingual(zh: "事实名、not 或 (", en: "a fact, not, or ("))
        }
        let place = position
        index += 1
        switch word {
        case "true": return .constant(true)
        case "false": return .constant(false)
        case "in" where token == .symbol("("):
            index += 1
            let state = try located()
            try require(")")
            return .inState(reader.name(.state, state, in: names) ?? state.value)
        default: break
        }
        if token == .symbol("("), let asked = try aboutStep(word, at: place) { return asked }
        let fact = names.fact(word)
        if fact == nil { reader.unknown(.fact, word, at: place, among: names.valid(.fact)) }
        return try test(of: word, fact, at: place)
    }

    // MARK: Steps and clocks

    private static let stepWords = ["on", "by", "told", "record", "paper"]

    /// What only properties ask; nil when the word asks nothing of the kind.
    private mutating func aboutStep(_ word: String, at place: Position) throws(Stop) -> GuardExpression? {
        let clockTest = GuardExpression.ClockTest(rawValue: word)
        guard clockTest != nil || Self.stepWords.contains(word) else { return nil }
        if events == nil {
            reader.report(
                place, zh: "“\(word)(…)”只能用于性质", en: "only properties may ask “\(word)(…)”")
        }
        index += 1
        var asked = [try dottedName()]
        if word == "on" || word == "by" {
            while take(symbol: ",") { asked.append(try dottedName()) }
        }
        try require(")")
        if let clockTest { return .clock(named(.clock, asked[0]), clockTest) }
        switch word {
        case "on":
            for event in asked {
                guard let events, !events.contains(event.value) else { continue }
                reader.unknown(.event, event.value, at: event.position, among: events)
            }
            return .event(asked.map(\.value))
        case "by": return .actor(asked.map { named(.role, $0) })
        case "told": return .notice(role: named(.role, asked[0]))
        case "record": return .record(named(.record, asked[0]))
        default: return .paper(named(.paper, asked[0]))
        }
    }

    private mutating func named(_ kind: NameKind, _ text: Located<String>) -> String {
        reader.name(kind, text, in: names) ?? text.value
    }

    /// A name with dots in it, such as `notice.rights`.
    private mutating func dottedName() throws(Stop) -> Located<String> {
        var name = try located()
        while take(symbol: ".") {
            name = Located(value: "\(name.value).\(try located().value)", position: name.position)
        }
        return name
    }

    /// What follows the name of a fact. The fact is nil when unknown: then only the grammar is checked.
    private mutating func test(
        of name: String, _ fact: DeclaredFact?, at place: Position
    ) throws(Stop) -> GuardExpression {
        if take(symbol: ".") { return try members(of: name, fact, at: place) }
        if let fact, let role = fact.each {
            reader.report(
                place, zh: "事实“\(name)”对每个 \(role) 各有取值", en: "the fact “\(name)” has a value for each \(role)",
                expected: Bilingual("\(name).all(…), \(name).any(…), \(name).none(…), \(name).mine(…)"))
        }
        if take("in") {
            try require("[")
            var values = [try value(of: fact)]
            while take(symbol: ",") { values.append(try value(of: fact)) }
            try require("]")
            return .isOne(of: values, fact: name)
        }
        if let comparison = takeComparison() {
            if case .counter = fact?.domain { return .compare(fact: name, comparison, try number(of: fact)) }
            guard comparison == .equal || comparison == .notEqual else {
                index -= 1
                throw stop(expected: Bilingual(zh: "= 或 !=（“\(name)”不是计数）", en: "= or != (“\(name)” is no counter)"))
            }
            let value = try value(of: fact)
            let equal = GuardExpression.isOne(of: [value], fact: name)
            return comparison == .equal ? equal : .not(equal)
        }
        if let fact, !fact.isBoolean, fact.each == nil {
            reader.report(
                place, zh: "事实“\(name)”不是真假值，需写明取值", en: "the fact “\(name)” is no boolean: say which value",
                expected: Bilingual("\(name) = \(fact.spellings.last ?? "…")"))
        }
        return .fact(name)
    }

    private mutating func members(
        of name: String, _ fact: DeclaredFact?, at place: Position
    ) throws(Stop) -> GuardExpression {
        let word = try located()
        let quantifier = GuardExpression.Quantifier(rawValue: word.value)
        if quantifier == nil {
            reader.unknown(
                .quantifier, word.value, at: word.position,
                among: GuardExpression.Quantifier.allCases.map(\.rawValue))
        }
        if quantifier == .mine, events != nil {
            reader.report(
                word.position, zh: "性质不能问“mine”", en: "a property cannot ask “mine”",
                expected: Bilingual("all, any, none"))
        }
        if let fact, fact.each == nil {
            reader.report(
                place, zh: "事实“\(name)”没有按成员取值", en: "the fact “\(name)” has one value, not one for each member",
                expected: Bilingual("\(name) = …"))
        }
        try require("(")
        let value = try value(of: fact)
        try require(")")
        return .members(quantifier ?? .all, fact: name, value: value)
    }

    // MARK: Values

    private mutating func value(of fact: DeclaredFact?) throws(Stop) -> String {
        let place = position
        let text: String
        switch token {
        case .word(let word): text = word
        case .number(let number): text = String(number)
        case .symbol, .end: throw stop(expected: Bilingual(zh: "取值", en: "a value"))
        }
        index += 1
        if let fact, !fact.spellings.contains(text) {
            reader.unknown(.value, text, at: place, among: fact.spellings)
        }
        return text
    }

    private mutating func number(of fact: DeclaredFact?) throws(Stop) -> Int {
        guard case .number(let number) = token else {
            throw stop(expected: Bilingual(zh: "数字", en: "a number"))
        }
        if case .counter(let most) = fact?.domain, number > most {
            reader.report(
                position, zh: "计数最大为 \(most)", en: "the counter goes up to \(most)",
                expected: Bilingual("0…\(most)"))
        }
        index += 1
        return number
    }

    private mutating func located() throws(Stop) -> Located<String> {
        guard case .word(let word) = token else { throw stop(expected: Bilingual(zh: "名称", en: "a name")) }
        let place = position
        index += 1
        return Located(value: word, position: place)
    }

    // MARK: Tokens

    private var token: GuardToken { tokens[index].token }
    private var position: Position { positions[tokens[index].offset] }

    private mutating func take(_ word: String) -> Bool {
        guard token == .word(word) else { return false }
        index += 1
        return true
    }

    private mutating func take(symbol: String) -> Bool {
        guard token == .symbol(symbol) else { return false }
        index += 1
        return true
    }

    private mutating func takeComparison() -> GuardExpression.Comparison? {
        guard case .symbol(let symbol) = token else { return nil }
        guard let comparison = GuardExpression.Comparison(rawValue: symbol == "==" ? "=" : symbol) else { return nil }
        index += 1
        return comparison
    }

    private mutating func require(_ symbol: String) throws(Stop) {
        guard take(symbol: symbol) else { throw stop(expected: Bilingual("“\(symbol)”")) }
    }

    private func stop(expected: Bilingual) -> Stop {
        let found = token.described
        return Stop(
            index: index, message: Bilingual(zh: "条件在\(found.zh)处有误", en: "the condition goes wrong at \(found.en)"),
            expected: expected)
    }
}
