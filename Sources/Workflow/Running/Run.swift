package import LegalTime
package import Statechart

/// One run of a workflow: where its chart stands and which clocks run. A small value; what it means only its workflow
/// can tell. ``PersistedRun`` is its lasting form.
package struct Run: Hashable, Sendable {
    package let workflow: WorkflowVersion
    package internal(set) var snapshot: Snapshot
    /// In the order of the workflow's declarations. An expired clock stays until its state is left or it is stopped.
    package internal(set) var clocks: [RunningClock]
    /// What the run ended with; nil while it goes on, or when its final state reports nothing.
    package internal(set) var outcome: String?

    /// Whether a final state at the top was reached.
    package var isEnded: Bool { snapshot.isDone }
    /// How many members have facts of their own.
    package var members: Int { snapshot.memberCount }

    package func clock(_ name: String) -> RunningClock? { clocks.first { $0.name == name } }
}

/// A time limit that has started.
package struct RunningClock: Hashable, Sendable {
    package let name: String
    package let started: Instant
    /// The last day in time. While the clock stands still, as it was when it stopped.
    package internal(set) var due: Day
    /// The day since which it stands still.
    package internal(set) var pausedSince: Day?
    /// The days that were not counted.
    package internal(set) var pauses: [DayRange] = []
    package internal(set) var extensions: [Term] = []
    /// Its expiry has been told to the chart.
    package internal(set) var expired = false
}
