import CaseStore
import Engine
import LegalTime
import Mediation
import Testing
import Workflow

/// A new version of a procedure comes into force while cases run.
@Suite("Live cases and a new version")
struct VersionTests {
    /// The library with people's mediation in two versions: from 2024 the limit is sixty days.
    private static func library() throws -> WorkflowLibrary {
        var files: [Workflow] = []
        for (path, text) in Shipped.workflowFiles where path != "tracks/people.yaml" {
            files.append(try WorkflowFile.load(text, file: path, vocabulary: .mediation))
        }
        let people = try #require(Shipped.workflowFiles.first { $0.path == "tracks/people.yaml" }?.text)
        let head = "inForce: { from: 2011-01-01 }"
        try #require(people.contains(head) && people.contains("length: 30 days"))
        for text in [
            people.replacing(head, with: "inForce: { from: 2011-01-01, until: 2023-12-31 }"),
            people.replacing(head, with: "inForce: { from: 2024-01-01 }")
                .replacing("length: 30 days", with: "length: 60 days"),
        ] {
            files.append(try WorkflowFile.load(text, file: "people.yaml", vocabulary: .mediation))
        }
        return try WorkflowLibrary(files)
    }

    private struct Setting {
        let engine: Engine
        let from: WorkflowVersion
        let to: WorkflowVersion
        /// In mediation since 18 December 2023, so until 17 January 2024.
        let live: [CaseID]
        /// Ended before.
        let closed: CaseID

        func due(_ id: CaseID) async throws -> String? {
            let run = try await engine.store.load([id])[id]?.dispute.proceedings.first?.run
            return run?.clocks?.first.map { "\(run?.from.description ?? "") \($0.due)" }
        }

        func acts(_ id: CaseID) async throws -> [String] {
            try await engine.store.history(of: id).map(\.event.act)
        }
    }

    private static func with(_ body: (Setting) async throws -> Void) async throws {
        try await EngineFixture.with { fixture in
            let present = try Steps.at("2024-01-10T09:00")
            let decider = Decider(
                library: try library(), calendar: fixture.engine.decider.calendar,
                directory: fixture.engine.directory)
            let engine = Engine(
                store: fixture.store, decider: decider,
                environment: Environment(now: { present }, random: { UInt64.random(in: .min ... .max) }))
            let at = try Steps.at("2023-12-18T09:00")
            func act(_ name: String, _ actor: Actor, _ records: [Record] = []) -> Command {
                .act(CaseAct(name, actor: actor, at: at, records: records))
            }
            let opening = [
                Command.register(Steps.registration(), actor: Steps.clerk, at: at),
                act("open", Steps.clerk, [.opening(.init(track: "people"))]),
            ]
            let accepting = [
                act("apply", Steps.party(1)), act("consent", Steps.party(2), [.consent(.init(manner: "口头"))]),
                act("accept", Steps.clerk),
            ]
            var live: [CaseID] = []
            for _ in 0..<3 {
                live.append(
                    try await engine.perform(
                        Request(commands: opening + accepting, particulars: Steps.persons)
                    ).id)
            }
            let closed = try await engine.perform(
                Request(commands: opening + [act("refuse", Steps.party(2))], particulars: Steps.persons)
            ).id
            let versions = decider.library.versions(of: "people").map(\.version)
            try await body(Setting(engine: engine, from: versions[0], to: versions[1], live: live, closed: closed))
        }
    }

    @Test("are planned, confirmed by hash, moved once each, and can go back")
    func whole() async throws {
        try await Self.with { setting in
            let engine = setting.engine
            let plan = try await engine.planMove(from: setting.from, to: setting.to)
            #expect(Set(plan.items.map(\.id)) == Set(setting.live))
            #expect(plan.items(.movesWithDeadline).count == 3)
            #expect(Set(plan.items.flatMap(\.deadlines).map { $0.to?.description }) == ["2024-02-18"])
            // Looking changes nothing.
            for id in setting.live { #expect(try await setting.due(id) == "2011-01-01 2024-01-17") }

            await #expect(throws: VersionError.self) {
                try await engine.move(from: setting.from, to: setting.to, confirming: "0000", by: "tester")
            }
            #expect(try await engine.store.versionPlans().isEmpty)

            let outcome = try await engine.move(
                from: setting.from, to: setting.to, confirming: plan.hash, by: "tester")
            #expect(outcome.moved == 3 && outcome.before == 0 && outcome.left.isEmpty)
            for id in setting.live {
                #expect(try await setting.due(id) == "2024-01-01 2024-02-18")
                #expect(try await setting.acts(id).filter { $0 == "migrated" }.count == 1)
                try await Self.checkHistory(setting, id)
            }
            #expect(try await setting.acts(setting.closed).contains("migrated") == false)

            let again = try await engine.move(
                from: setting.from, to: setting.to, confirming: plan.hash, by: "tester")
            #expect(again.moved == 0 && again.before == 3)

            let back = try await engine.revertMove(plan.hash, by: "tester")
            #expect(back.moved == 3 && back.left.isEmpty)
            for id in setting.live {
                #expect(try await setting.due(id) == "2011-01-01 2024-01-17")
                try await Self.checkHistory(setting, id)
            }
            #expect(try await engine.store.versionPlan(plan.hash)?.revertedAt != nil)
        }
    }

