import Engine
import Foundation
import Mediation
import Workflow

/// The procedures that arguments of a command name.
enum Procedures {
    /// - Parameter names: ids (every version of each), or paths of workflow files; none stands for all that are shipped.
    static func chosen(_ names: [String]) throws -> [Workflow] {
        let library = try Shipped.library()
        guard !names.isEmpty else { return library.all }
        return try names.flatMap { name -> [Workflow] in
            let versions = library.versions(of: name)
            guard versions.isEmpty else { return versions }
            guard name.contains("."), let text = try? String(contentsOfFile: name, encoding: .utf8) else {
                throw Failure(
                    zh: "没有流程或文件「\(name)」。现有流程：\(library.ids.joined(separator: "、"))",
                    en: "no procedure or file '\(name)'; there are \(library.ids.joined(separator: ", "))")
            }
            return [try WorkflowFile.load(text, file: name, vocabulary: .mediation)]
        }
    }

    /// The scenarios beside a workflow: those shipped with it, or those in the folder of its file.
    ///
    /// - Parameter names: what the workflows were chosen by.
    static func scenarios(of workflow: Workflow, among names: [String]) -> String? {
        if let file = Shipped.workflowFiles.first(where: { $0.text == workflow.source }) {
            let path = beside(file.path)
            return Shipped.scenarioFiles.first { $0.path == path }?.text
        }
        let path = names.first { (try? String(contentsOfFile: $0, encoding: .utf8)) == workflow.source }
        return path.flatMap { try? String(contentsOfFile: beside($0), encoding: .utf8) }
    }

    private static func beside(_ path: String) -> String { path.replacing(".yaml", with: ".scenarios.yaml") }
}
