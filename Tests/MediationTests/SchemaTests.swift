import Foundation
import Mediation
import Testing
import Workflow

@Suite("The schemas for editors")
struct SchemaTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/schema")

    @Test("are written from the grammar of the loader", arguments: FileSchema.File.allCases)
    func upToDate(file: FileSchema.File) throws {
        let name = "\(file.rawValue).schema.json"
        let written = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
        let schema = FileSchema(file, vocabulary: .mediation).json
        #expect(written == schema, "nplus workflow schema \(file.rawValue) --out docs/schema/\(name)")
    }

    @Test("accept every shipped workflow file", arguments: WorkflowRepository.names)
    func workflows(name: String) throws {
        let schema = try Schema(FileSchema(.workflow, vocabulary: .mediation).json)
        let faults = schema.faults(in: try value(WorkflowRepository.workflow(name).json))
        #expect(faults.isEmpty, "\(faults.prefix(5))")
    }

    @Test("accept every shipped scenario file", arguments: WorkflowRepository.names)
    func scenarios(name: String) throws {
        let schema = try Schema(FileSchema(.scenarios, vocabulary: .mediation).json)
        let text = try WorkflowRepository.text(of: name.replacing(".yaml", with: ".scenarios.yaml"))
        let faults = schema.faults(in: try value(JSONForm.json(ofYAML: text)))
        #expect(faults.isEmpty, "\(faults.prefix(5))")
    }

    @Test(
        "refuse what the loader refuses for its shape",
        arguments: [
            ("kind: track", "kind: tracks"), ("inForce: { from: 2020-01-01 }", "inForce: { from: 1.1.2020 }"),
            ("by: clerk", "by: clark"), ("law: 人民调解法 §17", "lax: 人民调解法 §17"), ("length: 30 days", "length: 30"),
            ("boolean: true", "boolean: false"), ("final: true", "final: maybe"), ("counter: 3", "counter: 0"),
            ("papers: notice.rights", "papers: notice.right"), ("history: deep", "history: all"),
            ("en: Small }", "english: Small }"),
        ])
    func agreement(right: String, wrong: String) throws {
        let schema = try Schema(FileSchema(.workflow, vocabulary: .mediation).json)
        #expect(Self.small.contains(right))
        #expect(schema.faults(in: try value(JSONForm.json(ofYAML: Self.small))).isEmpty)
        let broken = Self.small.replacing(right, with: wrong)
        #expect(!schema.faults(in: try value(JSONForm.json(ofYAML: broken))).isEmpty)
        let read = WorkflowFile.read(broken, file: "small.yaml", vocabulary: .mediation)
        #expect(read.workflow == nil)
    }

    @Test("the file as JSON loads as the same workflow", arguments: WorkflowRepository.names)
    func json(name: String) throws {
        let workflow = try WorkflowRepository.workflow(name)
        let again = try WorkflowFile.load(workflow.json, file: name, vocabulary: .mediation)
        #expect(again.states.map(\.id) == workflow.states.map(\.id))
        #expect(WorkflowDifference(from: workflow, to: again).isEmpty)
    }

    private func value(_ json: String) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(json.utf8))
    }

    private static let small = """
        workflow: small
        kind: track
        title: { zh: 小例, en: Small }
        inForce: { from: 2020-01-01 }
        facts:
          told: { boolean: true }
          sessions: { counter: 3 }
        clocks:
          limit: { length: 30 days, title: { zh: 期限, en: Limit } }
        states:
          open:
            clock: limit
            on:
              tell: { by: clerk, set: { told: true }, papers: notice.rights, law: 人民调解法 §17 }
              count: { by: mediator, set: { sessions: +1 } }
              end: { to: closed, by: clerk }
            states:
              here: { on: { go: { to: there, by: clerk } } }
              there: {}
              back: { history: deep }
          closed: { final: true, outcome: succeeded }
        """
}

/// A validator of the part of JSON Schema that our schemas use. What it does not know is a fault, so that nothing passes unread.
private struct Schema {
    private let root: [String: Any]

