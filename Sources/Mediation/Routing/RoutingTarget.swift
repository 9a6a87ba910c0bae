package import Workflow

/// The kinds of bodies that rules tell apart: those of the directory, with town and district centres by themselves.
package enum RoutingTarget: String, Hashable, Sendable, Codable, CaseIterable {
    case villageCommittee
    case townCommittee
    case industryCommittee
    case jointCommittee
    case brandRoom
    case judicialOffice
    case administrativeUnit
    case policeStation
    case tribunal
    case court
    case townCentre
    case districtCentre
    case partnerDistrict
    case labourCommittee
    case commercialBody
    case petitionOffice
    /// Whoever holds the dispute now.
    case holder

    package init(of body: Body) {
        self =
            switch body.kind {
            case .villageCommittee: .villageCommittee
            case .townCommittee: .townCommittee
            case .industryCommittee: .industryCommittee
            case .jointCommittee: .jointCommittee
            case .brandRoom: .brandRoom
            case .judicialOffice: .judicialOffice
            case .administrativeUnit: .administrativeUnit
            case .policeStation: .policeStation
            case .tribunal: .tribunal
            case .court: .court
            case .centre: body.division.level == .district ? .districtCentre : .townCentre
            case .partnerDistrict: .partnerDistrict
            case .labourCommittee: .labourCommittee
            case .commercialBody: .commercialBody
            case .petitionOffice: .petitionOffice
            }
    }

    /// The kinds that a body can be of.
    package static let bodies = allCases.filter { $0 != .holder }

    package var title: Bilingual {
        switch self {
        case .villageCommittee: BodyKind.villageCommittee.title
        case .townCommittee: BodyKind.townCommittee.title
        case .industryCommittee: BodyKind.industryCommittee.title
        case .jointCommittee: BodyKind.jointCommittee.title
        case .brandRoom: BodyKind.brandRoom.title
        case .judicialOffice: BodyKind.judicialOffice.title
        case .administrativeUnit: BodyKind.administrativeUnit.title
        case .policeStation: BodyKind.policeStation.title
        case .tribunal: BodyKind.tribunal.title
        case .court: BodyKind.court.title
        case .townCentre: Bilingual(zh: "乡镇街道中心", en: "town centre")
        case .districtCentre: Bilingual(zh: "区级中心", en: "district centre")
        case .partnerDistrict: BodyKind.partnerDistrict.title
        case .labourCommittee: BodyKind.labourCommittee.title
        case .commercialBody: BodyKind.commercialBody.title
        case .petitionOffice: BodyKind.petitionOffice.title
        case .holder: Bilingual(zh: "现承办单位", en: "present holder")
        }
    }
}
