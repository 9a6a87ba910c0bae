import LegalTime
import Statechart

@testable import Workflow

/// Every case of a workflow by trial, with the engine's dated steps and no sparing: every role, every member, every answer;
/// and every property by its meaning, with plain searches. Slow, and independent of the verifier.
final class BruteForce {
    /// What one step was.
    struct Seen {
        let event: String
        let role: String?
        let answers: Set<String>
        let records: Set<String>
        let papers: Set<String>
        let notices: Set<String>
        /// Clocks that ran out, began anew or were prolonged.
        let touched: Set<String>
    }

    struct Edge {
        let from: Int
        let to: Int
        let seen: Seen
    }

    private let workflow: Workflow
    private let now = Instant(Day(number: 20_000), .midnight)
    private(set) var runs: [Run] = []
    private var numbers: [String: Int] = [:]
    private(set) var edges: [Edge] = []
    private(set) var outgoing: [[Int]] = []

    /// Nil when the workflow cannot be started or has more than `most` cases.
    init?(_ workflow: Workflow, members: Int, most: Int) {
        self.workflow = workflow
        let start = workflow.start(at: now, members: members, calendar: .weekendsOnly)
        guard start.isAccepted else { return nil }
        // The step of the start is an edge from nowhere.
        edges.append(Edge(from: -1, to: number(of: start.run), seen: seen(start, answers: [])))
        var next = 0
        while next < runs.count {
            guard runs.count <= most else { return nil }
            explore(next, members)
            next += 1
        }
        outgoing = runs.map { _ in [] }
        for (index, edge) in edges.enumerated() where edge.from >= 0 { outgoing[edge.from].append(index) }
    }

    private func explore(_ number: Int, _ members: Int) {
        let run = runs[number]
        guard !run.isEnded else { return }
        for clock in run.clocks where !clock.expired && clock.pausedSince == nil {
            var after = run
            let occurrence = workflow.expire(clock.name, in: &after, at: now, .weekendsOnly)
            let step = RunStep(run: after, occurrences: [occurrence], verdict: .accepted)
            edges.append(
                Edge(from: number, to: self.number(of: after), seen: seen(step, answers: [], ranOut: clock.name)))
        }
        for event in workflow.events where !event.hasPrefix("expired.") {
            for role in RandomWorkflow.roles {
                for member in [nil] + (0..<members).map(Optional.some) {
                    for answers in [[], ["asked"]] as [Set<String>] {
                        let offered = WorkflowEvent(
                            event, role: role, member: member, inputs: answers.isEmpty ? [] : ["dispute.reserved"])
                        let step = workflow.perform(offered, on: run, at: now, calendar: .weekendsOnly)
                        guard step.isAccepted else { continue }
                        edges.append(
                            Edge(from: number, to: self.number(of: step.run), seen: seen(step, answers: answers)))
                    }
                }
            }
        }
    }

    private func number(of run: Run) -> Int {
        var stored = workflow.persist(run)
        let clocks = run.clocks.map { "\($0.name) \($0.expired) \($0.pausedSince != nil)" }
        stored.clocks = nil
        let key =
            "\(stored.states) \(stored.history?.sorted { $0.key < $1.key } ?? [])"
            + "\(workflow.factValues(of: run).map(\.values)) \(clocks) \(stored.outcome ?? "")"
        if let known = numbers[key] { return known }
        numbers[key] = runs.count
        runs.append(run)
        return runs.count - 1
    }

    private func seen(_ step: RunStep, answers: Set<String>, ranOut: String? = nil) -> Seen {
        let occurrence = step.occurrences.last
        var papers: Set<String> = []
        var notices: Set<String> = []
        var touched = Set(ranOut.map { [$0] } ?? [])
        for effect in occurrence?.effects ?? [] {
            switch effect {
            case .paper(let name): papers.insert(name)
            case .notify(let role): notices.insert(role)
            case .startClock(let name, _), .extendClock(let name, _, _): touched.insert(name)
            default: break
            }
        }
        return Seen(
            event: occurrence?.event ?? "", role: occurrence?.role, answers: answers,
            records: Set(occurrence?.transitions.flatMap(\.records) ?? []), papers: papers, notices: notices,
            touched: touched)
    }

