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
}

/// The fact of the chart that holds the acting role while an event is handled. No file can name it.
enum ActingRole {
    static let fact = "@role"
    /// Its value when the engine acts.
    static let nobody = "@nobody"
}
