import CaseStore
import Engine
import Mediation
import Tabular

/// What is answered to a step: the dispute as it stands now, in the format asked for.
struct StepAnswer {
    let dispute: Dispute
    let repeated: Bool
    let words: CaseWords

    init(_ receipt: Receipt, _ session: Session) async throws {
        words = CaseWords(session)
        repeated = receipt.repeated
        if let dispute = receipt.dispute {
            self.dispute = dispute
        } else if let stored = try await session.store.load([receipt.id])[receipt.id] {
            dispute = stored.dispute
        } else {
            throw Failure(EngineError.notFound(receipt.id))
        }
    }

    /// - Parameter note: Said to people above the rest.
    func rendered(as format: OutputFormat, note: String = "") -> String {
        switch format {
        case .table:
            let again = repeated ? "（此前已办理，未重复 / done before, not repeated）\n" : ""
            return note + again + words.summary(of: dispute) + "\n查看 / Show: nplus show \(dispute.code)\n"
        case .json:
            guard case .array(let objects) = listing.json, let object = objects.first else { return "" }
            return object.text + "\n"
        case .csv: return listing.rendered(as: .csv)
        }
    }

    private var listing: Listing {
        Listing(
            columns: [
                .init("code", "编号"), .init("id", "标识"), .init("revision", "版本"), .init("phase", "阶段"),
                .init("standing", "现状"), .init("holder", "承办单位"), .init("repeated", "此前已办理"),
            ],
            rows: [
                [
                    .text(dispute.code.description), .text(dispute.id.description), .integer(dispute.revision),
                    .text(dispute.phase), .text(words.standing(of: dispute)), .text(dispute.custody.body.rawValue),
                    .flag(repeated),
                ]
            ])
    }
}