    // MARK: Conditions

    func holds(_ condition: GuardExpression, _ edge: Edge) -> Bool {
        let run = runs[edge.to]
        switch condition {
        case .constant(let value): return value
        case .fact("asked"): return edge.seen.answers.contains("asked")
        case .fact(let name): return workflow.values(of: name, in: run) == ["true"]
        case .isOne(let values, let name): return workflow.values(of: name, in: run).allSatisfy(values.contains)
        case .compare(let name, let comparison, let number):
            let value = Int(workflow.values(of: name, in: run)[0]) ?? 0
            switch comparison {
            case .less: return value < number
            case .lessOrEqual: return value <= number
            case .equal: return value == number
            case .notEqual: return value != number
            case .greaterOrEqual: return value >= number
            case .greater: return value > number
            }
        case .members(let quantifier, let name, let value):
            let count = workflow.values(of: name, in: run).count(where: { $0 == value })
            switch quantifier {
            case .all: return count == run.members
            case .any: return count > 0
            case .none: return count == 0
            case .mine: return false
            }
        case .inState(let id): return workflow.isActive(id, in: run)
        case .actor(let roles): return edge.seen.role.map(roles.contains) ?? false
        case .clock(let name, let test):
            guard let clock = run.clock(name) else { return false }
            switch test {
            case .running: return !clock.expired
            case .paused: return clock.pausedSince != nil
            case .ranOut: return clock.expired
            }
        case .event(let events): return events.contains(edge.seen.event)
        case .record(let name): return edge.seen.records.contains(name)
        case .paper(let name): return edge.seen.papers.contains(name)
        case .notice(let role): return edge.seen.notices.contains(role)
        case .not(let inner): return !holds(inner, edge)
        case .and(let parts): return parts.allSatisfy { holds($0, edge) }
        case .or(let parts): return parts.contains { holds($0, edge) }
        }
    }

    // MARK: Properties

    /// Whether some history breaks it.
    func isBroken(_ property: PropertyDeclaration) -> Bool {
        switch property.form {
        case .never(let bad): return meets(bad, property.scope)
        case .always(let good): return meets(.not(good), property.scope)
        case .whenever(let asked, let good): return meets(.and([asked, .not(good)]), property.scope)
        case .precedes(let first, let then):
            return counts(property.scope) { edge, seen in
                let now = seen > 0 || self.holds(first, edge)
                return !now && self.holds(then, edge) ? nil : now ? 1 : 0
            }
        case .atMost(let most, let counted):
            return counts(property.scope) { edge, count in
                guard self.holds(counted, edge) else { return count }
                return count == most ? nil : count + 1
            }
        case .possible(let event, let role, let place):
            return edges.contains { edge in
                holds(place, edge)
                    && !outgoing[edge.to].contains {
                        edges[$0].seen.event == event && (role == nil || edges[$0].seen.role == role)
                    }
            }
        case .reachable(let goal, let place):
            return edges.contains { edge in
                holds(place, edge) && !holds(goal, edge)
                    && !after(edge.to, while: { _ in true }).contains { holds(goal, edges[$0]) }
            }
        case .leadsTo(let from, let to):
            return edges.contains { holds(from, $0) && !holds(to, $0) && canAvoid(to, from: $0.to) }
        }
    }

    /// The edges that can be gone from a case along edges that pass a test.
    private func after(_ start: Int, while allowed: (Edge) -> Bool) -> Set<Int> {
        var found: Set<Int> = []
        var cases = [start]
        var seen: Set<Int> = [start]
        while let at = cases.popLast() {
            for index in outgoing[at] where allowed(edges[index]) {
                found.insert(index)
                if seen.insert(edges[index].to).inserted { cases.append(edges[index].to) }
            }
        }
        return found
    }

