/// What is different between two versions of a workflow: by what they mean, not by how they are written.
package struct WorkflowDifference: Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable { case added, removed, changed }

    package enum Subject: Hashable, Sendable {
        case head
        case state(String)
        /// A transition, by its source; by its tag in the version that has it (the later one when both do).
        case transition(source: String)
        case fact(String)
        case clock(String)
        case property(String)
    }

    /// One difference.
    package struct Change: Hashable, Sendable {
        package let kind: Kind
        package let subject: Subject
        /// What it is called.
        package let title: Bilingual
        /// What was and what is.
        package let details: [Bilingual]
        /// What follows for people and for cases under way.
        package let meaning: Bilingual?
    }

    package let earlier: Workflow
    package let later: Workflow
    /// In the order of the later file: head, states, transitions, clocks, facts, properties.
    package internal(set) var changes: [Change] = []
    /// Tags of transitions of the later version that are new, or not as before.
    package internal(set) var addedTransitions: Set<Int> = []
    package internal(set) var changedTransitions: Set<Int> = []
    /// Tags of transitions of the earlier version that are gone.
    package internal(set) var removedTransitions: Set<Int> = []

    package init(from earlier: Workflow, to later: Workflow) {
        self.earlier = earlier
        self.later = later
        compareHeads()
        compareStates()
        compareTransitions()
        compareClocks()
        compareFacts()
        compareProperties()
    }

    package var isEmpty: Bool { changes.isEmpty }

    /// How a state differs; nil when it does not.
    package func kind(ofState id: String) -> Kind? {
        changes.first { $0.subject == .state(id) }?.kind
    }

    // MARK: Shared

    mutating func note(
        _ kind: Kind, _ subject: Subject, _ title: Bilingual, _ details: [Bilingual] = [], meaning: Bilingual? = nil
    ) {
        changes.append(Change(kind: kind, subject: subject, title: title, details: details, meaning: meaning))
    }

    /// `what: before → after`, when they differ.
    static func detail(_ what: Bilingual, _ before: Bilingual, _ after: Bilingual) -> Bilingual? {
        guard before != after else { return nil }
        return Bilingual(
            zh: "\(what.zh)：\(before.zh) → \(after.zh)", en: "\(what.en): \(before.en) → \(after.en)")
    }

    /// What a list lost and gained.
    static func detail(_ what: Bilingual, _ before: [Bilingual], _ after: [Bilingual]) -> [Bilingual] {
        let gone = before.filter { !after.contains($0) }
        let new = after.filter { !before.contains($0) }
        func line(_ sign: String, _ words: [Bilingual]) -> Bilingual? {
            guard !words.isEmpty else { return nil }
            return Bilingual(
                zh: "\(what.zh)：\(sign)\(words.map(\.zh).joined(separator: "、"))",
                en: "\(what.en): \(sign)\(words.map(\.en).joined(separator: ", "))")
        }
        return [line("＋", new), line("－", gone)].compactMap { $0 }
    }

    static let nothing = Bilingual(zh: "无", en: "none")
}
