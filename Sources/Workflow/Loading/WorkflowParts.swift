import LegalTime

extension Workflow {
    /// Everything a file says, collected by the loader.
    struct Parts {
        var id: String
        var kind: Kind
        var title: Bilingual
        var from: Day
        var until: Day?
        var law: String?
        var source: String
        var vocabulary: Vocabulary
        var facts: [DeclaredFact] = []
        var clocks: [ClockDeclaration] = []
        var states: [StateDeclaration] = []
        var transitions: [TransitionDeclaration] = []
        var properties: [PropertyDeclaration] = []
        var chartEffects: [ChartEffect] = []
        var chartOutcomes: [String] = []
        var actingRoles: [String] = []
    }
}
