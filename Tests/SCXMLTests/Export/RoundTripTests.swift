import ChartTestSupport
import Foundation
import Mediation
import SCXML
import Statechart
import Testing
import Workflow

/// What is written and read again behaves the same, whatever happens to it.
@Suite("SCXML round trip")
struct RoundTripTests {
    @Test("Random charts of every feature behave the same", arguments: 0..<20)
    func randomCharts(block: UInt64) throws {
        for seed in block * 10..<(block + 1) * 10 {
            var random = RandomChart(seed: seed)
            let source = random.make()
            let document = SCXMLDocument(name: "random", dataModel: .facts, source: source)
            let chart = try Chart(compiling: source, microstepLimit: 60)
            try compare(
                chart, document, labels: [], members: Int(seed % 4), seed: seed, RandomChart.events + ["a.z", "t"])
        }
    }

    private static let files: [String] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Workflows")
            .standardized.resolvingSymlinksInPath()
        let names = FileManager.default.subpaths(atPath: folder.path) ?? []
        return names.filter { $0.hasSuffix(".yaml") && !$0.hasSuffix(".scenarios.yaml") && !$0.hasPrefix("calendars") }
            .map { folder.appending(path: $0).path }.sorted()
    }()

    @Test("Every shipped workflow behaves the same", arguments: files)
    func shipped(file: String) throws {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        guard text.contains("\nworkflow: ") || text.hasPrefix("workflow: ") else { return }
        let workflow = try WorkflowFile.load(text, file: file, vocabulary: .mediation)
        for seed in UInt64(0)..<30 {
            try compare(
                workflow.chart, SCXMLDocument(workflow), labels: workflow.chartEffectLabels, members: 2, seed: seed,
                workflow.events)
        }
    }

    @Test("All shipped workflows are tried")
    func allFiles() { #expect(Self.files.count >= 5) }

    private func compare(
        _ chart: Chart, _ document: SCXMLDocument, labels: [String], members: Int, seed: UInt64, _ events: [String]
    ) throws {
        let written = try document.text()
        let result = SCXMLDocument.read(written, file: "written.scxml")
        let read = try #require(result.document, "seed \(seed): \(result.diagnostics)")
        #expect(result.diagnostics.isEmpty, "seed \(seed)")
        let other = try Chart(compiling: read.source, microstepLimit: chart.microstepLimit)
        #expect(try read.text() == SCXMLDocument(plain: document).text(), "seed \(seed): written again")
        var generator = SeededGenerator(seed: seed ^ 0xBEEF)
        var left = chart.start(members: members)
        var right = other.start(members: members)
        for number in 0..<40 {
            let place = "seed \(seed), event \(number)"
            #expect(left.outcome == right.outcome, "\(place)")
            guard left.outcome != .diverged else { return }
            #expect(chart.names(of: left.snapshot) == other.names(of: right.snapshot), "\(place)")
            #expect(left.transitions == right.transitions, "\(place)")
            let said = left.outputs.map { describe($0, labels) }
            #expect(said == right.outputs.map { describe($0, read.effects) }, "\(place)")
            #expect(
                left.doneData.map { label($0, document.doneData) } == right.doneData.map { label($0, read.doneData) })

            let name = generator.pick(events)
            let member =
                members > 0 && generator.chance(1, in: 2) ? Int.random(in: 0..<members, using: &generator) : nil
            let inputs = chart.facts.indices.compactMap { index -> (FactDeclaration, UInt8)? in
                let fact = chart.facts[index]
                guard fact.scope == .single || member != nil, generator.chance(1, in: 3) else { return nil }
                return (fact, UInt8(Int.random(in: 0..<fact.domain.count, using: &generator)))
            }
            func event(_ chart: Chart) -> Event {
                chart.event(
                    name, member: member,
                    inputs: inputs.compactMap { fact, code in
                        chart.fact(fact.name).map {
                            Input(fact: $0, member: fact.scope == .each ? member : nil, code: code)
                        }
                    })
            }
            left = chart.step(left.snapshot, event(chart))
            right = other.step(right.snapshot, event(other))
        }
    }

    private func describe(_ output: Output, _ labels: [String]) -> String {
        if case .effect(let index) = output { "effect \(label(index, labels))" } else { "\(output)" }
    }

    private func label(_ index: Int, _ labels: [String]) -> String {
        labels.indices.contains(index) ? labels[index] : "\(index)"
    }
}

extension SCXMLDocument {
    /// The same without what is written and not read.
    fileprivate init(plain document: SCXMLDocument) {
        self.init(
            name: document.name, dataModel: document.dataModel, source: document.source, effects: document.effects,
            doneData: document.doneData)
    }
}
