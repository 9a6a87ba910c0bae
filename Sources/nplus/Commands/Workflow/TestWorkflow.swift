import ArgumentParser
import Engine
import Mediation
import Workflow

extension WorkflowCommand {
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
            let workflow = try WorkflowReference.load(workflowFile)
            return (
                workflow, scenarioFile,
                try ScenarioFile.load(try WorkflowReference.read(scenarioFile), file: scenarioFile, for: workflow)
            )
        }
    }
}
