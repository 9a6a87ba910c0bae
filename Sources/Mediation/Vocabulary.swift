package import Workflow

extension Vocabulary {
    /// The words of mediation that workflow files may use: who acts, what an act records, which papers it makes, what the
    /// domain can answer when an event arrives, and how a run may end.
    package static let mediation = Vocabulary(
        roles: [
            Word("party", zh: "当事人", en: "party"),
            Word("clerk", zh: "司法所（调委会）工作人员", en: "clerk of the office or committee"),
            Word("mediator", zh: "调解员", en: "mediator"),
            Word("head", zh: "负责人", en: "head of the body"),
            Word("coordinator", zh: "中心协调员", en: "coordinator of the centre"),
            Word("organ", zh: "行政机关承办人", en: "administrative organ"),
            Word("police", zh: "公安机关", en: "police"),
            Word("court", zh: "法院（立案、书记员）", en: "court clerk"),
            Word("judge", zh: "法官", en: "judge"),
            Word("partner", zh: "协办调解组织", en: "co-operating body"),
            Word("adviser", zh: "法律顾问", en: "legal adviser"),
            Word("system", zh: "系统", en: "the engine"),
        ],
        records: RecordKind.allCases.map { Word($0.rawValue, zh: $0.title.zh, en: $0.title.en) },
        papers: [
            Word("application", zh: "调解申请书", en: "application for mediation"),
            Word("acceptance.register", zh: "受理登记表", en: "register of acceptance"),
            Word("notice.rights", zh: "当事人权利义务告知书", en: "notice of rights and duties"),
            Word("notice.remedies", zh: "救济途径告知书", en: "notice of remedies"),
            Word("notice.nonAcceptance", zh: "不予受理通知书", en: "notice of non-acceptance"),
            Word("notice.session", zh: "调解通知书", en: "notice of session"),
            Word("record.investigation", zh: "调查记录", en: "record of investigation"),
            Word("record.mediation", zh: "调解记录", en: "record of mediation"),
            Word("evidence.list", zh: "证据材料", en: "list of evidence"),
            Word("agreement.written", zh: "调解协议书", en: "written agreement"),
            Word("agreement.oral", zh: "口头协议登记表", en: "register of oral agreement"),
            Word("record.termination", zh: "终止调解记录", en: "record of termination"),
            Word("receipt", zh: "履行凭证", en: "receipt of performance"),
            Word("record.visit", zh: "回访记录", en: "record of return visit"),
            Word("confirmation.application", zh: "司法确认申请书", en: "application for confirmation"),
            Word("confirmation.certificate", zh: "主持调解证明", en: "certificate of the mediating body"),
            Word("letter.referral", zh: "移送（委托）函", en: "letter of referral"),
            Word("letter.reply", zh: "接收（退回）回函", en: "letter of reply"),
            Word("letter.entrustment", zh: "委派（委托）调解书", en: "letter of entrustment"),
            Word("courtPaper", zh: "法院文书", en: "court paper"),
            Word("notice.confirmation", zh: "司法确认告知书", en: "notice on judicial confirmation"),
            Word("notice.correction", zh: "补正通知书", en: "notice to correct the application"),
            Word("notice.closing", zh: "终止调解告知书", en: "notice that mediation has ended"),
            Word("fee.receipt", zh: "调解收费凭据", en: "receipt of the mediation fee"),
            Word("letter.joint", zh: "联合调解函", en: "letter on joint mediation"),
            Word("agreement.copy", zh: "协议副本（与原件核对）", en: "certified copy of the agreement"),
            Word("record.lead", zh: "排查线索登记", en: "record of a lead"),
            Word("record.recording", zh: "全程录音录像", en: "full audio and video recording"),
            Word("police.agreement", zh: "治安调解协议书", en: "agreement before the police"),
            Word("police.application", zh: "不予处罚书面申请", en: "written application not to punish"),
            Word("police.decision", zh: "公安机关处理决定书", en: "decision of the police"),
            Word("traffic.mediation", zh: "道路交通事故损害赔偿调解书", en: "traffic mediation paper"),
            Word("traffic.termination", zh: "道路交通事故损害赔偿调解终结书", en: "end of traffic mediation"),
            Word("consumer.mediation", zh: "消费纠纷调解书", en: "consumer mediation paper"),
            Word("reconsideration.mediation", zh: "行政复议调解书", en: "reconsideration mediation paper"),
            Word("reconsideration.settlement", zh: "行政复议和解协议", en: "settlement in reconsideration"),
            Word("reconsideration.termination", zh: "行政复议终止决定书", en: "termination of reconsideration"),
            Word("reconsideration.decision", zh: "行政复议决定书", en: "reconsideration decision"),
            Word("petition.transfer", zh: "信访转送（交办）单", en: "transfer of a petition"),
            Word("petition.receipt", zh: "信访受理告知书", en: "notice of receipt of a petition"),
            Word("petition.opinion", zh: "信访处理意见书", en: "answer to a petition"),
            Word("petition.review", zh: "信访复查（复核）意见书", en: "answer on review of a petition"),
            Word("dossier.cover", zh: "卷宗封面", en: "cover of the dossier"),
        ],
        predicates: Predicate.allCases.map { Word($0.rawValue, zh: $0.title.zh, en: $0.title.en) },
        outcomes: Outcome.allCases.map { Word($0.rawValue, zh: $0.title.zh, en: $0.title.en) })
}

