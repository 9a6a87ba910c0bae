package import LegalTime
import Mediation
package import Workflow

/// The workflows and calendars inside the binary: the files of `Workflows/`.
package enum Shipped {
    /// Every file below `Workflows/`, by its path there.
    package static let files = EmbeddedFiles.all

    /// The workflows, compiled. The files are checked by the tests, so a failure here is a fault of the build.
    package static func library() throws -> WorkflowLibrary {
        try WorkflowLibrary(
            workflowFiles.map { file in
                try WorkflowFile.load(file.text, file: file.path, vocabulary: .mediation)
            })
    }

    /// The working calendar of the shipped notices.
    package static func calendar() throws -> WorkingCalendar {
        try CalendarFile.calendar(of: calendarFiles)
    }

    package static var calendarFiles: [(name: String, text: String)] {
        files.filter { $0.path.hasPrefix("calendars/") }.map { (name: $0.path, text: $0.text) }
    }

    package static var workflowFiles: [(path: String, text: String)] {
        files.filter { file in
            !["calendars/", "routing/", "cases/", "exchange/"].contains { file.path.hasPrefix($0) }
                && !file.path.hasSuffix(".scenarios.yaml")
        }
    }

    /// The routing rules, by date.
    package static func routing() throws -> RoutingLibrary {
        let vocabulary = RoutingVocabulary.mediation(tracks: try library().trackIDs)
        return try RoutingLibrary(
            files.filter { $0.path.hasPrefix("routing/") }.map { file in
                try RoutingFile.load(file.text, file: file.path, vocabulary: vocabulary)
            })
    }

    /// The mappings of outside systems.
    package static func outside() throws -> OutsideLibrary {
        let vocabulary = try outsideVocabulary()
        return try OutsideLibrary(
            files.filter { $0.path.hasPrefix("exchange/") }.map { file in
                try OutsideMappingFile.load(file.text, file: file.path, vocabulary: vocabulary)
            })
    }

    /// What a mapping may name here.
    package static func outsideVocabulary() throws -> OutsideVocabulary {
        let library = try library()
        return .mediation(tracks: library.trackIDs.compactMap { library.versions(of: $0).last })
    }

    /// Published cases, restated, by their paths.
    package static var caseFiles: [(path: String, text: String)] {
        files.filter { $0.path.hasPrefix("cases/") }.sorted { $0.path < $1.path }
    }

    package static var scenarioFiles: [(path: String, text: String)] {
        files.filter { $0.path.hasSuffix(".scenarios.yaml") }
    }
}
