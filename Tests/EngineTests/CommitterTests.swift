import CaseStore
import Engine
import LegalTime
import Mediation
import Postgres
import TestSupport
import Testing

@Suite("Sharing commits")
struct CommitterTests {
    @Test("requests made together are one transaction")
    func together() async throws {
        try await EngineFixture.with { fixture in
            let answers = await fixture.engine.perform(try registrations(100))
            #expect(answers.allSatisfy { (try? $0.get()) != nil })
            let transactions = try await fixture.store.client.query("select count(distinct transaction) from event")
                .only(Int64.self)
            #expect(transactions == 1)
        }
    }

    @Test("several requests for one case in one call are carried out in their order")
    func sameCase() async throws {
        try await EngineFixture.with { fixture in
            let life = try await Life.begin(fixture, at: "2023-07-03T09:00")
            let requests = try (1...5).map { minute in
                Request(
                    id: life.id,
                    commands: [
                        .act(
                            CaseAct(
                                "informRemedies", actor: Steps.clerk, at: try Steps.at("2023-07-03T10:0\(minute)"),
                                records: [.remediesNotice(.init(oral: false, content: "\(minute)"))]))
                    ])
            }
            let revisions = try await fixture.engine.perform(requests).map { try $0.get().revision }
            #expect(revisions == [2, 3, 4, 5, 6])
            try await fixture.checked(life.id)
        }
    }

    @Test("what the database refuses of one request does not touch the others of its batch")
    func refusedByDatabase() async throws {
        try await EngineFixture.with { fixture in
            var requests = try registrations(10)
            // A number too long for the index of numbers, and too irregular to be packed.
            if case .register(var registration, let actor, let at) = requests[4].commands[0] {
                let pieces = (UInt8.min..<150).map { HashAlgorithm.sha256.digest([$0]).hexadecimal }
                registration.registerNumber = pieces.joined()
                requests[4].commands[0] = .register(registration, actor: actor, at: at)
            }
            let answers = await fixture.engine.perform(requests)
            for (index, answer) in answers.enumerated() {
                switch answer {
                case .success(let receipt):
                    #expect(index != 4)
                    try await fixture.checked(receipt.id)
                case .failure(.store(let error)):
                    #expect(index == 4 && error.code == .database)
                case .failure(let error): throw error
                }
            }
            let stored = try await fixture.store.client.query("select count(*) from dispute").only(Int64.self)
            #expect(stored == 9)
        }
    }

    @Test("a text with the null character is refused by name, however it is written beside other escapes")
    func nullCharacter() async throws {
        try await EngineFixture.with { fixture in
            for (title, isRefused) in [("a\u{0}b", true), ("\\\u{0}", true), ("\\u0000", false), ("\u{1}0000", false)] {
                var requests = try registrations(2)
                if case .register(var registration, let actor, let at) = requests[0].commands[0] {
                    registration.title = title
                    requests[0].commands[0] = .register(registration, actor: actor, at: at)
                }
                let answers = await fixture.engine.perform(requests)
                #expect(throws: Never.self) { try answers[1].get() }
                switch answers[0] {
                case .success(let receipt):
                    #expect(!isRefused)
                    try await fixture.checked(receipt.id)
                case .failure(.refused(let refusal)): #expect(isRefused && refusal.code == "null-character")
                case .failure(let error): throw error
                }
            }
        }
    }

    @Test("callers wait while the server ends their writer's connection, and each command is there once")
    func lostConnections() async throws {
        try await EngineFixture.with { fixture in
            let owner = PostgresClient(PostgresConfiguration.patient(fixture.store.client.configuration.url))
            var lives: [CaseID] = []
            for round in 0..<20 {
                // One blow a round, each a little later in it: a server that never lets go would wear out every caller's patience.
                let blow = Task { await endConnections(owner, after: .milliseconds(2 * round)) }
                lives += try await fixture.engine.perform(try registrations(3)).map { try $0.get().id }
                await blow.value
            }
            for id in lives { try await fixture.checked(id) }
            let stored = try await fixture.store.client.query("select count(*) from dispute").only(Int64.self)
            #expect(stored == 60)
            await owner.close()
        }
    }

    private func endConnections(_ owner: PostgresClient, after pause: Duration) async {
        try? await Task.sleep(for: pause)
        _ = try? await owner.query(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()
            """)
    }

    private func registrations(_ count: Int) throws -> [Request] {
        try (0..<count).map { _ in
            Request(
                commands: [.register(Steps.registration(), actor: Steps.clerk, at: try Steps.at("2023-07-03T09:00"))],
                particulars: Steps.persons)
        }
    }
}