/// How a run of a track may end.
package enum Outcome: String, Hashable, Sendable, Codable, CaseIterable {
    case succeeded, partly, failed, declined, notAccepted, withdrawn, confirmed, dismissed
    /// A lead that did not become a dispute, one that did, and a matter settled before an authority accepted it.
    case prevented, arose, preCaseResolved

    package var title: Bilingual {
        switch self {
        case .succeeded: Bilingual(zh: "调解成功", en: "succeeded")
        case .partly: Bilingual(zh: "部分达成协议", en: "settled in part")
        case .failed: Bilingual(zh: "调解不成", en: "failed")
        case .declined: Bilingual(zh: "当事人不同意调解", en: "declined by a party")
        case .notAccepted: Bilingual(zh: "不予受理", en: "not accepted")
        case .withdrawn: Bilingual(zh: "撤回", en: "withdrawn")
        case .confirmed: Bilingual(zh: "确认有效", en: "confirmed")
        case .dismissed: Bilingual(zh: "驳回申请", en: "dismissed")
        case .prevented: Bilingual(zh: "预防成功", en: "prevented")
        case .arose: Bilingual(zh: "已形成纠纷", en: "became a dispute")
        case .preCaseResolved: Bilingual(zh: "案前化解", en: "resolved before acceptance")
        }
    }
}

