import LegalTime
import Testing

@testable import Workflow

@Suite("Versions by date")
struct WorkflowLibraryTests {
    private func version(_ from: String, _ until: String? = nil, id: String = "court", states: String = "{ a: {} }")
        throws -> Workflow
    {
        let text = """
            workflow: \(id)
            kind: track
            title: { zh: 例, en: Example }
            inForce: { from: \(from)\(until.map { ", until: \($0)" } ?? "") }
            states: \(states)
            """
        return try WorkflowFile.load(text, file: "court.yaml", vocabulary: Example.vocabulary)
    }

    @Test("a day has the version that is in force on it")
    func inForce() throws {
        let library = try WorkflowLibrary([
            version("2025-01-01"), version("2022-01-01", "2024-12-31"), version("2011-01-01", id: "people"),
        ])
        #expect(library.ids == ["court", "people"])
        #expect(library.versions(of: "court").map(\.from.year) == [2022, 2025])
        let expected: [(String, Int?)] = [
            ("2021-12-31", nil), ("2022-01-01", 2022), ("2024-12-31", 2022), ("2025-01-01", 2025), ("2030-01-01", 2025),
        ]
        for (day, year) in expected {
            let version = library.inForce("court", on: try Example.day(day))
            #expect(version?.from.year == year, "\(day)")
        }
        let first = try Example.day("2022-01-01")
        #expect(library.inForce("labour", on: first) == nil)
        #expect(library.workflow("court", version: first) != nil)
        #expect(library.workflow("court", version: first.adding(days: 1)) == nil)
        #expect(library.all.count == 3)
    }

    @Test("two versions in force on one day are an error", arguments: ["2025-01-01", "2025-06-01", nil])
    func overlap(until: String?) throws {
        let versions = [try version("2022-01-01", until), try version("2025-01-01")]
        let error = #expect(throws: LibraryError.self) { try WorkflowLibrary(versions) }
        #expect(error?.problems == [.overlap(versions[0].version, versions[1].version)])
    }

    @Test("an invoked workflow must be there")
    func invoked() throws {
        let pipeline = try version("2011-01-01", id: "life", states: "{ a: { invoke: track }, b: { invoke: court } }")
        let error = #expect(throws: LibraryError.self) { try WorkflowLibrary([pipeline]) }
        #expect(error?.problems == [.missing(invoked: "court", by: pipeline.version, state: "b")])
        #expect(throws: Never.self) { try WorkflowLibrary([pipeline, version("2011-01-01")]) }
    }
}
