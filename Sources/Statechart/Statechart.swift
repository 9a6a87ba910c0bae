// Statecharts with the semantics of W3C SCXML (Recommendation of 1 September 2015), as a pure and total function.
//
// A loader builds a ``ChartSource``; ``Chart/init(compiling:)`` checks it and compiles it to integer tables;
// ``Chart/start(members:)`` and ``Chart/step(_:_:)`` lead from ``Snapshot`` to ``Snapshot``. Nothing here reads a clock,
// does input or output, throws while running or traps: what a chart wants done comes back as ``Step/outputs``.
//
// ## What is exactly the Recommendation's (appendix D, "Algorithm for SCXML Interpretation")
//
// - Selection: for each active atomic state in document order, the first enabled transition of it or of its nearest
//   ancestor. Of two with intersecting exit sets the one from the deeper source wins, else the earlier one.
// - A microstep exits in reverse document order, runs the transitions' actions in the order selected, and enters in
//   document order; histories are recorded before anything is exited.
// - The domain of a transition is its source if it is internal, compound, and holds all targets; otherwise the nearest
//   compound ancestor (or the root) that holds source and targets. Targets that are histories count as what they
//   stand for.
// - Run to completion: eventless transitions first, then the internal queue, then the step ends. `done.state.ID` is
//   raised when a final child of `ID` is entered, and for a parallel parent when all its regions are in final states.
// - A default entry runs the actions of the initial transition after the entry actions of its state, then those of a
//   history default.
// - A final state at the top level ends the chart: the internal queue is dropped, its exit actions run.
// - Events match descriptors by tokens, with `*`.
// - An action that fails raises `error.execution` and abandons the rest of its block.
//
// ## What differs
//
// - The external queue belongs to the caller: one step is one macrostep. `send` comes out as an output, also with no
//   delay, and returns as an event of its own.
// - An event that takes no transition, and after which no eventless one is taken, is ignored: the snapshot is exactly
//   the one before, its inputs are not kept.
// - The data model is finite facts. Inputs of an event are assigned before transitions are selected. The member who
//   acts stays the same through the whole step, also while internal events are handled.
// - Once ended, the snapshot keeps its final state active, so that one can see where it ended.
// - More microsteps than ``Chart/microstepLimit`` are a cycle: the outcome says so and the snapshot stays.
// - `invoke` is above this library: ``Step/entered`` and ``Step/exited``, or the difference of two configurations.
// - The compiler refuses what the Recommendation calls non-conforming, and two things that it merely permits: a history
//   default that is another history, and a transition with neither event, guard nor target.

/// A state by its place in document order. 0 is the root, which holds the whole chart and is always active.
package struct StateIndex: Hashable, Comparable, Sendable {
    package let rawValue: Int
    package init(_ rawValue: Int) { self.rawValue = rawValue }
    package static func < (left: StateIndex, right: StateIndex) -> Bool { left.rawValue < right.rawValue }

    package static let root = StateIndex(0)
}

/// A transition by its place in document order.
package struct TransitionIndex: Hashable, Comparable, Sendable {
    package let rawValue: Int
    package init(_ rawValue: Int) { self.rawValue = rawValue }
    package static func < (left: TransitionIndex, right: TransitionIndex) -> Bool { left.rawValue < right.rawValue }
}

/// A fact by its place among the declarations.
package struct FactIndex: Hashable, Comparable, Sendable {
    package let rawValue: Int
    package init(_ rawValue: Int) { self.rawValue = rawValue }
    package static func < (left: FactIndex, right: FactIndex) -> Bool { left.rawValue < right.rawValue }
}

/// The name of an event, interned by a chart.
package struct EventID: Hashable, Comparable, Sendable {
    package let rawValue: Int
    package init(_ rawValue: Int) { self.rawValue = rawValue }
    package static func < (left: EventID, right: EventID) -> Bool { left.rawValue < right.rawValue }

    /// Every name that the chart does not mention: only `*` answers it.
    package static let other = EventID(0)
}
