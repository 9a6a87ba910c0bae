import LegalTime

extension Deliberation {
    /// A record with what the engine adds where nothing is written: of a complaint the mediation it is about, its mediator as the list
    /// has him, and the body that answers.
    func completed(_ record: Record, _ dispute: Dispute, on day: Day) -> Record {
        guard case .complaint(var complaint) = record else { return record }
        let mediation = dispute.proceedings.last { !$0.isConfirmation && !$0.mediators.isEmpty }
        complaint.proceeding = complaint.proceeding ?? mediation?.number
        let proceeding = complaint.proceeding.flatMap { number in
            dispute.proceedings.first { $0.number == number }
        }
        let bodies = proceeding?.bodies ?? [dispute.custody.body]
        let who = complaint.mediator ?? proceeding?.mediators.first
        complaint.mediator = who.map { decider.directory.mediator($0, at: bodies, on: day)?.id ?? $0 }
        complaint.to = complaint.to ?? decider.directory.supervisor(of: bodies[0], on: day)
        return .complaint(complaint)
    }
}
