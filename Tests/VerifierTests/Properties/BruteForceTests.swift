import Testing
import Workflow

@testable import Verifier

@Suite("The verifier and brute force")
struct BruteForceTests {
    @Test(
        "agree on random workflows: on the cases that can be reached and on every property",
        arguments: [UInt64.random(in: .min ... .max), Self.eventBesideOthers])
    func agree(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var (compared, broken) = (0, 0)
        for _ in 0..<30 {
            let part = RandomWorkflow(seed: generator.next())
            guard let counts = try compare(part, "seed \(seed)") else { continue }
            compared += counts.compared
            broken += counts.broken
        }
        // Both verdicts have to occur, else this says nothing.
        #expect(compared > 50 && broken > 10 && compared - broken > 10, "seed \(seed): \(compared), \(broken)")
    }

    /// Draws a property with an asked fact and, beside other conditions, an event: it asks at every event.
    private static let eventBesideOthers: UInt64 = 743_772_476_923_098_591

    private func compare(_ random: RandomWorkflow, _ seed: String) throws -> (compared: Int, broken: Int)? {
        var random = random
        let part = random.part()
        let workflow = try Example.load(part)
        guard let brute = BruteForce(workflow, members: 2, most: 150) else { return nil }
        let whole = try Exploration(workflow, options: .init(members: 2, foldsMembers: false))
        #expect(whole.stateCount == brute.runs.count, "\(seed)\n\(part)")
        let verdicts = try [
            whole, Exploration(workflow, options: .init(members: 2)),
            Exploration(workflow, options: .init(members: 2, dropsDeadFacts: true)),
        ].map { graph in workflow.properties.map { PropertyCheck(graph).verdict(on: $0) } }
        var broken = 0
        for (index, property) in workflow.properties.enumerated() {
            let expected = brute.isBroken(property)
            if expected { broken += 1 }
            for verdicts in verdicts {
                let found = if case .broken = verdicts[index] { true } else { false }
                #expect(found == expected, "\(seed): \(property.id)\n\(part)")
            }
        }
        return (workflow.properties.count, broken)
    }
}
