import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation
import Workflow

/// `nplus route`: custody moves from body to body.
struct Route: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "route",
        abstract: "流转：移送、接收、退回、撤回、指定 / Refer, accept, decline, recall, assign",
        discussion: """
            纠纷始终只由一个单位承办；移送后由对方在期限内答复，逾期转协调员。
            Exactly one body holds a dispute; the other side answers within the time limit, or
            the coordinator decides.

            不写子命令时按规则分流并记录决定（即 decide）。
            Without a subcommand the rules decide and the decision is put on record (decide).

            例 / Examples:
              nplus route 230417-7K2QD
              nplus route refer 230417-7K2QD IND-MED --reason 属医疗纠纷
              nplus route accept 230417-7K2QD
              nplus route decline 230417-7K2QD --reason 不属本会受理范围
              nplus route assign 230417-7K2QD TWN-120119100 --reason 协调指定
            """,
        subcommands: [
            Decide.self, Refer.self, Accept.self, Decline.self, Recall.self, Assign.self, Review.self, Explain.self,
            WhyNot.self, Check.self, Replay.self,
        ],
        defaultSubcommand: Decide.self)

    /// What every act of custody takes: the dispute, and how the answer is written.
    struct Target: ParsableArguments {
        @OptionGroup var options: SessionOptions
        @OptionGroup var reference: CaseReference
        @Option(help: "时间 / When. 默认现在 / Default: now")
        var at: String?

        /// Carries out one act on the life of the dispute and says where it stands then.
        ///
        /// - Parameters:
        ///   - body: The body in whose name it is done.
        ///   - records: What is put on record, given the day.
        func act(
            _ name: String, as role: String, body: (Dispute) -> BodyID?,
            records: (Session, Day) throws -> [Record] = { _, _ in [] }
        ) async throws {
            let role = try Actor.role(role)
            try await Session.with(options) { session in
                let instant = try instant(in: session)
                let dispute = try await reference.find(in: session).dispute
                let act = CaseAct(
                    name, scope: .pipeline, actor: Actor(role: role, name: Account.name, body: body(dispute)),
                    at: instant, records: try records(session, instant.day))
                let receipt = try await session.engine.perform(Request(id: dispute.id, commands: [.act(act)]))
                let answer = try await StepAnswer(receipt, session)
                print(answer.rendered(as: options.output), terminator: "")
            }
        }

        func instant(in session: Session) throws -> Instant { try at.map(ParsedDay.instant) ?? session.engine.now }
    }

    /// The record of an offer to a body, named by a person.
    static func offer(
        to receiver: String, _ manner: ReferralManner, _ reason: String
    ) -> (Session, Day) throws -> [Record] {
        { session, day in
            let body = try BodyReference.find(receiver, in: session.engine.directory, on: day)
            return [.referral(.init(to: body, manner: manner, reason: reason))]
        }
    }
}

extension Route {
    struct Refer: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "refer", abstract: "移送给另一单位 / Offer custody to another body",
            discussion: "例 / Example: nplus route refer 230417-7K2QD TWN-120119101 --reason 当事人所在地")

        private static let manners =
            ReferralManner.allCases.map { "\($0.rawValue) \($0.title)" }.joined(separator: "，")

        @OptionGroup var target: Target
        @Argument(help: "移入单位，代码或名称 / The receiving body, by id or name")
        var receiver: String
        @Option(help: "理由 / Reason")
        var reason: String
        @Option(help: "方式 / Manner: \(Self.manners)")
        var manner: String = ReferralManner.transfer.rawValue
        @Option(name: .customLong("as"), help: "身份 / Role: clerk, head, coordinator, organ, police, court")
        var role: String = "clerk"

        func run() async throws {
            guard let manner = ReferralManner.allCases.first(where: { $0.rawValue == manner || $0.title == manner })
            else {
                throw ValidationError("没有移送方式「\(manner)」，可用：\(Self.manners) / there is no manner '\(manner)'")
            }
            try await target.act(
                "refer", as: role, body: { $0.custody.body }, records: Route.offer(to: receiver, manner, reason))
        }
    }

    struct Accept: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "accept", abstract: "接收 / Accept custody",
            discussion: "例 / Example: nplus route accept 230417-7K2QD")

        @OptionGroup var target: Target
        @Option(name: .customLong("as"), help: "身份 / Role")
        var role: String = "clerk"

        func run() async throws {
            try await target.act(
                "acceptReferral", as: role, body: { $0.referrals.last?.to },
                records: { _, _ in [.referralReply(.init(accepted: true, reason: ""))] })
        }
    }

    struct Decline: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "decline", abstract: "退回 / Decline custody",
            discussion: """
                例 / Example: nplus route decline 230417-7K2QD --code outOfScope --reason 不属本会受理范围
                """)

        private static let codes = Referral.DeclineCode.allCases.map { "\($0.rawValue) \($0.title.zh)" }
            .joined(separator: "，")

        @OptionGroup var target: Target
        @Option(help: "理由 / Reason")
        var reason: String
        @Option(help: "退回事由 / Why, in a word that is counted: \(Self.codes)")
        var code: String = Referral.DeclineCode.other.rawValue
        @Option(name: .customLong("as"), help: "身份 / Role")
        var role: String = "clerk"

        func run() async throws {
            guard let code = Referral.DeclineCode.allCases.first(where: { $0.rawValue == code || $0.title.zh == code })
            else {
                throw ValidationError("没有退回事由「\(code)」，可用：\(Self.codes) / there is no code '\(code)'")
            }
            try await target.act(
                "declineReferral", as: role, body: { $0.referrals.last?.to },
                records: { _, _ in [.referralReply(.init(accepted: false, reason: reason, code: code))] })
        }
    }

    struct Recall: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "recall", abstract: "撤回移送 / Take an offer back",
            discussion: "例 / Example: nplus route recall 230417-7K2QD")

        @OptionGroup var target: Target
        @Option(name: .customLong("as"), help: "身份 / Role")
        var role: String = "clerk"

        func run() async throws {
            try await target.act("recall", as: role, body: { $0.custody.body })
        }
    }

    struct Assign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "assign", abstract: "协调员指定承办单位 / The coordinator names the body",
            discussion: "例 / Example: nplus route assign 230417-7K2QD TWN-120119100 --reason 协调指定")

        @OptionGroup var target: Target
        @Argument(help: "承办单位，代码或名称 / The body, by id or name")
        var receiver: String
        @Option(help: "理由 / Reason")
        var reason: String

        func run() async throws {
            try await target.act(
                "assign", as: "coordinator", body: { $0.custody.body },
                records: Route.offer(to: receiver, .handOver, reason))
        }
    }
}
