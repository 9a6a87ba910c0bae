import CaseStore
import Engine
import Mediation
import Tabular

/// What is answered to a step: the dispute as it stands now, in the format asked for.
struct StepAnswer {
    let code: String
    let id: String
    let title: String
    let revision: Int
    let phase: String
    /// Where the dispute and its open proceedings stand, in words.
    let standing: String
    let holder: String
    let holderName: String
    let repeated: Bool

    init(_ receipt: Receipt, _ session: Session) async throws {
        let dispute: Dispute
        if let carried = receipt.dispute {
            dispute = carried
        } else if let stored = try await session.store.load([receipt.id])[receipt.id] {
            dispute = stored.dispute
        } else {
            throw Failure(EngineError.notFound(receipt.id))
        }
        let words = CaseWords(session)
        code = dispute.code.description
        id = dispute.id.description
        title = dispute.title
        revision = dispute.revision
        phase = dispute.phase
        standing = words.standing(of: dispute)
        holder = dispute.custody.body.rawValue
        holderName = words.name(of: dispute.custody.body)
        repeated = receipt.repeated
    }

    /// What a service answered.
    init(_ receipt: JSON) {
        code = receipt["code"]?.string ?? ""
        id = receipt["id"]?.string ?? ""
        title = receipt["title"]?.string ?? ""
        revision = receipt["revision"]?.integer ?? 0
        phase = receipt["phase"]?.string ?? ""
        standing = RemoteCaseText.standing(receipt["standing"])
        holder = receipt["holder"]?.string ?? ""
        holderName = receipt["holderName"]?.string ?? holder
        repeated = receipt["repeated"]?.flag ?? false
    }

    /// - Parameter note: Said to people above the rest.
    func rendered(as format: OutputFormat, note: String = "") -> String {
        switch format {
        case .table:
            let again = repeated ? "（此前已办理，未重复 / done before, not repeated）\n" : ""
            return note + again + "\(code) \(title)：\(standing)\n"
                + "承办 / Held by: \(holderName)（第 \(revision) 版 / revision \(revision)）\n查看 / Show: nplus show \(code)\n"
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
                    .text(code), .text(id), .integer(revision), .text(phase), .text(standing), .text(holder),
                    .flag(repeated),
                ]
            ])
    }
}
