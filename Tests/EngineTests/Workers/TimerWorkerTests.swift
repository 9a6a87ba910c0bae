import CaseStore
import Engine
import LegalTime
import Mediation
import Postgres
import Testing
import Workflow

@Suite("Clocks run out though nobody acts")
struct TimerWorkerTests {
    @Test("each as of its own due time, once, with the message that it has to send")
    func once() async throws {
        try await EngineFixture.with { fixture in
            let life = try await Self.offered(fixture)
            let clock = try #require(try await fixture.store.dueClocks(by: fixture.engine.now, limit: 10).first)
            #expect(clock.id == life.id && clock.name == "referralReply")
            let worker = TimerWorker(holder: "a")
            let round = try await worker.round(on: fixture.engine)
            #expect(round.fired == 1 && round.failed.isEmpty && !round.isElsewhere)
            let dispute = try await fixture.checked(life.id)
            #expect(dispute.pipeline.states.contains("escalated"))
            let event = try #require(try await fixture.store.history(of: life.id).last?.event)
            #expect(event.act == "expired.referralReply" && event.occurred == clock.due)
            let midnight = try Steps.at("2023-05-07T00:00")
            #expect(event.occurred == midnight)
            #expect(try await fixture.store.clocks(at: fixture.engine.now).due == 0)
            #expect(
                try await fixture.store.outboxEntries(dead: false, limit: 10).map(\.message.topic) == [
                    "notify.coordinator"
                ])
            #expect(try await worker.round(on: fixture.engine) == TimerWorker.Round())
        }
    }

    @Test("with several programs at it none twice, and none is left, however small the pages")
    func several() async throws {
        try await EngineFixture.with { fixture in
            var lives: [Life] = []
            for _ in 0..<30 { lives.append(try await Self.offered(fixture)) }
            // The lease would let one of them work alone: it is taken away again and again, so that all meet at the same clocks.
            let rounds = try await withThrowingTaskGroup(of: TimerWorker.Round.self) { group in
                for number in 0..<4 {
                    group.addTask {
                        let worker = TimerWorker(holder: "worker \(number)", page: 7)
                        var sum = TimerWorker.Round()
                        for _ in 0..<6 {
                            _ = try await fixture.store.client.execute("delete from lease")
                            let round = try await worker.round(on: fixture.engine)
                            sum.fired += round.fired
                            sum.failed.merge(round.failed) { $1 }
                        }
                        return sum
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(rounds.flatMap(\.failed.keys).isEmpty)
            #expect(rounds.map(\.fired).reduce(0, +) == lives.count)
            #expect(try await fixture.store.clocks(at: fixture.engine.now).due == 0)
            for life in lives {
                let acts = try await fixture.store.history(of: life.id).map(\.event.act)
                #expect(acts.count(where: { $0 == "expired.referralReply" }) == 1)
                try await fixture.checked(life.id)
            }
        }
    }

    @Test("a dispute that cannot be moved on rests for a while and holds up no other")
    func stuck() async throws {
        try await EngineFixture.with { fixture in
            let lost = try await Self.offered(fixture)
            _ = try await fixture.store.client.execute("delete from dispute where id = \(lost.id.postgres)")
            let life = try await Self.offered(fixture)
            let worker = TimerWorker(holder: "a", page: 1)
            let present = try Steps.at("2023-06-01T09:00")
            let round = try await worker.round(on: fixture.at(present))
            #expect(round.fired == 1 && Array(round.failed.keys) == [lost.id])
            #expect(try await fixture.checked(life.id).pipeline.states.contains("escalated"))
            #expect(try await worker.round(on: fixture.at(present)) == TimerWorker.Round())
            let later = fixture.at(present.adding(seconds: 7200))
            #expect(try await Array(worker.round(on: later).failed.keys) == [lost.id])
        }
    }

    @Test("the work is one program's until it gives it back or its lease is over")
    func lease() async throws {
        try await EngineFixture.with { fixture in
            let store = fixture.store
            #expect(try await store.takeLease(of: "w", holder: "a", seconds: 600))
            #expect(try await store.takeLease(of: "w", holder: "a", seconds: 600))
            #expect(try await !store.takeLease(of: "w", holder: "b", seconds: 600))
            #expect(try await store.takeLease(of: "other", holder: "b", seconds: 600))
            try await store.endLease(of: "w", holder: "b")
            #expect(try await !store.takeLease(of: "w", holder: "b", seconds: 600))
            // As long as a program that went away would have kept it.
            _ = try await store.client.execute("update lease set until = clock_timestamp() - interval '1 second'")
            #expect(try await store.takeLease(of: "w", holder: "b", seconds: 600))
            try await store.endLease(of: "w", holder: "b")
            #expect(try await store.takeLease(of: "w", holder: "a", seconds: 600))
            #expect(try await store.takeLease(of: TimerWorker.work, holder: "a", seconds: 600))
            #expect(try await TimerWorker(holder: "b").round(on: fixture.engine).isElsewhere)
        }
    }

    @Test("waits grow from a second to an hour and are spread", arguments: [0, 1, 977, UInt64.max])
    func pauses(chance: UInt64) {
        for failures in 1...40 {
            let whole = min(Int64(1) << Int64(min(failures - 1, 20)), 3600)
            let pause = Pause.seconds(after: failures, chance: chance)
            #expect(pause >= max(1, whole / 2) && pause <= whole / 2 + whole)
        }
    }

    /// A dispute that was offered to a unit in 2023, which never answered.
    private static func offered(_ fixture: EngineFixture) async throws -> Life {
        let life = try await Life.begin(fixture, at: "2023-04-28T09:00", source: .entrusted)
        let offer = Record.ReferralOffer(to: EngineFixture.unit, manner: .transfer, reason: "属物业纠纷")
        try await life.act("refer", Steps.clerk, "2023-04-28T10:00", [.referral(offer)])
        return life
    }
}