/// What the domain can answer about a dispute and an act when a guard asks.
package enum Predicate: String, Hashable, Sendable, Codable, CaseIterable {
    case mediatorRegistered = "mediator.registered"
    case mediatorConflicted = "mediator.conflicted"
    case disputeReserved = "dispute.reserved"
    case disputeSeizedElsewhere = "dispute.seizedElsewhere"
    case referralFromSeizingAuthority = "referral.fromSeizingAuthority"
    case disputeStatus = "dispute.status"
    case disputeOwnership = "dispute.ownership"
    case agreementWithinWindow = "agreement.withinWindow"
    case agreementWritten = "agreement.written"
    case agreementCourtPaper = "agreement.courtPaper"
    case agreementSomeMoney = "agreement.someMoney"
    case agreementPart = "agreement.part"
    case agreementWhole = "agreement.whole"
    case agreementPerformedAtOnce = "agreement.performedAtOnce"
    case partiesJointly = "parties.jointly"
    case courtCompetent = "court.competent"
    case extensionConsented = "extension.consented"
    case suitDocketed = "suit.docketed"
    case procedureSummary = "procedure.summary"
    case custodyIsReceiver = "custody.isReceiver"
    case referralPingPong = "referral.pingPong"
    case everyObligationPerformed = "everyObligation.performed"
    case dossierComplete = "dossier.complete"
    case matterOutside = "matter.outside"
    case offenceNone = "offence.none"
    case factsEstablished = "facts.established"
    case officerSingle = "officer.single"
    case recordedFully = "recorded.fully"
    case minorUnguarded = "minor.unguarded"
    case suspectByAgent = "suspect.byAgent"
    case punishmentDecided = "punishment.decided"
    case applicationInTime = "application.inTime"
    case lossFixed = "loss.fixed"
    case written = "application.written"

    package var title: Bilingual {
        switch self {
        case .mediatorRegistered: Bilingual(zh: "调解员在册", en: "the mediator is on the register")
        case .mediatorConflicted: Bilingual(zh: "调解员有回避事由", en: "the mediator has a conflict of interest")
        case .disputeReserved: Bilingual(zh: "属法定专门机关管辖或禁止调解", en: "reserved to a special authority or not mediable")
        case .disputeSeizedElsewhere: Bilingual(zh: "其他机关已受理", en: "already accepted by another authority")
        case .referralFromSeizingAuthority: Bilingual(zh: "由受理机关移送", en: "referred by the authority that accepted it")
        case .disputeStatus: Bilingual(zh: "涉及身份关系", en: "concerns personal status")
        case .disputeOwnership: Bilingual(zh: "涉及确权", en: "concerns ownership or title")
        case .agreementWithinWindow: Bilingual(zh: "协议生效三十日内", en: "within thirty days of the agreement's effect")
        case .agreementWritten: Bilingual(zh: "生效的是书面协议", en: "the agreement in force is a written one")
        case .agreementCourtPaper: Bilingual(zh: "协议已制成法院文书", en: "the agreement stands in a court paper")
        case .agreementSomeMoney: Bilingual(zh: "协议有给付内容", en: "the agreement demands performance")
        case .agreementWhole: Bilingual(zh: "各项请求均已有生效协议", en: "agreements in force settle every claim")
        case .agreementPart: Bilingual(zh: "本次调解已有部分协议生效", en: "an agreement on a part is in force")
        case .agreementPerformedAtOnce: Bilingual(zh: "当场履行", en: "performed on the spot")
        case .partiesJointly: Bilingual(zh: "双方共同提出", en: "asked by all parties together")
        case .courtCompetent: Bilingual(zh: "法院有管辖权", en: "the court is competent")
        case .extensionConsented: Bilingual(zh: "各方同意延期", en: "those whose consent is needed agree to extend")
        case .suitDocketed: Bilingual(zh: "已立案", en: "the suit is docketed")
        case .procedureSummary: Bilingual(zh: "适用简易程序", en: "summary procedure")
        case .custodyIsReceiver: Bilingual(zh: "由接收单位办理", en: "done by the body to which custody is offered")
        case .referralPingPong: Bilingual(zh: "退回原移送单位", en: "would go back to a body that sent it on")
        case .everyObligationPerformed: Bilingual(zh: "全部义务已履行", en: "every obligation is performed")
        case .dossierComplete: Bilingual(zh: "卷宗材料齐备", en: "the dossier has its papers")
        case .matterOutside: Bilingual(zh: "属于不适用本程序的情形", en: "outside what this procedure takes")
        case .offenceNone: Bilingual(zh: "不构成违反治安管理行为", en: "no offence against public security")
        case .factsEstablished: Bilingual(zh: "事实已查明", en: "the facts are established")
        case .officerSingle: Bilingual(zh: "由一名人民警察主持", en: "one officer alone presides")
        case .recordedFully: Bilingual(zh: "全程同步录音录像", en: "recorded in full")
        case .minorUnguarded: Bilingual(zh: "未成年人的监护人未获通知", en: "the guardian of a minor was not told")
        case .suspectByAgent: Bilingual(zh: "违反治安管理行为人由他人代理", en: "the suspect is represented by an agent")
        case .punishmentDecided: Bilingual(zh: "公安机关已作出处理决定", en: "the police have decided already")
        case .applicationInTime: Bilingual(zh: "在法定期限内提出", en: "asked for within the time the law gives")
        case .lossFixed: Bilingual(zh: "治疗、定残、丧葬结束或损失已确定", en: "treatment, rating or funeral over, or loss fixed")
        case .written: Bilingual(zh: "书面提出", en: "asked for in writing")
        }
    }
}

