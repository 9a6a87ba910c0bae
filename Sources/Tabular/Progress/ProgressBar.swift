import Synchronization

/// One line on the terminal that tells how far a long piece of work has come, how fast it goes and how long it will take.
///
/// On a terminal the line is redrawn in place, at most ten times a second. Elsewhere (a log, a pipe) plain lines appear,
/// one for every tenth of the work. Any number of threads may report.
package final class ProgressBar: Sendable {
    private struct State {
        var done = 0
        var started: Duration
        var drawn: Duration?
        var drawnWidth = 0
        var printedTenths = 0
        var isFinished = false
    }

    private let label: String
    private let total: Int
    private let isTerminal: Bool
    private let width: Int
    private let now: @Sendable () -> Duration
    private let write: @Sendable (String) -> Void
    private let state: Mutex<State>

    /// - Parameters:
    ///   - label: What is being done, for instance `导入纠纷登记`.
    ///   - total: How many units of work there are.
    ///   - isTerminal: Whether `write` leads to a terminal; by default whether standard error does.
    ///   - width: Columns that a line may take.
    ///   - now: Time since any fixed moment; by default the monotonic clock.
    ///   - write: Where the text goes; by default standard error, so that the output of a command stays clean.
    package init(
        _ label: String, total: Int, isTerminal: Bool = Terminal.isTerminal(.error),
        width: Int = Terminal.width(.error) ?? 80, now: (@Sendable () -> Duration)? = nil,
        write: @escaping @Sendable (String) -> Void = { Terminal.write($0, to: .error) }
    ) {
        self.label = label
        self.total = total
        self.isTerminal = isTerminal
        self.width = width
        self.now = now ?? monotonicTime
        self.write = write
        state = Mutex(State(started: self.now()))
    }

    /// Reports that `count` more units are done.
    package func advance(by count: Int = 1) {
        state.withLock { state in
            state.done += count
            draw(&state)
        }
    }

    /// Draws the last state and leaves the line standing. Later reports are ignored.
    package func finish() {
        state.withLock { state in
            guard !state.isFinished else { return }
            if isTerminal {
                redraw(&state, at: now())
                write("\n")
            } else if state.printedTenths < 10 {
                write(line(state, at: now()) + "\n")
            }
            state.isFinished = true
        }
    }

    private func draw(_ state: inout State) {
        guard !state.isFinished else { return }
        if isTerminal {
            let moment = now()
            if let drawn = state.drawn, moment - drawn < .milliseconds(100) { return }
            redraw(&state, at: moment)
        } else {
            let tenths = total > 0 ? state.done * 10 / total : 0
            guard tenths > state.printedTenths else { return }
            state.printedTenths = tenths
            write(line(state, at: now()) + "\n")
        }
    }

    private func redraw(_ state: inout State, at moment: Duration) {
        // The last column stays free: some terminals wrap as soon as it is filled.
        let text = DisplayWidth.prefix(of: line(state, at: moment), width: max(width - 1, 0))
        let textWidth = DisplayWidth.of(text)
        // Spaces wipe out what a longer line left behind.
        write("\r" + text + String(repeating: " ", count: max(0, state.drawnWidth - textWidth)))
        state.drawn = moment
        state.drawnWidth = textWidth
    }

    /// For instance `导入 [=====-----] 50%  500/1000  每秒 250  剩余 0:02`.
    private func line(_ state: State, at moment: Duration) -> String {
        let elapsed = (moment - state.started) / .seconds(1)
        let rate = elapsed > 0 ? Double(state.done) / elapsed : 0
        let percent = total > 0 ? min(100, state.done * 100 / total) : 100
        var parts = [label]
        if isTerminal {
            let filled = percent / 5
            parts.append("[" + String(repeating: "=", count: filled) + String(repeating: "-", count: 20 - filled) + "]")
        }
        parts.append("\(percent)%")
        parts.append("\(state.done)/\(total)")
        if rate > 0 {
            parts.append("每秒 \(Int(rate.rounded()))")
            parts.append(
                state.done < total
                    ? "剩余 \(Self.clock(Double(total - state.done) / rate))" : "用时 \(Self.clock(elapsed))")
        }
        return parts.joined(separator: "  ")
    }

    /// Minutes and seconds, hours if there are any.
    private static func clock(_ seconds: Double) -> String {
        let whole = Int(min(seconds.rounded(.up), 359_999))
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (hours, minutes) = (whole / 3600, whole / 60 % 60)
        return (hours > 0 ? "\(hours):\(two(minutes))" : "\(minutes)") + ":" + two(whole % 60)
    }
}

private let origin = ContinuousClock.now

/// Time since the first use of this function.
@Sendable private func monotonicTime() -> Duration {
    origin.duration(to: .now)
}
