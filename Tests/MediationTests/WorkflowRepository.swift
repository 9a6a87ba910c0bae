import Foundation
import LegalTime
import Mediation
import Workflow

/// The workflow files of the package, found from this source file.
enum WorkflowRepository {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Workflows")

    /// `pipeline.yaml`, `dossier.yaml` and every file of `tracks` that is not one of scenarios, sorted.
    static let names: [String] = {
        let tracks = (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "tracks").path)) ?? []
        return ["pipeline.yaml", "dossier.yaml"]
            + tracks.filter { $0.hasSuffix(".yaml") && !$0.hasSuffix(".scenarios.yaml") }.sorted().map {
                "tracks/\($0)"
            }
    }()

    /// The files of `routing`, sorted.
    static let routing: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "routing").path)) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.sorted().map { "routing/\($0)" }
    }()

    /// The ids of the tracks that files of this package describe.
    static func tracks() throws -> [String] {
        try names.map(workflow).filter { $0.kind == .track }.map(\.id)
    }

    static func text(of name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    static func workflow(_ name: String) throws -> Workflow {
        try WorkflowFile.load(text(of: name), file: name, vocabulary: .mediation)
    }

    /// The scenarios in the file beside a workflow's.
    static func scenarios(of workflow: Workflow, in name: String) throws -> [Scenario] {
        let beside = name.replacing(".yaml", with: ".scenarios.yaml")
        return try ScenarioFile.load(text(of: beside), file: beside, for: workflow)
    }

    static func calendar() throws -> WorkingCalendar {
        let name = "calendars/china.yaml"
        return try CalendarFile.calendar(of: [(name: name, text: text(of: name))])
    }
}
