import API
import CaseStore
import Mediation
import Postgres
import PostgresServer
import TestSupport
import Testing

@Suite("Readiness tells the truth")
struct ReadinessTests {
    private func withHouse(_ url: String, _ body: (House) async throws -> Void) async throws {
        var looking = PostgresConfiguration.patient(url)
        looking.connectTimeout = .seconds(2)
        looking.startupDeadline = .seconds(1)
        let (client, owner) = (PostgresClient(.patientWriter(url)), PostgresClient(looking))
        let house = House(client: client, owner: owner, rules: try Desk.rules.get(), patience: .seconds(300))
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await body(house))
        } catch {
            outcome = .failure(error)
        }
        await client.close()
        await owner.close()
        try outcome.get()
    }

    private func names(_ house: House) async -> [String] { await house.obstacles().map(\.name) }

    private func ready(_ house: House) async -> (status: Int, text: String) {
        let answer = await API(house: house).respond(to: APIRequest(method: "GET", path: "/ready"))
        return (answer.response.status, String(decoding: answer.response.body, as: UTF8.self))
    }

    @Test("without a database it is not ready, but alive")
    func away() async throws {
        try await withHouse("postgresql://nobody@127.0.0.1:1/none") { house in
            #expect(await names(house) == ["database-away"])
            let (status, text) = await ready(house)
            #expect(status == 503 && !text.contains("127.0.0.1"))
            let alive = await API(house: house).respond(to: APIRequest(method: "GET", path: "/health"))
            #expect(alive.response.status == 200)
            let asked = await API(house: house).respond(
                to: APIRequest(
                    method: "GET", path: "/v1/disputes", fields: ["authorization": "Bearer \(Secret().text)"]))
            #expect(asked.response.status == 503 && asked.code == "not-ready")
        }
    }

    @Test("an empty database lacks its migrations")
    func empty() async throws {
        try await TestDatabase.with { url in
            try await withHouse(url.description) { house in
                #expect(await names(house) == ["migrations-missing"])
                #expect(await ready(house).text.contains("nplus migrate"))
            }
        }
    }

    @Test("a database without a directory is not ready; with one it is, without a restart")
    func directory() async throws {
        try await TestDatabase.with(.store) { url in
            try await withHouse(url.description) { house in
                #expect(await names(house) == ["directory-missing"])
                try await CaseStore(client: house.client, district: Desk.district).save(try Desk.directory())
                #expect(await house.refresh().isEmpty)
                // What was found is kept for a second.
                while await ready(house).status != 200 { try await Task.sleep(for: .milliseconds(100)) }
                house.drain()
                #expect(await names(house) == ["draining"])
            }
        }
    }

    @Test("two districts in one database need a name")
    func districts() async throws {
        try await TestDatabase.with(.desk) { url in
            try await withHouse(url.description) { house in
                try await CaseStore(client: house.client, district: .init(rawValue: 120118)).save(try Desk.directory())
                #expect(await house.refresh().map(\.name) == ["district-unclear"])
                let named = House(
                    client: house.client, owner: house.owner, rules: try Desk.rules.get(), district: Desk.district)
                #expect(await named.refresh().isEmpty)
            }
        }
    }
}
