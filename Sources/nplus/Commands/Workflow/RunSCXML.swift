import ArgumentParser
import Foundation
import SCXML
import Statechart
import Tabular
import Workflow

extension WorkflowCommand {
    /// `nplus workflow run-scxml`: runs an SCXML document line by line, so that it can be tried from outside.
    struct RunSCXML: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "run-scxml",
            abstract: "运行一个 SCXML 文件 / Run an SCXML document",
            discussion: """
                开始时、每读一行脚本后，向标准输出写一行 JSON：活动的原子状态（按 id 排序），是否已终结。
                At the start and after each line of the script, standard output gets one line of JSON: the active
                atomic states, sorted by id, and whether the document has ended. Nothing else goes there.

                脚本的行 / Lines of the script:
                  {"event":"NAME"}                                外来事件 / an event from outside
                  {"advance":"200ms"}                             时间过去（虚拟时钟） / time passes, on a virtual clock
                  {"event":"NAME","member":0,"facts":{"F":true}}  数据模型 nplus-facts 另可带成员和事实 / a member, facts

                退出码 / Exit codes: 0 脚本读完 / end of the script; 2 文件不能载入 / the document does not load;
                3 脚本的行有误 / a malformed line; 4 文件无休止地循环 / the document goes round for ever.

                例 / Example: echo '{"event":"go"}' | nplus workflow run-scxml chart.scxml --script -
                """)

        @Argument(help: "SCXML 文件 / The document")
        var file: String
        @Option(help: "脚本文件，- 为标准输入 / The script, - for standard input")
        var script: String = "-"
        @Option(help: "成员数（数据模型 nplus-facts） / Members, in the data model nplus-facts")
        var members: Int = 0

        func validate() throws {
            guard (0...255).contains(members) else {
                throw ValidationError("--members 应为 0–255 / must be 0–255")
            }
        }

        func run() throws {
            let chart = try load()
            let lines = try scriptLines()
            do {
                var session = try SCXMLSession(chart, members: members)
                tell(&session)
                var number = 0
                while let line = lines() {
                    number += 1
                    if line.allSatisfy(\.isWhitespace) { continue }
                    try perform(try read(line, number), on: &session, chart, number)
                    tell(&session)
                }
            } catch is SCXMLSession.Endless {
                Terminal.write(
                    "\(file)：错误：状态图无休止地循环，已停止\n    error: the chart goes round for ever; stopped\n", to: .error)
                throw ExitCode(4)
            }
        }

        // MARK: Document

        private func load() throws -> Chart {
            guard let data = FileManager.default.contents(atPath: file) else {
                Terminal.write("读不到文件 \(file)\ncannot read the file \(file)\n", to: .error)
                throw ExitCode(2)
            }
            let result = SCXMLDocument.read(Array(data), file: file)
            for diagnostic in result.diagnostics { Terminal.write("\(diagnostic)\n", to: .error) }
            guard let chart = result.chart else { throw ExitCode(2) }
            return chart
        }

        private func tell(_ session: inout SCXMLSession) {
            for notice in session.takeNotices() {
                switch notice {
                case .log(let text): Terminal.write("log: \(text)\n", to: .error)
                case .failure(let event): Terminal.write("\(event)\n", to: .error)
                }
            }
            // Ids are names of XML, which JSON writes as they are.
            let names = session.configuration.map { "\"\($0)\"" }.joined(separator: ",")
            Terminal.write("{\"configuration\":[\(names)],\"final\":\(session.isFinal)}\n", to: .output)
        }

        // MARK: Script

        private func scriptLines() throws -> () -> String? {
            guard script != "-" else { return { readLine() } }
            guard let text = try? String(contentsOfFile: script, encoding: .utf8) else {
                Terminal.write("读不到 UTF-8 文件 \(script)\ncannot read \(script) as UTF-8 text\n", to: .error)
                throw ExitCode(3)
            }
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
            return { lines.popFirst() }
        }

        private func read(_ line: String, _ number: Int) throws -> ScriptLine {
            do {
                return try JSONDecoder().decode(ScriptLine.self, from: Data(line.utf8))
            } catch {
                throw malformed(number)
            }
        }

        private func perform(
            _ line: ScriptLine, on session: inout SCXMLSession, _ chart: Chart, _ number: Int
        ) throws {
            switch line {
            case .advance(let duration):
                try session.advance(by: duration)
            case .event(let name, let member, let facts):
                var inputs: [Input] = []
                for (fact, value) in facts.sorted(by: { $0.key < $1.key }) {
                    guard let input = try? chart.input(fact, value) else { throw malformed(number) }
                    inputs.append(input)
                }
                if let member, !(0..<members).contains(member) { throw malformed(number) }
                try session.send(name, member: member, inputs: inputs)
            }
        }

        private func malformed(_ number: Int) -> ExitCode {
            Terminal.write(
                """
                脚本第 \(number) 行有误；应为 {"event":"NAME"} 或 {"advance":"200ms"}
                line \(number) of the script is malformed; expected {"event":"NAME"} or {"advance":"200ms"}\n
                """, to: .error)
            return ExitCode(3)
        }
    }
}

/// One line of the script.
private enum ScriptLine: Decodable {
    case event(String, member: Int?, facts: [String: FactValue])
    case advance(VirtualDuration)

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        let names = Set(fields.allKeys.map(\.stringValue))
        func fail() -> DecodingError {
            .dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not a line of a script"))
        }
        if names == ["advance"] {
            let text = try fields.decode(String.self, forKey: Key(stringValue: "advance"))
            guard let duration = VirtualDuration(text) else { throw fail() }
            self = .advance(duration)
            return
        }
        guard names.contains("event"), names.isSubset(of: ["event", "member", "facts"]) else { throw fail() }
        let name = try fields.decode(String.self, forKey: Key(stringValue: "event"))
        guard EventDescriptor.isEventName(name) else { throw fail() }
        let facts = try fields.decodeIfPresent([String: Value].self, forKey: Key(stringValue: "facts")) ?? [:]
        self = .event(
            name, member: try fields.decodeIfPresent(Int.self, forKey: Key(stringValue: "member")),
            facts: facts.mapValues(\.value))
    }

    /// A value of a fact: `true`, `2` or `"given"`.
    private struct Value: Decodable {
        let value: FactValue

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let flag = try? container.decode(Bool.self) {
                value = .boolean(flag)
            } else if let number = try? container.decode(Int.self) {
                value = .number(number)
            } else {
                value = .symbol(try container.decode(String.self))
            }
        }
    }
}
