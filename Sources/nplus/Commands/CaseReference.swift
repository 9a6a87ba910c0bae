import ArgumentParser
import CaseStore
import Engine
import Mediation

/// How a person names a dispute: its code, a dossier number, an office's register number, or its id.
struct CaseReference: ParsableArguments {
    @Argument(help: "纠纷编号：一案一码、卷宗编号或登记编号 / Code, dossier number or register number")
    var number: String

    func find(in session: Session) async throws -> LoadedCase {
        let written = CaseCode(number)?.description ?? DossierNumber(number)?.description ?? number
        var id = CaseID(number)
        if id == nil { id = try await session.store.find(number: written) }
        guard let id, let found = try await session.store.load([id])[id] else {
            throw Failure(
                zh: "没有编号为「\(number)」的纠纷，可用 nplus list 查找",
                en: "no dispute has the number '\(number)'; look for it with nplus list")
        }
        return found
    }
}
