import CaseStore
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
            queue.finish(batch, again: decider.settle(batch, on: store))
            guard connection.isUsable() else { return }
        }
    }
}
