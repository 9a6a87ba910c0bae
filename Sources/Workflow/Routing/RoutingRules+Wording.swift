// Conditions of rules in words.
extension RoutingRules {
    /// A condition by the titles of its facts and values.
    package func words(for condition: GuardExpression) -> Bilingual {
        switch condition {
        case .isOne(let values, let name): return words(of: facts.first { $0.name == name }, name, values)
        case .not(let inner):
            let words = words(for: inner)
            return Bilingual(zh: "并非（\(words.zh)）", en: "not (\(words.en))")
        case .and(let parts): return joined(parts, zh: "且", en: "and")
        case .or(let parts): return joined(parts, zh: "或", en: "or")
        case .constant(true): return Bilingual(zh: "其余情形", en: "anything else")
        case .constant(false), .fact, .compare, .members, .inState, .actor, .clock, .event, .record, .paper, .notice:
            return Bilingual(zh: "从不", en: "never")
        }
    }

    /// What a dispute with these values looks like, fact by fact.
    package func words(forValues values: [String]) -> Bilingual {
        let parts = zip(facts, values).map { words(of: $0, $0.name, [$1]) }
        return Bilingual(
            zh: parts.map(\.zh).joined(separator: "；"), en: parts.map(\.en).joined(separator: "; "))
    }

    private func words(of fact: RoutingFact?, _ name: String, _ values: [String]) -> Bilingual {
        let title = fact?.title ?? Bilingual(name)
        let titles = values.map { fact?.title(of: $0) ?? Bilingual($0) }
        return Bilingual(
            zh: "\(title.zh)为\(titles.map(\.zh).joined(separator: "或"))",
            en: "\(title.en) is \(titles.map(\.en).joined(separator: " or "))")
    }

    private func joined(_ parts: [GuardExpression], zh: String, en: String) -> Bilingual {
        let words = parts.map { part -> Bilingual in
            let words = self.words(for: part)
            switch part {
            case .and, .or: return Bilingual(zh: "（\(words.zh)）", en: "(\(words.en))")
            default: return words
            }
        }
        return Bilingual(
            zh: words.map(\.zh).joined(separator: " \(zh) "), en: words.map(\.en).joined(separator: " \(en) "))
    }
}
