#if Daemon
    import API
    import Logging
    import PostgresServer
    import ServiceLifecycle
    import Synchronization

    /// Keeps the house in order while it serves: reads the directory and the calendar anew, starts the private database again
    /// where it went down, and tells the log when readiness changes.
    final class Keeper: Service {
        private let house: House
        private let cluster: PrivateCluster?
        private let interval: Duration
        private let logger: Logger
        private let last = Mutex<[Obstacle]?>(nil)

        /// - Parameter cluster: The private database; nil where the user runs one.
        init(house: House, cluster: PrivateCluster?, every interval: Duration, logger: Logger) {
            self.house = house
            self.cluster = cluster
            self.interval = interval
            self.logger = logger
        }

        func run() async throws {
            await cancelWhenGracefulShutdown {
                while !Task.isCancelled {
                    // While something is wrong it looks often, so that it is well again soon.
                    let isWell = self.last.withLock { $0?.isEmpty == true }
                    try? await Task.sleep(for: isWell ? self.interval : .seconds(1))
                    guard !Task.isCancelled else { return }
                    await self.look()
                }
            }
        }

        func look() async {
            var obstacles = await house.refresh()
            if let cluster, obstacles.contains(where: { if case .database = $0 { true } else { false } }) {
                _ = try? await Server.blocking { try cluster.start() }
                obstacles = await house.refresh()
            }
            let before = last.withLock { last in
                defer { last = obstacles }
                return last
            }
            guard before != obstacles else { return }
            if obstacles.isEmpty { logger.notice("ready") }
            for obstacle in obstacles {
                logger.warning(
                    "not ready",
                    metadata: [
                        "obstacle": "\(obstacle.name)", "message": "\(obstacle.message)",
                        "detail": "\(obstacle.detail ?? "")",
                    ])
            }
        }
    }

    /// The first to be told to stop: from then on `/ready` says no, while the server finishes what is under way.
    struct Bell: Service {
        let house: House
        let logger: Logger

        func run() async throws {
            try await gracefulShutdown()
            house.drain()
            logger.notice("stopping")
        }
    }
#endif
