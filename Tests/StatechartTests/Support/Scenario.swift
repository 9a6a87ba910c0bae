import Statechart
import Testing

/// A small chart, events, and what each must do.
///
/// Expectations read `active leaves | -exited +entered | outputs`; a part left out is not looked at. `ignored` alone
/// expects the event to be ignored.
struct Scenario: Sendable, CustomTestStringConvertible {
    let rule: String
    let source: ChartSource
    let start: String
    let steps: [(event: String, expected: String)]

    init(_ rule: String, _ source: ChartSource, start: String, _ steps: (String, String)...) {
        self.rule = rule
        self.source = source
        self.start = start
        self.steps = steps.map { (event: $0.0, expected: $0.1) }
    }

    var testDescription: String { rule }

    func run() throws {
        let chart = try Chart(compiling: source)
        var step = chart.start()
        expect(step, start, chart, at: "the start")
        for (position, (event, expected)) in steps.enumerated() {
            step = chart.step(step.snapshot, chart.event(event))
            expect(step, expected, chart, at: "event \(position + 1), \(event)")
        }
    }

    private func expect(_ step: Step, _ expected: String, _ chart: Chart, at place: String) {
        let isIgnored = if case .ignored = step.outcome { true } else { false }
        #expect(isIgnored == (expected == "ignored"), "\(rule): at \(place): \(step.outcome)")
        guard !isIgnored else { return }
        let parts = expected.split(separator: "|", omittingEmptySubsequences: false)
            .map { $0.split(separator: " ").joined(separator: " ") }
        for (part, found) in zip(parts, describe(step, chart)) {
            #expect(part == found, "\(rule): at \(place)")
        }
    }
}

/// Leaves, movements and outputs of a step, as scenarios write them.
func describe(_ step: Step, _ chart: Chart) -> [String] {
    let moves =
        step.exited.map { "-" + chart.states[$0.rawValue].id } + step.entered.map { "+" + chart.states[$0.rawValue].id }
    return [
        chart.names(of: step.snapshot).states.joined(separator: " "),
        moves.joined(separator: " "),
        step.outputs.map(describe).joined(separator: " "),
    ]
}

private func describe(_ output: Output) -> String {
    switch output {
    case .effect(let index): "#\(index)"
    case .send(let send): "send:\(send.event)@\(send.delay)\(send.id.map { "=" + $0 } ?? "")"
    case .cancel(let id): "cancel:\(id)"
    case .log(let text): text
    case .failure(let event): "!\(event)"
    }
}
