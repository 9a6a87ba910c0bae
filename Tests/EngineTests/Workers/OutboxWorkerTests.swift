import CaseStore
import Engine
import Foundation
import LegalTime
import Mediation
import Postgres
import Synchronization
import Testing

@Suite("Messages leave")
struct OutboxWorkerTests {
    @Test("in order within a dispute, each once, and then they are gone")
    func delivered() async throws {
        try await EngineFixture.with { fixture in
            let lives = [try await Self.noisy(fixture, steps: 5), try await Self.noisy(fixture, steps: 5)]
            let receiver = Receiver()
            let round = try await OutboxWorker(engine: fixture.engine, delivery: receiver, page: 3).round()
            #expect(round.delivered == 20 && round.failed == 0)
            for life in lives {
                let mine = Self.places(await receiver.taken, of: life.id)
                #expect(mine == mine.sorted() && Set(mine).count == 10 && mine.count == 10)
            }
            #expect(try await fixture.store.outboxCounts() == OutboxCounts(waiting: 0, dead: 0, oldest: nil))
        }
    }

    @Test("several programs share them, and still each arrives once and in order")
    func shared() async throws {
        try await EngineFixture.with { fixture in
            var lives: [Life] = []
            for _ in 0..<8 { lives.append(try await Self.noisy(fixture, steps: 2)) }
            let receiver = Receiver()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        let worker = OutboxWorker(engine: fixture.engine, delivery: receiver, page: 2)
                        // A round ends where all that is left is with others.
                        while try await fixture.store.outboxCounts().waiting > 0 { _ = try await worker.round() }
                    }
                }
                try await group.waitForAll()
            }
            let taken = await receiver.taken
            #expect(taken.count == 32 && Set(taken).count == 32)
            for life in lives {
                let mine = Self.places(taken, of: life.id)
                #expect(mine == mine.sorted())
            }
        }
    }

    @Test("a receiver that fails is tried again later; what follows in the dispute waits, other disputes do not")
    func failing() async throws {
        try await EngineFixture.with { fixture in
            let (bad, good) = (try await Self.noisy(fixture, steps: 1), try await Self.noisy(fixture, steps: 1))
            let receiver = Receiver()
            await receiver.refuse(bad.id, DeliveryFailure("busy"))
            let worker = OutboxWorker(engine: fixture.engine, delivery: receiver, pause: 3600)
            let round = try await worker.round()
            #expect(round.delivered == 2 && round.failed == 1 && round.dead == 0)
            let entries = try await fixture.store.outboxEntries(dead: false, limit: 10)
            let first = try #require(entries.first { $0.lastError != nil })
            #expect(first.lastError == "busy" && first.message.attempts == 1)
            #expect(Set(entries.map(\.message.id.dispute)) == [bad.id] && entries.count == 2)
            #expect(await Set(receiver.taken.map(\.dispute)) == [good.id])
            await receiver.refuse(nil, nil)
            try await Self.hurry(fixture)
            #expect(try await worker.round().delivered == 2)
            let mine = Self.places(await receiver.taken, of: bad.id)
            #expect(mine == mine.sorted() && mine.count == 2)
        }
    }

    @Test("what can never arrive is put aside, seen, and tried again when a person says so; the rest goes on")
    func dead() async throws {
        try await EngineFixture.with { fixture in
            let life = try await Self.noisy(fixture, steps: 1)
            let receiver = Receiver()
            let first = try #require(
                try await fixture.store.outboxEntries(dead: false, limit: 10).map(\.message.id).min {
                    $0.number < $1.number
                })
            await receiver.refuse(life.id, DeliveryFailure("gone", isFinal: true), only: first)
            let round = try await OutboxWorker(engine: fixture.engine, delivery: receiver, pause: 3600).round()
            #expect(round.dead == 1 && round.delivered == 1)
            let entry = try #require(try await fixture.store.outboxEntries(dead: true, limit: 10).first)
            #expect(entry.message.id == first && entry.lastError == "gone" && entry.deadAt != nil)
            #expect(try await fixture.store.outboxCounts().dead == 1)
            let strange = OutboxMessage.ID(dispute: life.id, sequence: 999, number: 0)
            #expect(try await fixture.store.revive([strange]) == 0)
            #expect(try await fixture.store.revive([first, strange]) == 1)
            await receiver.refuse(nil, nil)
            #expect(
                try await OutboxWorker(engine: fixture.engine, delivery: receiver, pause: 3600).round().delivered == 1)
        }
    }

    @Test("after so many attempts a message is given up")
    func exhausted() async throws {
        try await EngineFixture.with { fixture in
            let life = try await Self.noisy(fixture, steps: 1)
            _ = try await fixture.store.client.execute("delete from outbox where number > 0")
            let receiver = Receiver()
            await receiver.refuse(life.id, DeliveryFailure("busy"))
            let worker = OutboxWorker(engine: fixture.engine, delivery: receiver, pause: 3600)
            for attempt in 1...OutboxWorker.attempts {
                let round = try await worker.round()
                #expect(round.failed == 1 && round.dead == (attempt == OutboxWorker.attempts ? 1 : 0))
                try await Self.hurry(fixture)
            }
            #expect(try await worker.round() == OutboxWorker.Round())
        }
    }

    @Test("one whose program died on the way comes again under the same id")
    func again() async throws {
        try await EngineFixture.with { fixture in
            _ = try await Self.noisy(fixture, steps: 1)
            let first = try await fixture.store.takeMessages(limit: 10, lease: 600)
            #expect(try await fixture.store.takeMessages(limit: 10, lease: 600).isEmpty)
            try await Self.hurry(fixture)
            let second = try await fixture.store.takeMessages(limit: 10, lease: 600)
            #expect(first.map(\.id) == second.map(\.id) && second.map(\.attempts) == [2])
            #expect(OutboxMessage.ID(second[0].id.description) == second[0].id)
        }
    }

    @Test("a receiver so slow that the lease would end meanwhile: none is sent by two programs")
    func slow() async throws {
        try await EngineFixture.with { fixture in
            for _ in 0..<12 { _ = try await Self.noisy(fixture, steps: 1) }
            let receiver = SlowReceiver(fixture)
            let round = try await OutboxWorker(
                engine: fixture.engine, delivery: receiver, together: 2, lease: 300, clock: { receiver.now }
            ).round()
            let taken = await receiver.taken
            #expect(Set(taken).count == 24 && taken.count == 24)
            #expect(round.delivered + receiver.byOthers.withLock { $0 } == 24)
            #expect(try await fixture.store.outboxCounts() == OutboxCounts(waiting: 0, dead: 0, oldest: nil))
        }
    }

    @Test("into a folder: complete files under names that stay, with an envelope that names no party")
    func folder() async throws {
        let place = FileManager.default.temporaryDirectory.appending(path: "spool-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: place) }
        try await EngineFixture.with { fixture in
            let life = try await Self.noisy(fixture, steps: 1)
            let message = try #require(try await fixture.store.takeMessages(limit: 1, lease: 0).first)
            let folder = SpoolFolder(place)
            for _ in 0..<2 { try await folder.deliver(message, of: fixture.engine.district) }
            let names = try FileManager.default.contentsOfDirectory(atPath: place)
            #expect(names == ["\(life.id)-00000\(message.id.sequence)-000000.json"])
            let text = try String(contentsOfFile: "\(place)/\(names[0])", encoding: .utf8)
            let event = try JSONDecoder().decode(CloudEvent.self, from: Data(text.utf8))
            #expect(event.id == message.id.description && event.type == "nplus.notify.police")
            #expect(event.data.act == "riskFlag" && event.data.body == EngineFixture.committee.rawValue)
            #expect(!text.contains("样例甲"))
            let nowhere = await #expect(throws: DeliveryFailure.self) {
                try await SpoolFolder("\(place)/missing").deliver(message, of: fixture.engine.district)
            }
            #expect(nowhere?.isFinal == false && nowhere?.description.contains("missing") == true)
        }
    }

    @Test("what is entered afterwards from a register is news to nobody")
    func past() async throws {
        try await EngineFixture.with { fixture in
            let note = Record.note(.init(text: "请协调"))
            var request = Request(
                commands: [
                    .register(Steps.registration(), actor: Steps.clerk, at: try Steps.at("2023-07-03T09:00")),
                    .act(
                        CaseAct("escalate", actor: Steps.clerk, at: try Steps.at("2023-07-03T10:00"), records: [note])),
                ], particulars: Steps.persons)
            request.isAnnounced = false
            _ = try await fixture.engine.perform(request)
            #expect(try await fixture.store.outboxCounts().waiting == 0)
        }
    }

    /// A dispute of which police and head have to be told: two messages a step.
    private static func noisy(_ fixture: EngineFixture, steps: Int) async throws -> Life {
        let life = try await Life.begin(fixture, at: "2023-07-03T09:00")
        try await life.act("open", Steps.clerk, "2023-07-03T09:10", [.opening(.init(track: "people"))])
        for step in 0..<steps {
            try await life.act("riskFlag", Steps.clerk, "2023-07-03T1\(step):00", [.risk(.init(text: "扬言报复"))])
        }
        return life
    }

    /// The place of a message among those of its dispute.
    private static func places(_ ids: [OutboxMessage.ID], of dispute: CaseID) -> [Int] {
        ids.filter { $0.dispute == dispute }.map { $0.sequence * 10 + $0.number }
    }

    /// Lets the waits between attempts be over.
    private static func hurry(_ fixture: EngineFixture) async throws {
        _ = try await fixture.store.client.execute(
            "update outbox set not_before = clock_timestamp() where dead_at is null")
    }
}

