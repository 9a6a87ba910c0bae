import Foundation
import LegalTime
import Mediation
import Workflow

/// The workflow files of the package, found from this source file.
enum Shipped {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Workflows")

    /// `pipeline.yaml` and every file of `tracks` that is not one of scenarios, sorted.
    static let names: [String] = {
        let tracks = (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "tracks").path)) ?? []
        return ["pipeline.yaml"]
            + tracks.filter { $0.hasSuffix(".yaml") && !$0.hasSuffix(".scenarios.yaml") }.sorted().map {
                "tracks/\($0)"
            }
    }()

    /// The tracks that the pipeline opens: all but the one it opens by name.
    static let tracks = names.filter { $0 != "pipeline.yaml" && $0 != "tracks/confirmation.yaml" }

    static func text(of name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    static func workflow(_ name: String) throws -> Workflow {
        try WorkflowFile.load(text(of: name), file: name, vocabulary: .mediation)
    }

    /// The source of a workflow without its properties.
    static func head(of workflow: Workflow) -> String {
        workflow.source.components(separatedBy: "\nproperties:")[0]
    }
}
