import LegalTime

/// Agreements as events make them: drafted, signed, in effect, performed, attacked, replaced.
extension Dispute {
    mutating func applyAgreements(_ record: Record, _ event: CaseEvent) {
        switch record {
        case .agreement(let text): draft(text, .written, event)
        case .oralAgreement(let text): draft(text, .oral, event)
        case .signature(let signature): sign(signature, event)
        case .mediatorSignature(let signature):
            change(signature.agreement) { $0.mediatorSigned = $0.mediatorSigned ?? event.occurred }
            settleEffect(of: signature.agreement, event)
        case .seal(let seal):
            let body = seal.body ?? event.actor.body
            change(seal.agreement) { $0.seals.append(Agreement.Seal(body: body, at: event.occurred)) }
            settleEffect(of: seal.agreement, event)
        case .performance(let performance): perform(performance, at: event.occurred)
        case .breach(let breach):
            change(of: breach.agreement, obligation: breach.obligation) { obligation in
                obligation.breaches = (obligation.breaches ?? []) + [event.occurred]
            }
        case .waiver(let waiver):
            change(of: waiver.agreement, obligation: waiver.obligation) { obligation in
                if let rest = obligation.rest {
                    obligation.waived = (obligation.waived ?? Money(fen: 0)) + (waiver.amount ?? rest)
                    if obligation.rest?.fen == 0 { obligation.performed = event.occurred }
                } else {
                    obligation.performed = event.occurred
                }
            }
        case .condition(let met): meet(met, event)
        case .turn(let turn):
            change(turn.agreement) {
                $0.turns =
                    ($0.turns ?? [])
                    + [Agreement.Turn(kind: turn.kind, at: event.occurred, by: turn.by, text: turn.text)]
            }
        default: break
        }
    }

    // MARK: Making

    private mutating func draft(_ text: Record.AgreementText, _ form: Agreement.Form, _ event: CaseEvent) {
        var proceeding: Int?
        if case .proceeding(let number) = event.scope { proceeding = number }
        // One that is drafted beside the procedure under way belongs to it too.
        if proceeding == nil, text.before == nil { proceeding = openProceeding?.number }
        let table = proceeding.map { proceedings[$0 - 1].table } ?? parties.filter(\.mediates).map(\.number)
        let made = text.made.map { Instant($0) } ?? event.occurred
        let form: Agreement.Form = text.oral.map { $0 ? .oral : .written } ?? form
        let extent = text.extent ?? .final
        let takesEffect =
            extent != .inPrinciple && text.condition == nil && (text.before != nil || form == .oral)
        agreements.append(
            Agreement(
                number: agreements.count + 1, proceeding: proceeding, before: text.before, form: form, extent: extent,
                terms: text.terms, parties: text.parties ?? table, claims: text.claims, partOf: text.partOf,
                replaces: text.replaces, affirms: text.affirms, condition: text.condition, place: text.place,
                obligations: text.obligations, drafted: made))
        if takesEffect { takeEffect(agreements.count - 1, at: made) }
    }

    private mutating func sign(_ signature: Record.Signature, _ event: CaseEvent) {
        guard let index = index(of: signature.agreement), let party = event.actor.party else { return }
        // Who signs for all signs for each.
        let signers =
            event.predicates.contains(Predicate.partiesJointly.rawValue) ? agreements[index].parties : [party]
        for signer in signers where !agreements[index].signatures.contains(where: { $0.party == signer }) {
            agreements[index].signatures.append(
                Agreement.Signature(party: signer, at: event.occurred, representative: signature.representative))
        }
        settleEffect(of: signature.agreement, event)
    }

    /// An agreement beside the track takes effect when it is complete; one of the track when the track ends with it.
    private mutating func settleEffect(of number: Int?, _ event: CaseEvent) {
        guard event.scope == .pipeline, let index = index(of: number), agreements[index].effective == nil else {
            return
        }
        let seals = agreements[index].proceeding.map { proceedings[$0 - 1].bodies } ?? []
        if agreements[index].isComplete(seals: seals) { takeEffect(index, at: event.occurred) }
    }

    /// The last signature or seal is the one that ends the track, so the agreement takes effect with it.
    mutating func concludeAgreement(in proceeding: Int, at instant: Instant) {
        guard let index = agreements.lastIndex(where: { $0.proceeding == proceeding && $0.extent != .inPrinciple }),
            agreements[index].effective == nil,
            agreements[index].condition == nil || agreements[index].conditionMet != nil, hasJointSeals(index)
        else { return }
        takeEffect(index, at: instant)
    }

