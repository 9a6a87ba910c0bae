import LegalTime
import Mediation

extension DisputePlanBuilder {
    /// The agreement, or the notice of remedies after a mediation that came to nothing.
    mutating func conclude(by holder: Holder) {
        if let agreed = row.agreed, let form = row.form {
            agree(on: agreed, form, by: holder)
        } else if let ended = row.mediation.ended, let remedies = row.remedies,
            row.result == .failed || row.result == .withdrawn
        {
            tellRemedies(on: ended, by: holder, as: row.track, Self.disputes("告知渠道"), remedies)
        }
    }

    private mutating func agree(on day: Day, _ form: Agreement.Form, by holder: Holder) {
        let asking = Array(1...max(1, row.applicants.names.count))
        let asked = row.respondents.names.indices.map { $0 + row.applicants.names.count + 1 }
        let terms = row.terms ?? ""
        let text = Record.AgreementText(
            terms: terms, claims: [1],
            obligations: [
                // A register need not tell the day, and then the agreement says just that.
                Obligation(
                    number: 1, by: asked, to: asking, content: terms, amount: row.amount, due: row.due,
                    term: row.due == nil ? "登记簿未载" : nil)
            ])
        let mediator = holder.mediator(row.mediation.mediators)
        let origin = Self.disputes("协议日期")
        switch form {
        case .oral:
            steps.act("agreeOrally", day, Self.disputes("协议形式"), by: mediator, [.oralAgreement(text)])
        case .written:
            steps.act("draft", day, origin, by: mediator, [.agreement(text)])
            steps.act(
                "sign", day, origin, by: Self.party(1), [.signature(.init(by: "全体当事人"))], declared: [.partiesJointly])
            steps.act("mediatorSign", day, origin, by: mediator, [.mediatorSignature(.init(by: mediator.name))])
            if row.track != .judicial {
                steps.act("seal", day, origin, by: holder.clerk, [.seal(.init(by: holder.body.name))])
            }
        }
    }

    /// What follows an agreement: confirmation, performance, visits.
    mutating func settle(by holder: Holder) {
        confirm()
        let clerk = holder.clerk
        if let day = row.performed, let state = row.performance {
            let origin = Self.disputes("履行日期")
            switch state {
            case .performed:
                let receipt = Record.Performance(obligation: nil, amount: nil, receipt: "登记表载明")
                steps.act("perform", day, origin, by: clerk, [.performance(receipt)])
            case .partly:
                let receipt = Record.Performance(obligation: 1, amount: row.paid ?? Money(fen: 0), receipt: "登记表载明")
                steps.act("perform", day, origin, by: clerk, [.performance(receipt)])
            case .notPerformed:
                steps.act("breach", day, origin, by: clerk, [.breach(.init(text: "未履行"))])
            }
        }
        if let day = row.visited, let visit = row.visit {
            let satisfied: Bool? =
                switch visit {
                case .satisfied, .fairlySatisfied: true
                case .notSatisfied: false
                case .notReached: nil
                }
            let title = DisputeRow.visitWords.first { $0.0 == visit }?.1.first ?? visit.rawValue
            steps.act(
                "visit", day, Self.disputes("回访日期"), by: clerk, [.visit(.init(result: title, satisfied: satisfied))])
        }
    }

    private mutating func confirm() {
        guard let filed = row.filed, let name = row.court,
            let court = body(name, on: filed, Self.disputes("确认法院"), kinds: Self.courts)
        else { return }
        let origin = Self.disputes("司法确认申请日期")
        let clerk = Actor(role: "court", name: court.name, body: court.id)
        steps.act("openConfirmation", filed, origin, by: Self.party(1))
        steps.act(
            "file", filed, origin, by: Self.party(1), [.filing(.init(court: court.id))], declared: [.partiesJointly])
        guard let ruling = row.ruling, let ruled = row.ruled else { return }
        let decision = Record.courtDecision(.init(number: row.rulingNumber ?? "", reason: ""))
        if ruling == .confirmed || ruling == .dismissed { steps.act("accept", filed, origin, by: clerk) }
        let decided = Self.disputes("裁定日期")
        switch ruling {
        case .confirmed: steps.act("confirm", ruled, decided, by: clerk, [decision])
        case .dismissed: steps.act("dismiss", ruled, decided, by: clerk, [decision])
        case .notAccepted: steps.act("notAccept", ruled, decided, by: clerk, [decision])
        case .withdrawn:
            steps.act("withdraw", ruled, decided, by: Self.party(1), [.withdrawal(.init(text: "撤回司法确认申请"))])
        }
    }

    /// Suit and closing.
    mutating func end(by holder: Holder) {
        if let day = row.sued {
            steps.act("sue", day, Self.disputes("起诉日期"), by: Self.party(1), [.suit(.init(text: "登记表载明起诉"))])
        }
        guard let closed = row.closed else { return }
        // A suit ends the dispute's life here by itself.
        if let sued = row.sued, sued <= closed { return }
        if row.result == .declined || row.performance == .notPerformed, let remedies = row.remedies {
            tellRemedies(on: closed, by: holder, as: row.track, Self.disputes("告知渠道"), remedies, scope: .pipeline)
        }
        let reason = row.result == .succeeded ? "协议已履行" : row.result.title
        steps.act("close", closed, Self.disputes("结案日期"), by: holder.clerk, [.closing(.init(reason: reason))])
    }
}
