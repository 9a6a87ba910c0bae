import Synchronization

/// What callers saw: how many transitions were answered, and after how long.
struct BenchResult: Sendable {
    var cases = 0
    private(set) var errors = 0
    /// The first that was met.
    private(set) var error: (any Error)?
    var elapsed: Duration = .zero
    private var latencies: [Duration] = []

    mutating func add(_ latency: Duration) { latencies.append(latency) }

    mutating func add(_ error: any Error) {
        errors += 1
        if self.error == nil { self.error = error }
    }

    mutating func add(_ other: BenchResult) {
        cases += other.cases
        errors += other.errors
        error = error ?? other.error
        latencies += other.latencies
    }

    var transitions: Int { latencies.count }

    /// One line.
    var json: String {
        let sorted = latencies.sorted()
        func percentile(_ share: Double) -> Double {
            sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))] / .milliseconds(1)
        }
        return """
            {"transitions": \(transitions), "seconds": \(elapsed / .seconds(1)), "cases": \(cases), \
            "p50_ms": \(percentile(0.5)), "p99_ms": \(percentile(0.99)), "errors": \(errors)}
            """
    }
}

/// Deals out case numbers to callers.
final class CaseCounter: Sendable {
    private let limit: Int
    private let taken = Atomic<Int>(0)

    init(limit: Int) { self.limit = limit }

    /// The next number from 1, or nil when all are dealt.
    func take() -> Int? {
        let number = taken.add(1, ordering: .relaxed).newValue
        return number <= limit ? number : nil
    }
}

/// How long something takes, in milliseconds: the middle of so many times.
func median(of count: Int, _ body: () async throws -> Void) async throws -> Double {
    var times: [Duration] = []
    let clock = ContinuousClock()
    for _ in 0..<count {
        let started = clock.now
        try await body()
        times.append(clock.now - started)
    }
    return times.sorted()[count / 2] / .milliseconds(1)
}
