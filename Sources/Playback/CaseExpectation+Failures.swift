package import CaseStore
import LegalTime
package import Mediation
import Workflow

extension CaseExpectation {
    /// Where a dispute is not as expected.
    package func failures(_ dispute: Dispute, _ history: [HistoryRow]) -> [String] {
        var found: [String] = []
        func check<Value: Equatable>(_ what: String, _ expected: Value?, _ actual: Value?) {
            guard let expected, expected != actual else { return }
            found.append("\(what)：应为 \(expected)，实为 \(actual.map { "\($0)" } ?? "无")")
        }
        check("phase", phase, dispute.phase)
        let runs = dispute.proceedings.filter(\.isOpen).map(\.run) + [dispute.pipeline]
        for state in states ?? [] where !runs.contains(where: { $0.states.contains(state) }) {
            found.append("state：\(state) 不在 \(runs.flatMap(\.states))")
        }
        check("holder", holder, dispute.custody.body)
        check("custody", custody, Self.holders(dispute, history))
        check("outcome", outcome, dispute.outcome)
        for (number, expected) in claims.sorted(by: { $0.key < $1.key }) {
            check("claims.\(number)", expected.rawValue, Self.outcome(of: number, dispute))
        }
        check(
            "proceedings", proceedings, dispute.proceedings.map { "\($0.track):\($0.outcome ?? "open")" })
        check("agreements", agreements, dispute.agreements.map(Self.standing))
        for (number, day) in effective {
            check("effective.\(number)", day, Self.agreement(number, dispute)?.effective?.day)
        }
        for (number, done) in performed {
            check("performed.\(number)", done, Self.agreement(number, dispute)?.isPerformed ?? false)
        }
        for (place, money) in rest { check("rest.\(place)", money, Self.rest(place, dispute)) }
        for (name, day) in clocks {
            let due = runs.flatMap { $0.clocks ?? [] }.first { $0.name == name && $0.expired != true }?.due
            check("clocks.\(name)", day.map(\.description) ?? "none", due.map(\.description) ?? "none")
        }
        check(
            "elsewhere", elsewhere,
            dispute.surroundings.elsewhere.map { "\($0.kind.rawValue):\($0.result?.rawValue ?? $0.state.rawValue)" })
        let entries =
            Dispute.entries(
                id: dispute.id, district: dispute.district, events: history.map(\.event)) ?? []
        for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
            check("counts.\(name)", count, entries.filter { "\($0.measure)" == name }.count)
        }
        return found
    }

    /// Every body that held the dispute, in order.
    static func holders(_ dispute: Dispute, _ history: [HistoryRow]) -> [BodyID] {
        var holders: [BodyID] = []
        for count in history.indices {
            let events = history[...count].map(\.event)
            guard let then = Dispute.fold(id: dispute.id, district: dispute.district, events: events) else { continue }
            if holders.last != then.custody.body { holders.append(then.custody.body) }
        }
        return holders
    }

    private static func outcome(of claim: Int, _ dispute: Dispute) -> String {
        dispute.standings.first { $0.claim.number == claim }?.outcome.rawValue ?? "none"
    }

    private static func agreement(_ number: Int, _ dispute: Dispute) -> Agreement? {
        dispute.agreements.first { $0.number == number }
    }

    private static func standing(_ agreement: Agreement) -> String {
        if agreement.isInForce { return "inForce" }
        return agreement.turns?.last { [.replaced, .revoked, .annulled].contains($0.kind) }?.kind.rawValue
            ?? "notInEffect"
    }

    /// `2.1`: what is still owed under the first obligation of the second agreement.
    private static func rest(_ place: String, _ dispute: Dispute) -> Money? {
        let parts = place.split(separator: ".").compactMap { Int($0) }
        guard parts.count == 2 else { return nil }
        return agreement(parts[0], dispute)?.obligations.first { $0.number == parts[1] }?.rest
    }
}
