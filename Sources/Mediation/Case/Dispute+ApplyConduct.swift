import LegalTime

/// Who appears, complaints, concessions and subsidies, as events make them.
extension Dispute {
    mutating func applyConduct(_ record: Record, _ event: CaseEvent) {
        switch record {
        case .appearance(let appearance):
            surroundings.appearances = (surroundings.appearances ?? []) + [appearance]
        case .complaint(let complaint):
            surroundings.complaints =
                (surroundings.complaints ?? []) + [
                    Complaint(
                        number: complaint.number, by: event.actor.party, mediator: complaint.mediator,
                        about: complaint.proceeding.map { proceedings[$0 - 1].body } ?? custody.body,
                        to: complaint.to ?? custody.body, proceeding: complaint.proceeding, ground: complaint.ground,
                        text: complaint.text, at: event.occurred, due: complaint.due)
                ]
        case .complaintAnswer(let answer):
            surroundings.complaints?[answer.complaint - 1].answered = event.occurred
            surroundings.complaints?[answer.complaint - 1].confirmed = answer.confirmed
            surroundings.complaints?[answer.complaint - 1].measure = answer.measure
            surroundings.complaints?[answer.complaint - 1].answer = answer.text
        case .sanctionEnd(let end):
            surroundings.complaints?[end.complaint - 1].lifted = event.occurred
            surroundings.complaints?[end.complaint - 1].liftedFor = end.reason
        case .concession(let concession):
            surroundings.concessions =
                (surroundings.concessions ?? []) + [
                    Concession(
                        number: concession.number, by: concession.by, text: concession.text, at: event.occurred)
                ]
        case .concessionRelease(let release):
            guard let party = event.actor.party else { return }
            surroundings.concessions?[release.concession - 1].released.append(party)
        case .subsidy(let subsidy):
            var paid = subsidy
            paid.proceeding = subsidised?.number
            paid.body = subsidised?.body
            paid.at = event.occurred
            surroundings.subsidy = paid
        default: break
        }
    }
}
