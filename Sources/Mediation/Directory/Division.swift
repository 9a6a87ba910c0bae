package import Workflow

/// An administrative division while it bears one code and one name.
package struct Division: Hashable, Sendable {
    package let code: DivisionCode
    package let name: String
    package let kind: DivisionKind
    package let validity: Validity
    /// The code that took over when this one ended.
    package let successor: DivisionCode?
    /// Village committees and community committees in it, where a count is known.
    package let villages: Int?
    package let communities: Int?
    package let provenance: Provenance

    package init(
        code: DivisionCode, name: String, kind: DivisionKind, validity: Validity = .always,
        successor: DivisionCode? = nil, villages: Int? = nil, communities: Int? = nil, provenance: Provenance
    ) {
        self.code = code
        self.name = name
        self.kind = kind
        self.validity = validity
        self.successor = successor
        self.villages = villages
        self.communities = communities
        self.provenance = provenance
    }
}

package enum DivisionKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// The district this directory is about.
    case homeDistrict
    /// Another district or county.
    case district
    case street
    case town
    case township
    case ethnicTownship
    /// A zone with a code of a town but no government and no judicial office of its own.
    case zone
    case village
    case community

    package var title: Bilingual {
        switch self {
        case .homeDistrict: Bilingual(zh: "本区", en: "home district")
        case .district: Bilingual(zh: "区县", en: "district or county")
        case .street: Bilingual(zh: "街道", en: "street")
        case .town: Bilingual(zh: "镇", en: "town")
        case .township: Bilingual(zh: "乡", en: "township")
        case .ethnicTownship: Bilingual(zh: "民族乡", en: "ethnic township")
        case .zone: Bilingual(zh: "功能区", en: "zone")
        case .village: Bilingual(zh: "村", en: "village")
        case .community: Bilingual(zh: "社区", en: "community")
        }
    }

    /// Whether it has a government at town level, and so a judicial office and a town committee.
    package var isTownship: Bool {
        switch self {
        case .street, .town, .township, .ethnicTownship: true
        case .homeDistrict, .district, .zone, .village, .community: false
        }
    }
}
