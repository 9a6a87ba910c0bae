import LegalTime
import Mediation
import Workflow

/// The whole life of one dispute of the sample, to be cut at the end of the year.
struct SampleLife {
    let route: SampleRoute
    var row = DisputeRow()
    var referrals: [ReferralRow] = []
    /// The day on which the mediating body has it in hand.
    private(set) var inHand: Day

    init(route: SampleRoute, registered: Day) {
        self.route = route
        inHand = registered
        row.nature = .sample
        row.registered = registered
        row.body = route.bodies[0].name
        row.type = route.type
        row.source = route.source
        row.sender = route.sender
        row.track =
            switch route.level {
            case .unit: .administrative
            case .court: .judicial
            default: .people
            }
    }

    mutating func number(_ number: String) {
        row.number = number
        for index in referrals.indices { referrals[index].registerNumber = number }
    }

    /// Goes from body to body, mediated in vain on the way now and then.
    mutating func travel(
        _ rates: SampleRates, _ roster: SampleRoster, _ chance: inout SeededGenerator
    ) throws(SampleParameterError) {
        for (from, to) in zip(route.bodies, route.bodies.dropFirst()) {
            var step = ReferralRow()
            step.nature = .sample
            step.from = from.name
            step.to = to.name
            step.manner = .offer(from.kind == .centre ? .handOver : .escalate)
            step.reason = chance.pick(try rates.phrases("流转原因", to.kind.title.zh))
            step.day = inHand.adding(days: chance.below(3))
            if from.kind.isPeoplesCommittee, chance.chance(try rates.share("上行", "先调未成")) {
                step.earlierResult = .failed
                let accepted = inHand
                step.earlier.consented = accepted
                step.earlier.accepted = accepted
                step.earlier.rightsTold = accepted
                step.earlier.mediators = [roster.pick(of: from, &chance)]
                step.earlier.sessions = [accepted.adding(days: chance.below(5))]
                let ended = accepted.adding(days: 5 + chance.below(12))
                step.earlier.ended = ended
                step.day = ended.adding(days: chance.below(3))
            }
            if chance.chance(try rates.share("上行", "退回后再报")) {
                var declined = step
                declined.answer = .declined
                declined.answered = step.day.adding(days: 1)
                declined.answerReason = chance.pick(try rates.phrases("退回原因", "其他"))
                referrals.append(declined)
                step.earlierResult = nil
                step.earlier = MediationFacts()
                step.day = step.day.adding(days: 2)
            } else if chance.chance(try rates.share("上行", "逾期未答复")) {
                var silent = step
                silent.answer = .noneInTime
                // Long enough for any row of rest days.
                silent.answered = step.day.adding(days: 14)
                referrals.append(silent)
                step.earlierResult = nil
                step.earlier = MediationFacts()
                step.manner = .assigned
                step.day = step.day.adding(days: 15)
            }
            if step.manner != .assigned {
                step.answer = .accepted
                step.answered = step.day.adding(days: chance.below(3))
            }
            inHand = step.answered ?? step.day
            referrals.append(step)
        }
        row.referrals = referrals.isEmpty ? nil : referrals.count
    }
}
