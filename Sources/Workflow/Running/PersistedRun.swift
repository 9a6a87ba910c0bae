package import LegalTime
import Statechart

/// A run by names: what is stored and carried from one version of a workflow to another. Facts at their initial values
/// are left out; so is what lasts only while an event is handled.
package struct PersistedRun: Hashable, Sendable, Codable {
    package struct Clock: Hashable, Sendable, Codable {
        package var name: String
        package var started: Instant
        package var due: Day
        package var pausedSince: Day?
        package var pauses: [DayRange]?
        package var extensions: [Term]?
        package var expired: Bool?
    }

    package var workflow: String
    package var from: Day
    /// The active states without states inside, in document order.
    package var states: [String]
    package var history: [String: [String]]?
    package var facts: [String: String]?
    package var members: Int?
    package var memberFacts: [String: [String]]?
    /// How many of the members, the last ones, came since the run last moved: they have no values of their own yet.
    package var admitted: Int?
    package var clocks: [Clock]?
    package var outcome: String?

    package init(
        workflow: String, from: Day, states: [String], history: [String: [String]]? = nil,
        facts: [String: String]? = nil, members: Int? = nil, memberFacts: [String: [String]]? = nil,
        clocks: [Clock]? = nil, outcome: String? = nil
    ) {
        self.workflow = workflow
        self.from = from
        self.states = states
        self.history = history
        self.facts = facts
        self.members = members
        self.memberFacts = memberFacts
        self.clocks = clocks
        self.outcome = outcome
    }
}

extension PersistedRun {
    /// One more member, with every fact of its own at its initial value.
    package mutating func admit() {
        members = (members ?? 0) + 1
        admitted = (admitted ?? 0) + 1
    }

    /// A member goes; those after it move up.
    package mutating func dismiss(member: Int) {
        guard let count = members, (0..<count).contains(member) else { return }
        members = count - 1
        if let new = admitted, member >= count - new { admitted = new == 1 ? nil : new - 1 }
        memberFacts = memberFacts?.mapValues { values in
            var values = values
            if values.indices.contains(member) { values.remove(at: member) }
            return values
        }
    }
}

/// Why a stored run is none of this workflow: everything found.
package struct RestoreError: Error, Hashable, Sendable, CustomStringConvertible {
    package let problems: [Bilingual]

    package var description: String { problems.map(\.description).joined(separator: "\n") }
}

extension Workflow {
    /// The lasting form of a run.
    package func persist(_ run: Run) -> PersistedRun {
        var stored = PersistedRun(workflow: run.workflow.id, from: run.workflow.from, states: activeLeaves(of: run))
        let history = chart.history(in: run.snapshot)
        stored.history = history.isEmpty ? nil : history
        stored.members = run.members == 0 ? nil : run.members
        let changed = chart.changedFacts(in: run.snapshot)
        let facts = changed.facts.filter { fact($0.key)?.isTransient == false }
        let memberFacts = changed.memberFacts.filter { fact($0.key)?.isTransient == false }
        stored.facts = facts.isEmpty ? nil : facts.mapValues(\.description)
        stored.memberFacts = memberFacts.isEmpty ? nil : memberFacts.mapValues { $0.map(\.description) }
        stored.clocks = run.clocks.isEmpty ? nil : run.clocks.map(PersistedRun.Clock.init)
        stored.outcome = run.outcome
        return stored
    }

    /// The run that names stand for.
    ///
    /// - Throws: everything that does not fit this workflow.
    package func restore(_ stored: PersistedRun) throws(RestoreError) -> Run {
        var problems: [Bilingual] = []
        if stored.workflow != id || stored.from != from {
            problems.append(
                Bilingual(
                    zh: "属于 \(stored.workflow)@\(stored.from)，不属于 \(version)",
                    en: "belongs to \(stored.workflow)@\(stored.from), not to \(version)"))
        }
        for clock in stored.clocks ?? [] where self.clock(clock.name) == nil {
            problems.append(Bilingual(zh: "未知的期限“\(clock.name)”", en: "unknown clock “\(clock.name)”"))
        }
        if stored.states.isEmpty {
            problems.append(Bilingual(zh: "没有任何状态", en: "no state is active"))
        }
        let names = namedSnapshot(stored, &problems)
        let snapshot: Snapshot
        do {
            snapshot = try chart.snapshot(named: names, areFactsWhole: false)
        } catch {
            throw RestoreError(problems: problems + error.problems.map(\.message))
        }
        guard problems.isEmpty else { throw RestoreError(problems: problems) }
        return Run(
            workflow: version, snapshot: snapshot, clocks: (stored.clocks ?? []).map(RunningClock.init),
            outcome: stored.outcome)
    }

