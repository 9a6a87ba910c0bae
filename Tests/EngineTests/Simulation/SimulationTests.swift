import CaseStore
import Foundation
import LegalTime
import Mediation
import Testing

@testable import Engine

/// How many seeds: few in every run, as many as one likes with NPLUS_SEEDS. A seed that fails is named and fails again.
private let seeds = UInt64(ProcessInfo.processInfo.environment["NPLUS_SEEDS"] ?? "") ?? 40

@Suite("Simulation")
struct SimulationTests {
    private static func decider() throws -> Decider {
        Decider(
            library: try Shipped.library(), calendar: try Shipped.calendar(), directory: try EngineFixture.directory())
    }

    private static func faults(_ seed: UInt64, _ decider: Decider, _ flaw: MemoryDatabase.Flaw? = nil) -> [String] {
        let simulation = Simulation(seed: seed, decider: decider, flaw: flaw)
        simulation.run(steps: 40)
        return SimulatedHistory(database: simulation.database, orders: simulation.orders).faults
    }

    @Test("what was answered is there once, whatever is killed, lost or overtaken in between")
    func sound() throws {
        let decider = try Self.decider()
        for seed in 1...max(1, seeds) {
            let faults = Self.faults(seed, decider)
            #expect(faults.isEmpty, "seed \(seed): \(faults.prefix(5))")
        }
    }

    /// A batch that was written one by one gave a later number where the earlier one's case had been overtaken.
    @Test("numbers have no gap where the first of a batch is overtaken", arguments: [86, 91, 122, 146] as [UInt64])
    func overtakenNumber(seed: UInt64) throws {
        #expect(Self.faults(seed, try Self.decider()) == [])
    }

    @Test("a seed gives the same history each time")
    func repeats() throws {
        let decider = try Self.decider()
        let heads = (0..<2).map { _ in
            let simulation = Simulation(seed: 11, decider: decider)
            simulation.run(steps: 40)
            return simulation.database.cases.mapValues(\.head)
        }
        #expect(heads[0] == heads[1] && !heads[0].isEmpty)
    }

    @Test("the checks notice a database that breaks its word", arguments: MemoryDatabase.Flaw.allCases)
    func teeth(flaw: MemoryDatabase.Flaw) throws {
        let decider = try Self.decider()
        #expect((1...200).contains { !Self.faults($0, decider, flaw).isEmpty })
    }

    @Test("there are requests done, refused, stale, repeated and unheard")
    func varied() throws {
        let decider = try Self.decider()
        var seen: Set<String> = []
        for seed in 1...20 {
            let simulation = Simulation(seed: UInt64(seed), decider: decider)
            simulation.run(steps: 40)
            for order in simulation.orders {
                switch order.answer {
                case .success(let receipt)?: seen.insert(receipt.repeated ? "repeated" : "done")
                case .failure(.refused)?: seen.insert("refused")
                case .failure(.stale)?: seen.insert("stale")
                case .failure(.store)?: seen.insert("store")
                case nil: seen.insert("unheard")
                case .failure: break
                }
            }
        }
        #expect(seen == ["done", "repeated", "refused", "stale", "store", "unheard"])
    }
}