    init(_ json: String) throws {
        root = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    }

    func faults(in value: Any) -> [String] { faults(in: value, root, "") }

    private func faults(in value: Any, _ schema: [String: Any], _ place: String) -> [String] {
        schema.sorted { $0.key < $1.key }.flatMap { key, rule in
            check(value, key, rule, schema, place)
        }
    }

    private func check(_ value: Any, _ key: String, _ rule: Any, _ schema: [String: Any], _ place: String) -> [String] {
        switch (key, rule) {
        case ("$schema", _), ("title", _), ("description", _), ("definitions", _): return []
        case ("$ref", let name as String):
            let parts = name.split(separator: "/").dropFirst().map(String.init)
            let found = (root[parts[0]] as? [String: Any])?[parts[1]] as? [String: Any]
            return found.map { faults(in: value, $0, place) } ?? ["\(place): no \(name)"]
        case ("type", let name as String): return isA(value, name) ? [] : ["\(place): not \(name)"]
        case ("type", let names as [String]):
            return names.contains { isA(value, $0) } ? [] : ["\(place): none of \(names)"]
        case ("enum", let words as [String]):
            return (value as? String).map(words.contains) == true ? [] : ["\(place): \(value) is no such word"]
        case ("const", let wanted as Bool):
            return isA(value, "boolean") && value as? Bool == wanted ? [] : ["\(place): not \(wanted)"]
        case ("pattern", let pattern as String):
            guard let text = value as? String else { return [] }
            return text.range(of: pattern, options: .regularExpression) != nil ? [] : ["\(place): \(text)"]
        case ("minimum", let least as Int):
            return (value as? Int).map { $0 >= least } ?? true ? [] : ["\(place): too small"]
        case ("maximum", let most as Int):
            return (value as? Int).map { $0 <= most } ?? true ? [] : ["\(place): too large"]
        case ("minProperties", let least as Int):
            return (value as? [String: Any]).map { $0.count >= least } ?? true ? [] : ["\(place): too few"]
        case ("required", let names as [String]):
            guard let object = value as? [String: Any] else { return [] }
            return names.filter { object[$0] == nil }.map { "\(place): lacks \($0)" }
        case ("properties", let members as [String: [String: Any]]):
            guard let object = value as? [String: Any] else { return [] }
            return members.sorted { $0.key < $1.key }.flatMap { name, rule in
                object[name].map { faults(in: $0, rule, "\(place)/\(name)") } ?? []
            }
        case ("additionalProperties", let isAllowed as Bool) where !isAllowed:
            let known = (schema["properties"] as? [String: Any]) ?? [:]
            guard let object = value as? [String: Any] else { return [] }
            return object.keys.sorted().filter { known[$0] == nil }.map { "\(place): unknown \($0)" }
        case ("additionalProperties", let rule as [String: Any]):
            guard let object = value as? [String: Any] else { return [] }
            return object.sorted { $0.key < $1.key }.flatMap { faults(in: $0.value, rule, "\(place)/\($0.key)") }
        case ("items", let rule as [String: Any]):
            guard let list = value as? [Any] else { return [] }
            return list.enumerated().flatMap { faults(in: $0.element, rule, "\(place)/\($0.offset)") }
        case ("anyOf", let rules as [[String: Any]]):
            let all = rules.map { faults(in: value, $0, place) }
            return all.contains(where: \.isEmpty) ? [] : all.min { $0.count < $1.count } ?? []
        default: return ["\(place): the validator does not know \(key)"]
        }
    }

    private func isA(_ value: Any, _ type: String) -> Bool {
        let isFlag = (value as? NSNumber).map { String(cString: $0.objCType) == "c" } ?? false
        return switch type {
        case "object": value is [String: Any]
        case "array": value is [Any]
        case "string": value is String
        case "boolean": isFlag
        case "integer": !isFlag && value is Int
        default: false
        }
    }
}
