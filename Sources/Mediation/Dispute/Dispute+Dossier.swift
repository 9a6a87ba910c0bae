import Workflow

extension Dispute {
    /// Whether every accepted matter has the papers that the law wants in its dossier (People's Mediation Law Art 27): the
    /// registration, a record of the work where there were sessions, and the agreement where one was reached.
    package var dossierIsComplete: Bool {
        proceedings.filter { $0.accepted != nil }.allSatisfy { proceeding in
            // An agreement on a part is drawn up beside the proceeding.
            let made = Set(
                papers.filter { $0.scope == .proceeding(proceeding.number) || $0.name.hasPrefix("agreement.") }
                    .map(\.name))
            return !made.isDisjoint(with: Self.registrations)
                && (proceeding.sessions == 0 || made.contains("record.mediation"))
                && (proceeding.outcome != Outcome.succeeded.rawValue || !made.isDisjoint(with: Self.agreements))
        }
    }

    private static let registrations: Set = ["acceptance.register", "letter.entrustment", "petition.receipt"]

    /// The papers in which the procedures put down what was agreed.
    private static let agreements: Set = [
        "agreement.written", "agreement.oral", "agreement.copy", "courtPaper", "police.agreement", "traffic.mediation",
        "consumer.mediation", "reconsideration.mediation", "reconsideration.settlement",
    ]
}
