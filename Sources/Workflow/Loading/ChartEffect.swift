/// What the chart asks of the runner; the chart knows only its index.
enum ChartEffect: Hashable, Sendable {
    /// A state whose clock this is was entered.
    case run(clock: String)
    /// An explicit start: from now, also when it is running.
    case start(clock: String)
    case stop(clock: String)
    case extend(clock: String)
    case paper(String)
    case notify(role: String)
    case invoke(state: String)

    /// `start mediation`, `paper application` …
    fileprivate var label: String {
        switch self {
        case .run(let clock): "run \(clock)"
        case .start(let clock): "start \(clock)"
        case .stop(let clock): "stop \(clock)"
        case .extend(let clock): "extend \(clock)"
        case .paper(let name): "paper \(name)"
        case .notify(let role): "notify \(role)"
        case .invoke(let state): "invoke \(state)"
        }
    }
}

extension Workflow {
    /// What the indices in the chart's effects mean, in words for other notations.
    package var chartEffectLabels: [String] { chartEffects.map(\.label) }

    /// What the indices in the chart's done data mean: the outcomes of its final states.
    package var chartDoneDataLabels: [String] { chartOutcomes }
}

/// The fact of the chart that holds the acting role while an event is handled. No file can name it.
enum ActingRole {
    static let fact = "@role"
    /// Its value when the engine acts.
    static let nobody = "@nobody"
}
