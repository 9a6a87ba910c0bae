import CaseStore
import LegalTime
import Mediation
import Tabular
import Workflow

/// What happened in a dispute, event by event: who did what when, what it put on record, which papers it made, by which law.
struct CaseTimeline {
    let history: [HistoryRow]
    let words: CaseWords

    var listing: Listing {
        Listing(
            title: "经过 / Timeline",
            columns: [
                .init("sequence", "序号", .right), .init("occurred", "时间"), .init("actor", "由谁"), .init("act", "步骤"),
                .init("content", "内容"), .init("papers", "文书"), .init("law", "依据"),
            ],
            rows: history.map { row in
                let event = row.event
                let papers = event.papers.map { Vocabulary.mediation.title(ofPaper: $0).zh }
                return [
                    .integer(event.sequence), .text(event.occurred.minute), .text(words.actor(of: event)),
                    .text(words.title(of: event)), joined(event.records.compactMap { $0.brief(words) }),
                    joined(papers), joined(event.law),
                ]
            })
    }

    private func joined(_ parts: [String]) -> Value {
        parts.isEmpty ? .missing : .text(parts.joined(separator: "；"))
    }
}

extension Record {
    /// What it says, in one line; nil where the step says it all.
    fileprivate func brief(_ words: CaseWords) -> String? {
        switch self {
        case .registration, .opening, .signature, .mediatorSignature, .seal: nil
        case .consent(let consent): nonEmpty(consent.manner)
        case .applicationForm(let form): nonEmpty(form.requests)
        case .numbering(let numbering): numbering.number.description
        case .rightsNotice(let notice), .remediesNotice(let notice):
            nonEmpty([notice.oral ? "口头" : "", notice.content].filter { !$0.isEmpty }.joined(separator: "："))
        case .nonAcceptance(let refused): "\(refused.reason)；\(refused.channel)"
        case .mediators(let mediators): mediators.names.joined(separator: "、")
        case .session(let session):
            nonEmpty([session.place, session.summary].filter { !$0.isEmpty }.joined(separator: "："))
        case .agreement(let text), .oralAgreement(let text): nonEmpty(text.terms)
        case .extension_(let extended): "延长 \(extended.days) 天：\(extended.basis)"
        case .fee(let fee): "\(fee.amount) 元"
        case .referral(let offer): "\(words.name(of: offer.to))：\(offer.reason)"
        case .referralReply(let reply):
            nonEmpty([reply.code?.title.zh, nonEmpty(reply.reason)].compactMap { $0 }.joined(separator: "："))
        case .performance(let performance):
            nonEmpty(
                [
                    performance.obligation.map { "第 \($0) 项" }, performance.amount.map { "\($0) 元" },
                    performance.receipt,
                ].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "，"))
        case .visit(let visit): nonEmpty(visit.result)
        case .filing(let filing): words.name(of: filing.court)
        case .courtDecision(let decision):
            nonEmpty([decision.number, decision.reason].filter { !$0.isEmpty }.joined(separator: "："))
        case .closing(let closing): nonEmpty(closing.reason)
        case .recusal(let statement), .investigation(let statement), .invitation(let statement),
            .appraisal(let statement), .risk(let statement), .suit(let statement),
            .reopening(let statement), .note(let statement), .withdrawal(let statement):
            nonEmpty(statement.text)
        default: besideBrief(words)
        }
    }

    private func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }
}
