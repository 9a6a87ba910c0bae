import CaseStore
import ChartTestSupport
import LegalTime
import Mediation
import Postgres
import Synchronization

@testable import Engine

/// Several programs over one database in memory, on one thread, in an order that a seed decides.
///
/// Between any two operations of the database whatever else may happen does: other writers work, callers ask, a program is
/// killed, time passes. So a writer is overtaken between reading and writing, at any depth. The engine's own queue, rounds
/// and decisions run unchanged; what is not here are its threads, its SQL and the wire, which the other tests have.
final class Simulation {
    /// One program: its queue and what it remembers. A killed one answers nobody and reaches the database no more.
    final class Program {
        let queue = CommitQueue(writers: Committer.writers)
        let decider: BatchDecider
        var isAlive = true
        var writing = 0

        init(_ decider: BatchDecider) { self.decider = decider }
    }

    let database: MemoryDatabase
    private(set) var programs: [Program] = []
    private(set) var orders: [Order] = []
    var random: SeededGenerator
    /// No faults any more, so that all that is open comes to an end.
    private(set) var isCalm = false
    private let decider: Decider
    private let moment = Moment()
    private var depth = 0

    init(seed: UInt64, decider: Decider, flaw: MemoryDatabase.Flaw? = nil) {
        random = SeededGenerator(seed: seed)
        database = MemoryDatabase(flaw: flaw)
        self.decider = decider
        for _ in 0..<2 { programs.append(Program(newDecider())) }
    }

    private func newDecider() -> BatchDecider {
        let chance = Chance(seed: random.next())
        let moment = moment
        return BatchDecider(
            district: DistrictCode(rawValue: 120119), decider: decider,
            environment: Environment(now: { moment.now }, random: { chance.next() }))
    }

    // MARK: What happens

    func run(steps: Int) {
        for _ in 0..<steps { step() }
        isCalm = true
        // Whoever heard nothing asks again where a key makes that safe.
        for order in orders where order.answer == nil && order.request.key != nil { submit(order) }
        var idle = 0
        while idle < programs.count {
            idle = 0
            for program in programs where !work(program) { idle += 1 }
        }
    }

    private func step() {
        switch Int.random(in: 0..<100, using: &random) {
        case ..<45: _ = work(random.pick(programs))
        case ..<90: for _ in 0...Int.random(in: 0..<3, using: &random) { submit(newOrder()) }
        case ..<96: moment.advance(seconds: Int.random(in: 1...600, using: &random))
        default: kill()
        }
    }

    /// Called by the database before and after each operation.
    func interlude() {
        guard !isCalm, depth < 4, random.chance(1, in: 3) else { return }
        depth += 1
        step()
        depth -= 1
    }

    private func kill() {
        let index = Int.random(in: programs.indices, using: &random)
        programs[index].isAlive = false
        programs[index] = Program(newDecider())
    }

    private func work(_ program: Program) -> Bool {
        guard program.writing < Committer.writers, let batch = program.queue.take(elseSleeps: false), !batch.isEmpty
        else { return false }
        program.writing += 1
        let again = program.decider.settle(batch, on: SimulatedStore(simulation: self, program: program))
        program.writing -= 1
        if program.isAlive { program.queue.finish(batch, again: again) }
        return true
    }

    private func newOrder() -> Order {
        let known = orders.compactMap(\.receipt?.id)
        let order = Order(number: orders.count + 1, at: moment.now, known, &random)
        orders.append(order)
        return order
    }

    private func submit(_ order: Order) {
        let program = random.pick(programs)
        let request = order.request
        let job = CommitJob(
            request: request, id: request.id ?? program.decider.newID(),
            mayNumber: program.decider.mayNeedNumber(request),
            // A killed program answers nobody: it stops before it comes to that.
            answer: { order.hear($0) }, patience: .now + .seconds(3600))
        _ = program.queue.add([job])
    }
}

/// The time in all programs.
private final class Moment: Sendable {
    private let seconds = Mutex(0)

    var now: Instant { Instant(milliseconds: 1_688_346_000_000).adding(seconds: seconds.withLock { $0 }) }
    func advance(seconds more: Int) { seconds.withLock { $0 += more } }
}

/// Chance for an engine, which asks for it from a closure.
private final class Chance: Sendable {
    private let generator: Mutex<SeededGenerator>

    init(seed: UInt64) { generator = Mutex(SeededGenerator(seed: seed)) }

    func next() -> UInt64 { generator.withLock { $0.next() } }
}
