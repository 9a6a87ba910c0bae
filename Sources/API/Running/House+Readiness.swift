import CaseStore
import Postgres

extension House {
    /// What stands in the way right now, asked of the database itself. It waits no longer than ``patience``, and
    /// is asked once a second at the most, however many ask.
    package func obstacles() async -> [Obstacle] {
        if isDraining { return [.draining] }
        let now = ContinuousClock.now
        if let last = lastLook, last.at.duration(to: now) < .seconds(1) { return last.obstacles }
        let found = await withTaskGroup(of: [Obstacle].self) { group in
            group.addTask { await self.ask() }
            group.addTask {
                try? await Task.sleep(for: self.patience)
                return [.database("no answer within \(self.patience)")]
            }
            let first = await group.next() ?? []
            group.cancelAll()
            return first
        }
        lastLook = Look(at: now, obstacles: found)
        return found
    }

    private func ask() async -> [Obstacle] {
        do {
            let isStandby = try await owner.query("select pg_is_in_recovery()").only(Bool.self)
            guard !isStandby else { return [.standby] }
            let pending = try await Migrator(client: owner).pending()
            guard pending.isEmpty else { return [.migrations(pending)] }
        } catch let error as PostgresError {
            return [.database(error.description)]
        } catch let error as MigrationError {
            return [Obstacle(error)]
        } catch {
            return [.database("\(error)")]
        }
        return isKnown ? [] : await refresh()
    }
}

extension Obstacle {
    init(_ error: MigrationError) {
        self = if case .database(let error) = error { .database(error.message) } else { .schema(error.description) }
    }
}
