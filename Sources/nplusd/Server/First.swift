#if Daemon
    import Synchronization

    /// The first of several values that are on their way; later ones are dropped.
    final class First<Value: Sendable>: Sendable {
        private enum State {
            case empty
            case waiting(CheckedContinuation<Value, Never>)
            case settled(Value)
        }

        private let state = Mutex(State.empty)

        func settle(_ value: Value) {
            let waiting: CheckedContinuation<Value, Never>? = state.withLock { state in
                guard case .settled = state else {
                    defer { state = .settled(value) }
                    if case .waiting(let continuation) = state { return continuation }
                    return nil
                }
                return nil
            }
            waiting?.resume(returning: value)
        }

        /// Asked for once.
        var value: Value {
            get async {
                await withCheckedContinuation { continuation in
                    let settled: Value? = state.withLock { state in
                        if case .settled(let value) = state { return value }
                        state = .waiting(continuation)
                        return nil
                    }
                    if let settled { continuation.resume(returning: settled) }
                }
            }
        }
    }
#endif
