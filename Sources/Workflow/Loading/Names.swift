/// The names a file may use at some place: its own declarations and the vocabulary of the domain.
struct Names {
    let vocabulary: Vocabulary
    var facts: [DeclaredFact] = []
    var clocks: [ClockDeclaration] = []
    var states: [String] = []

    init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
    }

    func fact(_ name: String) -> DeclaredFact? {
        facts.first { $0.name == name }
    }

    func valid(_ kind: NameKind) -> [String] {
        switch kind {
        case .role: vocabulary.roles.map(\.name)
        case .record: vocabulary.records.map(\.name)
        case .paper: vocabulary.papers.map(\.name)
        case .predicate: vocabulary.predicates.map(\.name)
        case .outcome: vocabulary.outcomes.map(\.name)
        case .fact: facts.map(\.name)
        case .clock: clocks.map(\.name)
        case .state: states
        case .key, .value, .event, .quantifier: []
        }
    }
}

extension YAMLReader {
    /// The name, when it is one of the valid names of its kind.
    mutating func name(_ kind: NameKind, _ text: Located<String>, in names: Names) -> String? {
        let valid = names.valid(kind)
        guard valid.contains(text.value) else {
            unknown(kind, text.value, at: text.position, among: valid)
            return nil
        }
        return text.value
    }

    /// The names of a kind; the wrong ones are reported and left out, and so is what is written twice.
    mutating func names(_ kind: NameKind, _ texts: [Located<String>], in names: Names) -> [String] {
        var found: [String] = []
        for text in texts {
            guard let name = name(kind, text, in: names) else { continue }
            if found.contains(name) {
                report(text.position, zh: "“\(name)”重复", en: "“\(name)” is written twice")
            } else {
                found.append(name)
            }
        }
        return found
    }
}
