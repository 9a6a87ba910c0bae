package import LegalTime
package import Workflow

/// A district that was asked into a joint mediation we lead, as we know it.
package struct JointPartner: Hashable, Sendable, Codable {
    package let about: CaseID
    /// The district, and the body that stands for it in our directory.
    package let partner: DistrictCode
    package let body: BodyID
    package let task: String
    package let invited: Instant
    package let sightUntil: Day
    package private(set) var state: State
    /// The body that answered and its own number, as it wrote them.
    package private(set) var theirBody: String?
    package private(set) var theirNumber: String?
    /// The text last handed over, and how it was told that it ended.
    package private(set) var told: ExchangeMessage.AgreementCopy?
    package private(set) var toldOutcome: String?

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case invited, accepted, signed, declined, left, ended

        package var title: Bilingual {
            switch self {
            case .invited: Bilingual(zh: "待答复", en: "to answer")
            case .accepted: Bilingual(zh: "已书面接受", en: "accepted in writing")
            case .signed: Bilingual(zh: "已签署", en: "signed")
            case .declined: Bilingual(zh: "未接受", en: "declined")
            case .left: Bilingual(zh: "已退出", en: "left")
            case .ended: Bilingual(zh: "已结束", en: "ended")
            }
        }
    }

    package init(
        about: CaseID, partner: DistrictCode, body: BodyID, task: String, invited: Instant, sightUntil: Day
    ) {
        self.about = about
        self.partner = partner
        self.body = body
        self.task = task
        self.invited = invited
        self.sightUntil = sightUntil
        state = .invited
    }

    /// The invitation to a dispute of ours.
    package func invitation(to dispute: Dispute, leadBody: String) -> ExchangeMessage {
        let sides = Dictionary(grouping: dispute.parties.filter(\.mediates), by: \.side)
        return .invitation(
            .init(
                about: about, code: dispute.code.description, leadBody: leadBody, title: dispute.title,
                type: dispute.type, place: dispute.place, sides: sides.keys.sorted().map { sides[$0]?.count ?? 0 },
                task: task, sightUntil: sightUntil))
    }

    /// What the partner has to be told as the dispute stands now: a text to sign that it does not have, or the end.
    package mutating func news(of dispute: Dispute) -> ExchangeMessage? {
        guard let joint = dispute.proceedings.last(where: { $0.track == "joint" }) else { return nil }
        if let outcome = joint.outcome, let concluded = joint.concluded {
            guard toldOutcome == nil, state != .declined else { return nil }
            toldOutcome = outcome
            if state != .left { state = .ended }
            return .outcome(
                .init(about: about, outcome: outcome, number: joint.dossier?.description, day: concluded.day))
        }
        guard [.accepted, .signed].contains(state), joint.run.states.contains("signing"),
            let draft = dispute.agreements(in: joint).last
        else { return nil }
        let copy = ExchangeMessage.AgreementCopy(about: about, agreement: draft.number, terms: draft.terms)
        guard copy != told else { return nil }
        told = copy
        state = .accepted
        return .agreement(copy)
    }

    /// What the partner said, and the act it makes in our dispute.
    package mutating func receive(
        _ message: ExchangeMessage, on dispute: Dispute, at: Instant
    ) throws(ExchangeRefusal) -> CaseAct {
        switch message {
        case .reply(let reply):
            try expect([.invited])
            state = reply.accepted ? .accepted : .declined
            theirBody = reply.body
            theirNumber = reply.number
            let text =
                reply.accepted
                ? "\(reply.body)书面接受，编号 \(reply.number ?? "无")，经办 \(reply.by)"
                : "\(reply.body)不接受：\(reply.reason)，经办 \(reply.by)"
            return act(reply.accepted ? "bodyAccepts" : "bodyDeclines", [.note(.init(text: text))], dispute, at)
        case .signature(let signature):
            try expect([.accepted])
            guard let told, told.agreement == signature.agreement, told.terms == signature.terms,
                dispute.agreements.last?.terms == signature.terms
            else {
                throw ExchangeRefusal(
                    "other-text", zh: "签署的协议文本与现在的文本不一致，请按新文本签署",
                    en: "what was signed is not the text that stands now; sign that one")
            }
            state = .signed
            let hand = Record.Signature(
                by: "\(signature.body) \(signature.mediator)", agreement: signature.agreement, body: body)
            return act("partnerSign", [.mediatorSignature(hand), .seal(hand)], dispute, at)
        case .leave(let leaving):
            try expect([.accepted, .signed])
            state = .left
            return act("bodyLeaves", [.note(.init(text: "\(leaving.body)退出：\(leaving.reason)"))], dispute, at)
        case .invitation, .agreement, .outcome:
            throw ExchangeRefusal(
                "not-yours", zh: "“\(message.kind.title.zh)”只能由牵头方发出",
                en: "only the lead sends '\(message.kind.rawValue)'")
        }
    }

    private func act(_ name: String, _ records: [Record], _ dispute: Dispute, _ at: Instant) -> CaseAct {
        let open = dispute.openProceeding?.number
        return CaseAct(
            name, scope: open.map(Scope.proceeding), actor: Actor(role: "partner", name: "exchange", body: body),
            at: at,
            records: records)
    }

    private func expect(_ states: [State]) throws(ExchangeRefusal) {
        guard !states.contains(state) else { return }
        throw ExchangeRefusal(
            "not-now", zh: "协办方现为“\(state.title.zh)”，不能办理这一步", en: "the partner is '\(state.title.en)': not now")
    }
}
