import ArgumentParser
import LegalTime
import Mediation
import Statechart
import Workflow

/// `nplus bench step`: a step of a chart in memory, beside a switch written by hand.
struct BenchStep: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "step",
        abstract: "内存中的一步状态图 / One step of a chart in memory",
        discussion: """
            同一台状态机：一次由状态图执行，一次由手写的 switch 执行。
            The same machine twice: run by the chart, and by a switch written by hand.

            例 / Example: nplus bench step
            """)

    @Option(help: "步数 / Steps")
    var steps: Int = 2_000_000

    func run() throws {
        let workflow = try BenchCase.loadWorkflow(roles: false)
        let chart = workflow.chart
        let events = BenchCase.acts.map { chart.event($0) }
        let start = chart.start(members: 2).snapshot
        var check = start
        guard events.allSatisfy({ chart.advance(&check, $0) == .taken }) else {
            throw Failure(zh: "流程没有走完", en: "the workflow did not take every step")
        }
        let clock = ContinuousClock()
        let chartTime = clock.measure {
            var snapshot = start
            var index = 0
            for _ in 0..<steps {
                _ = chart.advance(&snapshot, events[index])
                index += 1
                if index == events.count {
                    index = 0
                    snapshot = start
                }
            }
        }
        var state = Machine.State.registered
        let switchTime = clock.measure {
            var index = 0
            for _ in 0..<steps {
                state = Machine.step(state, index)
                index += 1
                if index == events.count {
                    index = 0
                    state = .registered
                }
            }
        }
        let (ours, byHand) = (nanoseconds(chartTime), nanoseconds(switchTime))
        print(
            """
            {"steps": \(steps), "chart_ns": \(ours), "switch_ns": \(byHand), "ratio": \(ours / byHand), "end": "\(state)"}
            """)
    }

    private func nanoseconds(_ time: Duration) -> Double { time / .nanoseconds(1) / Double(steps) }
}

/// The timed case's workflow as somebody would write it without one.
private enum Machine {
    enum State { case registered, accepted, assigned, mediating, agreed, signed, performed, closed }

    @inline(never)
    static func step(_ state: State, _ event: Int) -> State {
        switch (state, event) {
        case (.registered, 0): .accepted
        case (.accepted, 1): .assigned
        case (.assigned, 2): .mediating
        case (.mediating, 3), (.mediating, 4): .mediating
        case (.mediating, 5): .agreed
        case (.agreed, 6): .signed
        case (.signed, 7): .performed
        case (.performed, 8): .closed
        default: state
        }
    }
}
