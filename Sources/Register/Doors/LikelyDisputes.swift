package import CaseStore
package import Engine
package import Mediation

/// Finds the disputes on file that are likely the one that arrives.
package struct LikelyDisputes: Sendable {
    private let engine: Engine
    private let keys: PersonKeys
    private static let batch = 500

    /// Opens the search: makes the keys of whoever has none yet.
    package init(_ engine: Engine) async throws(StoreError) {
        self.engine = engine
        keys = PersonKeys(
            secret: try await engine.store.secret(for: "likeness", random: { UInt64.random(in: .min ... .max) }))
        while true {
            let persons = try await engine.store.unkeyed(limit: Self.batch)
            guard !persons.isEmpty else { return }
            let keys = keys
            let saved = try await engine.store.save(keys: persons.map { ($0, keys.keys(of: $0.particulars)) })
            // Another program is at them.
            if saved == 0 { try? await Task.sleep(for: .milliseconds(20)) }
            guard !Task.isCancelled else { return }
        }
    }

    /// The likely ones, the likeliest first.
    package func find(
        _ persons: [Particulars], _ arrival: LikelySame.Arrival
    ) async throws(StoreError) -> [(dispute: Dispute, same: LikelySame)] {
        let found = try await engine.store.persons(with: persons.flatMap { keys.keys(of: $0) })
        var shared: [CaseID: [PersonKeyKind: Int]] = [:]
        for (id, _, keys) in found {
            let strongest = keys.compactMap { $0.first.flatMap(PersonKeyKind.init) }.min { $0.rawValue < $1.rawValue }
            if let strongest { shared[id, default: [:]][strongest, default: 0] += 1 }
        }
        let loaded = try await engine.store.load(Array(shared.keys))
        return loaded.values.compactMap { loaded in
            LikelySame(loaded.dispute, shared: shared[loaded.dispute.id] ?? [:], arrival: arrival).map {
                (loaded.dispute, $0)
            }
        }.sorted { ($1.same.points, $0.dispute.id) < ($0.same.points, $1.dispute.id) }
    }
}
