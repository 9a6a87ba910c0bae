import Statechart
import Workflow

/// Everything that the world may do to a run: every role may bring every event at any time, the domain may answer every
/// predicate either way, every running clock may be the next to run out.
///
/// Happenings that the workflow and its properties cannot tell apart are tried once: roles that stand in the same `by`
/// lists, predicates that neither a guard concerned nor a property reads.
final class Environment {
    /// Something to try, ready for the chart.
    struct Stimulus {
        let happening: Happening
        let event: Event
    }

    private(set) var stimuli: [Stimulus] = []
    private let workflow: Workflow
    private let members: Int
    /// The role lists that properties tell apart.
    private let actorLists: [Set<String>]
    private let parents: [Int]
    private let clockPlaces: [String: Int]
    private let raised: Set<String>
    /// Facts that are asked and read by transitions which no person's event selects.
    private let asksOfFollowers: [String]
    private let followersNameMember: Bool
    /// What properties test, where a fact that is asked is part of it.
    private let askingTests: [GuardExpression]
    private let asksAlso: [String: Set<String>]
    private var plans: [[UInt64]: [Int]] = [:]

    init(_ workflow: Workflow, _ options: Exploration.Options) {
        self.workflow = workflow
        members = options.members
        asksAlso = options.asksAlso
        actorLists = workflow.properties.flatMap { $0.conditions.flatMap(\.actorLists) }.map(Set.init)
        parents = workflow.chart.states.map { $0.parent?.rawValue ?? -1 }
        clockPlaces = Dictionary(
            workflow.clocks.enumerated().map { ($1.expiryEvent, $0) }, uniquingKeysWith: { first, _ in first })
        let effects = workflow.transitions.flatMap(\.effects) + workflow.states.flatMap { $0.enter + $0.exit }
        let raised = Set(effects.compactMap { if case .raise(let event) = $0 { event } else { nil } })
        self.raised = raised
        let followers = workflow.transitions.filter { transition in
            transition.event.map { raised.contains($0) || $0.hasPrefix("done.state.") } ?? true
        }
        asksOfFollowers = Self.asked(followers.compactMap(\.when), workflow)
        askingTests = workflow.properties.flatMap(\.tests).filter { !Self.asked([$0], workflow).isEmpty }
        followersNameMember = followers.contains { Self.namesMember($0, workflow) }
    }

    /// What may be tried in a configuration: indices of ``stimuli``.
    func plan(for configuration: [UInt64]) -> [Int] {
        if let known = plans[configuration] { return known }
        let active = workflow.chart.transitions.filter { transition in
            let state = transition.source.rawValue
            return configuration[state >> 6] & 1 << UInt64(state & 63) != 0
        }.map { workflow.transitions[$0.tag] }
        var plan: [Int] = []
        for event in workflow.events {
            let candidates = active.filter { $0.event == event }
            if let clock = clockPlaces[event] {
                // Clocks run out whether or not something waits for them.
                plan.append(add(Happening(event: event, roles: [], member: nil, answers: [], clock: clock)))
            } else if !candidates.isEmpty {
                plan += happenings(of: event, candidates).map(add)
            }
        }
        for (place, clock) in workflow.clocks.enumerated() where !workflow.events.contains(clock.expiryEvent) {
            plan.append(
                add(Happening(event: clock.expiryEvent, roles: [], member: nil, answers: [], clock: place)))
        }
        plans[configuration] = plan
        return plan
    }

    private func happenings(of event: String, _ candidates: [TransitionDeclaration]) -> [Happening] {
        if event.hasPrefix("done.state.") { return [] }
        let isOnlyRaised = raised.contains(event) && candidates.allSatisfy(\.by.isEmpty)
        if isOnlyRaised { return [] }
        let namesMember = followersNameMember || candidates.contains { Self.namesMember($0, workflow) }
        let subjects: [Int?] = namesMember ? [nil] + (0..<members).map { $0 } : [nil]
        let tests = askingTests.map { test in
            test.folding { part in
                guard case .event(let events) = part else { return nil }
                return events.contains(event) ? true : events.contains(where: followsAnother) ? nil : false
            }
        }
        let asks = distinctSorted(
            asksOfFollowers + Self.asked(tests, workflow) + Array(asksAlso[event] ?? [])
                + Self.asked(candidates.compactMap(\.when), workflow))
        return actors(of: candidates).flatMap { roles in
            subjects.flatMap { member in
                subsets(of: asks).map { answers in
                    Happening(event: event, roles: roles, member: member, answers: answers, clock: nil)
                }
            }
        }
    }

    /// Whether an event can come up within the step of another one.
    private func followsAnother(_ event: String) -> Bool { raised.contains(event) || event.hasPrefix("done.state.") }

    /// Groups of roles that neither the candidates nor the properties tell apart; an empty one for the engine.
    private func actors(of candidates: [TransitionDeclaration]) -> [[String]] {
        var groups: [(signature: [Bool], roles: [String])] = []
        var seen: Set<String> = []
        for role in candidates.flatMap(\.by) where seen.insert(role).inserted {
            let signature = candidates.map { $0.by.contains(role) } + actorLists.map { $0.contains(role) }
            if let index = groups.firstIndex(where: { $0.signature == signature }) {
                groups[index].roles.append(role)
            } else {
                groups.append((signature, [role]))
            }
        }
        return groups.map(\.roles) + (candidates.contains { $0.by.isEmpty } ? [[]] : [])
    }

    private func add(_ happening: Happening) -> Int {
        let predicates = workflow.facts.compactMap { fact -> String? in
            guard case .asks(let predicate) = fact.domain, happening.answers.contains(fact.name) else { return nil }
            return predicate
        }
        let event = WorkflowEvent(
            happening.event, role: happening.roles.first, member: happening.member, inputs: Set(predicates))
        stimuli.append(Stimulus(happening: happening, event: workflow.chartEvent(event)))
        return stimuli.count - 1
    }

    static func asked(_ conditions: [GuardExpression], _ workflow: Workflow) -> [String] {
        conditions.flatMap(\.facts).filter { name in
            if case .asks = workflow.fact(name)?.domain { true } else { false }
        }
    }

    private static func namesMember(_ transition: TransitionDeclaration, _ workflow: Workflow) -> Bool {
        transition.when?.readsActingMember == true || transition.needsMember(workflow.facts)
    }
}

private func distinctSorted(_ names: [String]) -> [String] { Set(names).sorted() }

/// Every subset, the empty one first, so that the shortest counter-examples ask for little.
private func subsets(of names: [String]) -> [Set<String>] {
    names.reduce([[]]) { subsets, name in subsets + subsets.map { $0.union([name]) } }
        .sorted { ($0.count, $0.sorted().joined()) < ($1.count, $1.sorted().joined()) }
}
