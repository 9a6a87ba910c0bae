package import LegalTime
package import Workflow

/// What is known of where a dispute belongs, as records left it. Most disputes have none of it.
package struct Triage: Hashable, Sendable, Codable {
    package internal(set) var grade: DisputeGrade?
    package internal(set) var bar: MediationBar?
    /// Bodies that have to stand aside.
    package internal(set) var aside: [BodyID] = []
    /// What each party wants now, by its number.
    package internal(set) var choices: [Choice] = []
    /// Every decision of the rules on record, the oldest first.
    package internal(set) var decisions: [Decided] = []

    package struct Choice: Hashable, Sendable, Codable {
        package let party: Int
        package let body: BodyID
        package let mediator: String?
    }

    /// A decision of the rules in brief. The event of the same number holds it whole.
    package struct Decided: Hashable, Sendable, Codable {
        /// Number of the event that recorded it.
        package let revision: Int
        package let at: Instant
        package let rule: String?
        package let body: BodyID?
        package let channel: Bilingual?
        /// The referral that carried it out; nil where nothing moved.
        package let referral: Int?
    }
}

extension Dispute {
    /// How grave it is, what bars it, whom the parties want, what the rules decided.
    package var triage: Triage {
        get { surroundings.triage ?? Triage() }
        set { surroundings.triage = newValue == Triage() ? nil : newValue }
    }

    /// The body that the parties agreed on: at least one on every side chose it, and none chose another.
    package var chosenBody: BodyID? {
        let choices = triage.choices
        guard let first = choices.first?.body, choices.allSatisfy({ $0.body == first }) else { return nil }
        let choosing = Set(choices.map(\.party))
        let mediating = parties.filter(\.mediates)
        let sides = Set(mediating.map(\.side))
        let agreed = Set(mediating.filter { choosing.contains($0.number) }.map(\.side))
        return sides == agreed ? first : nil
    }

    /// A court or an arbitration commission that has every claim before it and did not send it here
    /// (人民调解工作若干规定 Art 22, known from secondary texts). What is on record says so by itself; a triage may say otherwise.
    var seizedElsewhere: MediationBar? {
        guard sender == nil else { return nil }
        let open = Set(claims.filter { $0.withdrawn == nil }.map(\.number))
        let seizing = surroundings.elsewhere.first { procedure in
            [.suit, .arbitration].contains(procedure.kind) && procedure.state == .running && !open.isEmpty
                && open.isSubset(of: procedure.claims)
        }
        return seizing.map { $0.kind == .suit ? .courtSeized : .organSeized }
    }

    mutating func applyRouting(_ record: Record, _ event: CaseEvent) {
        switch record {
        case .triage(let finding):
            triage.grade = finding.grade ?? triage.grade
            triage.bar = finding.bar ?? triage.bar
            triage.aside = finding.aside ?? triage.aside
        case .choice(let choice):
            let chose = choice.by ?? event.actor.party.map { [$0] } ?? []
            triage.choices.removeAll { chose.contains($0.party) }
            guard let body = choice.body else { return }
            triage.choices += chose.map { Triage.Choice(party: $0, body: body, mediator: choice.mediator) }
        case .routing(let decision):
            let carried = event.records.contains { $0.kind == .referral }
            triage.decisions.append(
                Triage.Decided(
                    revision: event.sequence, at: event.occurred, rule: decision.rule, body: decision.body,
                    channel: decision.channel, referral: carried ? referrals.count : nil))
        default: break
        }
    }
}
