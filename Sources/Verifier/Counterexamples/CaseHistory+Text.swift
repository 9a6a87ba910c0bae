import LegalTime
package import Workflow

// A case history to read, and to play.
extension CaseHistory {
    /// One line a step: when, who, what, and where the case stands then.
    package var lines: [String] {
        var lines = ["\(Self.text(start))  开始 Start → \(titles(beginning))"]
        for entry in entries {
            var line = "\(Self.text(entry.at))  \(words(for: entry.happening, member: entry.event?.member))"
            if !entry.papers.isEmpty {
                let papers = entry.papers.map { workflow.vocabulary.title(ofPaper: $0).zh }
                line += "〔\(papers.joined(separator: "、"))〕"
            }
            lines.append(line + " → " + titles(entry.states))
        }
        if let words = endingWords { lines.append(words.description) }
        return lines
    }

    private func words(for happening: Happening, member: Int?) -> String {
        if let clock = happening.clock { return "“\(workflow.clocks[clock].title.zh)”届满 \(happening.event)" }
        let who = happening.roles.first.map { role in
            workflow.vocabulary.title(ofRole: role).zh + (member.map { "\($0 + 1)" } ?? "") + "："
        }
        let title = workflow.act(happening.event)?.title ?? Bilingual(happening.event)
        let answers = happening.answers.sorted().map { workflow.fact($0)?.title.zh ?? $0 }
        return (who ?? "") + title.description + (answers.isEmpty ? "" : "（\(answers.joined(separator: "；"))）")
    }

    private func titles(_ states: [String]) -> String {
        states.map { workflow.title(ofState: $0).zh }.joined(separator: " + ")
    }

    private var endingWords: Bilingual? {
        switch ending {
        case .step: return nil
        case .rest:
            return run.isEnded
                ? Bilingual(zh: "此后程序已终结", en: "and the run has ended")
                : Bilingual(zh: "此后无人行动，亦无期限在计算", en: "and then nobody acts and no clock runs")
        case .circle(let steps):
            return Bilingual(
                zh: "此后以下 \(steps.count) 步可以无休止地重复", en: "and then \(steps.count) steps can go on for ever")
        case .refused(let event, let role):
            let title = workflow.act(event)?.title ?? Bilingual(event)
            let who = role.map(workflow.vocabulary.title(ofRole:))
            return Bilingual(
                zh: "此时\(who?.zh ?? "")不能“\(title.zh)”",
                en: "and now “\(title.en)” is refused\(who.map { " to \($0.en)" } ?? "")")
        case .deadEnd: return Bilingual(zh: "此后再也不能到达", en: "and from here there is no way any more")
        }
    }

    /// The history as a scenario file, which `nplus workflow test` plays.
    package func scenario(named name: Bilingual) -> String {
        var lines = ["scenarios:", "  - name: { zh: \(quoted(name.zh)), en: \(quoted(name.en)) }"]
        if members > 0 { lines.append("    parties: \(members)") }
        lines.append("    start: \(Self.stamp(start))")
        lines.append(entries.isEmpty && refusedStep == nil ? "    given: []" : "    given:")
        for entry in entries { lines.append("      - { \(step(entry)) }") }
        if let refusedStep { lines.append("      - { \(refusedStep) }") }
        let states = entries.last?.states ?? beginning
        let outcome = entries.last?.outcome.map { ", outcome: \($0)" } ?? ""
        lines.append("    expect: { state: [\(states.joined(separator: ", "))]\(outcome) }")
        return lines.joined(separator: "\n") + "\n"
    }

    private func step(_ entry: Entry) -> String {
        guard let event = entry.event else { return "at: \(Self.stamp(entry.at)), wait: true" }
        var parts = ["at: \(Self.stamp(entry.at))", "do: \(event.name)"]
        if let role = event.role { parts.append("by: \(role)") }
        if let member = event.member { parts.append("party: \(member + 1)") }
        if !event.inputs.isEmpty { parts.append("facts: [\(event.inputs.sorted().joined(separator: ", "))]") }
        if let term = event.extensionTerm, extends(event.name) { parts.append("days: \(term.length)") }
        return parts.joined(separator: ", ")
    }

    private var refusedStep: String? {
        guard case .refused(let event, let role) = ending else { return nil }
        let at = (entries.last?.at ?? start).adding(seconds: 600)
        let actor = (role ?? workflow.act(event)?.roles.first).map { ", by: \($0)" } ?? ""
        return "at: \(Self.stamp(at)), do: \(event)\(actor)\(members > 0 ? ", party: 1" : ""), refused: true"
    }

    private func extends(_ event: String) -> Bool {
        workflow.transitions.contains { transition in
            transition.event == event
                && transition.effects.contains { if case .extend = $0 { true } else { false } }
        }
    }

    private func quoted(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }

    private static func text(_ instant: Instant) -> String {
        "\(instant.day) \(instant.time.description.prefix(5))"
    }

    /// As scenario files write times.
    private static func stamp(_ instant: Instant) -> String {
        "\(instant.day)T\(instant.time.description.prefix(5))"
    }
}
