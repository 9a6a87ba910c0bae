import LegalTime
import Mediation
import Workflow

/// The page about the published cases: what each taught the model, and what came of each when it was played.
package enum CaseBook {
    /// The whole page, in Markdown.
    package static func page(_ played: [(file: CaseFile, outcome: CasePlayer.Outcome)]) -> String {
        let rows = played.map { row($0.file, $0.outcome) }
        let lessons = played.flatMap { ["", lesson($0.file)] }
        return (head + rows + ["", "## What each taught the model"] + lessons).joined(separator: "\n") + "\n"
    }

    private static let head = [
        "# Published cases on the engine", "",
        "Cases that others published, restated by us, run through the engine and its store from the first door to the last.",
        "Each is a file in `Workflows/cases/`; what the account leaves open and the file chooses is listed in it under `chosen`.",
        "`nplus case play NAME` plays one and tells it; `nplus case play --book` writes this page; the tests play them all.",
        "",
        "The procedure files begin on their own dates. A case that is older runs under the earliest version of its procedure;",
        "days before 2021 are counted by weekends only, since the holiday notices on file begin with 2021.", "",
        "## What came of each", "",
        "| case | events | holders | proceedings | agreements in force | claims |",
        "| --- | ---: | ---: | --- | --- | --- |",
    ]

    /// One row of the table of results. Every number in it is counted from the events.
    package static func row(_ file: CaseFile, _ outcome: CasePlayer.Outcome) -> String {
        let dispute = outcome.dispute
        let proceedings = dispute.proceedings.map { "\($0.track) \($0.outcome ?? "open")" }.joined(separator: ", ")
        let inForce = dispute.agreements.filter(\.isInForce).count
        let claims = ClaimOutcome.allCases.compactMap { kind in
            dispute.outcomes[kind].map { "\($0) \(kind.title.en)" }
        }.joined(separator: ", ")
        let cells = [
            file.name, "\(dispute.revision)", "\(CaseExpectation.holders(dispute, outcome.history).count)", proceedings,
            "\(inForce) of \(dispute.agreements.count)", claims,
        ]
        return "| \(cells.joined(separator: " | ")) |"
    }

    /// What a case taught, with its source.
    package static func lesson(_ file: CaseFile) -> String {
        let source = file.provenance.map { "\($0.title)（\($0.place)，\($0.year)）" } ?? ""
        return "**\(file.name)** — \(source)\n\n\(file.lesson.en)\n\n\(file.lesson.zh)"
    }
}
