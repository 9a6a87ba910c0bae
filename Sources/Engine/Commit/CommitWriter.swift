import CaseStore
import Glibc
import Postgres

/// Carries out what waits in a queue, batch by batch, over a connection of its own.
struct CommitWriter: Sendable {
    let queue: CommitQueue
    let store: CaseStore
    let client: PostgresClient
    let decider: BatchDecider

    func run() async {
        var pause = Duration.milliseconds(20)
        while queue.isWanted() {
            do {
                try await client.withConnection { connection in
                    await connection.occupy { connection in work(on: connection) }
                }
                pause = .milliseconds(20)
            } catch {
                let error = (error as? PostgresError).map(StoreError.init) ?? StoreError(.unavailable, "\(error)")
                for job in queue.impatient(at: .now) { job.answer(.failure(.store(error))) }
                // A server that is starting or failing over comes back; a flood of connections would not help it.
                try? await Task.sleep(for: pause)
                pause = min(pause * 2, .seconds(1))
            }
        }
    }

    /// Works until the queue closes or the connection breaks.
    private func work(on connection: isolated PostgresConnection) {
        let store = ConnectedStore(store, on: connection)
        while let batch = queue.next() {
            guard connection.isUsable() else { return queue.finish(batch, again: batch) }
            let again = decider.settle(batch, on: store)
            let isUsable = connection.isUsable()
            if isUsable { rest(after: batch, again) }
            queue.finish(batch, again: again)
            guard isUsable else { return }
        }
    }

    /// A server that answers, and cannot, would not get well sooner by being asked without a pause.
    private func rest(after batch: [CommitJob], _ again: [CommitJob]) {
        let failures = again.map(\.failures).max() ?? 0
        guard failures > batch.map(\.failures).max() ?? 0 else { return }
        usleep(20_000 << UInt32(min(failures - 1, 5)))
    }
}
