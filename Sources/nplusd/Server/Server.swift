#if Daemon
    import API
    import CaseStore
    import Engine
    import Foundation
    import Hummingbird
    import HummingbirdCore
    import HummingbirdTLS
    import Logging
    import Mediation
    import NIOCore
    import Postgres
    import PostgresServer
    import ServiceLifecycle
    import UnixSignals

    /// The daemon at work: its database, its house, the server and what runs beside it.
    struct Server {
        private let configuration: DaemonConfiguration
        private let logger: Logger

        init(_ configuration: DaemonConfiguration) {
            self.configuration = configuration
            var logger = Logger(label: "nplusd") { _ in JSONLog() }
            logger.logLevel = Logger.Level(rawValue: configuration.logLevel) ?? .info
            self.logger = logger
        }

        func run() async throws {
            let url = try await database()
            var working = PostgresConfiguration.writer(url: url)
            working.maximumConnections = configuration.connections
            working.acquireTimeout = .seconds(10)
            // A statement that outlives its request serves nobody.
            working.statementTimeout = .seconds(configuration.requestSeconds)
            var looking = PostgresConfiguration(url: url)
            looking.maximumConnections = 1
            looking.connectTimeout = .seconds(2)
            looking.startupDeadline = .seconds(2)
            let client = PostgresClient(working)
            let owner = PostgresClient(looking)
            let outcome: Result<Void, any Error>
            do {
                try await serve(client, owner)
                outcome = .success(())
            } catch {
                outcome = .failure(error)
            }
            await client.close()
            await owner.close()
            try outcome.get()
        }

        private func serve(_ client: PostgresClient, _ owner: PostgresClient) async throws {
            let house = House(
                client: client, owner: owner, rules: try .shipped(),
                district: configuration.district.map { DistrictCode(rawValue: $0) }, signOn: try configuration.signOn(),
                freeDisk: configuration.databaseURL == nil ? Self.room(in: configuration.folder) : nil,
                rates: RateDesk(perSecond: configuration.requestRate))
            let keeper = Keeper(
                house: house, cluster: configuration.databaseURL == nil ? cluster : nil,
                every: .seconds(configuration.refreshSeconds), logger: logger)
            await keeper.look()
            let responder = Responder(api: API(house: house), configuration: configuration, logger: logger)
            let certificate = try configuration.certificate.map { chain in
                try ServerCertificate(chain: chain, key: configuration.certificateKey ?? chain)
            }
            let http = HTTPServerBuilder.http1(
                configuration: .init(idleTimeout: .seconds(Int64(configuration.idleSeconds))))
            let renewal = certificate.map {
                CertificateKeeper(
                    certificate: $0, every: .seconds(configuration.refreshSeconds), logger: logger)
            }
            let application = Application(
                responder: responder,
                server: try certificate.map { try .tls(http, tlsConfiguration: $0.configuration()) } ?? http,
                configuration: .init(
                    address: .hostname(configuration.host, port: configuration.port), serverName: "nplusd",
                    availableConnectionsDelegate: MaximumAvailableConnections(configuration.openConnections)),
                services: [keeper, Workers(house: house, delivery: configuration.delivery, logger: logger)]
                    + (renewal.map { [$0] } ?? []),
                onServerRunning: { [logger] channel in
                    logger.notice(
                        "listening", metadata: ["address": "\(channel.localAddress?.description ?? "unknown")"])
                }, logger: logger)
            do {
                // They are told to stop in the reverse order.
                try await ServiceGroup(
                    configuration: .init(
                        services: [application, Bell(house: house, logger: logger)],
                        gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
                ).run()
            } catch let error as IOError {
                throw StartFailure(
                    zh: "无法监听 \(configuration.host):\(configuration.port)：\(error)。端口可能被占用，请用 --port 另选",
                    en:
                        "cannot listen on \(configuration.host):\(configuration.port): \(error); another program may use the port, choose one with --port"
                )
            }
            logger.notice("stopped")
        }

        /// What is free for the daemon on the disk of a folder.
        private static func room(in folder: String) -> @Sendable () -> Int? {
            {
                var status = statvfs()
                guard statvfs(folder, &status) == 0 else { return nil }
                return Int(status.f_bavail) * Int(status.f_frsize)
            }
        }

        private var cluster: PrivateCluster { PrivateCluster(folder: configuration.folder) }

        /// The address of the database. The private one is started if it does not run, and its schema brought up to date; one
        /// that the user runs is the user's to migrate.
        private func database() async throws -> String {
            if let url = configuration.databaseURL { return url }
            let cluster = cluster
            let logger = logger
            let url = try await Self.blocking { () throws in
                try cluster.start { note in logger.notice("database", metadata: ["step": "\(note)"]) }
            }.description
            let client = PostgresClient(PostgresConfiguration(url: url))
            let applied: [String]
            do {
                applied = try await Migrator(client: client).migrate()
            } catch {
                await client.close()
                throw StartFailure(zh: "数据库结构无法升级：\(error)", en: "the schema could not be brought up to date")
            }
            await client.close()
            if !applied.isEmpty {
                logger.notice("migrated", metadata: ["applied": "\(applied.joined(separator: " "))"])
            }
            return url
        }

        /// Runs what blocks on a thread of its own.
        static func blocking<Value: Sendable>(
            _ body: @escaping @Sendable () throws -> Value
        ) async throws -> Value {
            try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global().async { continuation.resume(with: Result(catching: body)) }
            }
        }
    }
#endif
