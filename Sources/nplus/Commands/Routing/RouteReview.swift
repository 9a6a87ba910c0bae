import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

extension Route {
    /// `nplus route review`: what does not lie where the rules want it, waits for an answer, or came back.
    struct Review: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "review",
            abstract: "逐件核对未结纠纷的去向：应升级、待答复、往返的 / Open disputes that the rules would move, that wait, or that came back",
            discussion: """
                按今天的情形（已历天数、调解不成次数、退回次数）重新对照规则；不改动任何数据。
                Each open dispute is held against the rules as it stands today: its age, failed attempts and
                refusals. Nothing is changed; nplus route decide does what is asked for.

                例 / Examples:
                  nplus route review
                  nplus route review --body TWN-120119100 --output csv
                """)

        @OptionGroup var options: SessionOptions
        @Option(help: "承办单位，代码或名称 / Only what this body holds, by id or name")
        var body: String?
        @Option(help: "最多列出 / Rows at the most")
        var limit: Int = 50

        func validate() throws {
            guard limit > 0 else { throw ValidationError("--limit 应大于 0 / --limit must be positive") }
        }

        func run() async throws {
            try await Session.with(options) { session in
                let now = session.engine.now
                let holder = try body.map {
                    try BodyReference.find($0, in: session.engine.directory, on: now.day)
                }
                let rules = try RoutingRulesSource.inForce(on: now.day)
                let router = try await session.router(rules)
                let open = try await session.store.workList(bodies: holder.map { [$0] }, dueBy: nil, limit: .max)
                let found = open.cases.compactMap { RoutingReview($0.dispute, router, now) }
                    .sorted { ($1.age, $0.dispute.code.description) < ($0.age, $1.dispute.code.description) }
                print(
                    listing(found, of: open.total, session).rendered(
                        as: options.output, width: Terminal.width(.output)), terminator: "")
            }
        }

        private func listing(_ found: [RoutingReview], of open: Int, _ session: Session) -> Listing {
            let words = CaseWords(session)
            let shown = found.prefix(limit)
            return Listing(
                columns: [
                    .init("code", "编号"), .init("title", "纠纷"), .init("holder", "承办单位"),
                    .init("age", "已历天数", .right), .init("held", "本单位天数", .right),
                    .init("failed", "不成次数", .right), .init("why", "提示"), .init("rule", "规则"), .init("to", "应由"),
                ],
                rows: shown.map { review in
                    [
                        .text(review.dispute.code.description), .text(review.dispute.title),
                        .text(words.name(of: review.dispute.custody.body)), .integer(review.age),
                        .integer(review.held), .integer(review.dispute.failedAttempts()),
                        .text(review.reasons.map { $0.title(words) }.joined(separator: "；")),
                        .text(review.decision.rule),
                        .text(review.decision.body.map(words.name(of:)) ?? review.decision.channel?.zh ?? "协调员裁量"),
                    ]
                },
                notes: [
                    "未结 \(open) 件中 \(found.count) 件须处置，列出 \(shown.count) 件 / of \(open) open \(found.count) need somebody, \(shown.count) shown"
                ])
        }
    }
}

/// Why somebody should look at where an open dispute lies.
struct RoutingReview {
    let dispute: Dispute
    let decision: RoutingDecision
    let reasons: [Reason]
    /// The citizen's clock and the holder's, in days.
    let age: Int
    let held: Int

    enum Reason {
        /// The rules send it elsewhere, or out of mediation.
        case move
        /// Offered and not answered for so many days.
        case waits(BodyID, Int)
        /// The coordinator has to decide.
        case undecided
        /// It came back to bodies that had given it away.
        case cameBack([BodyID])

        func title(_ words: CaseWords) -> String {
            switch self {
            case .move: "按规则应转出"
            case .waits(let body, let days): "待\(words.name(of: body))答复 \(days) 天"
            case .undecided: "待协调员指定"
            case .cameBack(let bodies): "往返：\(bodies.map(words.name(of:)).joined(separator: "、"))"
            }
        }
    }

    /// Nil where nothing calls for anybody.
    init?(_ dispute: Dispute, _ router: Router, _ now: Instant) {
        self.dispute = dispute
        decision = router.decide(RoutingSubject(dispute, on: now.day), on: now.day)
        age = dispute.age(at: now)
        held = dispute.custody.since.day.distance(to: now.day)
        var reasons: [Reason] = []
        if let offer = dispute.referrals.last, offer.state == .offered {
            reasons.append(.waits(offer.to, offer.offered.day.distance(to: now.day)))
        } else if dispute.pipeline.states.contains("escalated") {
            reasons.append(.undecided)
        } else if dispute.phase == "inHand", decision.body != dispute.custody.body {
            reasons.append(.move)
        }
        if !dispute.returnedTo.isEmpty { reasons.append(.cameBack(dispute.returnedTo)) }
        guard !reasons.isEmpty else { return nil }
        self.reasons = reasons
    }
}
