package import Workflow

/// A lawyer who advises and mediates nothing: the legal adviser of villages （村居法律顾问）, or one of the team for enterprises
/// （律企协作）, during one term.
package struct Adviser: Hashable, Sendable {
    package let id: String
    package let name: String
    /// Made up for a sample, not a person.
    package let isSynthetic: Bool
    package let kind: Kind
    /// The village, town or district served.
    package let division: DivisionCode
    /// The law firm or legal service office, as written; empty if not known.
    package let firm: String
    package let validity: Validity
    package let provenance: Provenance

    package init(
        id: String, name: String, isSynthetic: Bool, kind: Kind, division: DivisionCode, firm: String = "",
        validity: Validity = .always, provenance: Provenance
    ) {
        self.id = id
        self.name = name
        self.isSynthetic = isSynthetic
        self.kind = kind
        self.division = division
        self.firm = firm
        self.validity = validity
        self.provenance = provenance
    }

    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case village, enterprise

        package var title: Bilingual {
            switch self {
            case .village: Bilingual(zh: "村居法律顾问", en: "legal adviser of villages")
            case .enterprise: Bilingual(zh: "企业律师服务团", en: "lawyers' team for enterprises")
            }
        }
    }
}