/// The other side, which takes what it is given or says no.
private actor Receiver: Delivery {
    private(set) var taken: [OutboxMessage.ID] = []
    private var refused: (dispute: CaseID, only: OutboxMessage.ID?, failure: DeliveryFailure)?

    func refuse(_ dispute: CaseID?, _ failure: DeliveryFailure?, only: OutboxMessage.ID? = nil) {
        refused = dispute.flatMap { dispute in failure.map { (dispute, only, $0) } }
    }

    func deliver(_ message: OutboxMessage, of district: DistrictCode) async throws(DeliveryFailure) {
        if let refused, refused.dispute == message.id.dispute, refused.only.map({ $0 == message.id }) ?? true {
            throw refused.failure
        }
        taken.append(message.id)
    }
}

/// Takes a minute for each message, while another program takes whatever counts as lost.
private actor SlowReceiver: Delivery {
    private(set) var taken: [OutboxMessage.ID] = []
    nonisolated let byOthers = Mutex(0)
    private nonisolated let passed = Mutex(Duration.zero)
    private let fixture: EngineFixture
    private nonisolated let start = ContinuousClock.now

    init(_ fixture: EngineFixture) {
        self.fixture = fixture
    }

    nonisolated var now: ContinuousClock.Instant { start + passed.withLock { $0 } }

    func deliver(_ message: OutboxMessage, of district: DistrictCode) async throws(DeliveryFailure) {
        taken.append(message.id)
        passed.withLock { $0 += .seconds(60) }
        do {
            // For the server a minute passes too.
            _ = try await fixture.store.client.execute(
                "update outbox set not_before = not_before - interval '60 seconds'")
            let lost = try await fixture.store.takeMessages(limit: 1, lease: 1_000_000)
            for other in lost { taken.append(other.id) }
            try await fixture.store.delivered(lost.map(\.id))
            byOthers.withLock { $0 += lost.count }
        } catch {
            throw DeliveryFailure("\(error)")
        }
    }
}