    /// Whether a step inside the scope satisfies a condition.
    private func meets(_ bad: GuardExpression, _ scope: PropertyDeclaration.Scope) -> Bool {
        let every = [0] + after(edges[0].to, while: { _ in true })
        switch scope {
        case .whole: return every.contains { holds(bad, edges[$0]) }
        case .before(let end):
            if holds(end, edges[0]) { return false }
            return ([0] + after(edges[0].to, while: { !self.holds(end, $0) })).contains { holds(bad, edges[$0]) }
        case .after(let start):
            return every.contains { opening in
                guard holds(start, edges[opening]) else { return false }
                return holds(bad, edges[opening])
                    || after(edges[opening].to, while: { _ in true }).contains { holds(bad, edges[$0]) }
            }
        case .between(let start, let end):
            return every.contains { opening in
                guard holds(start, edges[opening]), !holds(end, edges[opening]) else { return false }
                return holds(bad, edges[opening])
                    || after(edges[opening].to, while: { !self.holds(end, $0) }).contains { holds(bad, edges[$0]) }
            }
        }
    }

    /// Whether a count kept along some history, within a scope that opens once, comes to nil.
    private func counts(_ scope: PropertyDeclaration.Scope, _ next: @escaping (Edge, Int) -> Int?) -> Bool {
        switch scope {
        case .whole: return breaks(at: 0, count: 0, while: { _ in true }, next)
        case .before(let end): return breaks(at: 0, count: 0, while: { !self.holds(end, $0) }, next)
        case .after(let start):
            if holds(start, edges[0]) { return breaks(at: 0, count: 0, while: { _ in true }, next) }
            let waiting = after(edges[0].to, while: { !self.holds(start, $0) })
            let places = Set([edges[0].to] + waiting.map { edges[$0].to })
            return places.contains { place in
                outgoing[place].contains {
                    holds(start, edges[$0]) && breaks(at: $0, count: 0, while: { _ in true }, next)
                }
            }
        case .between: return false
        }
    }

    private func breaks(
        at first: Int, count: Int, while allowed: (Edge) -> Bool, _ next: (Edge, Int) -> Int?
    ) -> Bool {
        guard allowed(edges[first]) else { return false }
        guard let begun = next(edges[first], count) else { return true }
        var seen: Set<[Int]> = [[edges[first].to, begun]]
        var open = [[edges[first].to, begun]]
        while let at = open.popLast() {
            for index in outgoing[at[0]] where allowed(edges[index]) {
                guard let count = next(edges[index], at[1]) else { return true }
                if seen.insert([edges[index].to, count]).inserted { open.append([edges[index].to, count]) }
            }
        }
        return false
    }

    // MARK: Waiting for ever

    /// Whether time can pass from a case on for ever, fairly to every clock, without a step that satisfies a condition:
    /// a rest, or the greatest set of cases from each of which, for every clock, one of the set's steps can be gone to that
    /// is fair to it (Emerson and Lei).
    private func canAvoid(_ to: GuardExpression, from start: Int) -> Bool {
        let way = after(start, while: { !self.holds(to, $0) })
        var cases = Set([start] + way.map { edges[$0].to })
        if cases.contains(where: { runs[$0].isEnded || !isAnyRunning(runs[$0]) }) { return true }
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for clock in workflow.clocks.map(\.name) {
                let inside = way.filter { cases.contains(edges[$0].from) && cases.contains(edges[$0].to) }
                var good = Set(
                    inside.filter { edges[$0].seen.touched.contains(clock) || !isRunning(clock, edges[$0].from) }
                        .map { edges[$0].from })
                var grows = true
                while grows {
                    grows = false
                    for index in inside where good.contains(edges[index].to) && good.insert(edges[index].from).inserted
                    {
                        grows = true
                    }
                }
                if good.count < cases.count {
                    cases = good
                    hasChanged = true
                }
            }
        }
        return !cases.isEmpty
    }

    private func isAnyRunning(_ run: Run) -> Bool { run.clocks.contains { !$0.expired && $0.pausedSince == nil } }

    private func isRunning(_ clock: String, _ number: Int) -> Bool {
        runs[number].clock(clock).map { !$0.expired && $0.pausedSince == nil } ?? false
    }
}
