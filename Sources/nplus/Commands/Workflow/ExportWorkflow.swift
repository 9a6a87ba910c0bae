import ArgumentParser
import Foundation
import Mediation
import SCXML
import Tabular
import Workflow

extension WorkflowCommand {
    /// `nplus workflow export`: a procedure in the notation of another tool.
    struct Export: ParsableCommand {
        enum Format: String, ExpressibleByArgument {
            case scxml
        }

        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "把流程导出为其他工具的格式 / A procedure in the notation of another tool",
            discussion: """
                流程可以是随程序的名称，也可以是 .yaml 文件。
                The procedure is one of the shipped ones by name, or a .yaml file.

                例 / Example: nplus workflow export people --format scxml > people.scxml
                """)

        @Argument(help: "流程或文件 / The procedure, such as people, or a file")
        var workflow: String
        @Option(help: "格式：scxml / Format: scxml")
        var format: Format
        @Option(help: "在这一天施行的版本 / The version in force on this day. 默认最新 / Default: the latest")
        var on: String?

        func run() throws {
            let loaded = try WorkflowReference.load(workflow, on: on)
            switch format {
            case .scxml: Terminal.write(try scxml(loaded), to: .output)
            }
        }

        private func scxml(_ workflow: Workflow) throws -> String {
            do throws(SCXMLDocument.Unwritable) {
                return try SCXMLDocument(workflow).text()
            } catch {
                throw Failure(
                    zh: "SCXML 写不了名称“\(error.name)”，请在流程文件中改名",
                    en: "SCXML cannot hold the name “\(error.name)”; rename it")
            }
        }
    }
}
