package import CaseStore
import Mediation
import Postgres

/// What a comparison of the stored with the recomputed found.
package struct RebuildReport: Sendable {
    package private(set) var disputes = 0
    package private(set) var differences: [RebuildDifference] = []
    /// Sums of the figures that the entries do not give, each as JSON.
    package fileprivate(set) var sums: [String] = []

    package var isClean: Bool { differences.isEmpty && sums.isEmpty }

    mutating func add(_ disputes: Int, _ differences: [RebuildDifference]) {
        self.disputes += disputes
        self.differences += differences
    }
}

extension Engine {
    /// Compares every stored row of a dispute with what its events give: the dispute itself, its numbers, custody, work
    /// item, clocks and report entries; and the sums of the figures with what the entries give.
    ///
    /// - Parameters:
    ///   - repairs: Puts what the events give in the place of what differs. Needs the owner of the tables, and no writer
    ///     beside it.
    ///   - progress: Told how many disputes are done.
    package func rebuild(
        repairs: Bool, progress: (Int) -> Void = { _ in }
    ) async throws(EngineError) -> RebuildReport {
        var report = RebuildReport()
        let client = store.rebuildClient()
        do {
            try await client.withConnection { [deciding] connection in
                let rebuild = try await CaseRebuild(store: store, connection: connection) { deciding.homes(of: $0) }
                var last: CaseID?
                while true {
                    let page = try await rebuild.page(after: last, limit: 500)
                    guard let end = page.last else { return }
                    report.add(page.count, try await rebuild.check(page, repairs: repairs))
                    progress(report.disputes)
                    last = end
                }
            }
            report.sums = try await store.rollupDifferences()
            // An entry that was put right counts anew.
            if repairs, !report.sums.isEmpty || report.differences.contains(where: { $0.table == "report_entry" }) {
                _ = try await store.refoldEntries()
            }
        } catch let error as StoreError {
            throw .store(error)
        } catch let error as PostgresError {
            throw .store(StoreError(error))
        } catch {
            throw .store(StoreError(.database, "\(error)"))
        }
        await client.close()
        return report
    }
}
