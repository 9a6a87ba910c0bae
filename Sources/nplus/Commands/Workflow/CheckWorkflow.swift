import ArgumentParser
import Mediation
import Tabular
import Workflow

extension WorkflowCommand {
    /// `nplus workflow check`: what is wrong with files, where and what to write instead.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "检查流程文件和情景文件 / Check workflow and scenario files",
            discussion: """
                每个问题写明文件、行、列、原因和最接近的有效名称。情景文件（*.scenarios.yaml）对照其旁边的流程文件检查。
                Tells for each problem the file, line, column, reason and nearest valid name. A scenario file
                (*.scenarios.yaml) is checked against the workflow beside it.

                退出码 / Exit codes: 0 无错误 / no errors; 1 有错误 / errors; 2 读不到文件 / a file cannot be read.

                例 / Example: nplus workflow check my.yaml my.scenarios.yaml
                """)

        @Argument(help: "文件 / Files")
        var files: [String]

        func validate() throws {
            if files.isEmpty { throw ValidationError("请给出文件 / name the files") }
        }

        func run() throws {
            var errors = 0
            var unreadable = 0
            for file in files {
                guard let text = try? WorkflowReference.read(file) else {
                    Terminal.write("读不到 UTF-8 文件 \(file)\ncannot read \(file) as UTF-8 text\n", to: .error)
                    unreadable += 1
                    continue
                }
                let found = diagnostics(of: text, file)
                for diagnostic in found { print(diagnostic) }
                errors += found.count { $0.severity == .error }
                let warnings = found.count { $0.severity == .warning }
                if found.isEmpty {
                    print("✓ \(file)")
                } else {
                    print(
                        "✗ \(file)：\(found.count - warnings) 个错误，\(warnings) 个警告 / \(found.count - warnings) errors, \(warnings) warnings"
                    )
                }
            }
            if unreadable > 0 { throw ExitCode(2) }
            if errors > 0 { throw ExitCode(1) }
        }

        private func diagnostics(of text: String, _ file: String) -> [Diagnostic] {
            guard file.hasSuffix(".scenarios.yaml") else {
                return WorkflowFile.read(text, file: file, vocabulary: .mediation).diagnostics
            }
            let beside = file.replacing(".scenarios.yaml", with: ".yaml")
            guard let workflowText = try? WorkflowReference.read(beside) else {
                return [
                    Diagnostic(
                        file: file, position: Position(line: 1, column: 1), severity: .error,
                        message: Bilingual(
                            zh: "旁边没有流程文件 \(beside)", en: "there is no workflow file \(beside) beside it"),
                        expected: nil,
                        nearest: nil)
                ]
            }
            do {
                let workflow = try WorkflowFile.load(workflowText, file: beside, vocabulary: .mediation)
                _ = try ScenarioFile.load(text, file: file, for: workflow)
                return []
            } catch {
                return error.diagnostics
            }
        }
    }
}
