import LegalTime
package import Workflow

/// A page about a procedure in Markdown: its picture, its time limits, and every step with who, what for and by which rule. Chinese
/// with English beside it.
package struct ProcedurePage: Sendable {
    package let name: String
    private let workflow: Workflow

    /// - Parameter name: of the files, `people` for `people.md` and `people.svg`.
    package init(_ workflow: Workflow, name: String) {
        self.workflow = workflow
        self.name = name
    }

    /// The pages of a library by name: the latest version under its id, earlier ones with the day they begin.
    package static func all(of library: WorkflowLibrary) -> [ProcedurePage] {
        library.ids.flatMap { id in
            let versions = library.versions(of: id)
            return versions.enumerated().map { place, workflow in
                ProcedurePage(workflow, name: place + 1 == versions.count ? id : "\(id)-\(workflow.from)")
            }
        }
    }

    package var svg: String { Picture(of: Diagram(of: workflow)).svg }

    package var markdown: String {
        ([
            "<!-- 由 nplus workflow pages 生成 / Made by nplus workflow pages -->", "",
            "# \(workflow.title.zh) \(workflow.title.en)", "", version, "",
            "![\(workflow.title.description)](\(name).svg)", "",
        ] + clocks + steps + outcomes + properties).joined(separator: "\n") + "\n"
    }

    /// The list of all pages.
    package static func index(of pages: [ProcedurePage]) -> String {
        var lines = [
            "<!-- 由 nplus workflow pages 生成 / Made by nplus workflow pages -->", "", "# 流程 Procedures", "",
            "| 流程 | Procedure | 施行 In force |", "| --- | --- | --- |",
        ]
        for page in pages {
            lines.append(
                "| [\(page.workflow.title.zh)](\(page.name).md) | \(page.workflow.title.en) | \(page.inForce) |")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: Parts

    private var inForce: String {
        "\(workflow.from) – " + (workflow.until.map(\.description) ?? "")
    }

    private var version: String {
        let law = workflow.law.map { "；依据 \($0)" } ?? ""
        let lawEn = workflow.law.map { "; rests on \($0)" } ?? ""
        let untilZh = workflow.until.map { "至 \($0)" } ?? ""
        let untilEn = workflow.until.map { " to \($0)" } ?? ""
        return "`\(workflow.id)`：自 \(workflow.from) 起施行\(untilZh)\(law)。  \n"
            + "`\(workflow.id)`: in force from \(workflow.from)\(untilEn)\(lawEn)."
    }

    private var clocks: [String] {
        guard !workflow.clocks.isEmpty else { return [] }
        return [
            "## 期限 Time limits", "", "| 期限 Clock | 长度 Length | 延长 Extension | 依据 Law |", "| --- | --- | --- | --- |",
        ]
            + workflow.clocks.map { clock in
                row([
                    both(clock.title), both(clock.length.words),
                    clock.extend.map { both(workflow.words(for: $0)) } ?? "",
                    clock.law.map { both($0.words) } ?? "",
                ])
            } + [""]
    }

    private var steps: [String] {
        var lines = ["## 步骤 Steps", ""]
        for state in workflow.states {
            let own = workflow.transitions.filter { $0.source == state.id }
            guard !own.isEmpty else { continue }
            lines += ["### \(state.title.zh) \(state.title.en)", ""]
            let inside = state.parent.map { workflow.title(ofState: $0) }
            if let inside { lines += ["在“\(inside.zh)”之内。Inside “\(inside.en)”.", ""] }
            let clocks = state.clocks.compactMap(workflow.clock).map { both($0.title) }
            if !clocks.isEmpty { lines += ["期限 Clocks：\(clocks.joined(separator: "；"))", ""] }
            lines += [
                "| 步骤 Step | 谁 Who | 条件与登记 Needs | 转入 To | 文书与通知 Makes | 期限 Clock | 依据 Law |",
                "| --- | --- | --- | --- | --- | --- | --- |",
            ]
            lines += own.map(row(for:)) + [""]
        }
        return lines
    }

    private func row(for transition: TransitionDeclaration) -> String {
        let vocabulary = workflow.vocabulary
        var needs = transition.when.map { [both(workflow.words(for: $0))] } ?? []
        needs += transition.records.map { both(vocabulary.title(ofRecord: $0)) }
        var makes: [String] = []
        var clocks: [String] = []
        for effect in transition.effects {
            switch effect {
            case .paper, .notify: makes.append(both(workflow.words(for: effect)))
            case .start, .stop, .extend: clocks.append(both(workflow.words(for: effect)))
            case .raise, .set: break
            }
        }
        let who =
            transition.by.isEmpty
            ? "自动 by itself" : transition.by.map { both(vocabulary.title(ofRole: $0)) }.joined(separator: "<br>")
        return row([
            both(workflow.words(forEventOf: transition)), who, needs.joined(separator: "<br>"),
            transition.targets.map { both(workflow.title(ofState: $0)) }.joined(separator: "<br>"),
            makes.joined(separator: "<br>"), clocks.joined(separator: "<br>"),
            transition.law.map { both($0.words) } ?? "",
        ])
    }

    private var outcomes: [String] {
        let ends = workflow.states.filter { $0.outcome != nil }
        guard !ends.isEmpty else { return [] }
        return ["## 结果 Outcomes", "", "| 终结于 Ends in | 结果 Outcome |", "| --- | --- |"]
            + ends.map { state in
                row([both(state.title), both(workflow.vocabulary.title(ofOutcome: state.outcome ?? ""))])
            } + [""]
    }

    private var properties: [String] {
        guard !workflow.properties.isEmpty else { return [] }
        return ["## 保证 What is proved", "", "| 编号 Id | 名称 Title | 依据 Law |", "| --- | --- | --- |"]
            + workflow.properties.map { property in
                row([property.id, property.title.map(both) ?? "", property.law.map { both($0.words) } ?? ""])
            } + [""]
    }

    // MARK: Cells

    private func both(_ text: Bilingual) -> String { text.description }

    private func row(_ cells: [String]) -> String {
        "| " + cells.map { $0.replacing("|", with: "\\|").replacing("\n", with: " ") }.joined(separator: " | ") + " |"
    }
}
