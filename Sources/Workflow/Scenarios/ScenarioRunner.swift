package import LegalTime

/// What became of a scenario.
package struct ScenarioResult: Hashable, Sendable {
    /// Something that came out otherwise than written.
    package struct Failure: Hashable, Sendable, CustomStringConvertible {
        /// The step (from 1); nil for the expectations of the end.
        package let step: Int?
        /// Line in the file, from 1.
        package let line: Int
        package let expected: Bilingual
        package let found: Bilingual

        /// Where, expected and found, Chinese first.
        package var description: String {
            let place = step.map { Bilingual(zh: "第 \($0) 步", en: "step \($0)") } ?? Bilingual(zh: "结尾", en: "the end")
            return "第 \(line) 行（\(place.zh)）：应为\(expected.zh)，实为\(found.zh)\n"
                + "line \(line) (\(place.en)): expected \(expected.en), found \(found.en)"
        }
    }

    package let scenario: Scenario
    package let failures: [Failure]
    /// Everything that happened, up to the failing step.
    package let occurrences: [Occurrence]

    package var passed: Bool { failures.isEmpty }
}

/// Plays scenarios against a workflow. A scenario stops at the first step that goes wrong.
package struct ScenarioRunner: Sendable {
    private let workflow: Workflow
    private let calendar: WorkingCalendar

    package init(_ workflow: Workflow, calendar: WorkingCalendar) {
        self.workflow = workflow
        self.calendar = calendar
    }

    package func run(_ scenarios: [Scenario]) -> [ScenarioResult] {
        scenarios.map(run)
    }

    package func run(_ scenario: Scenario) -> ScenarioResult {
        var progress = Progress()
        let start = workflow.start(at: scenario.start, members: scenario.parties, calendar: calendar)
        progress.take(start)
        if let refusal = start.refusal {
            return progress.result(
                scenario,
                [
                    .init(
                        step: nil, line: scenario.line, expected: Bilingual(zh: "开始", en: "a beginning"),
                        found: refusal.message)
                ])
        }
        for (index, step) in scenario.steps.enumerated() {
            let failures = play(step, number: index + 1, run: start.run, &progress)
            if !failures.isEmpty { return progress.result(scenario, failures) }
        }
        let failures = scenario.expect.map { check($0, step: nil, progress, start.run) } ?? []
        return progress.result(scenario, failures)
    }

    private struct Progress {
        var run: Run?
        var occurrences: [Occurrence] = []
        var papers: Set<String> = []

        mutating func take(_ step: RunStep) {
            run = step.run
            occurrences += step.occurrences
            papers.formUnion(step.papers)
        }

        func result(_ scenario: Scenario, _ failures: [ScenarioResult.Failure]) -> ScenarioResult {
            ScenarioResult(scenario: scenario, failures: failures, occurrences: occurrences)
        }
    }

    private func play(
        _ step: Scenario.Step, number: Int, run start: Run, _ progress: inout Progress
    ) -> [ScenarioResult.Failure] {
        let run = progress.run ?? start
        let result =
            step.event.map { workflow.perform($0, on: run, at: step.at, calendar: calendar) }
            ?? workflow.advance(run, to: step.at, calendar: calendar)
        progress.take(result)
        let accepted = Bilingual(zh: "被接受", en: "accepted")
        let refused = Bilingual(zh: "被拒绝", en: "refused")
        switch (result.verdict, step.refused) {
        case (.accepted, true):
            return [.init(step: number, line: step.line, expected: refused, found: accepted)]
        case (.refused(let refusal), false):
            return [.init(step: number, line: step.line, expected: accepted, found: refusal.message)]
        case (.refused(let refusal), true):
            if let because = step.because, !refusal.description.contains(because) {
                let expected = Bilingual(zh: "因“\(because)”被拒绝", en: "refused because of “\(because)”")
                return [.init(step: number, line: step.line, expected: expected, found: refusal.message)]
            }
        case (.accepted, false): break
        }
        return step.expect.map { check($0, step: number, progress, start) } ?? []
    }

    // MARK: Expectations

    private func check(
        _ expect: Scenario.Expectation, step: Int?, _ progress: Progress, _ start: Run
    ) -> [ScenarioResult.Failure] {
        let run = progress.run ?? start
        var failures: [ScenarioResult.Failure] = []
        func fail(_ expected: Bilingual, _ found: Bilingual) {
            failures.append(.init(step: step, line: expect.line, expected: expected, found: found))
        }
        if let states = expect.states, !states.allSatisfy({ workflow.isActive($0, in: run) }) {
            fail(titles(states), titles(workflow.activeLeaves(of: run)))
        }
        if let outcome = expect.outcome, outcome != run.outcome {
            let found = run.outcome.map(workflow.vocabulary.title(ofOutcome:))
            fail(
                workflow.vocabulary.title(ofOutcome: outcome),
                found ?? Bilingual(zh: "尚无结果", en: "no outcome"))
        }
        for (name, due) in (expect.clocks ?? [:]).sorted(by: { $0.key < $1.key })
        where due != run.clock(name)?.due {
            fail(clock(name, due), clock(name, run.clock(name)?.due))
        }
        for paper in expect.papers ?? [] where !progress.papers.contains(paper) {
            let made = progress.papers.sorted().map(workflow.vocabulary.title(ofPaper:))
            fail(
                workflow.vocabulary.title(ofPaper: paper),
                made.isEmpty
                    ? Bilingual(zh: "没有文书", en: "no paper")
                    : Bilingual(
                        zh: made.map(\.zh).joined(separator: "、"), en: made.map(\.en).joined(separator: ", ")))
        }
        return failures
    }

    private func titles(_ states: [String]) -> Bilingual {
        Bilingual(
            zh: states.map { "“\(workflow.title(ofState: $0).zh)”(\($0))" }.joined(separator: "、"),
            en: states.map { "“\(workflow.title(ofState: $0).en)” (\($0))" }.joined(separator: ", "))
    }

    private func clock(_ name: String, _ due: Day?) -> Bilingual {
        let title = workflow.clock(name)?.title ?? Bilingual(name)
        guard let due else {
            return Bilingual(zh: "“\(title.zh)”未在计算", en: "“\(title.en)” not running")
        }
        return Bilingual(zh: "“\(title.zh)”于 \(due) 届满", en: "“\(title.en)” due on \(due)")
    }
}
