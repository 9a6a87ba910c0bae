import CaseStore
import Engine
import Foundation
import Mediation
import Playback
import Postgres
import PostgresServer
import TestSupport
import Testing
import Workflow

/// The case files of the package, found from this source file.
enum CaseRepository {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Workflows/cases")

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.sorted()
    }()

    static func page() throws -> String {
        try String(
            contentsOf: folder.appending(path: "../../docs/real-cases.md").standardizedFileURL, encoding: .utf8)
    }

    static func file(_ name: String) throws -> CaseFile {
        try CaseFile.read(String(contentsOf: folder.appending(path: name), encoding: .utf8), file: name)
    }
}

@Suite("Published cases, from the first door to the last")
struct RealCaseTests {
    @Test("a case goes as its file says, through the store", arguments: CaseRepository.names)
    func play(name: String) async throws {
        let file = try CaseRepository.file(name)
        try await TestDatabase.with(.store) { url in
            let client = PostgresClient(PostgresConfiguration.patient(url.description))
            let outcome: Result<Void, any Error>
            do {
                outcome = .success(try await play(file, client))
            } catch {
                outcome = .failure(error)
            }
            await client.close()
            try outcome.get()
        }
    }

    private func play(_ file: CaseFile, _ client: PostgresClient) async throws {
        let store = CaseStore(client: client, district: file.district)
        let engine = Engine(
            store: store,
            decider: Decider(
                library: try Shipped.library().reachingBack(), calendar: try Shipped.calendar(),
                directory: file.directory))
        let outcome = try await CasePlayer(engine).play(file)
        for failure in outcome.failures { Issue.record("\(failure)") }
        // What is stored is the fold of an unbroken chain.
        let stored = try #require(try await store.load([outcome.id])[outcome.id]).dispute
        #expect(stored == outcome.dispute)
        #expect(EventChain.fault(in: outcome.history, district: file.district, id: outcome.id) == nil)
        let folded = Dispute.fold(
            id: outcome.id, district: file.district, events: outcome.history.map(\.event))
        #expect(folded == stored)
        for length in outcome.history.indices {
            let events = outcome.history[...length].map(\.event)
            expectShortWriting(of: events[length])
            if let dispute = Dispute.fold(id: outcome.id, district: file.district, events: events) {
                try expectShortCoding(of: dispute)
            }
        }
        // Every person named in the file is kept beside the history.
        let persons = try await store.persons(of: outcome.id)
        if outcome.failures.isEmpty {
            #expect(
                try CaseRepository.page().contains(CaseBook.row(file, outcome)),
                "docs/real-cases.md is stale: nplus case play --book > docs/real-cases.md")
            #expect(try CaseRepository.page().contains(CaseBook.lesson(file)))
        }
        for party in stored.parties { #expect(persons[party.number]?.name.isEmpty == false, "party \(party.number)") }
    }

    @Test("every file names its source, and says what it chose", arguments: CaseRepository.names)
    func provenance(name: String) throws {
        let file = try CaseRepository.file(name)
        let provenance = try #require(file.provenance)
        #expect(!provenance.chosen.isEmpty)
        #expect(file.steps.count >= 5)
    }

    @Test("there are twenty-three of them")
    func count() {
        #expect(CaseRepository.names.count == 23)
    }
}
