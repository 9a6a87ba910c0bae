import LegalTime
import Workflow

/// Checks what an act puts on record: the kinds its step demands, and every reference inside.
struct RecordCheck {
    let directory: Directory
    let day: Day
    let act: String
    var actor = Actor.system
    var scope = Scope.pipeline
    /// The acting party acts for all.
    var isJoint = false
    var knowledge = Knowledge.none

    func check(_ registration: Record.Registration) throws(CommandRefusal) {
        guard directory.body(registration.body, on: day) != nil else { throw unknown(registration.body) }
        let sides = Set(registration.parties.filter(\.mediates).map(\.side))
        guard sides.count >= 2 else {
            throw refusal("sides", zh: "至少要有两方当事人", en: "a dispute needs parties on two sides at least")
        }
        let numbers = registration.parties.map(\.number)
        guard numbers == Array(1...max(1, numbers.count)) else {
            throw refusal("party-numbers", zh: "当事人序号应从 1 连续编号", en: "parties must be numbered 1, 2, 3 …")
        }
        guard numbers.count <= 200 else {
            throw refusal(
                "too-many-parties", zh: "当事人超过 200 人，请推选代表人",
                en: "more than 200 parties: let them choose representatives")
        }
        guard !registration.title.isEmpty else {
            throw refusal("title", zh: "缺少纠纷简要情况", en: "the brief of the dispute is missing")
        }
        for (index, claim) in registration.claims.enumerated() {
            guard claim.number == index + 1 else {
                throw refusal("claim-number", zh: "请求应从 1 连续编号", en: "claims must be numbered 1, 2, 3 …")
            }
            try check(parties: claim.by + claim.against, among: numbers.count)
        }
    }

    func check(
        _ records: [Record], taken: [TransitionDeclaration], dispute: Dispute, library: WorkflowLibrary
    ) throws(CommandRefusal) {
        let needed = taken.flatMap(\.records)
        let allowed = needed + taken.flatMap(\.mayRecord)
        let given = records.map(\.kind.rawValue)
        if let missing = needed.filter({ !given.contains($0) }).min(), let kind = RecordKind(rawValue: missing) {
            throw refusal(
                "record-missing", zh: "缺少「\(kind.title.zh)」内容", en: "the record '\(missing)' is missing")
        }
        if let extra = given.filter({ !allowed.contains($0) }).min(), let kind = RecordKind(rawValue: extra) {
            throw refusal(
                "record-not-here", zh: "这一步不登记「\(kind.title.zh)」", en: "this step does not take the record '\(extra)'")
        }
        for record in records {
            try check(record, dispute, library)
        }
        try checkCarriedOut(records)
    }

    /// A referral that carries out a decision of the rules goes where the rules said.
    private func checkCarriedOut(_ records: [Record]) throws(CommandRefusal) {
        for case .routing(let finding) in records {
            guard let target = records.referralTarget, target != finding.body else { continue }
            throw refusal(
                "routing", zh: "移送单位与分流决定不一致", en: "the referral does not go where the rules decided")
        }
    }

    private func check(_ record: Record, _ dispute: Dispute, _ library: WorkflowLibrary) throws(CommandRefusal) {
        switch record {
        case .registration:
            throw refusal("registered-already", zh: "该纠纷已登记", en: "the dispute is registered already")
        case .referral(let offer):
            guard directory.body(offer.to, on: day) != nil else { throw unknown(offer.to) }
            // A coordinator who decides may leave it where it is.
            guard offer.to != dispute.custody.body || act == "assign" else {
                throw refusal(
                    "refer-to-self", zh: "不能移送给承办单位自己", en: "a dispute cannot be referred to the body that holds it")
            }
            guard !offer.reason.isEmpty else {
                throw refusal("reason-missing", zh: "请写明移送理由", en: "say why it is referred")
            }
        case .referralReply(let reply):
            guard reply.accepted == (act == "acceptReferral") else {
                throw refusal("reply", zh: "答复与所办步骤不一致", en: "the reply does not fit the act")
            }
            guard reply.accepted || !reply.reason.isEmpty else {
                throw refusal("reason-missing", zh: "退回须写明理由", en: "say why it is declined")
            }
        case .nonAcceptance(let refused):
            guard !refused.reason.isEmpty, !refused.channel.isEmpty else {
                throw refusal(
                    "reason-missing", zh: "不予受理须写明理由并告知办理渠道",
                    en: "non-acceptance needs its reason and the right channel")
            }
        case .opening(let opening):
            try check(opening, dispute)
            guard library.inForce(opening.track, on: day) != nil, opening.track != Decider.pipeline else {
                throw refusal(
                    "unknown-track", zh: "没有生效的调解类别「\(opening.track)」", en: "no track '\(opening.track)' is in force")
            }
        case .mediators(let mediators): try check(mediators, dispute)
        case .session: try checkSession(dispute)
        case .agreement(let text), .oralAgreement(let text):
            if scope == .pipeline { try checkBeside(text, record.kind, dispute, library) }
            try check(text, written: record.kind == .agreement, dispute)
        case .signature, .mediatorSignature, .seal, .performance, .breach, .condition, .waiver, .turn, .advance:
            try checkAgreement(record, dispute)
        case .consent(let consent):
            try checkSigner(consent.representative, dispute)
        case .joining, .leaving, .capacity, .representation, .mandateEnd, .claim, .claimChange, .claimWithdrawal:
            try checkParties(record, dispute)
        case .arrival, .arrivalReply, .detachment, .elsewhere, .elsewhereStep, .participation, .participationEnd, .link,
            .background, .provenance:
            try checkSurroundings(record, dispute)
        case .triage, .choice, .routing:
            try checkRouting(record, dispute)
        case .appearance, .complaint, .complaintAnswer, .sanctionEnd, .concession, .concessionRelease, .subsidy:
            try checkConduct(record, dispute, library)
        case .extension_(let extended):
            guard Term.lengths.contains(extended.days), !extended.basis.isEmpty else {
                throw refusal("extension", zh: "延期须写明天数和依据", en: "an extension needs its days and its basis")
            }
        case .filing(let filing):
            guard directory.body(filing.court, on: day) != nil else { throw unknown(filing.court) }
            try check(filing, dispute)
        default:
            break
        }
    }

    func check(parties: [Int], among count: Int) throws(CommandRefusal) {
        if let stranger = parties.first(where: { !(1...max(1, count)).contains($0) }) {
            throw refusal("unknown-party", zh: "没有第 \(stranger) 方当事人", en: "there is no party \(stranger)")
        }
    }

    func unknown(_ body: BodyID) -> CommandRefusal {
        CommandRefusal(
            code: "unknown-body",
            message: Bilingual(zh: "名录中没有 \(day) 存续的单位「\(body)」", en: "the directory has no body '\(body)' on \(day)"),
            remedy: Bilingual(zh: "请核对单位名称，或先维护名录", en: "check the name, or add the body to the directory"), act: act)
    }

    func refusal(_ code: String, zh: String, en: String, remedy: Bilingual? = nil) -> CommandRefusal {
        CommandRefusal(code: code, message: Bilingual(zh: zh, en: en), remedy: remedy, act: act)
    }
}
