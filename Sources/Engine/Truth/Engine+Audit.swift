package import CaseStore
import LegalTime
package import Mediation
package import Workflow

/// What an audit looked at and what did not fit.
package struct AuditReport: Sendable {
    package let events: Int
    package let roots: [AuditRoot]
    package let faults: [AuditVerifier.Fault]

    package init(events: Int, roots: [AuditRoot], faults: [AuditVerifier.Fault]) {
        self.events = events
        self.roots = roots
        self.faults = faults
    }
}

extension Engine {
    /// Checks the whole stored history.
    ///
    /// - Parameter trusted: A public key that was kept outside; without one, the keys in the database are believed.
    package func audit(trusting trusted: VerifyingKey?) async throws(EngineError) -> AuditReport {
        do {
            // The roots before the events: what is recorded meanwhile belongs to a day that has none yet.
            let roots = try await store.auditRoots()
            let keys = if let trusted { [trusted] } else { try await store.auditKeys() }
            let before = try await store.auditHeads()
            var verifier = AuditVerifier(district: district)
            try await store.auditEvents { verifier.add($0) }
            let events = verifier.events
            let faults = verifier.faults(heads: before, roots: roots, keys: keys)
            guard !faults.isEmpty else { return AuditReport(events: events, roots: roots, faults: []) }
            // Disputes that moved while their history was read are looked at again, each at one instant.
            return AuditReport(events: events, roots: roots, faults: try await confirmed(faults, before))
        } catch {
            throw .store(error)
        }
    }

    /// Signs the root of every day that is over.
    package func signRoots(with key: SigningKey) async throws(EngineError) -> [AuditRoot] {
        do {
            // A command that was under way at midnight is in the tables an hour later.
            return try await store.sign(daysBefore: now.adding(hours: -1).day, with: key, at: now)
        } catch {
            throw .store(error)
        }
    }

    /// The proof that an event stands in the signed history; nil where there is no such event or its day has no root yet.
    package func proof(of sequence: Int, in id: CaseID) async throws(EngineError) -> InclusionProof? {
        do {
            guard let row = try await store.history(of: id).first(where: { $0.event.sequence == sequence }),
                let root = try await store.auditRoots().first(where: { $0.day == row.recorded.day }),
                let key = try await store.auditKeys().first(where: { $0.name == root.key })
            else { return nil }
            let leaves = try await store.leaves(of: root.day)
            guard let index = leaves.firstIndex(where: { $0.id == id && $0.sequence == sequence }) else { return nil }
            let tree = MerkleTree(leaves: leaves.map(\.bytes), algorithm: root.hashAlgorithm)
            return InclusionProof(
                root: root, key: key,
                event: AuditVerifier.Event(
                    id: id, sequence: sequence, recorded: row.recorded, content: row.content,
                    previous: row.previous, algorithm: row.algorithm, hash: row.hash),
                path: tree.path(of: index))
        } catch {
            throw .store(error)
        }
    }

    private func confirmed(
        _ faults: [AuditVerifier.Fault], _ before: [CaseID: AuditVerifier.Head]
    ) async throws(StoreError) -> [AuditVerifier.Fault] {
        let now = try await store.auditHeads()
        return faults.filter { fault in
            switch fault {
            case .head(let id, _, _), .noDispute(let id): now[id] == before[id]
            default: true
            }
        }
    }
}

extension AuditVerifier.Fault {
    /// What does not fit, for a person.
    package var message: Bilingual {
        switch self {
        case .chain(let id, .gap(let at)):
            Bilingual(zh: "纠纷 \(id)：缺少第 \(at) 号事件", en: "dispute \(id): event \(at) is missing")
        case .chain(let id, .broken(let at)):
            Bilingual(
                zh: "纠纷 \(id)：第 \(at) 号事件与前一事件不相接", en: "dispute \(id): event \(at) does not follow the one before it")
        case .chain(let id, .altered(let at)):
            Bilingual(zh: "纠纷 \(id)：第 \(at) 号事件的内容被改动", en: "dispute \(id): event \(at) was altered")
        case .chain(let id, .unknownAlgorithm(let at)):
            Bilingual(
                zh: "纠纷 \(id)：第 \(at) 号事件使用未知的散列算法", en: "dispute \(id): event \(at) uses an unknown hash algorithm")
        case .head(let id, let stored, let found):
            Bilingual(
                zh: "纠纷 \(id)：记录为第 \(stored) 号事件止，事件表为第 \(found) 号止，或末号事件不同",
                en: "dispute \(id): its row ends with event \(stored), its history with event \(found) or another one")
        case .noHistory(let id): Bilingual(zh: "纠纷 \(id)：没有任何事件", en: "dispute \(id) has no events")
        case .noDispute(let id): Bilingual(zh: "纠纷 \(id)：有事件而没有案件记录", en: "dispute \(id) has events and no row")
        case .root(let day, let expected, let found):
            Bilingual(
                zh: "\(day)：当日事件与已签名的根不符（签名时 \(expected) 条，现有 \(found) 条）",
                en: "\(day): its events are not those that were signed (\(expected) then, \(found) now)")
        case .order(let day):
            Bilingual(zh: "\(day)：签名根与前一日不相接", en: "\(day): its root does not follow the one before it")
        case .signature(let day): Bilingual(zh: "\(day)：签名无效", en: "\(day): the signature is not valid")
        case .unknownKey(let day, let key):
            Bilingual(zh: "\(day)：签名所用密钥 \(key) 未知", en: "\(day): it is signed by the unknown key \(key)")
        case .unsigned(let day):
            Bilingual(zh: "\(day)：有事件而没有签名根", en: "\(day) has events and no signed root")
        }
    }
}
