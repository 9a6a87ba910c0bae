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
                例 / Examples:
                  nplus route explain 230417-7K2QD
                  nplus route explain 230417-7K2QD --rules new-rules.yaml --output json
                """)

        @OptionGroup var options: SessionOptions
        @OptionGroup var reference: CaseReference
        @OptionGroup var source: RoutingRulesSource
        @Option(help: "当事人选定的组织 / The body the parties agreed on")
        var chosen: String?

        func run() async throws {
            try await Session.with(options) { session in
                let dispute = try await reference.find(in: session).dispute
                let day = try source.day(in: session)
                let rules = try source.load(on: day)
                var subject = RoutingSubject(dispute, on: day)
                subject.chosen = chosen.map { BodyID($0) }
                let decision = try await session.router(rules).decide(subject, on: day)
                let text = RoutingText(decision, rules: rules, directory: session.engine.directory)
                print(
                    text.report(of: dispute.code.description)
                        .rendered(as: options.output, width: Terminal.width(.output)),
                    terminator: "")
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
        @Argument(help: "组织代码 / Id of the body")
        var body: String

        func run() async throws {
            try await Session.with(options) { session in
                let dispute = try await reference.find(in: session).dispute
                let day = try source.day(in: session)
                guard let asked = session.engine.directory.body(BodyID(body), on: day) else {
                    throw Failure(
                        zh: "名录中没有代码为「\(body)」的组织，可用 nplus directory list 查找",
                        en: "the directory has no body '\(body)'; look for it with nplus directory list")
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
