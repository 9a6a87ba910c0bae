import LegalTime
import Mediation

/// Where in a sheet a command has its reason, so that a refusal can name the cell.
struct CellOrigin: Hashable {
    enum Sheet: Hashable {
        case disputes
        /// Index among the referral rows of the dispute.
        case referral(Int)
    }

    let sheet: Sheet
    let column: String
}

/// The commands of one dispute, put in order: by day, and on the same day in the order in which such things happen.
///
/// A register knows days only. The steps of one day get times from nine o'clock on, a minute apart.
struct PlannedSteps {
    private struct Step {
        let day: Day
        /// Its place in the life of a dispute.
        let rank: Int
        let origin: CellOrigin
        let command: (Instant) -> Command
    }

    private var steps: [Step] = []
    private var rank = 0

    /// Adds what happens after everything added so far, if on the same day.
    mutating func add(_ day: Day, _ origin: CellOrigin, _ command: @escaping (Instant) -> Command) {
        rank += 1
        steps.append(Step(day: day, rank: rank, origin: origin, command: command))
    }

    mutating func act(
        _ name: String, _ day: Day, _ origin: CellOrigin, by actor: Actor, scope: Scope? = nil,
        _ records: [Record] = [],
        declared: Set<Predicate> = []
    ) {
        add(day, origin) { at in
            .act(CaseAct(name, scope: scope, actor: actor, at: at, records: records, declared: declared))
        }
    }

    var commands: [(command: Command, origin: CellOrigin)] {
        var day: Day?
        var minutes = 0
        return steps.sorted { ($0.day, $0.rank) < ($1.day, $1.rank) }.map { step in
            minutes = step.day == day ? minutes + 1 : 0
            day = step.day
            let at = Instant(step.day).adding(hours: 9).adding(seconds: minutes * 60)
            return (step.command(at), step.origin)
        }
    }
}
