import CaseStore
import Mediation
import Postgres

/// What a go at a batch asks of the store. ``ConnectedStore`` asks a database; the tests have one in memory that fails at
/// any moment.
protocol CommitStore {
    /// Which of some events stand in the history, by their hashes.
    func standing(_ events: [(id: CaseID, sequence: Int, hash: [UInt8])]) throws(StoreError) -> [[UInt8]]
    /// The answers already given under some keys.
    func answered(keys: [String]) throws(StoreError) -> [String: Answered]
    /// Returns when what can be read now is as durable as a commit: on the standby too, where commits wait for one.
    func secure() throws(StoreError)
    /// Cases by id; those that do not exist are missing.
    func load(_ ids: [CaseID]) throws(StoreError) -> [CaseID: LoadedCase]
    func lastNumbers(_ series: Set<DossierNumbers.Series>) throws(StoreError) -> [DossierNumbers.Series: Int]
    func names(of ids: [CaseID]) throws(StoreError) -> [CaseID: [Int: String]]
    func sanctions() throws(StoreError) -> [Sanction]
    /// Writes changes of different cases in one commit, each by compare-and-swap.
    func apply(_ changes: [CaseChange]) throws(StoreError) -> [ApplyOutcome]
    /// The same, but writes nothing and gives nil where one of those that must stand was overtaken.
    func applyTogether(_ changes: [(change: CaseChange, mustStand: Bool)]) throws(StoreError) -> [ApplyOutcome]?
    /// Which of some numbers are in use by another case.
    func taken(_ numbers: [String], except id: CaseID) throws(StoreError) -> [String]
}

/// The store over a connection on whose thread the caller is already.
struct ConnectedStore: CommitStore {
    private let store: CaseStore
    private let connection: PostgresConnection

    init(_ store: CaseStore, on connection: PostgresConnection) {
        self.store = store
        self.connection = connection
    }

    func standing(_ events: [(id: CaseID, sequence: Int, hash: [UInt8])]) throws(StoreError) -> [[UInt8]] {
        try here { connection throws(StoreError) in try store.standing(events, on: connection) }
    }

    func answered(keys: [String]) throws(StoreError) -> [String: Answered] {
        try here { connection throws(StoreError) in try store.answered(keys: keys, on: connection) }
    }

    func secure() throws(StoreError) {
        try here { connection throws(StoreError) in try store.secure(on: connection) }
    }

    func load(_ ids: [CaseID]) throws(StoreError) -> [CaseID: LoadedCase] {
        try here { connection throws(StoreError) in try store.load(ids, on: connection) }
    }

    func lastNumbers(_ series: Set<DossierNumbers.Series>) throws(StoreError) -> [DossierNumbers.Series: Int] {
        try here { connection throws(StoreError) in try store.lastNumbers(series, on: connection) }
    }

    func names(of ids: [CaseID]) throws(StoreError) -> [CaseID: [Int: String]] {
        try here { connection throws(StoreError) in try store.names(of: ids, on: connection) }
    }

    func sanctions() throws(StoreError) -> [Sanction] {
        try here { connection throws(StoreError) in try store.sanctions(on: connection) }
    }

    func apply(_ changes: [CaseChange]) throws(StoreError) -> [ApplyOutcome] {
        try here { connection throws(StoreError) in try store.apply(changes, on: connection) }
    }

    func applyTogether(_ changes: [(change: CaseChange, mustStand: Bool)]) throws(StoreError) -> [ApplyOutcome]? {
        try here { connection throws(StoreError) in try store.applyTogether(changes, on: connection) }
    }

    func taken(_ numbers: [String], except id: CaseID) throws(StoreError) -> [String] {
        try here { connection throws(StoreError) in try store.taken(numbers, except: id, on: connection) }
    }

    private func here<Value: Sendable>(
        _ body: @Sendable (isolated PostgresConnection) throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        try connection.assumeIsolated { connection in
            Result { () throws(StoreError) in try body(connection) }
        }.get()
    }
}
