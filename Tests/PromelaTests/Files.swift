import Foundation
import Mediation
import Workflow

/// The shipped workflow files.
enum Files {
    static let workflows: [String] = {
        let names = FileManager.default.subpaths(atPath: folder) ?? []
        return names.filter { name in
            name.hasSuffix(".yaml") && !name.hasSuffix(".scenarios.yaml")
                && (try? text(name))?.split(separator: "\n").contains { $0.hasPrefix("workflow: ") } == true
        }.sorted()
    }()

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Workflows").standardized.resolvingSymlinksInPath().path

    static func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    }

    static func load(_ name: String) throws -> Workflow {
        try WorkflowFile.load(try text(name), file: name, vocabulary: .mediation)
    }
}
