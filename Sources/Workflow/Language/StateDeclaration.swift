/// What a state means to people and which clocks and effects hang on it. Its place in the chart is the chart's business.
package struct StateDeclaration: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case atomic
        case compound
        case parallel
        case final
        case shallowHistory
        case deepHistory
    }

    /// Whose run this state waits for.
    package enum Invocation: Hashable, Sendable {
        /// The track that the data of the opening act names; it reports `done.OUTCOME`.
        case track
        /// Always this workflow; it reports `done.ID.OUTCOME`.
        case workflow(id: String)
    }

    package let id: String
    package let title: Bilingual
    package let kind: Kind
    /// The state this one lies in; nil at the top.
    package let parent: String?
    /// What a final state reports; only on final states at the top.
    package let outcome: String?
    package let invoke: Invocation?
    /// Clocks that run while the state is active.
    package let clocks: [String]
    /// Clocks that stand still while the state is active.
    package let pauses: [String]
    package let enter: [EffectDeclaration]
    package let exit: [EffectDeclaration]
    package let law: Citation?
    package let note: Bilingual?
    /// Line in the file, from 1.
    package let line: Int
}
