import CaseStore
import LegalTime
import Mediation
import Workflow

/// Decides requests on the cases as read or remembered, and writes what was decided.
struct BatchDecider: Sendable {
    let district: DistrictCode
    let decider: Decider
    let environment: Environment
    let recent = RecentCases()
    /// Acts that in some workflow enter a matter into a register.
    let numberingActs: Set<String>

    init(district: DistrictCode, decider: Decider, environment: Environment) {
        self.district = district
        self.decider = decider
        self.environment = environment
        numberingActs = Set(
            decider.library.all.flatMap(\.acts)
                .filter { $0.records.contains(RecordKind.numbering.rawValue) }.map(\.event))
    }

    var directory: Directory { decider.directory }

    /// One go at a batch of requests of different cases: reads, decides and writes them together, and answers.
    ///
    /// - Returns: Those that were overtaken or lost on the way and have to go again.
    func settle(_ batch: [CommitJob], on store: some CommitStore) -> [CommitJob] {
        var round = CommitRound(decider: self, open: batch)
        round.run(on: store)
        return round.again
    }
}
