import Foundation
import LegalTime
import Workflow

/// The workflow files of the package, found from this source file.
enum WorkflowRepository {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Workflows")

    /// `pipeline.yaml` and every file of `tracks` that is not one of scenarios, sorted.
    static let names: [String] = {
        let tracks = (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "tracks").path)) ?? []
        return ["pipeline.yaml"]
            + tracks.filter { $0.hasSuffix(".yaml") && !$0.hasSuffix(".scenarios.yaml") }.sorted().map {
                "tracks/\($0)"
            }
    }()

    static func text(of name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    static func workflow(_ name: String) throws -> Workflow {
        try WorkflowFile.load(text(of: name), file: name, vocabulary: .ofTheFiles)
    }

    /// The scenarios in the file beside a workflow's.
    static func scenarios(of workflow: Workflow, in name: String) throws -> [Scenario] {
        let beside = name.replacing(".yaml", with: ".scenarios.yaml")
        return try ScenarioFile.load(text(of: beside), file: beside, for: workflow)
    }

    static func calendar() throws -> WorkingCalendar {
        let name = "calendars/china.yaml"
        return try CalendarFile.calendar(of: [(name: name, text: text(of: name))])
    }
}

extension Vocabulary {
    /// The words the files may use, by name.
    static let ofTheFiles = Vocabulary(
        roles: words("party clerk mediator head coordinator organ police court judge adviser system"),
        records: words(
            """
            consent applicationForm numbering rightsNotice remediesNotice nonAcceptance mediators recusal investigation \
            invitation session appraisal risk agreement oralAgreement signature mediatorSignature seal extension referral \
            referralReply opening performance visit breach suit filing courtDecision closing reopening note withdrawal
            """),
        papers: words(
            """
            application acceptance.register notice.rights notice.remedies notice.nonAcceptance notice.session \
            record.investigation record.mediation evidence.list agreement.written agreement.oral record.termination \
            receipt record.visit confirmation.application confirmation.certificate letter.referral letter.reply \
            letter.entrustment courtPaper dossier.cover
            """),
        predicates: words(
            """
            mediator.registered mediator.conflicted dispute.reserved dispute.seizedElsewhere \
            referral.fromSeizingAuthority dispute.status dispute.ownership agreement.withinWindow agreement.someMoney \
            agreement.performedAtOnce agreement.written agreement.courtPaper parties.jointly court.competent \
            extension.consented suit.docketed procedure.summary custody.isReceiver referral.pingPong \
            referral.declinedTwice everyObligation.performed
            """),
        outcomes: words("succeeded failed declined notAccepted withdrawn confirmed dismissed"))

    private static func words(_ names: String) -> [Word] {
        names.split(separator: " ").map { Word(String($0), zh: String($0), en: String($0)) }
    }
}
