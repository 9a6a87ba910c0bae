import Synchronization

/// Counts what is answered, for `/metrics`. Labels are bounded: operations, classes of status, problem codes.
package final class Meters: Sendable {
    private struct Series: Hashable {
        let operation: String
        let status: Int
    }

    private struct Histogram {
        var buckets = [Int](repeating: 0, count: Meters.bounds.count)
        var count = 0
        var seconds = 0.0
    }

    private struct State {
        var requests: [Series: Int] = [:]
        var durations: [String: Histogram] = [:]
        var problems: [String: Int] = [:]
        var inFlight = 0
    }

    /// Upper bounds of the buckets, in seconds.
    static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    private let state = Mutex(State())

    package init() {}

    package func began() { state.withLock { $0.inFlight += 1 } }

    package func ended(operation: Operation?, status: Int, code: String?, seconds: Double) {
        let name = operation?.rawValue ?? "none"
        state.withLock { state in
            state.inFlight -= 1
            state.requests[Series(operation: name, status: status), default: 0] += 1
            if let code { state.problems[code, default: 0] += 1 }
            var histogram = state.durations[name] ?? Histogram()
            histogram.count += 1
            histogram.seconds += seconds
            for (index, bound) in Self.bounds.enumerated() where seconds <= bound { histogram.buckets[index] += 1 }
            state.durations[name] = histogram
        }
    }

    /// In Prometheus' text format 0.0.4.
    ///
    /// - Parameter gauges: Further values of the moment, by name, with what they mean.
    package func text(gauges: [(name: String, help: String, value: Int)] = []) -> String {
        let state = state.withLock { $0 }
        var lines = [
            "# HELP nplus_http_requests_total Requests answered.", "# TYPE nplus_http_requests_total counter",
        ]
        for (series, count) in state.requests.sorted(by: {
            ($0.key.operation, $0.key.status) < ($1.key.operation, $1.key.status)
        }) {
            lines.append(
                "nplus_http_requests_total{operation=\"\(series.operation)\",status=\"\(series.status)\"} \(count)")
        }
        lines += [
            "# HELP nplus_http_problems_total Problems answered, by code.", "# TYPE nplus_http_problems_total counter",
        ]
        for (code, count) in state.problems.sorted(by: { $0.key < $1.key }) {
            lines.append("nplus_http_problems_total{code=\"\(code)\"} \(count)")
        }
        lines += [
            "# HELP nplus_http_request_duration_seconds From the last byte read to the answer.",
            "# TYPE nplus_http_request_duration_seconds histogram",
        ]
        for (name, histogram) in state.durations.sorted(by: { $0.key < $1.key }) {
            let metric = "nplus_http_request_duration_seconds"
            for (bound, count) in zip(Self.bounds, histogram.buckets) {
                lines.append("\(metric)_bucket{operation=\"\(name)\",le=\"\(bound)\"} \(count)")
            }
            lines.append("\(metric)_bucket{operation=\"\(name)\",le=\"+Inf\"} \(histogram.count)")
            lines.append("\(metric)_sum{operation=\"\(name)\"} \(histogram.seconds)")
            lines.append("\(metric)_count{operation=\"\(name)\"} \(histogram.count)")
        }
        let all = [(name: "nplus_http_in_flight", help: "Requests being answered.", value: state.inFlight)] + gauges
        for gauge in all {
            lines += [
                "# HELP \(gauge.name) \(gauge.help)", "# TYPE \(gauge.name) gauge", "\(gauge.name) \(gauge.value)",
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
