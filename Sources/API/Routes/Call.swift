import CaseStore
import Engine
import LegalTime
import Mediation
package import Tabular
import Workflow

/// A request whose sender, parameters and content are known to be right, on its way to the route's handler.
package struct Call: Sendable {
    package let request: APIRequest
    package let house: House
    /// Nil on routes that are open to anybody.
    package let principal: Principal?
    package let sight: Sight
    let places: [String: String]
    let query: [String: [String]]
    package let content: JSON

    func engine() throws(Problem) -> Engine { try house.engine() }

    /// Who asks, on a route that is not open.
    func asker() throws(Problem) -> Principal {
        guard let principal else { throw Problem(.unauthenticated) }
        return principal
    }

    func place(_ name: String) -> String { places[name] ?? "" }

    func text(_ name: String) -> String? { query[name]?.first }

    func integer(_ name: String) -> Int? { text(name).flatMap { Int($0) } }

    func day(_ name: String) throws(Problem) -> Day? {
        guard let text = text(name) else { return nil }
        guard let day = Day(text) else {
            throw Problem(
                .parameter, zh: "参数「\(name)」应为日期，如 2023-05-15", en: "'\(name)' has to be a day such as 2023-05-15")
        }
        return day
    }

    func instant(_ name: String) throws(Problem) -> Instant? {
        guard let text = text(name) else { return nil }
        guard let instant = Instant(text) else {
            throw Problem(
                .parameter, zh: "参数「\(name)」应为时间，如 2023-05-15T09:00:00+08:00",
                en: "'\(name)' has to be a time such as 2023-05-15T09:00:00+08:00")
        }
        return instant
    }

    /// When something happened, as the content says; nil where it does not.
    func time(_ name: String = "at") throws(Problem) -> Instant? {
        guard let text = content[name]?.string else { return nil }
        guard let instant = Instant(text) else {
            throw Problem(faults: [
                SchemaFault(
                    "/\(name)", zh: "应为带时区的时间，如 2023-05-15T09:00:00+08:00",
                    en: "has to be a time such as 2023-05-15T09:00:00+08:00")
            ])
        }
        return instant
    }

    /// The idempotency key, under the name of who sends it: nobody can meet the key of another.
    func key(required: Bool) throws(Problem) -> String? {
        guard let key = request.fields["idempotency-key"], !key.isEmpty else {
            guard required else { return nil }
            throw Problem(
                .keyMissing,
                remedy: Bilingual(
                    zh: "请在 Idempotency-Key 中写一个自选的唯一值；网络中断后用同一值重新提交",
                    en:
                        "send a unique value of your own as Idempotency-Key, and the same again after a broken connection"
                ))
        }
        guard key.utf8.count <= 200 else {
            throw Problem(.parameter, zh: "Idempotency-Key 不超过 200 字节", en: "Idempotency-Key has 200 bytes at the most")
        }
        return "\(try asker().name) \(key)"
    }

    /// The dispute that a path names by any of its numbers, if whoever asks may see it.
    func dispute() async throws -> Dispute {
        let reference = place("dispute")
        let store = try engine().store
        guard let found = try await store.dispute(named: reference), sight.sees(found) else { throw Problem(.dispute) }
        return found
    }
}

extension CaseStore {
    /// The dispute with this id, code, dossier number or register number.
    func dispute(named reference: String) async throws(StoreError) -> Dispute? {
        let written = CaseCode(reference)?.description ?? DossierNumber(reference)?.description ?? reference
        let known: CaseID? = if let id = CaseID(reference) { id } else { try await find(number: written) }
        guard let known else { return nil }
        return try await load([known])[known]?.dispute
    }
}
