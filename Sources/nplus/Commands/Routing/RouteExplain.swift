import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

extension Route {
    /// `nplus route explain`: where the rules send a dispute now, and why.
    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "explain",
            abstract: "说明应由谁承办及理由 / Where the rules send a dispute, and why",
            discussion: """
                默认按现在的情形重新计算；--decision 显示当时记录的决定。
                Computed anew as things stand; --decision shows one that is on record, as it was made then.

                例 / Examples:
                  nplus route explain 230417-7K2QD
                  nplus route explain 230417-7K2QD --decision 1
                  nplus route explain 230417-7K2QD --rules new-rules.yaml --output json
                """)

        @OptionGroup var options: SessionOptions
        @OptionGroup var reference: CaseReference
        @OptionGroup var source: RoutingRulesSource
        @Option(help: "当事人选定的组织 / The body the parties agreed on")
        var chosen: String?
        @Option(help: "已记录的第几次决定 / Number of a decision on record, from 1")
        var decision: Int?

        func run() async throws {
            try await Session.with(options) { session in
                let dispute = try await reference.find(in: session).dispute
                if let decision { return try await showDecision(decision, of: dispute, session) }
                let day = try source.day(in: session)
                let rules = try source.load(on: day)
                var subject = RoutingSubject(dispute, on: day)
                if let chosen { subject.chosen = try BodyReference.find(chosen, in: session.engine.directory, on: day) }
                let decision = try await session.router(rules).decide(subject, on: day)
                let text = RoutingText(decision, rules: rules, directory: session.engine.directory)
                print(
                    text.report(of: dispute.code.description)
                        .rendered(as: options.output, width: Terminal.width(.output)),
                    terminator: "")
            }
        }

        private func showDecision(_ number: Int, of dispute: Dispute, _ session: Session) async throws {
            let decided = dispute.triage.decisions
            guard decided.indices.contains(number - 1) else {
                throw Failure(
                    zh: "该纠纷记录了 \(decided.count) 次分流决定，没有第 \(number) 次",
                    en: "the dispute has \(decided.count) decisions on record, not a number \(number)", status: .refused
                )
            }
            let revision = decided[number - 1].revision
            let event = try await session.store.history(of: dispute.id).first { $0.event.sequence == revision }?.event
            for case .routing(let finding)? in event?.records ?? [] {
                let day = decided[number - 1].at.day
                guard let decision = finding.decision(in: session.engine.directory, on: day) else { continue }
                let rules =
                    try Shipped.routing().versions.first { $0.id == finding.rules && $0.from == finding.from }
                    ?? RoutingRulesSource.inForce(on: day)
                let text = RoutingText(decision, rules: rules, directory: session.engine.directory)
                let changed = rules.sourceHash == decision.hash ? "" : "（规则文本其后有改动 / the rules were changed since）"
                print(
                    text.report(of: "\(dispute.code) \(decided[number - 1].at.minute) \(changed)")
                        .rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
                return
            }
        }
    }

    /// `nplus route why-not`: what keeps a dispute from a body.
    struct WhyNot: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "why-not",
            abstract: "说明为何不由某组织承办 / Why a dispute does not go to a body",
            discussion: "例 / Example: nplus route why-not 230417-7K2QD IND-120119-01")

        @OptionGroup var options: SessionOptions
        @OptionGroup var reference: CaseReference
        @OptionGroup var source: RoutingRulesSource
        @Argument(help: "组织，代码或名称 / The body, by id or name")
        var body: String

        func run() async throws {
            try await Session.with(options) { session in
                let dispute = try await reference.find(in: session).dispute
                let day = try source.day(in: session)
                let id = try BodyReference.find(body, in: session.engine.directory, on: day)
                guard let asked = session.engine.directory.body(id, on: day) else {
                    throw Failure(
                        zh: "「\(body)」在 \(day) 尚未设立或已停用", en: "'\(body)' does not exist on \(day)", status: .refused)
                }
                let rules = try source.load(on: day)
                let router = try await session.router(rules)
                let subject = RoutingSubject(dispute, on: day)
                let text = RoutingText(
                    router.decide(subject, on: day), rules: rules, directory: session.engine.directory)
                print(text.answer(why: asked, router.whyNot(asked, subject, on: day)))
            }
        }
    }
}
