package import Workflow

/// How grave a dispute is （分级）. Tianjin grades disputes A, B and C; what each grade means is a rule of the place.
package enum DisputeGrade: String, Hashable, Sendable, Codable, CaseIterable {
    case ungraded
    /// The gravest.
    case A, B, C

    package var title: Bilingual {
        self == .ungraded
            ? Bilingual(zh: "未分级", en: "ungraded") : Bilingual(zh: "\(rawValue)级", en: "grade \(rawValue)")
    }
}

/// What keeps a matter from mediation, whatever its type: another channel is the right one
/// (人民调解工作若干规定 Art 22, known from secondary texts; 信访工作条例 Art 31).
package enum MediationBar: String, Hashable, Sendable, Codable, CaseIterable {
    case none
    case reserved
    case courtSeized
    case policeSeized
    case organSeized
    case administrativeAct
    case crime

    package var title: Bilingual {
        switch self {
        case .none: Bilingual(zh: "无", en: "none")
        case .reserved: Bilingual(zh: "法律规定由专门机关管辖", en: "reserved to a special authority")
        case .courtSeized: Bilingual(zh: "法院已受理且未委派（委托）", en: "before a court, and not sent by it")
        case .policeSeized: Bilingual(zh: "公安已受理且未移交", en: "before the police, and not sent by them")
        case .organSeized: Bilingual(zh: "其他机关已受理且未移交", en: "before another organ, and not sent by it")
        case .administrativeAct: Bilingual(zh: "不服行政行为", en: "against an administrative act")
        case .crime: Bilingual(zh: "涉嫌犯罪", en: "suspected crime")
        }
    }
}
