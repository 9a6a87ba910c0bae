/// Something wrong with the shape of a workflow, whatever it promises.
package enum Finding: Hashable, Sendable {
    /// No history enters the state.
    case unreachableState(String)
    /// No history takes the transition, by its tag.
    case deadTransition(Int)
    /// Nobody can do anything that leads on, and no clock runs.
    case stuck(Counterexample)
    /// The end cannot be reached any more.
    case noEnd(Counterexample)
    /// The end can be reached only if somebody acts whom nobody can make act.
    case heldUp(by: String, Counterexample)
    /// Two transitions answer the same event in the same moment and only one can be taken: the first, for it lies deeper or
    /// stands earlier.
    case conflict(taken: Int, dropped: Int, Counterexample)
    /// A clock can run out where nothing waits for it.
    case unheard(clock: String, Counterexample)
    /// The run ends with this outcome and the paper was not made before.
    case untold(outcome: String, paper: String, Counterexample)
    /// Transitions, by their tags, that follow each other for ever without an event.
    case endless([Int], Counterexample)
    /// Nothing here ends a run, and no property says what can be reached from everywhere.
    case noRest
    /// There are more states than the verifier looks at.
    case tooLarge(Int)

    /// The history that leads there, if there is one.
    package var counterexample: Counterexample? {
        switch self {
        case .stuck(let shown), .noEnd(let shown), .heldUp(_, let shown), .conflict(_, _, let shown),
            .unheard(_, let shown), .untold(_, _, let shown), .endless(_, let shown):
            shown
        case .unreachableState, .deadTransition, .noRest, .tooLarge: nil
        }
    }
}
