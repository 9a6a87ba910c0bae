import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

extension Route {
    /// `nplus route decide`: the rules decide, and what they decide is done and put on record.
    struct Decide: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "decide",
            abstract: "按规则分流，并记录决定及理由 / Let the rules decide, do it, and put the decision on record",
            discussion: """
                记录所用规则、规则所见事实，以及其他每个组织首先不符合的条件；应转他处的随即移送，待协调的由协调员指定。
                On record go the rule, what it saw, and for every other body the first condition that failed.
                What belongs elsewhere is offered there; what waits for the coordinator is assigned in that role.

                例 / Examples:
                  nplus route decide 230417-7K2QD
                  nplus route decide 230417-7K2QD --as coordinator
                """)

        @OptionGroup var target: Target
        @Option(name: .customLong("as"), help: "身份 / Role: clerk, head, coordinator, organ, police, court")
        var role: String = "clerk"

        func run() async throws {
            let role = try Actor.role(role)
            try await Session.with(target.options) { session in
                let instant = try target.instant(in: session)
                let dispute = try await target.reference.find(in: session).dispute
                let rules = try RoutingRulesSource.inForce(on: instant.day)
                let directory = session.engine.directory
                let decision = try await session.router(rules).decide(
                    RoutingSubject(dispute, on: instant.day), on: instant.day)
                let text = RoutingText(decision, rules: rules, directory: directory)
                let step = RoutingStep(
                    decision, on: dispute, title: text.rule?.title.zh, directory: directory, day: instant.day)
                let act = CaseAct(
                    step.act, scope: step.isStanding ? nil : .pipeline,
                    actor: Actor(role: role, name: Account.name, body: dispute.custody.body), at: instant,
                    records: step.records)
                let receipt = try await session.engine.perform(Request(id: dispute.id, commands: [.act(act)]))
                let answer = try await StepAnswer(receipt, session)
                print(
                    answer.rendered(as: target.options.output, note: text.summary + "\n"), terminator: "")
            }
        }
    }
}

/// What a decision of the rules asks to be done to a dispute where it stands.
struct RoutingStep {
    let act: String
    let records: [Record]
    /// True where nothing moves and the decision is only put on record.
    var isStanding: Bool { act == "decideRouting" }

    init(_ decision: RoutingDecision, on dispute: Dispute, title: String?, directory: Directory, day: Day) {
        let finding = Record.routing(RoutingFinding(decision, directory: directory, on: day))
        let isEscalated = dispute.pipeline.states.contains("escalated")
        let reason = decision.rule.map { "\(title ?? $0)（规则 \($0)）" } ?? "无规则适用"
        if let body = decision.body, body != dispute.custody.body || isEscalated {
            act = isEscalated ? "assign" : "refer"
            let manner: ReferralManner =
                isEscalated
                ? .handOver : Self.isHigher(body, than: dispute.custody.body, directory, day) ? .escalate : .transfer
            records = [.referral(.init(to: body, manner: manner, reason: reason)), finding]
        } else if decision.body == nil, decision.channel == nil, !isEscalated {
            act = "escalate"
            records = [.note(.init(text: "规则所指的组织均不能承办，请协调：\(reason)")), finding]
        } else {
            act = "decideRouting"
            records = [finding]
        }
    }

    /// Whether custody goes up the ladder: village, town, district.
    private static func isHigher(_ body: BodyID, than holder: BodyID, _ directory: Directory, _ day: Day) -> Bool {
        guard let to = directory.body(body, on: day), let from = directory.body(holder, on: day) else { return false }
        return to.division.level < from.division.level
    }
}
