import LegalTime
import Mediation

extension DisputePlanBuilder {
    /// One step up or across the ladder, with the mediation that failed before it.
    mutating func refer(_ index: Int) {
        let referral = referrals[index]
        func origin(_ column: String) -> CellOrigin { CellOrigin(sheet: .referral(index), column: column) }
        let from = body(referral.from, on: referral.day, origin("移出单位"))
        let to = body(referral.to, on: referral.day, origin("移入单位"))
        guard let from, let to, let holder else {
            // What follows would be told of a holder that is not known.
            self.holder = nil
            return
        }
        guard from.id == holder.body.id else {
            self.holder = nil
            faults.append(
                (
                    origin("移出单位"),
                    CellFault(
                        "not-holder", zh: "此时的承办单位是“\(holder.body.name)”",
                        en: "the dispute is held by \(holder.body.id) at this time",
                        remedyZh: "请核对流转各行的先后和单位", remedyEn: "check the order and the bodies of the referrals")
                ))
            return
        }
        if let result = referral.earlierResult {
            mediate(referral.earlier, by: holder, as: .people, result: result) { column in
                origin(column == "调解类别" ? "移出前调解结果" : "移出前" + column)
            }
            if result != .declined, let ended = referral.earlier.ended {
                tellRemedies(on: ended, by: holder, as: .people, origin("移出前终止日期"), "仲裁、行政、司法途径")
            }
        }
        switch referral.manner {
        case .assigned:
            steps.act(
                "assign", referral.day, origin("移入单位"), by: Actor(role: "coordinator", name: "协调员"),
                [.referral(.init(to: to.id, manner: .handOver, reason: referral.reason))])
            self.holder = Holder(body: to, since: referral.day)
        case .offer(let manner):
            steps.act(
                "refer", referral.day, origin("移出日期"), by: holder.clerk,
                [.referral(.init(to: to.id, manner: manner, reason: referral.reason))])
            answer(referral, from: holder, to: to, origin("答复日期"))
        }
    }

    private mutating func answer(_ referral: ReferralRow, from holder: Holder, to: Body, _ origin: CellOrigin) {
        guard let day = referral.answered, let answer = referral.answer else { return }
        let receiver = Holder(body: to, since: day)
        switch answer {
        case .accepted:
            steps.act(
                "acceptReferral", day, origin, by: receiver.clerk,
                [.referralReply(.init(accepted: true, reason: referral.answerReason ?? ""))])
            self.holder = receiver
        case .declined:
            steps.act(
                "declineReferral", day, origin, by: receiver.clerk,
                [.referralReply(.init(accepted: false, reason: referral.answerReason ?? ""))])
        case .recalled:
            steps.act("recall", day, origin, by: holder.clerk)
        case .noneInTime:
            // The clock of the offer runs out by itself.
            break
        }
    }
}
