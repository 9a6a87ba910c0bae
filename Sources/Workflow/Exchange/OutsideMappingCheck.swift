package import LegalTime

/// What the rows of a mapping do together on a day: codes that lead nowhere, and codes that lead to several places.
package struct OutsideMappingCheck: Sendable {
    package enum Finding: Hashable, Sendable {
        /// A code of ours that a report may carry and that has no counterpart: such a report is not sent.
        case untold(list: String, code: String)
        /// A code with several counterparts of which none is preferred: what comes in waits for a person, what goes out is not sent.
        case open(OutsideDirection, list: String, code: String, [String])
    }

    package let findings: [Finding]

    package init(_ mapping: OutsideMapping, _ vocabulary: OutsideVocabulary, on day: Day) {
        var findings: [Finding] = []
        for (direction, list) in Self.lists(of: mapping, vocabulary, on: day) {
            let rows = mapping.codes.filter { $0.list == list && $0.span.contains(day) }
            let asked =
                direction == .out
                ? vocabulary.lists[list]?.map(\.name) ?? []
                : rows.reduce(into: []) { if !$0.contains($1.theirs) { $0.append($1.theirs) } }
            for code in asked {
                switch mapping.match(code, in: list, direction, on: day) {
                case .one: break
                case .none: findings.append(.untold(list: list, code: code))
                case .several(let values):
                    findings.append(.open(direction, list: list, code: code, values))
                }
            }
        }
        self.findings = findings
    }

    /// The lists that are in use, by direction.
    private static func lists(
        of mapping: OutsideMapping, _ vocabulary: OutsideVocabulary, on day: Day
    ) -> [(OutsideDirection, String)] {
        var lists: [(OutsideDirection, String)] = []
        for direction in OutsideDirection.allCases {
            for field in mapping.fields(direction, on: day) {
                guard let list = vocabulary.slot(field.ours, direction)?.list,
                    !lists.contains(where: { $0 == (direction, list) })
                else { continue }
                lists.append((direction, list))
            }
        }
        return lists
    }
}
