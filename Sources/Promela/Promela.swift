// A workflow as a Promela model, for SPIN: a second opinion on what the verifier finds.
//
// The model is the chart itself, not the graph that our own step function makes of it: one byte for each compound state
// (which child is active), one for each history, fact and clock; and the Recommendation's algorithm (selection,
// pre-emption, exits, actions, entries, run to completion) written out for this chart. The environment chooses freely:
// any event that an active state answers, any role named for it, any member, any answer of the domain, any running clock.
// So the two share the loaded file and nothing of what they conclude from it.
//
// Properties of safety are checked after every step, by monitors where they remember something. What SPIN cannot say of a
// branching future is left out and listed: ``PromelaModel/leftOut``. docs/verification.md says how the two are compared.

import Statechart
package import Workflow

/// A model in Promela.
package struct PromelaModel: Sendable {
    /// Something of the workflow that the translation has no form for.
    package struct Unsupported: Error, Hashable, Sendable, CustomStringConvertible {
        package let what: String

        package var description: String {
            Bilingual(zh: "Promela 写不了：\(what)", en: "Promela cannot hold \(what)").description
        }
    }

    package let text: String
    /// The ids of the properties that the model checks, each at its number.
    package let checked: [String]
    /// The ids of those that it does not.
    package let leftOut: [String]

    /// - Parameters:
    ///   - members: how many members have facts of their own.
    ///   - checksProperties: whether monitors are part of the model; without them its states are those of the workflow.
    package init(_ workflow: Workflow, members: Int, checksProperties: Bool) throws(Unsupported) {
        var writer = try ModelWriter(workflow, members: members)
        text = try writer.write(checksProperties: checksProperties)
        checked = writer.checked
        leftOut = workflow.properties.map(\.id).filter { !writer.checked.contains($0) }
    }
}

/// Writes lines, two spaces a level.
struct Lines {
    private(set) var text = ""
    private var depth = 0

    mutating func add(_ line: String) {
        if ["fi", "fi;", "od", "od;", "}", "};"].contains(line) { depth -= 1 }
        text += String(repeating: "  ", count: max(0, depth)) + line + "\n"
        if line == "if" || line == "do" || line.hasSuffix("{") { depth += 1 }
    }

    /// `if` with one way, and nothing else otherwise.
    mutating func when(_ condition: String, _ body: String) {
        add("if")
        add(":: \(condition) ->")
        add(body)
        add(":: else")
        add("fi;")
    }
}
