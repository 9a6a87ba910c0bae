import CaseStore
import Engine
import Mediation
import Tabular
import Workflow

/// What is answered to a command: the dispute as it stands now.
struct ReceiptDocument {
    let dispute: Dispute
    private let repeated: Bool
    private let words: CaseWording
    private let holderName: String

    init(_ receipt: Receipt, _ engine: Engine) async throws {
        let words = CaseWording(library: engine.decider.library)
        self.words = words
        repeated = receipt.repeated
        if let dispute = receipt.dispute {
            self.dispute = dispute
        } else if let stored = try await engine.store.load([receipt.id])[receipt.id] {
            dispute = stored.dispute
        } else {
            throw EngineError.notFound(receipt.id)
        }
        holderName = engine.directory.name(of: dispute.custody.body)
    }

    /// - Parameter more: What else is answered, beside what every act is.
    func json(_ more: [(key: String, value: JSON)] = []) -> JSON {
        .object(
            [
                ("id", .string(dispute.id.description)), ("code", .string(dispute.code.description)),
                ("title", .string(dispute.title)), ("revision", JSON(dispute.revision)),
                ("phase", .string(dispute.phase)),
                ("standing", dispute.standing(words)), ("holder", .string(dispute.custody.body.rawValue)),
                ("holderName", .string(holderName)), ("repeated", .bool(repeated)),
            ] + more)
    }

    static let members: [Schema.Member] = [
        .init("id", .string()), .init("code", .string()), .init("title", .string()),
        .init("revision", .integer(1...Int.max)), .init("phase", .string()), .init("standing", .named("Standing")),
        .init("holder", .string()), .init("holderName", .string()),
        .init(
            "repeated", .boolean,
            Bilingual(zh: "此前已用同一幂等键办理，未重复", en: "carried out before under the same key, not repeated")),
    ]

    static let schema = Schema.object(members)

    static let standing = Schema.array(
        .object([
            .init(
                "scope", .integer(0...999),
                Bilingual(zh: "0 为纠纷本身，其余为调解案件序号", en: "0 for the dispute itself, else the proceeding")),
            .init("workflow", .string()), .init("state", .string()), .init("title", .bilingual),
        ]))
}

extension Dispute {
    /// Where the dispute and its open proceedings stand, by the titles of their states.
    func standing(_ words: CaseWording) -> JSON {
        let runs = [(0, pipeline)] + proceedings.filter(\.isOpen).map { ($0.number, $0.run) }
        return .array(
            runs.flatMap { scope, run in
                words.states(of: run).map { state in
                    JSON.object([
                        ("scope", JSON(scope)), ("workflow", .string(run.workflow)), ("state", .string(state.id)),
                        ("title", JSON(state.title)),
                    ])
                }
            })
    }
}
