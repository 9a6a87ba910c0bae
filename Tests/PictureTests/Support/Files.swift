import Foundation
import Mediation
import Picture
import Synchronization
import Workflow

/// The workflow files of the package, found from this source file.
enum Files {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Workflows")

    /// The pipeline, the dossier and every track, sorted.
    static let names: [String] = {
        let tracks = (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "tracks").path)) ?? []
        return ["pipeline.yaml", "dossier.yaml"]
            + tracks.filter { $0.hasSuffix(".yaml") && !$0.hasSuffix(".scenarios.yaml") }.sorted().map {
                "tracks/\($0)"
            }
    }()

    private static let pictures = Mutex<[String: Picture]>([:])

    /// The picture of a workflow, drawn once for all tests that look at it: drawing is what takes long.
    static func picture(_ name: String) throws -> Picture {
        if let drawn = pictures.withLock({ $0[name] }) { return drawn }
        let picture = Picture(of: Diagram(of: try workflow(name)))
        pictures.withLock { $0[name] = picture }
        return picture
    }

    static func workflow(_ name: String) throws -> Workflow {
        try workflow(text: String(contentsOf: folder.appending(path: name), encoding: .utf8), name)
    }

    static func workflow(text: String, _ name: String = "test.yaml") throws -> Workflow {
        try WorkflowFile.load(text, file: name, vocabulary: .mediation)
    }
}
