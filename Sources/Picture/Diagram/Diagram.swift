package import Workflow

/// A workflow as a person should see it: boxes for states, arrows for what leads from one to another, each with the steps
/// that people take. Knows nothing of places and colours.
package struct Diagram: Sendable {
    /// What a part of the picture is in the case, or in the comparison, that it shows.
    package enum Emphasis: Hashable, Sendable {
        case plain
        /// The case stands here.
        case active
        /// The case has been here.
        case done
        case added
        case removed
        case changed
    }

    package struct Box: Sendable {
        package enum Kind: Hashable, Sendable {
            case state
            case final
            case history(deep: Bool)
            /// Where things begin.
            case start
        }

        /// The id of the state; of the state around it for a start.
        package var id: String
        /// A parent stands before its children.
        package var parent: Int?
        package var kind: Kind
        package var title: Bilingual
        package var isParallel = false
        /// Whether it is one of several that are active together.
        package var isRegion = false
        package var notes: [Note] = []
        /// What can be done without leaving the state, and what leads from it to the inside of itself.
        package var steps: [Step] = []
        package var emphasis = Emphasis.plain
    }

    /// Something that hangs on a state.
    package struct Note: Hashable, Sendable {
        package enum Symbol: Hashable, Sendable { case clock, pause, invoke, outcome }

        package var symbol: Symbol
        package var text: Bilingual
        package var emphasis = Emphasis.plain
    }

    /// Who brings something about.
    package enum Actor: Hashable, Sendable {
        case role(String)
        /// A clock that runs out.
        case time
        /// Nobody: a condition that comes true, a part that is completed, a run that ended.
        case engine
    }

    /// One thing done, as it is written on an arrow or in a state.
    package struct Step: Sendable {
        /// The transitions it stands for, by their tags.
        package var tags: [Int]
        package var actors: [Actor]
        package var title: Bilingual
        /// The condition of a step that nobody takes.
        package var condition: Bilingual?
        package var law: Bilingual?
        /// Where a step leads that is written inside the state.
        package var leadsTo: Bilingual?
        /// Everything the file says about it, for who points at it.
        package var details: [Bilingual]
        package var emphasis = Emphasis.plain
    }

    package struct Arrow: Sendable {
        package var source: Int
        package var targets: [Int]
        /// Empty for the arrow of a start.
        package var steps: [Step]
        package var emphasis = Emphasis.plain
    }

    package var title: Bilingual
    /// Below the title: which version, and what it rests on.
    package var subtitle: Bilingual
    /// Tells this picture apart from others on the same page.
    package var name: String
    package var boxes: [Box] = []
    package var arrows: [Arrow] = []
    /// The words that roles are known by.
    package var vocabulary: Vocabulary
    /// Whether arrows or boxes are marked, and what with.
    package var legend = Legend.plain

    package enum Legend: Hashable, Sendable { case plain, progress, difference }

    /// The actors of the picture in the order of the vocabulary, time and engine last.
    var actors: [Actor] {
        let used = Set((boxes.flatMap(\.steps) + arrows.flatMap(\.steps)).flatMap(\.actors))
        return vocabulary.roles.map { .role($0.name) }.filter(used.contains)
            + [.time, .engine].filter(used.contains)
    }
}

/// How far a case has come in a workflow.
package struct Progress: Hashable, Sendable {
    /// Active states without states inside.
    package var active: [String]
    /// States it has been in.
    package var visited: Set<String>
    /// Events that were taken.
    package var events: Set<String>

    package init(active: [String], visited: Set<String> = [], events: Set<String> = []) {
        self.active = active
        self.visited = visited
        self.events = events
    }
}
