package import LegalTime
package import Workflow

/// Finds the body for a dispute: the rules name kinds of bodies, the directory has the bodies, and the first that can take it does.
///
/// Among the bodies of the first kind that has one able: the one the parties agreed on, then the one whose territory is
/// narrowest, then one that names the subject before one that takes all, then the one with the least in hand, then by id. The
/// answer depends on nothing but what is passed in, so an old decision can be made again.
package struct Router: Sendable {
    package let rules: RoutingRules
    package let directory: Directory
    /// Open disputes of each body; a body that is missing has none.
    package let load: [BodyID: Int]

    package init(rules: RoutingRules, directory: Directory, load: [BodyID: Int] = [:]) {
        self.rules = rules
        self.directory = directory
        self.load = load
    }

    /// The values the rules see, in the order of their facts.
    package func values(of subject: RoutingSubject, on day: Day) -> [String] {
        rules.facts.map { subject.value(of: $0, in: directory, on: day) }
    }

    package func decide(_ subject: RoutingSubject, on day: Day) -> RoutingDecision {
        let values = values(of: subject, on: day)
        let rule = rules.rule(for: values)
        var channel: Bilingual?
        var kinds: [RoutingTarget] = []
        switch rule?.decision {
        case .exclude(let named)?: channel = named
        case .to(let names)?: kinds = names.compactMap(RoutingTarget.init(rawValue:))
        case nil: break
        }
        let looked = candidates(for: subject, kinds: kinds, on: day)
        let chosen = looked.filter { $0.obstacle == nil }.min { precedes($0, $1, subject) }
        return RoutingDecision(
            rules: rules.id, from: rules.from, hash: rules.sourceHash, rule: rule?.id,
            inputs: Dictionary(zip(rules.facts.map(\.name), values)) { first, _ in first }, body: chosen?.body.id,
            track: chosen == nil ? nil : rule?.track, channel: channel,
            others: looked.filter { $0.body.id != chosen?.body.id }.map {
                .init(body: $0.body.id, obstacle: $0.obstacle ?? .behind)
            })
    }

    /// What keeps a dispute from a body, and what would have to be different.
    package func whyNot(_ body: Body, _ subject: RoutingSubject, on day: Day) -> RoutingRefusal? {
        let decision = decide(subject, on: day)
        guard let obstacle = decision.obstacle(of: body.id) else { return nil }
        let values = values(of: subject, on: day)
        let kind = RoutingTarget(of: body).rawValue
        let rules = rules.rules.compactMap { rule -> RoutingRefusal.Missing? in
            guard case .to(let kinds) = rule.decision, kinds.contains(kind) else { return nil }
            return RoutingRefusal.Missing(rule: rule, lacking: self.rules.lacking(rule, for: values))
        }
        return RoutingRefusal(
            obstacle: obstacle, further: obstacle == .kind ? self.obstacle(of: body, for: subject, on: day) : nil,
            rules: rules.sorted { $0.lacking.count < $1.lacking.count })
    }

    // MARK: Candidates

    private struct Candidate {
        let body: Body
        /// Position of its kind among those the rule names.
        let rank: Int
        let obstacle: RoutingObstacle?
    }

    private func candidates(for subject: RoutingSubject, kinds: [RoutingTarget], on day: Day) -> [Candidate] {
        directory.bodies.filter { $0.validity.contains(day) }.sorted { $0.id < $1.id }.map { body in
            let rank = kinds.firstIndex { $0 == RoutingTarget(of: body) || $0 == .holder && body.id == subject.holder }
            return Candidate(
                body: body, rank: rank ?? kinds.count,
                obstacle: rank == nil ? .kind : obstacle(of: body, for: subject, on: day))
        }
    }

    private func obstacle(of body: Body, for subject: RoutingSubject, on day: Day) -> RoutingObstacle? {
        // Who holds it has it already: territory, subject and room were looked at when it came.
        if body.id == subject.holder { return subject.involved.contains(body.id) ? .involved : nil }
        let claims = subject.place.map { coverage(of: body, for: $0, on: day) } ?? []
        guard !claims.isEmpty || subject.place == nil && body.division.level == .district else { return .place }
        if !takes(body.subjects, subject.type) { return .subject }
        if !claims.isEmpty {
            let taking = claims.filter { takes($0.subjects, subject.type) }
            if taking.isEmpty { return .subject }
            if !taking.contains(where: { $0.amounts.contains(subject.amount) }) { return .amount }
        }
        if subject.involved.contains(body.id) { return .involved }
        if subject.declinedBy.contains(body.id) { return .declined }
        if let most = body.capacity, load[body.id, default: 0] >= most { return .full }
        return nil
    }

    /// What a body takes of a place. A body with rows of coverage answers for these; one without, for the division it belongs to.
    private func coverage(of body: Body, for place: DivisionCode, on day: Day) -> [Coverage] {
        let place = directory.resolve(place, on: day)?.code ?? place
        let rows = directory.coverage(of: body.id, on: day)
        if !rows.isEmpty { return rows.filter { $0.division.contains(place) } }
        // A village committee entered under its town answers for its village, which is not told.
        if body.kind == .villageCommittee, body.division.level != .village { return [] }
        guard body.division.contains(place) else { return [] }
        return [Coverage(body: body.id, division: body.division, provenance: body.provenance)]
    }

    private func takes(_ subjects: [String], _ type: DisputeType) -> Bool {
        subjects.isEmpty || subjects.contains { DisputeType($0) == type }
    }

    private func precedes(_ one: Candidate, _ other: Candidate, _ subject: RoutingSubject) -> Bool {
        func key(_ candidate: Candidate) -> [Int] {
            let body = candidate.body
            let chosen = body.id == subject.chosen ? 0 : 1
            let room =
                body.capacity.map { load[body.id, default: 0] * 1000 / max(1, $0) } ?? load[body.id, default: 0]
            return [chosen, candidate.rank, -body.division.level.rawValue, body.subjects.isEmpty ? 1 : 0, room]
        }
        let (left, right) = (key(one), key(other))
        return left == right ? one.body.id < other.body.id : left.lexicographicallyPrecedes(right)
    }
}
