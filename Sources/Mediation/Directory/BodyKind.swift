package import Workflow

/// What sort of body holds a dispute （调解组织类别）.
package enum BodyKind: String, Hashable, Sendable, Codable, CaseIterable {
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
    case centre
    case partnerDistrict
    case labourCommittee
    case commercialBody
    case petitionOffice

    package var title: Bilingual {
        switch self {
        case .villageCommittee: Bilingual(zh: "村居调委会", en: "village committee")
        case .townCommittee: Bilingual(zh: "乡镇街道调委会", en: "town committee")
        case .industryCommittee: Bilingual(zh: "行专调委会", en: "industry committee")
        case .jointCommittee: Bilingual(zh: "联合调委会", en: "joint committee")
        case .brandRoom: Bilingual(zh: "品牌调解室", en: "brand room")
        case .judicialOffice: Bilingual(zh: "司法所", en: "judicial office")
        case .administrativeUnit: Bilingual(zh: "行政单位", en: "administrative unit")
        case .policeStation: Bilingual(zh: "公安", en: "police")
        case .tribunal: Bilingual(zh: "人民法庭", en: "people's tribunal")
        case .court: Bilingual(zh: "法院", en: "court")
        case .centre: Bilingual(zh: "三级中心", en: "centre")
        case .partnerDistrict: Bilingual(zh: "协作区县", en: "partner district")
        case .labourCommittee: Bilingual(zh: "企业劳动争议调解委员会", en: "labour committee of an enterprise")
        case .commercialBody: Bilingual(zh: "商事调解组织", en: "commercial mediation body")
        case .petitionOffice: Bilingual(zh: "信访部门", en: "petition office")
        }
    }

    /// Whether it is a people's mediation committee, which numbers its cases by its short name （人调字）.
    package var isPeoplesCommittee: Bool {
        switch self {
        case .villageCommittee, .townCommittee, .industryCommittee, .jointCommittee: true
        default: false
        }
    }

    /// Whether exactly one body of the kind is expected to answer for a place.
    package var coversExclusively: Bool { self == .judicialOffice || self == .tribunal || self == .court }
}
