import CaseStore
import ChartTestSupport
import Mediation

@testable import Engine

/// The database as a program reaches it: anything may happen before and after each operation, and some go wrong.
struct SimulatedStore: CommitStore {
    let simulation: Simulation
    let program: Simulation.Program

    private var database: MemoryDatabase { simulation.database }

    func standing(_ events: [(id: CaseID, sequence: Int, hash: [UInt8])]) throws(StoreError) -> [[UInt8]] {
        try reading {
            events.map(\.hash).filter { hash in
                events.contains { event in
                    event.hash == hash && database.events[event.id]?.contains { $0.hash == hash } == true
                }
            }
        }
    }

    func answered(keys: [String]) throws(StoreError) -> [String: Answered] {
        try reading { database.answers.filter { keys.contains($0.key) } }
    }

    func secure() throws(StoreError) { try reading {} }

    func load(_ ids: [CaseID]) throws(StoreError) -> [CaseID: LoadedCase] {
        try reading { database.cases.filter { ids.contains($0.key) } }
    }

    func lastNumbers(_ series: Set<DossierNumbers.Series>) throws(StoreError) -> [DossierNumbers.Series: Int] {
        try reading { Dictionary(uniqueKeysWithValues: series.map { ($0, database.lastNumber(of: $0)) }) }
    }

    func names(of ids: [CaseID]) throws(StoreError) -> [CaseID: [Int: String]] { try reading { [:] } }
    func sanctions() throws(StoreError) -> [Sanction] { try reading { [] } }
    func taken(_ numbers: [String], except id: CaseID) throws(StoreError) -> [String] { try reading { [] } }

    func apply(_ changes: [CaseChange]) throws(StoreError) -> [ApplyOutcome] {
        try writing(changes.count) { () throws(StoreError) in try database.apply(changes) } ?? []
    }

    func applyTogether(_ changes: [(change: CaseChange, mustStand: Bool)]) throws(StoreError) -> [ApplyOutcome]? {
        let must = Set(changes.filter(\.mustStand).map(\.change.decision.after.id))
        return try writing(changes.count) { () throws(StoreError) in
            try database.apply(changes.map(\.change), mustStand: must)
        }
    }

    // MARK: What goes wrong

    private func reading<Value>(_ body: () -> Value) throws(StoreError) -> Value {
        try happen()
        if isStruck(1, in: 40) { throw StoreError(.unavailable, "away") }
        let value = body()
        try happen()
        return value
    }

    private func writing<Value>(_ count: Int, _ body: () throws(StoreError) -> Value) throws(StoreError) -> Value {
        try happen()
        if isStruck(1, in: 30) { throw StoreError(.unavailable, "away") }
        if isStruck(1, in: 40) { throw StoreError(.commitUnknown, "lost on the way there") }
        if isStruck(1, in: 60) { throw StoreError(simulation.random.chance(1, in: 2) ? .diskFull : .readOnly, "full") }
        if isStruck(1, in: 40) { throw StoreError(.database, "refused") }
        if isStruck(1, in: 40) { throw StoreError(.conflict, "deadlock") }
        let value = try body()
        if isStruck(1, in: 20) { throw StoreError(.commitUnknown, "lost on the way back") }
        try happen()
        return value
    }

    private func isStruck(_ times: Int, in every: Int) -> Bool {
        !simulation.isCalm && simulation.random.chance(times, in: every)
    }

    /// Whatever else happens at this moment; the program may not survive it.
    private func happen() throws(StoreError) {
        if program.isAlive { simulation.interlude() }
        if !program.isAlive { throw StoreError(.unavailable, "killed") }
    }
}
