import ArgumentParser
import Engine
import Foundation
import LegalTime
import Mediation
import Tabular
import Workflow

/// `nplus workflow`: the procedures, as files.
struct WorkflowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workflow",
        abstract: "流程：列表、内容、情景测试 / The procedures: list, show, test",
        discussion: """
            不需要数据库。
            Needs no database.

            例 / Examples:
              nplus workflow list
              nplus workflow show people
              nplus workflow test
              nplus workflow test my.yaml my.scenarios.yaml
            """,
        subcommands: [List.self, Show.self, Test.self])
}

extension WorkflowCommand {
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "列出全部流程及版本 / All procedures and their versions",
            discussion: "例 / Example: nplus workflow list --output json")

        @Option(help: ArgumentHelp("输出格式 / Output: table, json, csv", valueName: "format"))
        var output: OutputFormat = .table

        func run() throws {
            let listing = Listing(
                columns: [
                    .init("id", "流程"), .init("title", "名称"), .init("kind", "种类"), .init("from", "施行"),
                    .init("until", "废止"), .init("states", "状态数", .right), .init("acts", "步骤数", .right),
                ],
                rows: try Shipped.library().all.map { workflow in
                    [
                        .text(workflow.id), .text(workflow.title.description), .text(workflow.kind.rawValue),
                        .text(workflow.from.description), .text(workflow.until?.description),
                        .integer(workflow.states.count), .integer(workflow.acts.count),
                    ]
                })
            print(listing.rendered(as: output, width: Terminal.width(.output)), terminator: "")
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "显示流程的状态、步骤、期限和依据 / States, acts, clocks and articles of a procedure",
            discussion: "例 / Example: nplus workflow show judicial --on 2023-06-01")

        @Argument(help: "流程 / The procedure, such as people")
        var id: String
        @Option(help: "在这一天施行的版本 / The version in force on this day. 默认最新 / Default: the latest")
        var on: String?

        func run() throws {
            let library = try Shipped.library()
            let day = try on.map(ParsedDay.read)
            let found = day.map { library.inForce(id, on: $0) } ?? library.versions(of: id).last
            guard let workflow = found else {
                throw Failure(
                    zh: "没有流程「\(id)」\(on.map { "在 \($0) 施行" } ?? "")。现有：\(library.ids.joined(separator: "、"))",
                    en:
                        "no procedure '\(id)'\(on.map { " in force on \($0)" } ?? ""); there are \(library.ids.joined(separator: ", "))"
                )
            }
            print(WorkflowText(workflow).text)
        }
    }

    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "test", abstract: "运行情景 / Play the scenarios",
            discussion: """
                不给文件时运行随程序的全部情景；给出一个流程文件和它的情景文件时运行它们。
                Without files all shipped scenarios; else a workflow file and its scenarios.

                例 / Example: nplus workflow test my.yaml my.scenarios.yaml
                """)

        @Argument(help: "流程文件和情景文件 / A workflow file and its scenario file")
        var files: [String] = []

        func run() throws {
            guard files.isEmpty || files.count == 2 else {
                throw ValidationError("请给出流程文件和情景文件 / name the workflow file and its scenarios")
            }
            let pairs = files.isEmpty ? try shipped() : [try own(files[0], files[1])]
            let calendar = try Shipped.calendar()
            var failed = 0
            var played = 0
            for (workflow, file, scenarios) in pairs {
                for result in ScenarioRunner(workflow, calendar: calendar).run(scenarios) {
                    played += 1
                    guard !result.passed else { continue }
                    failed += 1
                    print("✗ \(file)：\(result.scenario.name)")
                    for failure in result.failures { print("  \(failure)") }
                }
            }
            print("\(played) 个情景，\(failed) 个失败 / \(played) scenarios, \(failed) failed")
            if failed > 0 { throw ExitCode(1) }
        }

        private typealias Pair = (workflow: Workflow, file: String, scenarios: [Scenario])

        private func shipped() throws -> [Pair] {
            let workflows = try Dictionary(
                uniqueKeysWithValues: Shipped.workflowFiles.map { file in
                    (file.path, try WorkflowFile.load(file.text, file: file.path, vocabulary: .mediation))
                })
            return try Shipped.scenarioFiles.map { file in
                let path = file.path.replacing(".scenarios.yaml", with: ".yaml")
                guard let workflow = workflows[path] else {
                    throw Failure(zh: "\(file.path) 没有对应的流程文件", en: "\(file.path) has no workflow beside it")
                }
                return (
                    workflow, file.path, try ScenarioFile.load(file.text, file: file.path, for: workflow)
                )
            }
        }

        private func own(_ workflowFile: String, _ scenarioFile: String) throws -> Pair {
            func text(_ path: String) throws -> String {
                guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                    throw Failure(zh: "读不到 UTF-8 文件 \(path)", en: "cannot read \(path) as UTF-8 text")
                }
                return text
            }
            let workflow = try WorkflowFile.load(
                try text(workflowFile), file: workflowFile, vocabulary: .mediation)
            return (
                workflow, scenarioFile,
                try ScenarioFile.load(try text(scenarioFile), file: scenarioFile, for: workflow)
            )
        }
    }
}
