import LegalTime
import Mediation

/// Gives the accepted matters of a sample their dossier numbers: without gaps for each body, track and year.
enum SampleDossiers {
    static func number(_ lives: inout [SampleLife]) {
        var last: [String: Int] = [:]
        func next(_ body: Body, _ track: TrackName, _ day: Day) -> DossierNumber {
            let name = body.shortName.isEmpty ? body.name : body.shortName
            let series = DossierSeries.name(body: name, track: track.rawValue)
            let sequence = last["\(day.year)\(series)", default: 0] + 1
            last["\(day.year)\(series)"] = sequence
            return DossierNumber(year: day.year, series: series, sequence: sequence)
        }
        var acceptances: [(day: Day, life: Int, step: Int?)] = []
        for index in lives.indices {
            for (step, referral) in lives[index].referrals.enumerated() {
                if let day = referral.earlier.accepted { acceptances.append((day, index, step)) }
            }
            if let day = lives[index].row.mediation.accepted { acceptances.append((day, index, nil)) }
        }
        acceptances.sort { ($0.day, $0.life, $0.step ?? Int.max) < ($1.day, $1.life, $1.step ?? Int.max) }
        for (day, index, step) in acceptances {
            let bodies = lives[index].route.bodies
            if let step {
                let from = lives[index].referrals[step].from
                guard let body = bodies.first(where: { $0.name == from }) else { continue }
                lives[index].referrals[step].earlier.dossier = next(body, .people, day)
            } else {
                lives[index].row.mediation.dossier = next(bodies[bodies.count - 1], lives[index].row.track, day)
            }
        }
    }
}
