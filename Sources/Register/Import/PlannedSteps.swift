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

    /// - Parameter now: No step is later: those of today are moved to the seconds before it where nine o'clock is too late.
    func commands(by now: Instant) -> [(command: Command, origin: CellOrigin)] {
        let ordered = steps.sorted { ($0.day, $0.rank) < ($1.day, $1.rank) }
        let counts = ordered.reduce(into: [:]) { $0[$1.day, default: 0] += 1 }
        var day: Day?
        var index = 0
        return ordered.map { step in
            index = step.day == day ? index + 1 : 0
            day = step.day
            let last = counts[step.day, default: 1] - 1
            let nine = Instant(step.day).adding(hours: 9)
            let at =
                nine.adding(seconds: last * 60) <= now
                ? nine.adding(seconds: index * 60)
                : max(Instant(step.day), now.adding(seconds: index - last))
            return (step.command(at), step.origin)
        }
    }
}
