/// The words of the domain that a workflow file may use. The domain supplies them, so that a file can name only roles,
/// records, papers and predicates that some code knows.
package struct Vocabulary: Hashable, Sendable {
    /// A word of the domain with the title people read.
    package struct Word: Hashable, Sendable {
        package let name: String
        package let title: Bilingual

        package init(_ name: String, zh: String, en: String) {
            self.name = name
            title = Bilingual(zh: zh, en: en)
        }
    }

    /// Who may act.
    package let roles: [Word]
    /// Domain data an act carries.
    package let records: [Word]
    /// Documents a step produces.
    package let papers: [Word]
    /// Named predicates over domain data, asked when an event arrives.
    package let predicates: [Word]
    /// What a top-level final state may report.
    package let outcomes: [Word]

    package init(roles: [Word], records: [Word], papers: [Word], predicates: [Word], outcomes: [Word]) {
        self.roles = roles
        self.records = records
        self.papers = papers
        self.predicates = predicates
        self.outcomes = outcomes
    }

    /// The title of a role; the name itself when the vocabulary has none.
    package func title(ofRole name: String) -> Bilingual { Self.title(name, roles) }
    package func title(ofRecord name: String) -> Bilingual { Self.title(name, records) }
    package func title(ofPaper name: String) -> Bilingual { Self.title(name, papers) }
    package func title(ofPredicate name: String) -> Bilingual { Self.title(name, predicates) }
    package func title(ofOutcome name: String) -> Bilingual { Self.title(name, outcomes) }

    private static func title(_ name: String, _ words: [Word]) -> Bilingual {
        words.first { $0.name == name }?.title ?? Bilingual(name)
    }
}
