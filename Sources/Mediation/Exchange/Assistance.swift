package import LegalTime
package import Workflow

/// What a body of ours does in a joint mediation that another district leads (协办): a number of our own and a part of our own, and no
/// dispute, for that is counted once, by the lead.
package struct Assistance: Hashable, Sendable, Codable {
    /// The district that leads, its body and the code of its dispute.
    package let lead: DistrictCode
    package let about: CaseID
    package let code: String
    package let leadBody: String
    package let type: DisputeType
    package let place: String
    package let invited: Instant
    package let sightUntil: Day
    /// What was handed over; nil once the time to see it is over.
    package private(set) var shared: Shared?
    package private(set) var state: State
    /// Our body that answered, and its number for its help.
    package private(set) var body: BodyID?
    package private(set) var number: DossierNumber?
    package private(set) var answered: Instant?
    package private(set) var signed: Instant?
    package private(set) var outcome: String?
    package private(set) var leadNumber: String?
    package private(set) var ended: Day?

    package struct Shared: Hashable, Sendable, Codable {
        package let title: String
        package let task: String
        package let sides: [Int]
        package fileprivate(set) var agreement: ExchangeMessage.AgreementCopy?
    }

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case invited, accepted, signing, signed, declined, left, ended

        package var title: Bilingual {
            switch self {
            case .invited: Bilingual(zh: "待答复", en: "to be answered")
            case .accepted: Bilingual(zh: "协办中", en: "helping")
            case .signing: Bilingual(zh: "协议待签署", en: "agreement to be signed")
            case .signed: Bilingual(zh: "已签署", en: "signed")
            case .declined: Bilingual(zh: "未接受", en: "declined")
            case .left: Bilingual(zh: "已退出", en: "left")
            case .ended: Bilingual(zh: "已结束", en: "ended")
            }
        }
    }

    package init(_ invitation: ExchangeMessage.Invitation, from lead: DistrictCode, at: Instant) {
        self.lead = lead
        about = invitation.about
        code = invitation.code
        leadBody = invitation.leadBody
        type = invitation.type
        place = invitation.place
        invited = at
        sightUntil = invitation.sightUntil
        shared = Shared(title: invitation.title, task: invitation.task, sides: invitation.sides)
        state = .invited
    }

    /// Whether it counts as help given: the body accepted in writing.
    package var counts: Bool { number != nil }

    /// Whether what was handed over has to go: its time is over.
    package func isBlind(on day: Day) -> Bool { shared != nil && sightUntil < day }

    package mutating func erase() { shared = nil }
}

// MARK: What we do

extension Assistance {
    /// The written acceptance, without which no body is part of a joint mediation (人民调解工作若干规定 Art 27, secondary).
    package mutating func accept(
        body: Body, number: DossierNumber, by: String, at: Instant
    ) throws(ExchangeRefusal) -> ExchangeMessage {
        try expect([.invited])
        state = .accepted
        self.body = body.id
        self.number = number
        answered = at
        return .reply(
            .init(about: about, accepted: true, body: body.name, number: number.description, by: by, reason: ""))
    }

    package mutating func decline(
        body: Body, by: String, reason: String, at: Instant
    ) throws(ExchangeRefusal) -> ExchangeMessage {
        try expect([.invited])
        guard !reason.isEmpty else { throw ExchangeRefusal("reason-missing", zh: "请写明理由", en: "say why") }
        state = .declined
        self.body = body.id
        answered = at
        return .reply(
            .init(about: about, accepted: false, body: body.name, number: nil, by: by, reason: reason))
    }

    /// Signs the agreement as it was handed over.
    package mutating func sign(
        body: Body, mediator: String, at: Instant
    ) throws(ExchangeRefusal) -> ExchangeMessage {
        try expect([.signing])
        guard !mediator.isEmpty else {
            throw ExchangeRefusal("mediator-missing", zh: "请写明调解员", en: "name the mediator")
        }
        guard let copy = shared?.agreement else {
            throw ExchangeRefusal(
                "sight-over", zh: "查阅期限已于 \(sightUntil) 届满，请牵头方重新发送", en: "the time to see it ended on \(sightUntil)")
        }
        state = .signed
        signed = at
        return .signature(
            .init(about: about, agreement: copy.agreement, terms: copy.terms, body: body.name, mediator: mediator))
    }

    package mutating func leave(body: Body, reason: String) throws(ExchangeRefusal) -> ExchangeMessage {
        try expect([.accepted, .signing, .signed])
        guard !reason.isEmpty else { throw ExchangeRefusal("reason-missing", zh: "请写明理由", en: "say why") }
        state = .left
        return .leave(.init(about: about, body: body.name, reason: reason))
    }
}

// MARK: What the lead says

extension Assistance {
    /// A later text takes the place of an earlier one, and is signed anew.
    package mutating func receive(_ copy: ExchangeMessage.AgreementCopy) throws(ExchangeRefusal) {
        try expect([.accepted, .signing, .signed])
        shared?.agreement = copy
        state = .signing
        signed = nil
    }

    package mutating func receive(_ ending: ExchangeMessage.Ending) throws(ExchangeRefusal) {
        try expect([.invited, .accepted, .signing, .signed, .left])
        if state != .left { state = .ended }
        outcome = ending.outcome
        leadNumber = ending.number
        ended = ending.day
    }

    private func expect(_ states: [State]) throws(ExchangeRefusal) {
        guard !states.contains(state) else { return }
        throw ExchangeRefusal(
            "not-now", zh: "\(code) 现为“\(state.title.zh)”，不能办理这一步", en: "\(code) is '\(state.title.en)': not now")
    }
}
