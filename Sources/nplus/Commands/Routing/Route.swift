import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation

/// `nplus route`: custody moves from body to body.
struct Route: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "route",
        abstract: "流转：移送、接收、退回、撤回、指定 / Refer, accept, decline, recall, assign",
        discussion: """
            纠纷始终只由一个单位承办；移送后由对方在期限内答复，逾期转协调员。
            Exactly one body holds a dispute; the other side answers within the time limit, or
            the coordinator decides.

            例 / Examples:
              nplus route refer 230417-7K2QD IND-MED --reason 属医疗纠纷
              nplus route accept 230417-7K2QD
              nplus route decline 230417-7K2QD --reason 不属本会受理范围
              nplus route assign 230417-7K2QD TWN-120119100 --reason 协调指定
            """,
        subcommands: [
            Refer.self, Accept.self, Decline.self, Recall.self, Assign.self, Explain.self, WhyNot.self, Check.self,
            Replay.self,
        ])

    /// An act on the pipeline in the name of a body.
    static func act(
        _ name: String, _ reference: CaseReference, _ options: SessionOptions, role: String, at: String?,
        body: (Dispute) -> BodyID?, record: (Dispute) -> Record?
    ) async throws {
        try await Session.with(options) { session in
            let dispute = try await reference.find(in: session).dispute
            let actor = Actor(role: role, name: "nplus route", body: body(dispute))
            let act = CaseAct(
                name, scope: .pipeline, actor: actor, at: try at.map(ParsedDay.instant) ?? session.engine.now,
                records: record(dispute).map { [$0] } ?? [])
            do {
                let receipt = try await session.engine.perform(Request(id: dispute.id, commands: [.act(act)]))
                print(CaseText(receipt.dispute ?? dispute, session).summary)
            } catch let error as EngineError {
                throw Failure(error)
            }
        }
    }
}

extension Route {
    struct Refer: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "refer", abstract: "移送给另一单位 / Offer custody to another body",
            discussion: "例 / Example: nplus route refer 230417-7K2QD TWN-120119101 --reason 当事人所在地")

        @OptionGroup var options: SessionOptions
        @OptionGroup var reference: CaseReference
        @Argument(help: "移入单位代码 / Id of the receiving body")
        var receiver: String
        @Option(help: "理由 / Reason")
        var reason: String
        @Option(help: "方式 / Manner: \(ReferralManner.allCases.map(\.rawValue).joined(separator: ", "))")
        var manner: String = ReferralManner.transfer.rawValue
        @Option(name: .customLong("as"), help: "身份 / Role: clerk, head, coordinator, organ, police, court")
        var role: String = "clerk"
        @Option(help: "时间 / When. 默认现在 / Default: now")
        var at: String?

        func run() async throws {
            guard let manner = ReferralManner(rawValue: manner) else {
                throw ValidationError("没有移送方式「\(manner)」/ there is no manner '\(manner)'")
            }
            try await Route.act(
                "refer", reference, options, role: role, at: at, body: { $0.custody.body },
                record: { _ in .referral(.init(to: BodyID(receiver), manner: manner, reason: reason)) })
        }
    }

    struct Accept: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "accept", abstract: "接收 / Accept custody",
            discussion: "例 / Example: nplus route accept 230417-7K2QD")

        @OptionGroup var options: SessionOptions
        @OptionGroup var reference: CaseReference
        @Option(name: .customLong("as"), help: "身份 / Role")
        var role: String = "clerk"
        @Option(help: "时间 / When. 默认现在 / Default: now")
        var at: String?

        func run() async throws {
            try await Route.act(
                "acceptReferral", reference, options, role: role, at: at, body: { $0.referrals.last?.to },
                record: { _ in .referralReply(.init(accepted: true, reason: "")) })
        }
    }

    struct Decline: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "decline", abstract: "退回 / Decline custody",
            discussion: "例 / Example: nplus route decline 230417-7K2QD --reason 不属本会受理范围")

        @OptionGroup var options: SessionOptions
        @OptionGroup var reference: CaseReference
        @Option(help: "理由 / Reason")
        var reason: String
        @Option(name: .customLong("as"), help: "身份 / Role")
        var role: String = "clerk"
        @Option(help: "时间 / When. 默认现在 / Default: now")
        var at: String?

        func run() async throws {
            try await Route.act(
                "declineReferral", reference, options, role: role, at: at, body: { $0.referrals.last?.to },
                record: { _ in .referralReply(.init(accepted: false, reason: reason)) })
        }
    }

    struct Recall: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "recall", abstract: "撤回移送 / Take an offer back",
            discussion: "例 / Example: nplus route recall 230417-7K2QD")

        @OptionGroup var options: SessionOptions
        @OptionGroup var reference: CaseReference
        @Option(name: .customLong("as"), help: "身份 / Role")
        var role: String = "clerk"
        @Option(help: "时间 / When. 默认现在 / Default: now")
        var at: String?

        func run() async throws {
            try await Route.act(
                "recall", reference, options, role: role, at: at, body: { $0.custody.body }, record: { _ in nil })
        }
    }

    struct Assign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "assign", abstract: "协调员指定承办单位 / The coordinator names the body",
            discussion: "例 / Example: nplus route assign 230417-7K2QD TWN-120119100 --reason 协调指定")

        @OptionGroup var options: SessionOptions
        @OptionGroup var reference: CaseReference
        @Argument(help: "承办单位代码 / Id of the body")
        var receiver: String
        @Option(help: "理由 / Reason")
        var reason: String
        @Option(help: "时间 / When. 默认现在 / Default: now")
        var at: String?

        func run() async throws {
            try await Route.act(
                "assign", reference, options, role: "coordinator", at: at, body: { $0.custody.body },
                record: { _ in .referral(.init(to: BodyID(receiver), manner: .handOver, reason: reason)) })
        }
    }
}
