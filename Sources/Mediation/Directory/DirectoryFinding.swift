package import Workflow

/// Something about a directory that a person should look at.
package struct DirectoryFinding: Hashable, Sendable {
    package enum Severity: String, Hashable, Sendable, Comparable, CaseIterable {
        /// The engine would do the wrong thing.
        case error
        /// The engine has a way out, but hardly the one that is meant.
        case warning
        /// Nothing is wrong, and someone should still confirm it.
        case notice

        package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

        private var rank: Int {
            switch self {
            case .notice: 0
            case .warning: 1
            case .error: 2
            }
        }
    }

    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case noHomeDistrict
        case unknownDivision
        case unknownBody
        case overlappingVersions
        case sharedName
        case sharedShortName
        case missingShortName
        case overlappingCoverage
        case townWithoutOffice
        case townWithoutTribunal
        case townWithoutCommittee
        case zoneWithoutOffice
        case wrongPairing
        case officeWithoutTribunal
        case roomWithoutCommittee
        case townWithoutAdviser
        case unknownSubject
        case endlessSuccession
        case expired
        case notACentre, dutyWithoutDays, doubleDuty, unstaffedCentre
        case unknownMediator, trainingAhead, untrained
        case filingDue
        case unverified
    }

    package let severity: Severity
    package let kind: Kind
    /// The id or code of the row concerned.
    package let subject: String
    /// What is so, and what to do about it.
    package let text: Bilingual

    package init(_ severity: Severity, _ kind: Kind, _ subject: String, zh: String, en: String) {
        self.severity = severity
        self.kind = kind
        self.subject = subject
        text = Bilingual(zh: zh, en: en)
    }
}
