package import Workflow

/// What a matter of an outside system tells us.
package enum OutsideIntakeSlot: String, Hashable, Sendable, CaseIterable {
    case reference, arrived, title, type, place, applicants, applicantPhones, applicantIdentities
    case respondents, respondentPhones, respondentIdentities, claim, amount, due, receiver, sender

    fileprivate var slot: OutsideVocabulary.Slot {
        switch self {
        case .reference: .init(rawValue, .in, zh: "对方编号", en: "its number there", isNeeded: true)
        case .arrived:
            .init(rawValue, .in, zh: "到达日期", en: "the day it arrived there", forms: [.day, .compactDay])
        case .title: .init(rawValue, .in, zh: "简要情况", en: "the brief", isNeeded: true)
        case .type: .init(rawValue, .in, zh: "纠纷类型", en: "type", forms: [.code], list: "type", isNeeded: true)
        case .place: .init(rawValue, .in, zh: "发生地", en: "where it arose")
        case .applicants: .init(rawValue, .in, zh: "申请人", en: "applicants", forms: [.list, .text], isNeeded: true)
        case .applicantPhones: .init(rawValue, .in, zh: "申请人电话", en: "their telephones", forms: [.list, .text])
        case .applicantIdentities: .init(rawValue, .in, zh: "申请人证件号码", en: "their numbers", forms: [.list, .text])
        case .respondents:
            .init(rawValue, .in, zh: "被申请人", en: "respondents", forms: [.list, .text], isNeeded: true)
        case .respondentPhones: .init(rawValue, .in, zh: "被申请人电话", en: "their telephones", forms: [.list, .text])
        case .respondentIdentities: .init(rawValue, .in, zh: "被申请人证件号码", en: "their numbers", forms: [.list, .text])
        case .claim: .init(rawValue, .in, zh: "诉求", en: "what is asked")
        case .amount: .init(rawValue, .in, zh: "金额", en: "amount", forms: [.yuan, .fen])
        case .due: .init(rawValue, .in, zh: "答复期限", en: "to be answered by", forms: [.day, .compactDay])
        case .receiver: .init(rawValue, .in, zh: "接收单位", en: "the body it is sent to")
        case .sender: .init(rawValue, .in, zh: "移送单位", en: "who sent it")
        }
    }
}

/// What we tell an outside system of a matter. Nothing of it names a party.
package enum OutsideReportSlot: String, Hashable, Sendable, CaseIterable {
    case reference, code, stage, day, result, type, title, place, body, track, dossier

    fileprivate var slot: OutsideVocabulary.Slot {
        switch self {
        case .reference: .init(rawValue, .out, zh: "对方编号", en: "its number there")
        case .code: .init(rawValue, .out, zh: "一案一码", en: "our code", isNeeded: true)
        case .stage: .init(rawValue, .out, zh: "环节", en: "stage", forms: [.code], list: "stage", isNeeded: true)
        case .day: .init(rawValue, .out, zh: "日期", en: "day of the stage", forms: [.day, .compactDay], isNeeded: true)
        case .result: .init(rawValue, .out, zh: "结果", en: "result", forms: [.code], list: "result")
        case .type: .init(rawValue, .out, zh: "纠纷类型", en: "type", forms: [.code], list: "type")
        case .title: .init(rawValue, .out, zh: "简要情况", en: "the brief")
        case .place: .init(rawValue, .out, zh: "发生地区划代码", en: "division where it arose")
        case .body: .init(rawValue, .out, zh: "办理单位", en: "the body")
        case .track: .init(rawValue, .out, zh: "调解种类", en: "track", forms: [.code], list: "track")
        case .dossier: .init(rawValue, .out, zh: "卷宗编号", en: "dossier number")
        }
    }
}

extension OutsideVocabulary {
    /// What mappings may name of this domain.
    package static func mediation(tracks: [Workflow]) -> OutsideVocabulary {
        OutsideVocabulary(
            slots: OutsideIntakeSlot.allCases.map(\.slot) + OutsideReportSlot.allCases.map(\.slot),
            lists: [
                "type": DisputeType.all.map { .init($0.rawValue, zh: $0.title.zh, en: $0.title.en) },
                "stage": OutsideStage.allCases.map { .init($0.rawValue, zh: $0.title.zh, en: $0.title.en) },
                "result": OutsideResult.allCases.map { .init($0.rawValue, zh: $0.title.zh, en: $0.title.en) },
                "track": tracks.map { .init($0.id, zh: $0.title.zh, en: $0.title.en) },
            ],
            doors: Intake.Door.allCases.map(\.rawValue), tracks: tracks.map(\.id))
    }
}
