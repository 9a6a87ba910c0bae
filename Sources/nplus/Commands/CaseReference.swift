import ArgumentParser
import CaseStore
import Engine
import Mediation
import Workflow

/// How a person names a dispute: its code, a dossier number, an office's register number, or its id.
struct CaseReference: ParsableArguments {
    @Argument(help: "纠纷编号：一案一码、卷宗编号或登记编号 / Code, dossier number or register number")
    var number: String

    func find(in session: Session) async throws -> LoadedCase {
        try await Self.find(number, in: session)
    }

    /// The dispute with a number of whatever kind.
    static func find(_ number: String, in session: Session) async throws -> LoadedCase {
        guard let found = try await find(number, in: session.store) else {
            throw Failure(
                zh: "没有编号为「\(number)」的纠纷", en: "no dispute has the number '\(number)'",
                remedy: Bilingual(
                    zh: "编号形如 230417-7K2QD、（2023）渔阳人调字第12号或本单位的登记编号；未结的可用 nplus list 查找",
                    en:
                        "a number looks like 230417-7K2QD, （2023）渔阳人调字第12号 or the office's own; nplus list shows the open ones"
                ),
                status: .refused)
        }
        return found
    }

    private static func find(_ number: String, in store: CaseStore) async throws -> LoadedCase? {
        if let id = CaseID(number) {
            let loaded = try await store.load([id])
            return loaded[id]
        }
        let written = CaseCode(number)?.description ?? DossierNumber(number)?.description ?? number
        guard let id = try await store.find(number: written) else { return nil }
        let loaded = try await store.load([id])
        return loaded[id]
    }
}
