/// A fact that routing rules look at: where its value comes from, and the finitely many values it can take.
package struct RoutingFact: Hashable, Sendable {
    package let name: String
    package let title: Bilingual
    /// What the domain is asked for the value, such as `dispute.type`.
    package let source: String
    /// What the values may be, in the order in which they are tried.
    package let values: [String]
    /// Lower bounds of the values after the first, where a number is asked for: the value holds from its bound on.
    package let bounds: [Int]?
    package let titles: [Bilingual]

    /// The value a number falls into.
    package func value(of number: Int) -> String? {
        guard let bounds else { return nil }
        return values[bounds.prefix { $0 <= number }.count]
    }

    package func title(of value: String) -> Bilingual {
        values.firstIndex(of: value).map { titles[$0] } ?? Bilingual(value)
    }

    /// The fact as guards read it.
    var declared: DeclaredFact { DeclaredFact(name: name, title: title, domain: .values(values)) }

    var everyValue: UInt64 { values.count == 64 ? .max : (1 << UInt64(values.count)) - 1 }

    func mask(of chosen: some Sequence<String>) -> UInt64 {
        chosen.reduce(into: 0) { mask, value in
            if let index = values.firstIndex(of: value) { mask |= 1 << UInt64(index) }
        }
    }
}

/// What the domain can answer about a dispute that looks for a body. The domain supplies it, so that a file can ask only what some
/// code knows.
package struct RoutingVocabulary: Sendable {
    /// Something the domain knows about a dispute.
    package struct Source: Hashable, Sendable {
        /// The values it takes, each with its title; empty for a number, which a file cuts into bands.
        package let values: [Vocabulary.Word]
        package let name: String
        package let title: Bilingual

        package init(_ name: String, zh: String, en: String, values: [Vocabulary.Word]) {
            self.name = name
            title = Bilingual(zh: zh, en: en)
            self.values = values
        }

        package var isNumber: Bool { values.isEmpty }
    }

    package let sources: [Source]
    /// Kinds of bodies a rule may send to.
    package let targets: [Vocabulary.Word]
    /// Ids of the tracks a rule may open.
    package let tracks: [String]

    package init(sources: [Source], targets: [Vocabulary.Word], tracks: [String]) {
        self.sources = sources
        self.targets = targets
        self.tracks = tracks
    }
}
