/// A statechart as its author wrote it: the tree that a loader builds and ``Chart/init(compiling:)`` checks.
///
/// Everything refers to states, facts and events by name. Order matters: children and transitions stand in document
/// order, which decides priority, entry order and exit order.
package struct ChartSource: Hashable, Sendable {
    /// The facts that guards may read and actions may set.
    package var facts: [FactDeclaration]

    /// The states entered at the start. Empty means the first child in document order.
    package var initial: [String]

    /// The children of the root.
    package var states: [StateSource]

    package init(facts: [FactDeclaration] = [], initial: [String] = [], states: [StateSource]) {
        self.facts = facts
        self.initial = initial
        self.states = states
    }
}

/// One state of a ``ChartSource``, with everything inside it.
package struct StateSource: Hashable, Sendable {
    /// Unique in the chart.
    package var id: String

    package var kind: StateKind

    /// For a compound state the default entry (`nil`: its first child in document order).
    /// For a history state its default, which is required. Others have none.
    package var initial: InitialSource?

    package var transitions: [TransitionSource]

    /// Blocks of actions run on entry. A failing action abandons its own block only.
    package var onEntry: [[Action]]

    /// Blocks of actions run on exit, likewise.
    package var onExit: [[Action]]

    package var children: [StateSource]

    /// For a final state: an opaque index that ``Step/doneData`` carries when the chart ends here.
    package var doneData: Int?

    package init(
        id: String,
        kind: StateKind = .atomic,
        initial: InitialSource? = nil,
        transitions: [TransitionSource] = [],
        onEntry: [[Action]] = [],
        onExit: [[Action]] = [],
        children: [StateSource] = [],
        doneData: Int? = nil
    ) {
        self.id = id
        self.kind = kind
        self.initial = initial
        self.transitions = transitions
        self.onEntry = onEntry
        self.onExit = onExit
        self.children = children
        self.doneData = doneData
    }
}

/// What a state is.
package enum StateKind: Hashable, Sendable {
    /// Has no children.
    case atomic
    /// Exactly one of its children is active while it is.
    case compound
    /// All of its children are active while it is.
    case parallel
    /// Its entry completes its parent; at the top level it ends the chart.
    case final
    /// Not a state that is ever active: a target that stands for what was last active in its parent.
    case history(HistoryKind)

    package var isHistory: Bool {
        if case .history = self { true } else { false }
    }
}

/// How much a history state remembers.
package enum HistoryKind: Hashable, Sendable {
    /// The active children of its parent, which are then entered by default.
    case shallow
    /// The active atomic descendants of its parent.
    case deep
}

/// A default entry: where to go, and what to do on the way.
package struct InitialSource: Hashable, Sendable, ExpressibleByArrayLiteral {
    package var targets: [String]
    package var actions: [Action]

    package init(targets: [String], actions: [Action] = []) {
        self.targets = targets
        self.actions = actions
    }

    package init(arrayLiteral targets: String...) {
        self.init(targets: targets)
    }
}

/// One transition out of (or within) a state.
package struct TransitionSource: Hashable, Sendable {
    /// The events it answers. Empty: eventless, taken as soon as its guard holds.
    package var events: [EventDescriptor]

    /// Must hold for the transition to be enabled. `nil` always holds.
    package var condition: Guard?

    /// Where it leads. Empty: targetless, runs its actions and exits nothing.
    package var targets: [String]

    package var kind: TransitionKind

    package var actions: [Action]

    /// Opaque: the loader finds its own declaration by it (law, roles, titles …).
    package var tag: Int

    package init(
        events: [EventDescriptor] = [],
        condition: Guard? = nil,
        targets: [String] = [],
        kind: TransitionKind = .external,
        actions: [Action] = [],
        tag: Int = 0
    ) {
        self.events = events
        self.condition = condition
        self.targets = targets
        self.kind = kind
        self.actions = actions
        self.tag = tag
    }
}

/// Whether a transition to its own descendants leaves its source.
package enum TransitionKind: Hashable, Sendable {
    /// Exits and re-enters its source.
    case external
    /// Stays inside its source, if that is compound and holds all the targets; otherwise as external.
    case `internal`
}