    /// The chain holds, the fold of the events is what is stored, and the move made and told nothing.
    private static func checkHistory(_ setting: Setting, _ id: CaseID) async throws {
        let history = try await setting.engine.store.history(of: id)
        #expect(EventChain.fault(in: history, district: setting.engine.district, id: id) == nil)
        let folded = Dispute.fold(id: id, district: setting.engine.district, events: history.map(\.event))
        #expect(folded == (try await setting.engine.store.load([id])[id]?.dispute))
        for event in history.map(\.event) where event.act.hasSuffix("migrated") {
            #expect(event.papers.isEmpty && event.law.isEmpty)
            #expect(event.records.count == 1)
        }
    }

    @Test("go on where a killed attempt stopped, and nothing moves twice")
    func resumed() async throws {
        try await Self.with { setting in
            let engine = setting.engine
            let plan = try await engine.planMove(from: setting.from, to: setting.to)
            // What an attempt leaves that was killed after its first case: the plan confirmed, one case moved.
            try await engine.store.confirm(
                plan: plan.hash, from: plan.from, to: plan.to, items: plan.items, by: "tester", at: engine.now)
            let kept = try #require(try await engine.store.versionPlan(plan.hash))
            _ = try await engine.perform(engine.request(for: kept.items[0], of: kept, .forward))
            #expect(kept.finishedAt == nil)

            let outcome = try await engine.move(
                from: setting.from, to: setting.to, confirming: plan.hash, by: "somebody else")
            #expect(outcome.moved == 2 && outcome.before == 1 && outcome.left.isEmpty)
            for id in setting.live {
                #expect(try await setting.acts(id).filter { $0 == "migrated" }.count == 1)
            }
            #expect(try await engine.store.versionPlan(plan.hash)?.finishedAt != nil)
        }
    }

    @Test("that changed since the plan was made are left alone, and named")
    func changedMeanwhile() async throws {
        try await Self.with { setting in
            let engine = setting.engine
            let plan = try await engine.planMove(from: setting.from, to: setting.to)
            try await engine.store.confirm(
                plan: plan.hash, from: plan.from, to: plan.to, items: plan.items, by: "tester", at: engine.now)
            let changed = plan.items[1]
            _ = try await engine.perform(
                Request(
                    id: changed.id,
                    commands: [
                        .act(
                            CaseAct(
                                "informRights", actor: Steps.clerk, at: engine.now,
                                records: [.rightsNotice(.init(oral: true, content: ""))]))
                    ]))
            let outcome = try await engine.move(
                from: setting.from, to: setting.to, confirming: plan.hash, by: "tester")
            #expect(outcome.moved == 2)
            #expect(outcome.left.map(\.code) == [changed.code])
            #expect(try await setting.due(changed.id) == "2011-01-01 2024-01-17")
            // A new plan is another one, and takes it along.
            let next = try await engine.planMove(from: setting.from, to: setting.to)
            #expect(next.hash != plan.hash && next.items.map(\.id) == [changed.id])
        }
    }

    @Test("do not move between versions of different workflows, or to one that is not there")
    func refused() async throws {
        try await Self.with { setting in
            await #expect(throws: VersionError.self) {
                try await setting.engine.planMove(
                    from: setting.from, to: WorkflowVersion(id: "judicial", from: setting.to.from))
            }
            await #expect(throws: VersionError.self) {
                try await setting.engine.planMove(
                    from: setting.from, to: WorkflowVersion(id: "people", from: setting.from.from.adding(days: 1)))
            }
            await #expect(throws: VersionError.self) {
                try await setting.engine.revertMove("0000", by: "tester")
            }
        }
    }
}