extension RecordKind {
    package var title: Bilingual {
        switch self {
        case .registration: Bilingual(zh: "纠纷登记", en: "registration")
        case .consent: Bilingual(zh: "同意调解", en: "consent")
        case .applicationForm: Bilingual(zh: "调解申请", en: "application")
        case .numbering: Bilingual(zh: "受理编号", en: "entry and number")
        case .rightsNotice: Bilingual(zh: "权利义务告知", en: "notice of rights")
        case .remediesNotice: Bilingual(zh: "救济途径告知", en: "notice of remedies")
        case .nonAcceptance: Bilingual(zh: "不予受理", en: "non-acceptance")
        case .mediators: Bilingual(zh: "指定调解员", en: "mediators")
        case .recusal: Bilingual(zh: "回避", en: "recusal")
        case .investigation: Bilingual(zh: "调查", en: "investigation")
        case .invitation: Bilingual(zh: "邀请参与", en: "invitation")
        case .session: Bilingual(zh: "调解过程", en: "session")
        case .appraisal: Bilingual(zh: "鉴定", en: "appraisal")
        case .risk: Bilingual(zh: "激化风险", en: "risk")
        case .agreement: Bilingual(zh: "书面协议", en: "written agreement")
        case .oralAgreement: Bilingual(zh: "口头协议", en: "oral agreement")
        case .signature: Bilingual(zh: "当事人签名", en: "party's signature")
        case .mediatorSignature: Bilingual(zh: "调解员签名", en: "mediator's signature")
        case .seal: Bilingual(zh: "盖章", en: "seal")
        case .extension: Bilingual(zh: "延长期限", en: "extension")
        case .referral: Bilingual(zh: "流转", en: "referral")
        case .referralReply: Bilingual(zh: "流转答复", en: "reply to a referral")
        case .opening: Bilingual(zh: "启动程序", en: "opening of a proceeding")
        case .performance: Bilingual(zh: "履行", en: "performance")
        case .visit: Bilingual(zh: "回访", en: "return visit")
        case .breach: Bilingual(zh: "违约", en: "breach")
        case .suit: Bilingual(zh: "起诉", en: "suit")
        case .filing: Bilingual(zh: "申请司法确认", en: "filing for confirmation")
        case .courtDecision: Bilingual(zh: "法院（机关）文书", en: "decision of a court or authority")
        case .fee: Bilingual(zh: "调解收费", en: "fee")
        case .closing: Bilingual(zh: "结案", en: "closing")
        case .reopening: Bilingual(zh: "重新启动", en: "reopening")
        case .note: Bilingual(zh: "备注", en: "note")
        case .withdrawal: Bilingual(zh: "撤回", en: "withdrawal")
        case .joining: Bilingual(zh: "当事人加入", en: "a party joins")
        case .leaving: Bilingual(zh: "当事人退出", en: "a party leaves")
        case .capacity: Bilingual(zh: "行为能力", en: "capacity")
        case .representation: Bilingual(zh: "代理与监护", en: "representation")
        case .mandateEnd: Bilingual(zh: "代理终止", en: "end of a mandate")
        case .claim: Bilingual(zh: "提出请求", en: "claim")
        case .claimChange: Bilingual(zh: "变更请求", en: "change of a claim")
        case .claimWithdrawal: Bilingual(zh: "撤回请求", en: "withdrawal of a claim")
        case .arrival: Bilingual(zh: "再次来源", en: "another door")
        case .arrivalReply: Bilingual(zh: "来源答复", en: "answer to a door")
        case .detachment: Bilingual(zh: "来源解除", en: "a door taken off")
        case .elsewhere: Bilingual(zh: "另行程序", en: "procedure elsewhere")
        case .elsewhereStep: Bilingual(zh: "另行程序进展", en: "step of a procedure elsewhere")
        case .participation: Bilingual(zh: "单位参与", en: "part of another body")
        case .participationEnd: Bilingual(zh: "参与结束", en: "end of a body's part")
        case .link: Bilingual(zh: "案件关联", en: "link to another dispute")
        case .advance: Bilingual(zh: "先行支付", en: "payment in advance")
        case .condition: Bilingual(zh: "条件成就", en: "a condition came true")
        case .waiver: Bilingual(zh: "放弃权利", en: "waiver")
        case .turn: Bilingual(zh: "协议效力变动", en: "what befell an agreement")
        case .background: Bilingual(zh: "事实经过", en: "what happened")
        case .provenance: Bilingual(zh: "资料出处", en: "provenance")
        case .triage: Bilingual(zh: "研判分级", en: "triage")
        case .choice: Bilingual(zh: "当事人选定", en: "choice of the parties")
        case .routing: Bilingual(zh: "分流决定", en: "decision of the routing rules")
        case .appearance: Bilingual(zh: "证人、鉴定人、陪审员", en: "witness, expert or assessor")
        case .complaint: Bilingual(zh: "投诉", en: "complaint")
        case .complaintAnswer: Bilingual(zh: "投诉答复", en: "answer to a complaint")
        case .sanctionEnd: Bilingual(zh: "解除限制", en: "end of a sanction")
        case .concession: Bilingual(zh: "调解中的让步", en: "concession in mediation")
        case .concessionRelease: Bilingual(zh: "同意使用让步", en: "release of a concession")
        case .subsidy: Bilingual(zh: "个案补贴", en: "subsidy for a case")
        }
    }
}
