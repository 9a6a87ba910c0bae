import CaseStore
import Engine
import Foundation
import Mediation
import Postgres
import TestSupport
import Testing

@Suite("What the server refuses, by its code")
struct SQLStateTests {
    /// A line of the table in `docs/reliability.md`.
    struct Answer: Sendable, CustomTestStringConvertible {
        let state: String
        let words: String

        var testDescription: String { "\(state): \(words)" }

        static let page = URL(filePath: #filePath).appending(path: "../../../../docs/reliability.md")
            .standardizedFileURL

        static func all() throws -> [Answer] {
            let text = try String(contentsOf: page, encoding: .utf8)
            guard let begin = text.range(of: "<!-- table: sqlstate -->") else { return [] }
            let table = text[begin.upperBound...].prefix { $0 != "!" }
            return table.split(separator: "\n").dropFirst(2).compactMap { line in
                let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
                return cells.count == 3 ? Answer(state: cells[0], words: cells[2]) : nil
            }
        }
    }

    @Test("is tried again, waited for or told, as the page says", arguments: try Answer.all())
    func answered(answer: Answer) async throws {
        try await TestDatabase.with(.store) { url in
            let owner = PostgresClient(PostgresConfiguration.patient(url))
            try await Self.refuse(answer.state, times: answer.words.hasPrefix("told") ? 1 : 3, owner)
            try await EngineFixture.with(url) { fixture in
                let request = try Self.registration()
                switch answer.words {
                case "tried again", "waited for":
                    let receipt = try await fixture.engine.perform(request)
                    try await fixture.checked(receipt.id)
                default:
                    let error = try await #require(throws: EngineError.self) {
                        try await fixture.engine.perform(request)
                    }
                    guard case .store(let store) = error else { throw error }
                    #expect(answer.words == "told: \(store.code)")
                    #expect(try await fixture.store.client.query("select count(*) from event").only(Int.self) == 0)
                    // Whatever it was, the next caller does not suffer from it.
                    try await fixture.checked(try await fixture.engine.perform(request).id)
                }
                #expect(try await fixture.store.client.query("select count(*) from event").only(Int.self) == 1)
            }
            await owner.close()
        }
    }

    @Test("the page names each that a step can meet")
    func complete() throws {
        let states = Set(try Answer.all().map(\.state))
        for state in [
            "40001", "40P01", "08006", "57P01", "57P03", "25006", "53100", "53200", "53300", "57014", "42P01",
        ] { #expect(states.contains(state), "\(state)") }
    }

    @Test("a server that takes no connections is waited for")
    func closedDoor() async throws {
        try await TestDatabase.with(.store) { url in
            let text = "\(url)"
            // Nobody may close the database that he is in.
            let owner = PostgresClient(
                PostgresConfiguration.patient(text.replacing(#/postgresql:///\w+/#, with: "postgresql:///postgres")))
            let name = try #require(text.firstMatch(of: #/postgresql:///(\w+)/#)).output.1
            try await EngineFixture.with(url) { fixture in
                _ = try await owner.execute(
                    Statement(SQL(trusted: "alter database \(name) allow_connections false")))
                let request = try Self.registration()
                let answer = Task { try await fixture.engine.perform(request) }
                // The writer has been turned away by then, unless the machine is very slow.
                try await Task.sleep(for: .milliseconds(100))
                _ = try await owner.execute(Statement(SQL(trusted: "alter database \(name) allow_connections true")))
                try await fixture.checked(try await answer.value.id)
            }
            await owner.close()
        }
    }

    /// Has the next steps refused with a code.
    private static func refuse(_ state: String, times: Int, _ owner: PostgresClient) async throws {
        let script = """
            create sequence refusals;
            create function refuse() returns trigger language plpgsql security definer as $$
            begin
                if nextval('refusals') <= \(times) then raise exception 'on purpose' using errcode = '\(state)'; end if;
                return new;
            end $$;
            create trigger refuse before insert on event for each row execute function refuse();
            """
        try await owner.withConnection { try await $0.simple(SQL(trusted: script)) }
    }

    private static func registration() throws -> Request {
        Request(
            commands: [.register(Steps.registration(), actor: Steps.clerk, at: try Steps.at("2023-07-03T09:00"))],
            particulars: Steps.persons)
    }
}
