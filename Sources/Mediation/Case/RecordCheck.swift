import LegalTime
import Workflow

/// Checks what an act puts on record: the kinds its step demands, and every reference inside.
struct RecordCheck {
    let directory: Directory
    let day: Day
    let act: String

    func check(_ registration: Record.Registration) throws(CommandRefusal) {
        guard directory.body(registration.body, on: day) != nil else { throw unknown(registration.body) }
        let sides = Set(registration.parties.map(\.side))
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
        for claim in registration.claims {
            try check(parties: claim.by + claim.against, among: numbers.count)
        }
    }

    func check(
        _ records: [Record], taken: [TransitionDeclaration], dispute: Dispute, library: WorkflowLibrary
    ) throws(CommandRefusal) {
        let needed = Set(taken.flatMap(\.records))
        let allowed = needed.union(taken.flatMap(\.mayRecord))
        let given = Set(records.map(\.kind.rawValue))
        if let missing = needed.subtracting(given).sorted().first, let kind = RecordKind(rawValue: missing) {
            throw refusal(
                "record-missing", zh: "缺少「\(kind.title.zh)」内容", en: "the record '\(missing)' is missing")
        }
        if let extra = given.subtracting(allowed).sorted().first, let kind = RecordKind(rawValue: extra) {
            throw refusal(
                "record-not-here", zh: "这一步不登记「\(kind.title.zh)」", en: "this step does not take the record '\(extra)'")
        }
        for record in records {
            try check(record, dispute, library)
        }
    }

    private func check(_ record: Record, _ dispute: Dispute, _ library: WorkflowLibrary) throws(CommandRefusal) {
        switch record {
        case .registration:
            throw refusal("registered-already", zh: "该纠纷已登记", en: "the dispute is registered already")
        case .referral(let offer):
            guard directory.body(offer.to, on: day) != nil else { throw unknown(offer.to) }
            guard offer.to != dispute.custody.body else {
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
            guard library.inForce(opening.track, on: day) != nil, opening.track != Decider.pipeline else {
                throw refusal(
                    "unknown-track", zh: "没有生效的调解类别「\(opening.track)」", en: "no track '\(opening.track)' is in force")
            }
        case .mediators(let mediators):
            guard !mediators.names.isEmpty, !mediators.names.contains("") else {
                throw refusal("mediator-missing", zh: "请写明调解员", en: "name the mediator")
            }
        case .agreement(let text), .oralAgreement(let text):
            try check(text, dispute)
        case .extension_(let extended):
            guard Term.lengths.contains(extended.days), !extended.basis.isEmpty else {
                throw refusal("extension", zh: "延期须写明天数和依据", en: "an extension needs its days and its basis")
            }
        case .filing(let filing):
            guard directory.body(filing.court, on: day) != nil else { throw unknown(filing.court) }
        default:
            break
        }
    }

    private func check(_ text: Record.AgreementText, _ dispute: Dispute) throws(CommandRefusal) {
        guard !text.terms.isEmpty else {
            throw refusal("terms-missing", zh: "请登记协议内容", en: "put the terms of the agreement on record")
        }
        guard Set(text.claims).isSubset(of: Set(dispute.claims.map(\.number))) else {
            throw refusal(
                "unknown-claim", zh: "协议涉及不存在的请求", en: "the agreement names a claim that the dispute does not have")
        }
        for (index, obligation) in text.obligations.enumerated() {
            guard obligation.number == index + 1 else {
                throw refusal("obligation-number", zh: "履行义务应从 1 连续编号", en: "obligations must be numbered 1, 2, 3 …")
            }
            try check(parties: obligation.by + obligation.to, among: dispute.parties.count)
        }
    }

    private func check(parties: [Int], among count: Int) throws(CommandRefusal) {
        if let stranger = parties.first(where: { !(1...max(1, count)).contains($0) }) {
            throw refusal("unknown-party", zh: "没有第 \(stranger) 方当事人", en: "there is no party \(stranger)")
        }
    }

    private func unknown(_ body: BodyID) -> CommandRefusal {
        CommandRefusal(
            code: "unknown-body",
            message: Bilingual(zh: "名录中没有 \(day) 存续的单位「\(body)」", en: "the directory has no body '\(body)' on \(day)"),
            remedy: Bilingual(zh: "请核对单位名称，或先维护名录", en: "check the name, or add the body to the directory"), act: act)
    }

    private func refusal(_ code: String, zh: String, en: String) -> CommandRefusal {
        CommandRefusal(code: code, message: Bilingual(zh: zh, en: en), act: act)
    }
}
