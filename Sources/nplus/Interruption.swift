import Glibc
import Synchronization

/// Ctrl-C during long work: the first asks the work to stop between two commits, the second ends the program at once.
///
/// Nothing is half-written either way; the first only lets the program say what is done and how to go on.
enum Interruption {
    private static let signals = [SIGINT, SIGTERM]
    private static let caught = Atomic<Int32>(0)

    static var isRequested: Bool { caught.load(ordering: .relaxed) != 0 }

    /// What a program that ended by the signal leaves as its exit code.
    static var exitCode: Int32 { 128 + caught.load(ordering: .relaxed) }

    /// Lets the signals be asked for instead of ending the program, while the body runs.
    static func caught<Value>(during body: () async throws -> Value) async rethrows -> Value {
        // The counter must exist before a handler may touch it.
        _ = isRequested
        for number in signals { signal(number, handler) }
        defer { for number in signals { signal(number, SIG_DFL) } }
        return try await body()
    }

    private static let handler: @convention(c) (Int32) -> Void = { number in
        if caught.exchange(number, ordering: .relaxed) != 0 { _exit(128 + number) }
    }
}
