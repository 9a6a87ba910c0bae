import CaseStore
import Engine
import Mediation
import Postgres
import Testing

@Suite("Many callers at once")
struct ConcurrencyTests {
    @Test("of two decisions on the same revision the second writes nothing")
    func compareAndSwap() async throws {
        try await EngineFixture.with { fixture in
            let life = try await Life.begin(fixture, at: "2023-07-03T09:00")
            let loaded = try #require(try await fixture.store.load([life.id])[life.id])
            var changes: [CaseChange] = []
            for minute in 1...2 {
                let decision = try await fixture.engine.rehearse(try remedies(life.id, "2023-07-03T10:0\(minute)"))
                changes.append(
                    CaseChange(
                        decision: decision, head: loaded.head, recorded: fixture.engine.now, idempotency: nil,
                        persons: [], homes: [:]))
            }
            let first = try await fixture.store.apply([changes[0]])
            guard case .applied(revision: 2, _)? = first.first else {
                Issue.record("the first is \(first)")
                return
            }
            #expect(try await fixture.store.apply([changes[1]]) == [.stale])
            #expect(try await life.stored() == changes[0].decision.after)
        }
    }

    @Test("in a batch, the stale and the repeated write nothing and disturb nobody")
    func batch() async throws {
        try await EngineFixture.with { fixture in
            let lives = try await registered(4, fixture)
            let moved = try await fixture.engine.perform(try remedies(lives[1].id, "2023-07-03T10:00"))
            _ = try await fixture.engine.perform(try remedies(lives[2].id, "2023-07-03T10:00", key: "k1"))
            var requests = try lives.map { try remedies($0.id, "2023-07-03T11:00") }
            requests[1].expected = moved.revision - 1
            requests[2] = try remedies(lives[2].id, "2023-07-03T10:00", key: "k1")
            let refused = CaseAct("accept", actor: Steps.clerk, at: try Steps.at("2023-07-03T11:00"))
            requests.append(
                Request(
                    id: try await Life.begin(fixture, at: "2023-07-03T09:00").id, commands: [.act(refused)]))
            requests.append(try remedies(CaseID(high: 7, low: 7), "2023-07-03T11:00"))

            let answers = await fixture.engine.perform(requests)
            #expect(try answers[0].get().revision == 2)
            guard case .failure(.stale(expected: 1, actual: 2)) = answers[1] else {
                Issue.record("the overtaken one is \(answers[1])")
                return
            }
            #expect(try answers[2].get().repeated)
            #expect(try answers[3].get().revision == 2)
            guard case .failure(.refused) = answers[4], case .failure(.notFound) = answers[5] else {
                Issue.record("the refused ones are \(answers[4...])")
                return
            }
            for life in lives { try await fixture.checked(life.id) }
        }
    }

    @Test("callers of the same dispute queue up: each is decided on what the one before left")
    func sameCase() async throws {
        try await EngineFixture.with { fixture in
            let life = try await Life.begin(fixture, at: "2023-07-03T09:00")
            let callers = 24
            let revisions = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<callers {
                    group.addTask {
                        try await persistently {
                            try await fixture.engine.perform(try remedies(life.id, "2023-07-03T10:00"))
                        }.revision
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(revisions.sorted() == Array(2...callers + 1))
            #expect(try await life.stored().revision == callers + 1)
        }
    }

    @Test("who says which revision he saw is never decided on another")
    func expected() async throws {
        try await EngineFixture.with { fixture in
            let life = try await Life.begin(fixture, at: "2023-07-03T09:00")
            let answers = try await withThrowingTaskGroup(of: Result<Receipt, EngineError>.self) { group in
                for minute in 0..<8 {
                    group.addTask {
                        var request = try remedies(life.id, "2023-07-03T10:0\(minute)")
                        request.expected = 1
                        return await fixture.engine.perform([request])[0]
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.compactMap { try? $0.get() }.count == 1)
            for case .failure(let error) in answers {
                guard case .stale(expected: 1, actual: 2) = error else { throw error }
            }
            #expect(try await life.stored().revision == 2)
        }
    }

    @Test("dossier numbers of a body and year have neither gap nor double, whoever asks at the same moment")
    func numbers() async throws {
        try await EngineFixture.with { fixture in
            let callers = 16
            var lives: [Life] = []
            for index in 0..<callers {
                let year = index % 4 == 3 ? "2022" : "2023"
                let life = try await Life.begin(fixture, at: "\(year)-07-03T09:00")
                try await life.act("open", Steps.clerk, "\(year)-07-03T09:10", [.opening(.init(track: "people"))])
                try await life.act("apply", Steps.party(1), "\(year)-07-03T09:11")
                try await life.act("consent", Steps.party(2), "\(year)-07-03T09:12", [.consent(.init(manner: "口头"))])
                lives.append(life)
            }
            let numbers = try await withThrowingTaskGroup(of: DossierNumber?.self) { group in
                for (index, life) in lives.enumerated() {
                    let year = index % 4 == 3 ? "2022" : "2023"
                    group.addTask {
                        let accept = CaseAct("accept", actor: Steps.clerk, at: try Steps.at("\(year)-07-03T10:00"))
                        return try await persistently {
                            try await fixture.engine.perform(Request(id: life.id, commands: [.act(accept)]))
                        }.dispute?.proceedings[0].dossier
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let taken = Dictionary(grouping: numbers.compactMap { $0 }, by: \.year).mapValues {
                $0.map(\.sequence).sorted()
            }
            #expect(taken == [2022: Array(1...4), 2023: Array(1...12)])
            for life in lives { try await fixture.checked(life.id) }
        }
    }

    private func registered(_ count: Int, _ fixture: EngineFixture) async throws -> [Life] {
        var lives: [Life] = []
        for _ in 0..<count { lives.append(try await Life.begin(fixture, at: "2023-07-03T09:00")) }
        return lives
    }
}

/// An act that can be repeated as often as one likes.
private func remedies(_ id: CaseID, _ time: String, key: String? = nil) throws -> Request {
    let act = CaseAct(
        "informRemedies", actor: Steps.clerk, at: try Steps.at(time),
        records: [.remediesNotice(.init(oral: false, content: "可起诉"))])
    return Request(id: id, commands: [.act(act)], key: key)
}

/// Asks again where the engine says that others keep changing the dispute, as it tells its callers to.
private func persistently(_ body: () async throws -> Receipt) async throws -> Receipt {
    while true {
        do {
            return try await body()
        } catch EngineError.busy {
            continue
        }
    }
}