    /// Whether every body of equal rank has sealed it, where there are several.
    private func hasJointSeals(_ index: Int) -> Bool {
        let joint = agreements[index].proceeding.flatMap { proceedings[$0 - 1].joint } ?? []
        return joint.allSatisfy { body in agreements[index].seals.contains { $0.body == body } }
    }

    /// Puts an agreement in effect: it takes the place of what it says it replaces, and of every earlier one in force that it
    /// covers wholly, so that a claim between two parties rests on one agreement.
    private mutating func takeEffect(_ index: Int, at instant: Instant) {
        agreements[index].effective = instant
        let new = agreements[index]
        for earlier in agreements.indices where earlier < index && agreements[earlier].isInForce {
            let number = agreements[earlier].number
            let kind: Agreement.Turn.Kind? =
                if new.affirms?.contains(number) == true {
                    .affirmed
                } else if new.replaces?.contains(number) == true || new.supersedes(agreements[earlier]) {
                    .replaced
                } else {
                    nil
                }
            guard let kind else { continue }
            agreements[earlier].turns =
                (agreements[earlier].turns ?? [])
                + [Agreement.Turn(kind: kind, at: instant, by: "", text: "协议\(new.number)")]
        }
    }

    mutating func confirmAgreements(in proceeding: Int, _ event: CaseEvent) {
        let numbers = proceedings[proceeding - 1].filed ?? agreement.map { [$0.number] } ?? []
        let confirmation = Agreement.Confirmation(
            court: proceedings[proceeding - 1].body, number: event.records.courtDecision?.number ?? "",
            at: event.occurred)
        for number in numbers {
            change(number) { $0.confirmed = confirmation }
        }
    }

    mutating func allowLateFiling(at instant: Instant) {
        change(agreement?.number) { $0.lateFiling = instant }
    }

    // MARK: Performing

    mutating func perform(_ performance: Record.Performance, at instant: Instant) {
        guard let index = index(of: performance.agreement ?? agreement?.number) else { return }
        let act = Obligation.Performance(
            at: instant, amount: performance.amount, by: performance.by, receipt: performance.receipt)
        for number in agreements[index].obligations.indices {
            let obligation = agreements[index].obligations[number]
            guard obligation.performed == nil else { continue }
            guard performance.obligation == nil || performance.obligation == obligation.number else { continue }
            agreements[index].obligations[number].perform(act, whole: performance.obligation == nil)
        }
    }

    private mutating func meet(_ met: Record.ConditionMet, _ event: CaseEvent) {
        guard let index = index(of: met.agreement) else { return }
        guard let number = met.obligation else {
            agreements[index].conditionMet = event.occurred
            let isReady =
                agreements[index].form == .oral
                || agreements[index].proceeding.map { proceedings[$0 - 1].outcome } == "succeeded"
            if isReady, agreements[index].effective == nil { takeEffect(index, at: event.occurred) }
            settleEffect(of: met.agreement, event)
            return
        }
        guard let place = agreements[index].obligations.firstIndex(where: { $0.number == number }) else { return }
        agreements[index].obligations[place].conditionMet = event.occurred
    }

    // MARK: Finding

    /// The place of an agreement by its number; without one, of the last drafted.
    func index(of number: Int?) -> Int? {
        guard let number else { return agreements.indices.last }
        return agreements.indices.contains(number - 1) ? number - 1 : nil
    }

    private mutating func change(_ number: Int?, _ body: (inout Agreement) -> Void) {
        guard let index = index(of: number) else { return }
        body(&agreements[index])
    }

    private mutating func change(
        of agreement: Int?, obligation number: Int?, _ body: (inout Obligation) -> Void
    ) {
        guard let index = index(of: agreement ?? self.agreement?.number) else { return }
        for place in agreements[index].obligations.indices
        where number == nil || agreements[index].obligations[place].number == number {
            guard agreements[index].obligations[place].performed == nil else { continue }
            body(&agreements[index].obligations[place])
        }
    }
}

extension Agreement {
    /// Whether it leaves nothing of an earlier one: the same claims and parties or more, and settled for good.
    func supersedes(_ earlier: Agreement) -> Bool {
        extent == .final && !earlier.claims.isEmpty && Set(earlier.claims).isSubset(of: Set(claims))
            && Set(earlier.parties).isSubset(of: Set(parties)) && partOf == nil
    }

    /// Whether both settle the same claim between the same parties.
    func overlaps(_ other: Agreement) -> Bool {
        extent == .final && other.extent == .final
            && !Set(claims).isDisjoint(with: other.claims) && Set(parties).intersection(other.parties).count >= 2
    }
}
