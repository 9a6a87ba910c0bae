import Yams

extension Workflow {
    /// The file as JSON, its keys in the order of the file. JSON is YAML: what this gives loads as the same workflow.
    package var json: String { JSONForm.json(ofYAML: source) }
}

/// YAML written as JSON.
package enum JSONForm {
    /// Plain `true`, `false` and whole numbers stay what they are; everything else is a text. What is no YAML is `null`.
    package static func json(ofYAML text: String) -> String {
        guard let node = try? Yams.compose(yaml: text) else { return "null\n" }
        var json = ""
        write(node, to: &json, indent: 0)
        return json + "\n"
    }

    private static func write(_ node: Node, to text: inout String, indent: Int) {
        let margin = String(repeating: "  ", count: indent + 1)
        let end = String(repeating: "  ", count: indent)
        switch node {
        case .scalar(let scalar): text += literal(scalar)
        case .sequence(let sequence):
            guard !sequence.isEmpty else { return text += "[]" }
            text += "[\n"
            for (place, element) in sequence.enumerated() {
                text += margin
                write(element, to: &text, indent: indent + 1)
                text += place + 1 < sequence.count ? ",\n" : "\n"
            }
            text += end + "]"
        case .mapping(let mapping):
            guard !mapping.isEmpty else { return text += "{}" }
            text += "{\n"
            for (place, pair) in mapping.enumerated() {
                text += margin + JSONText.quoted(pair.key.scalar?.string ?? "") + ": "
                write(pair.value, to: &text, indent: indent + 1)
                text += place + 1 < mapping.count ? ",\n" : "\n"
            }
            text += end + "}"
        case .alias: text += "null"
        }
    }

    private static func literal(_ scalar: Node.Scalar) -> String {
        let isPlain = scalar.style == .plain || scalar.style == .any
        let isNumber = Int(scalar.string).map { String($0) == scalar.string } ?? false
        return isPlain && (["true", "false"].contains(scalar.string) || isNumber)
            ? scalar.string : JSONText.quoted(scalar.string)
    }
}
