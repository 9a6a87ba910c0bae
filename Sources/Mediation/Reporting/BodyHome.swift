package import LegalTime
import Workflow

/// Where what a body does is counted: the office and the kind that it has on a day.
package struct BodyHome: Hashable, Sendable {
    /// Id of the judicial office; `kind:industryCommittee` for a body that stands under none, so that these too are counted
    /// under a name.
    package let office: String
    package let kind: String

    package init(office: String, kind: String) {
        self.office = office
        self.kind = kind
    }

    /// What stands before the kind of a body that is under no office.
    static let withoutOffice = "kind:"

    /// The values of the office for bodies that stand under none.
    static let withoutOfficeValues = BodyKind.allCases.map { withoutOffice + $0.rawValue }

    /// The kind that an office value names where there is no office.
    package static func kind(ofOffice value: String) -> BodyKind? {
        guard value.hasPrefix(withoutOffice) else { return nil }
        return BodyKind(rawValue: String(value.dropFirst(withoutOffice.count)))
    }
}

extension Directory {
    /// Where a body's work of a day is counted.
    package func home(of body: BodyID, on day: Day) -> BodyHome {
        guard let kind = self.body(body, on: day)?.kind.rawValue else {
            return BodyHome(office: Dimension.absent, kind: Dimension.absent)
        }
        return BodyHome(office: office(of: body, on: day)?.rawValue ?? BodyHome.withoutOffice + kind, kind: kind)
    }

    /// What the table per office calls a value of the office.
    package func officeName(_ value: String) -> String {
        guard let kind = BodyHome.kind(ofOffice: value) else { return name(of: BodyID(value)) }
        return kind == .partnerDistrict ? kind.title.zh : "区级：\(kind.title.zh)"
    }
}
