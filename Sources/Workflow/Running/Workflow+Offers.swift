import Statechart

extension Workflow {
    /// What can be done now, by anybody or by these roles, in document order of the acts.
    ///
    /// Predicates of the domain are not asked here: what depends on them is possible, and says on which.
    package func offers(for run: Run, roles: [String]? = nil) -> [Offer] {
        guard !run.isEnded else { return [] }
        let active = Set(activeStates(of: run))
        return acts.compactMap { act in
            let here = act.transitions.map { transitions[$0] }.filter { transition in
                active.contains(transition.source) && !(roles.map(Set.init)?.isDisjoint(with: transition.by) ?? false)
            }
            return here.isEmpty ? nil : offer(act, here, run, roles)
        }
    }

    private func offer(_ act: Act, _ here: [TransitionDeclaration], _ run: Run, _ roles: [String]?) -> Offer {
        let isAboutMember = here.contains { $0.needsMember(facts) || $0.when?.readsActingMember == true }
        let members: [Int?] = isAboutMember ? Array(0..<run.members) : [nil]
        var open: [String] = []
        var possibleFor: [Int] = []
        var isPossible = false
        var possible: [TransitionDeclaration] = []
        for transition in here {
            for member in members {
                let evaluation = GuardEvaluation(
                    workflow: self, snapshot: run.snapshot, member: member, isOpen: true)
                let truth = transition.when.map(evaluation.truth) ?? .yes
                guard truth != .no else { continue }
                if possible.last?.tag != transition.tag { possible.append(transition) }
                if let member, !possibleFor.contains(member) { possibleFor.append(member) }
                if truth == .yes {
                    isPossible = true
                } else if let when = transition.when {
                    open += evaluation.openPredicates(when)
                }
            }
        }
        let possibility: Offer.Possibility =
            if isPossible {
                .yes
            } else if !possible.isEmpty {
                .dependsOn(distinct(open))
            } else {
                .no(refusal(of: act.event, unmet(here, run.snapshot, member: nil, isOpen: true)))
            }
        let shown = possible.isEmpty ? here : possible
        let byRoles = distinct(shown.flatMap(\.by)).filter { roles?.contains($0) ?? true }
        return Offer(
            act: act.event, title: shown.lazy.compactMap(\.title).first ?? act.title, roles: byRoles,
            records: distinct(shown.flatMap(\.records)), mayRecord: distinct(shown.flatMap(\.mayRecord)),
            laws: distinct(shown.compactMap(\.law)), possibility: possibility, members: possibleFor.sorted())
    }

    /// Why an event that is known is not taken: the state, the role, or else the condition.
    func explain(_ event: WorkflowEvent, refusedBy run: Run) -> Refusal {
        let answering = transitions.filter { $0.event == event.name }
        let active = activeStates(of: run)
        let here = answering.filter { active.contains($0.source) }
        guard !here.isEmpty else {
            let leaves = chart.activeLeaves(in: run.snapshot).map { chart.states[$0.rawValue].id }
            return refusal(
                of: event.name, .notHere(active: leaves, accepting: distinct(answering.map(\.source))))
        }
        let permitted = here.filter { transition in
            transition.by.isEmpty ? event.role == nil : event.role.map(transition.by.contains) ?? false
        }
        guard !permitted.isEmpty else {
            return refusal(of: event.name, .wrongRole(allowed: distinct(here.flatMap(\.by))))
        }
        let asked = chart.setting(inputs(of: event), in: run.snapshot)
        return refusal(of: event.name, unmet(permitted, asked, member: event.member, isOpen: false))
    }

    /// What the alternatives lack: of the one that lacks least, the first of several.
    private func unmet(
        _ alternatives: [TransitionDeclaration], _ snapshot: Snapshot, member: Int?, isOpen: Bool
    ) -> Refusal.Reason {
        let evaluation = GuardEvaluation(workflow: self, snapshot: snapshot, member: member, isOpen: isOpen)
        let lacking = alternatives.compactMap(\.when).map(evaluation.lacking).filter { !$0.isEmpty }
        let least = lacking.min { $0.count < $1.count } ?? []
        if member == nil, least.contains(where: \.readsActingMember) { return .memberNeeded }
        return .conditions(least.map { failure(of: $0, in: snapshot) })
    }
}

extension GuardExpression {
    /// Whether it is about the member that acts.
    package var readsActingMember: Bool {
        switch self {
        case .members(.mine, _, _): true
        case .not(let inner): inner.readsActingMember
        case .and(let parts), .or(let parts): parts.contains(where: \.readsActingMember)
        default: false
        }
    }
}
