import Dispatch

/// Checks passwords, a few at a time: each takes 32 MiB and a core for a moment, so that a flood of sign-ins cannot take
/// the machine.
package actor PasswordDesk {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private let mostWaiting: Int

    /// - Parameters:
    ///   - atOnce: How many are checked at the same time.
    ///   - mostWaiting: How many may wait for that; further ones are told to come again.
    package init(atOnce: Int = 2, mostWaiting: Int = 64) {
        free = atOnce
        self.mostWaiting = mostWaiting
    }

    /// Runs one check. Nil where too many wait already.
    package func work<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value? {
        if free > 0 {
            free -= 1
        } else {
            guard waiting.count < mostWaiting else { return nil }
            await withCheckedContinuation { waiting.append($0) }
        }
        let value = await withCheckedContinuation { continuation in
            // Off the threads that serve requests: it computes for long.
            DispatchQueue.global(qos: .utility).async { continuation.resume(returning: body()) }
        }
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
        return value
    }
}
