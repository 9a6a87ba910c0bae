import ArgumentParser
import Mediation
import Picture
import Promela
import SCXML
import Tabular
import Workflow

extension WorkflowCommand {
    /// `nplus workflow export`: a procedure in the notation of another tool.
    struct Export: ParsableCommand {
        enum Format: String, CaseIterable, ExpressibleByArgument {
            case yaml, json, scxml, promela, mermaid, dot, svg
        }

        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "把流程导出为其他工具的格式 / A procedure in the notation of another tool",
            discussion: """
                流程可以是随程序的名称，也可以是 .yaml 文件。
                yaml 为文件原文，json 内容相同；scxml 为 W3C 状态图；promela 供 SPIN 检验；
                mermaid、dot、svg 为图。
                The procedure is one of the shipped ones by name, or a .yaml file. yaml is the file as
                it stands, json says the same; scxml is the W3C's; promela is a model for SPIN;
                mermaid, dot and svg are pictures.

                例 / Examples:
                  nplus workflow export people --format scxml > people.scxml
                  nplus workflow export judicial@2023-06-01 --format json
                """)

        @Argument(help: "流程、流程@日期或文件 / A procedure, one on a day, or a file: people, judicial@2023-06-01, my.yaml")
        var workflow: String
        @Option(help: "格式 / Format")
        var format: Format
        @Option(help: "Promela 模型的当事人数 / Parties of a Promela model")
        var parties: Int = 2
        @Option(help: "在这一天施行的版本 / The version in force on this day. 默认最新 / Default: the latest")
        var on: String?

        func validate() throws {
            guard (1...6).contains(parties) else {
                throw ValidationError("当事人数须为 1 至 6 / between 1 and 6 parties")
            }
        }

        func run() throws {
            Terminal.write(try text(of: try WorkflowReference.load(workflow, on: on)), to: .output)
        }

        private func text(of workflow: Workflow) throws -> String {
            switch format {
            case .yaml: workflow.source
            case .json: workflow.json
            case .scxml: try scxml(workflow)
            case .promela:
                try PromelaModel(
                    workflow, members: workflow.memberRole == nil ? 0 : parties, checksProperties: true
                ).text
            case .mermaid: Diagram(of: workflow).mermaid
            case .dot: Diagram(of: workflow).dot
            case .svg: Picture(of: Diagram(of: workflow)).svg
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
