#if Daemon
    import API
    import CaseStore
    import Engine
    import Foundation
    import Logging
    import Mediation
    import Register
    import ServiceLifecycle
    import Workflow

    /// What the daemon does when nobody calls: clocks run out, messages leave, registers that were sent come in.
    ///
    /// Several daemons may share a database; see ``TimerWorker`` and ``OutboxWorker`` for why that does no harm.
    struct Workers: Service {
        let house: House
        /// Nil leaves messages where they are.
        let delivery: (any Delivery)?
        let logger: Logger

        func run() async throws {
            await cancelWhenGracefulShutdown {
                await withTaskGroup(of: Void.self) { group in
                    group.addTask { await self.letClocksRunOut() }
                    group.addTask { await self.takeRegistersIn() }
                    group.addTask { await self.makeKeys() }
                    if let delivery = self.delivery { group.addTask { await self.deliver(through: delivery) } }
                }
            }
        }

        /// Clocks end at midnight, so nothing is lost by a look now and then.
        private func letClocksRunOut() async {
            let worker = TimerWorker(holder: "nplusd \(UUID().uuidString)")
            await repeating(every: .seconds(15), "clocks") { engine in
                let round = try await worker.round(on: engine)
                if round.fired > 0 { logger.info("clocks ran out", metadata: ["disputes": "\(round.fired)"]) }
                for (id, message) in round.failed {
                    logger.warning(
                        "a clock could not run out",
                        metadata: ["dispute": "\(id)", "message": "\(message.en)"])
                }
            }
            if let engine = try? house.engine() { await worker.stop(on: engine) }
        }

        private func takeRegistersIn() async {
            let house = house
            await repeating(every: .seconds(1), "imports") { engine in
                let worker = ImportWorker(engine: engine) { house.isDraining }
                if try await worker.round() { logger.info("a register came in") }
            }
        }

        /// So that who registers after a large import does not wait for the keys of all its persons.
        private func makeKeys() async {
            await repeating(every: .seconds(5), "likeness") { engine in _ = try await LikelyDisputes(engine) }
        }

        private func deliver(through delivery: any Delivery) async {
            await repeating(every: .seconds(2), "outbox") { engine in
                let round = try await OutboxWorker(engine: engine, delivery: delivery).round()
                if round.failed > 0 {
                    logger.warning(
                        "messages were not delivered",
                        metadata: [
                            "delivered": "\(round.delivered)", "failed": "\(round.failed)", "given-up": "\(round.dead)",
                        ])
                }
            }
        }

        /// Does something again and again until the service stops. While the database is away it waits; the log is told once.
        private func repeating(
            every pause: Duration, _ work: String, _ body: (Engine) async throws -> Void
        ) async {
            var isWell = true
            while !Task.isCancelled {
                do {
                    if let engine = try? house.engine(), !house.isDraining { try await body(engine) }
                    isWell = true
                } catch {
                    if isWell { logger.warning("\(work): \(error)") }
                    isWell = false
                }
                try? await Task.sleep(for: pause)
            }
        }
    }
#endif
