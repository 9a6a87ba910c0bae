import LegalTime
import Workflow

/// Who takes part and what is asked, as events make it.
extension Dispute {
    mutating func applyParties(_ record: Record, _ event: CaseEvent) {
        switch record {
        case .joining(let joining): join(joining, event)
        case .leaving(let leaving): leave(leaving, event)
        case .capacity(let found): parties[found.party - 1].capacity = found.capacity
        case .representation(let representation): surroundings.representations.append(representation)
        case .mandateEnd(let end):
            surroundings.representations[end.number - 1].until = event.occurred.day
        case .claim(let claim):
            var claim = claim
            claim.raised = event.occurred
            claims.append(claim)
        case .claimChange(let change):
            claims[change.claim - 1].subject = change.subject ?? claims[change.claim - 1].subject
            claims[change.claim - 1].amount = change.amount ?? claims[change.claim - 1].amount
        case .claimWithdrawal(let withdrawn):
            claims[withdrawn.claim - 1].withdrawn = event.occurred
        default: break
        }
    }

    private mutating func join(_ joining: Record.Joining, _ event: CaseEvent) {
        var party = joining.party
        party.joined = event.occurred
        parties.append(party)
        if let group = joining.outOf {
            parties[group - 1].persons = parties[group - 1].persons.map { $0 - (party.persons ?? 1) }
            // What the many ask, the one that comes out of them goes on asking.
            for index in claims.indices {
                if claims[index].by.contains(group) { claims[index].by.append(party.number) }
                if claims[index].against.contains(group) { claims[index].against.append(party.number) }
            }
        }
        guard joining.atTable, party.mediates, let open = openProceeding?.number else { return }
        proceedings[open - 1].participants = proceedings[open - 1].table + [party.number]
        proceedings[open - 1].run.admit()
    }

    private mutating func leave(_ leaving: Record.Leaving, _ event: CaseEvent) {
        if !leaving.tableOnly { parties[leaving.party - 1].left = event.occurred }
        guard let open = openProceeding, let place = open.table.firstIndex(of: leaving.party) else { return }
        var table = open.table
        table.remove(at: place)
        proceedings[open.number - 1].participants = table
        proceedings[open.number - 1].run.dismiss(member: place)
    }
}

/// Other doors, other bodies, other procedures, as events make them.
extension Dispute {
    mutating func applySurroundings(_ record: Record, _ event: CaseEvent) {
        switch record {
        case .arrival(let arrival):
            surroundings.intakes.append(
                Intake(
                    number: surroundings.intakes.count + 2, door: arrival.door, by: arrival.by,
                    body: arrival.body ?? custody.body, reference: arrival.reference, at: event.occurred,
                    due: arrival.due))
        case .arrivalReply(let reply):
            surroundings.change(door: reply.intake) { door in
                door.answered = event.occurred
                door.answer = reply.content
            }
        case .detachment(let detachment):
            surroundings.change(door: detachment.intake) { door in
                door.detached = event.occurred
                door.detachedFor = detachment.reason
            }
        case .elsewhere(let begun):
            surroundings.elsewhere.append(
                Elsewhere(
                    number: surroundings.elsewhere.count + 1, kind: begun.kind, authority: begun.authority,
                    subject: begun.subject, claims: begun.claims, parties: begun.parties, reference: begun.reference,
                    opened: event.occurred, due: begun.due))
        case .elsewhereStep(let step): move(step, event)
        case .participation(let part):
            surroundings.involvements.append(
                Involvement(
                    number: surroundings.involvements.count + 1, body: part.body, part: part.part, task: part.task,
                    from: event.occurred))
            if part.part == .joint, let open = openProceeding?.number {
                proceedings[open - 1].joint = (proceedings[open - 1].joint ?? []) + [part.body]
            }
        case .participationEnd(let end): surroundings.involvements[end.involvement - 1].until = event.occurred
        case .link(let link): surroundings.links.append(link)
        case .advance(let advance):
            surroundings.payments.append(
                Surroundings.Payment(
                    by: advance.by, to: advance.to, amount: advance.amount, at: event.occurred,
                    purpose: advance.purpose))
        case .background(let background): surroundings.background.append(background)
        case .provenance(let provenance): surroundings.provenance = provenance
        case .filing(let filing):
            guard case .proceeding(let number) = event.scope else { return }
            proceedings[number - 1].filed = filing.agreements ?? agreement.map { [$0.number] }
        default: break
        }
    }

    private mutating func move(_ step: Record.ElsewhereStep, _ event: CaseEvent) {
        let index = step.procedure - 1
        let state: Elsewhere.State = step.state ?? (step.result == nil ? .running : .ended)
        surroundings.elsewhere[index].steps.append(
            Elsewhere.Step(at: event.occurred, text: step.text, state: state, due: step.due))
        surroundings.elsewhere[index].state = state
        surroundings.elsewhere[index].due = step.due ?? surroundings.elsewhere[index].due
        surroundings.elsewhere[index].result = step.result ?? surroundings.elsewhere[index].result
        surroundings.elsewhere[index].reference = step.reference ?? surroundings.elsewhere[index].reference
    }
}
