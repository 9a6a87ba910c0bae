import LegalTime
package import Workflow

/// Whether the dossiers of a dispute hold what they have to before they are archived (People's Mediation Law Art 27; form of the
/// dossiers of people's mediation committees): of what its track makes, the entry, the notice of rights, the record of the work, the
/// agreement where one was reached, the notice of remedies where none was.
package struct DossierCheck {
    /// One thing that a dossier has to hold, as any of some papers.
    package struct Item: Hashable, Sendable {
        package let proceeding: Int
        package let papers: [String]
        /// The paper that is there; nil where it is missing.
        package let held: String?

        /// What it is called: the paper that is there, or what would do.
        package var title: Bilingual {
            let titles = (held.map { [$0] } ?? papers).map(Vocabulary.mediation.title(ofPaper:))
            return Bilingual(
                zh: titles.map(\.zh).joined(separator: "或"), en: titles.map(\.en).joined(separator: " or "))
        }
    }

    package let items: [Item]

    /// What is not there yet.
    package var lacking: [Item] { items.filter { $0.held == nil } }

    package init(_ dispute: Dispute, library: WorkflowLibrary) {
        items = dispute.proceedings.filter { $0.accepted != nil && !$0.isConfirmation }.flatMap { proceeding in
            let makes =
                library.workflow(proceeding.run.workflow, version: proceeding.run.from)
                .map { Set($0.transitions.flatMap(\.papers)) } ?? []
            let own = dispute.papers.filter { $0.scope == .proceeding(proceeding.number) }.map(\.name)
            // What is drawn up or told beside the proceeding stands in the life of the dispute.
            let beside = dispute.papers.filter { $0.scope == .pipeline }.map(\.name)
            func item(_ papers: [String], from places: [String]) -> Item? {
                let possible = papers.filter { makes.contains($0) || beside.contains($0) }
                guard !possible.isEmpty else { return nil }
                return Item(
                    proceeding: proceeding.number, papers: possible, held: possible.first(where: places.contains))
            }
            var items = [item(Self.entries, from: own)]
            if proceeding.sessions > 0 {
                items += [item(["notice.rights"], from: own), item(["record.mediation"], from: own)]
            }
            if proceeding.isSettled { items.append(item(Self.agreements, from: own + beside)) }
            if proceeding.outcome == Outcome.failed.rawValue {
                items.append(item(["notice.remedies"], from: own + beside))
            }
            return items.compactMap { $0 }
        }
    }

    private static let entries = ["acceptance.register", "letter.entrustment", "petition.receipt"]

    /// The papers in which the procedures put down what was agreed.
    private static let agreements = [
        "agreement.written", "agreement.oral", "agreement.copy", "courtPaper", "police.agreement", "traffic.mediation",
        "consumer.mediation", "reconsideration.mediation", "reconsideration.settlement",
    ]
}