    private func namedSnapshot(_ stored: PersistedRun, _ problems: inout [Bilingual]) -> NamedSnapshot {
        let members = stored.members ?? 0
        var names = NamedSnapshot(states: stored.states, history: stored.history ?? [:], memberCount: members)
        guard stored.facts != nil || stored.memberFacts != nil else { return names }
        let admitted = stored.admitted
        let stored = (stored.facts ?? [:]).mapValues { [$0] }
            .merging(stored.memberFacts ?? [:], uniquingKeysWith: { first, _ in first })
        for (name, values) in stored.sorted(by: { $0.key < $1.key }) {
            guard let fact = fact(name), !fact.isTransient else {
                problems.append(Bilingual(zh: "未知的事实“\(name)”", en: "unknown fact “\(name)”"))
                continue
            }
            for value in values where !fact.spellings.contains(value) {
                problems.append(
                    Bilingual(zh: "事实“\(name)”没有取值“\(value)”", en: "the fact “\(name)” has no value “\(value)”"))
            }
            let read = values.filter(fact.spellings.contains).map(fact.chartValue)
            if fact.each != nil {
                let initial = fact.chartValue(fact.spellings[0])
                names.memberFacts[name] = read + Array(repeating: initial, count: max(0, admitted ?? 0))
            } else if let value = read.first {
                names.facts[name] = value
            }
        }
        return names
    }
}

extension DeclaredFact {
    /// Lasts only while an event is handled.
    package var isTransient: Bool {
        if case .asks = domain { true } else { false }
    }
}

extension PersistedRun.Clock {
    fileprivate init(_ clock: RunningClock) {
        self.init(
            name: clock.name, started: clock.started, due: clock.due, pausedSince: clock.pausedSince,
            pauses: clock.pauses.isEmpty ? nil : clock.pauses,
            extensions: clock.extensions.isEmpty ? nil : clock.extensions, expired: clock.expired ? true : nil)
    }
}

extension RunningClock {
    init(_ stored: PersistedRun.Clock) {
        self.init(
            name: stored.name, started: stored.started, due: stored.due, pausedSince: stored.pausedSince,
            pauses: stored.pauses ?? [], extensions: stored.extensions ?? [], expired: stored.expired ?? false)
    }
}

extension SnapshotError.Problem {
    fileprivate var message: Bilingual {
        switch self {
        case .unknownState(let id): Bilingual(zh: "未知的状态“\(id)”", en: "unknown state “\(id)”")
        case .illegalConfiguration(let ids):
            Bilingual(
                zh: "状态 \(ids.joined(separator: "、")) 不能同时有效",
                en: "the states \(ids.joined(separator: ", ")) cannot be active together")
        case .unknownHistory(let id): Bilingual(zh: "未知的历史状态“\(id)”", en: "unknown history “\(id)”")
        case .illegalHistory(let id, _):
            Bilingual(zh: "历史状态“\(id)”的内容无效", en: "what the history “\(id)” holds is not possible")
        case .unknownFact(let name): Bilingual(zh: "未知的事实“\(name)”", en: "unknown fact “\(name)”")
        case .missingFact(let name): Bilingual(zh: "缺少事实“\(name)”", en: "the fact “\(name)” is missing")
        case .valueNotInDomain(let fact, let value):
            Bilingual(zh: "事实“\(fact)”没有取值“\(value)”", en: "the fact “\(fact)” has no value “\(value)”")
        case .wrongMemberCount(let fact, let expected, let found):
            Bilingual(
                zh: "事实“\(fact)”应有 \(expected) 个取值，实有 \(found) 个",
                en: "the fact “\(fact)” needs \(expected) values and has \(found)")
        case .memberCountOutOfRange(let count):
            Bilingual(zh: "成员数 \(count) 无效（0–255）", en: "\(count) members (0–255 are possible)")
        }
    }
}
