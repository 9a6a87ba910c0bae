/// Where something stands in a ``ChartSource``, by position, so that a loader can find its line and column.
/// Prints as `states[0].states[2].transitions[1].condition.operands[0]`.
package struct SourcePath: Hashable, Sendable, CustomStringConvertible {
    /// One step down the tree.
    package enum Component: Hashable, Sendable {
        case fact(Int)
        /// The n-th child of the state (or of the chart).
        case state(Int)
        /// The initial transition of a state, the `initial` of the chart, or the default of a history state.
        case initial
        case transition(Int)
        case event(Int)
        case condition
        /// An operand of `all` or `any`, or the only one of `not`.
        case operand(Int)
        case target(Int)
        /// A block of `onEntry`.
        case onEntry(Int)
        /// A block of `onExit`.
        case onExit(Int)
        case action(Int)
        /// A branch of a conditional action.
        case branch(Int)
        /// The `otherwise` of a conditional action.
        case otherwise
    }

    package var components: [Component]

    package init(_ components: [Component] = []) {
        self.components = components
    }

    package func appending(_ component: Component) -> SourcePath {
        SourcePath(components + [component])
    }

    /// The path without its last component; the root's is the root.
    package var parent: SourcePath {
        SourcePath(Array(components.dropLast()))
    }

    package var description: String {
        components.isEmpty ? "chart" : components.map(Self.text(of:)).joined(separator: ".")
    }

    private static func text(of component: Component) -> String {
        switch component {
        case .fact(let index): "facts[\(index)]"
        case .state(let index): "states[\(index)]"
        case .initial: "initial"
        case .transition(let index): "transitions[\(index)]"
        case .event(let index): "events[\(index)]"
        case .condition: "condition"
        case .operand(let index): "operands[\(index)]"
        case .target(let index): "targets[\(index)]"
        case .onEntry(let index): "onEntry[\(index)]"
        case .onExit(let index): "onExit[\(index)]"
        case .action(let index): "actions[\(index)]"
        case .branch(let index): "branches[\(index)]"
        case .otherwise: "otherwise"
        }
    }
}
