import CaseStore
import LegalTime
import Mediation
import Postgres
import Workflow

/// Decides requests on the cases as read, and writes what was decided.
struct BatchDecider: Sendable {
    let store: CaseStore
    let decider: Decider
    let environment: Environment
    /// Acts that in some workflow enter a matter into a register.
    let numberingActs: Set<String>

    init(store: CaseStore, decider: Decider, environment: Environment) {
        self.store = store
        self.decider = decider
        self.environment = environment
        numberingActs = Set(
            decider.library.all.flatMap(\.acts)
                .filter { $0.records.contains(RecordKind.numbering.rawValue) }.map(\.event))
    }

    var directory: Directory { decider.directory }
    var district: DistrictCode { store.district }

    /// One go at a batch of requests of different cases: reads, decides and writes them together, and answers.
    ///
    /// - Returns: Those that were overtaken or lost on the way and have to go again.
    func settle(_ batch: [CommitJob], on connection: isolated PostgresConnection) -> [CommitJob] {
        var round = CommitRound(decider: self, open: batch)
        round.run(on: connection)
        return round.again
    }
}
