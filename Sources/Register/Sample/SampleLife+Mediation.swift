import LegalTime
import Mediation

extension SampleLife {
    /// How the mediation in the last body goes, up to its end.
    mutating func mediate(
        _ rates: SampleRates, _ roster: SampleRoster, _ chance: inout SeededGenerator
    ) throws(SampleParameterError) {
        let viaCentre = route.bodies.contains { $0.kind == .centre }
        let success = try rates.share("成功率", viaCentre ? "经区级中心" : route.level.rawValue)
        row.result = chance.chance(success) ? .succeeded : chance.pick(rates.endings)
        let body = route.bodies[route.bodies.count - 1]
        let atOnce = route.level == .village ? try rates.share("时长", "当日") : 0
        let sameDay = chance.chance(atOnce)
        switch row.result {
        case .notAccepted:
            row.mediation.ended = inHand.adding(days: chance.below(4))
            row.refusalReason = chance.pick(try rates.phrases("不予受理原因", "其他"))
            row.remedies = chance.pick(try rates.phrases("告知渠道", "其他"))
        case .declined:
            row.mediation.ended = inHand.adding(days: chance.below(4))
            row.remedies = chance.pick(try rates.phrases("告知渠道", "其他"))
        case .withdrawn where chance.chance(0.5):
            row.mediation.ended = inHand.adding(days: 1 + chance.below(4))
            row.remedies = chance.pick(try rates.phrases("告知渠道", "其他"))
        default:
            let accepted = inHand.adding(days: sameDay ? 0 : chance.below(3))
            row.mediation.consented = accepted
            row.mediation.accepted = accepted
            row.mediation.mediators = [roster.pick(of: body, &chance)]
            let end = accepted.adding(days: sameDay ? 0 : try length(from: accepted, rates, &chance))
            try talk(from: accepted, to: end, rates, &chance)
            if row.result == .succeeded {
                row.agreed = end
            } else {
                row.mediation.ended = end
                row.remedies = chance.pick(try rates.phrases("告知渠道", "其他"))
            }
        }
        if row.result != .succeeded { try end(rates, &chance) }
    }

    /// Days from acceptance to the end: within the limit, but for a few, some of them with the consent of all.
    private mutating func length(
        from accepted: Day, _ rates: SampleRates, _ chance: inout SeededGenerator
    ) throws(SampleParameterError) -> Int {
        let usual = chance.days(mean: try rates.share("时长", route.level.rawValue))
        switch route.level {
        case .court: return min(usual, 28)
        case .unit where chance.chance(try rates.share("超期", "未延期")): return 50 + chance.below(15)
        case .unit: return min(usual, 24)
        default:
            if chance.chance(try rates.share("超期", "延期")) {
                let days = 10 + chance.below(21)
                row.extendedOn = accepted.adding(days: 20 + chance.below(8))
                row.extendedBy = days
                row.extensionBasis = chance.pick(try rates.phrases("延期依据", "其他"))
                return 30 + chance.within(1...days)
            }
            return chance.chance(try rates.share("超期", "未延期")) ? 45 + chance.below(20) : min(usual, 28)
        }
    }

    /// Notice of rights, appraisal and sessions between two days.
    private mutating func talk(
        from accepted: Day, to end: Day, _ rates: SampleRates, _ chance: inout SeededGenerator
    ) throws(SampleParameterError) {
        let length = accepted.distance(to: end)
        row.mediation.rightsTold = length == 0 ? accepted : accepted.adding(days: chance.below(2))
        guard let told = row.mediation.rightsTold else { return }
        // The procedure of administrative mediation knows no appraisal.
        if row.track != .administrative, (12...28).contains(length), row.extendedOn == nil,
            chance.chance(try rates.share("鉴定", "比例"))
        {
            row.appraisalFrom = accepted.adding(days: 2)
            row.appraisalTo = accepted.adding(days: 5 + chance.below(5))
            row.mediation.sessions = [end]
            return
        }
        var sessions = [end]
        if length > 5 {
            for _ in 0..<chance.below(3) {
                sessions.append(told.adding(days: chance.within(0...max(0, told.distance(to: end) - 1))))
            }
        }
        row.mediation.sessions = Set(sessions).sorted()
    }

    /// What follows a mediation that came to nothing.
    private mutating func end(
        _ rates: SampleRates, _ chance: inout SeededGenerator
    ) throws(SampleParameterError) {
        guard let ended = row.mediation.ended else { return }
        if row.result == .failed, chance.chance(try rates.share("起诉", "未成后")) {
            row.sued = ended.adding(days: 3 + chance.below(28))
        } else {
            row.closed = ended.adding(days: chance.below(8))
        }
    }
}
