import ArgumentParser
import Picture
import Tabular
import Workflow

extension WorkflowCommand {
    /// `nplus workflow diff`: what changed between two versions, in words and as a picture.
    struct Diff: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "diff", abstract: "比较两个版本 / Compare two versions of a procedure",
            discussion: """
                比较内容而非文字：状态、步骤、条件、期限、角色、文书、性质的增、删、改及其含义。
                Compares what they say, not how it is written: states, steps, conditions, clocks, roles, papers and
                properties added, removed and changed, and what that means.

                退出码 / Exit codes: 0 没有差别 / no difference; 1 有差别 / differences.

                例 / Examples:
                  nplus workflow diff judicial@2024-06-01 judicial
                  nplus workflow diff people my.yaml --picture changes.svg
                """)

        @Argument(help: "先前的版本：流程、流程@日期或文件 / The earlier one: a procedure, one on a day, or a file")
        var earlier: String
        @Argument(help: "后来的版本 / The later one")
        var later: String
        @Option(help: "把差别画成图，写入文件 / Also draw the differences, into this file")
        var picture: String?
        @Option(help: "输出格式 / Output: table, json, csv")
        var output: OutputFormat = .table

        func run() throws {
            let difference = WorkflowDifference(
                from: try WorkflowReference.load(earlier), to: try WorkflowReference.load(later))
            if output == .table {
                print(DifferenceText(difference).text)
            } else {
                print(DifferenceText(difference).listing.rendered(as: output), terminator: "")
            }
            if let picture {
                try WrittenText(text: Picture(of: Diagram(of: difference)).svg).write(to: picture)
            }
            if !difference.isEmpty { throw ExitCode(1) }
        }
    }
}

/// A difference told to a person.
struct DifferenceText {
    let difference: WorkflowDifference

    init(_ difference: WorkflowDifference) {
        self.difference = difference
    }

    var text: String {
        let head = "\(difference.earlier.title) \(difference.earlier.version) → \(difference.later.version)"
        guard !difference.isEmpty else { return "\(head)\n没有差别 / no difference" }
        let count = Dictionary(grouping: difference.changes, by: \.kind).mapValues(\.count)
        let sum =
            "新增 \(count[.added] ?? 0)，删除 \(count[.removed] ?? 0)，变更 \(count[.changed] ?? 0)"
            + " / \(count[.added] ?? 0) added, \(count[.removed] ?? 0) removed, \(count[.changed] ?? 0) changed"
        return ([head, sum] + sections).joined(separator: "\n")
    }

    private var sections: [String] {
        var lines: [String] = []
        var last: String?
        for change in difference.changes {
            let section = Self.section(change.subject)
            if section.description != last { lines += ["", section.description] }
            last = section.description
            lines.append("  \(Self.sign(change.kind)) \(change.title)")
            for detail in change.details {
                lines += ["      \(detail.zh)"] + (detail.en == detail.zh ? [] : ["      \(detail.en)"])
            }
            if let meaning = change.meaning { lines += ["      ⇒ \(meaning.zh)", "      ⇒ \(meaning.en)"] }
        }
        return lines
    }

    var listing: Listing {
        Listing(
            columns: [
                .init("kind", "变化"), .init("part", "部分"), .init("title", "名称"), .init("title_en", "English"),
                .init("details", "内容"), .init("meaning", "含义"),
            ],
            rows: difference.changes.map { change in
                [
                    .text(change.kind.rawValue), .text(Self.section(change.subject).en), .text(change.title.zh),
                    .text(change.title.en), .text(change.details.map(\.zh).joined(separator: "；")),
                    .text(change.meaning?.zh),
                ]
            })
    }

    private static func sign(_ kind: WorkflowDifference.Kind) -> String {
        switch kind {
        case .added: "＋"
        case .removed: "－"
        case .changed: "≠"
        }
    }

    private static func section(_ subject: WorkflowDifference.Subject) -> Bilingual {
        switch subject {
        case .head: Bilingual(zh: "文件", en: "file")
        case .state: Bilingual(zh: "状态", en: "states")
        case .transition: Bilingual(zh: "步骤", en: "steps")
        case .fact: Bilingual(zh: "事实", en: "facts")
        case .clock: Bilingual(zh: "期限", en: "clocks")
        case .property: Bilingual(zh: "性质", en: "properties")
        }
    }
}
