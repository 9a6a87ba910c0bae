package import LegalTime

extension Citation {
    /// The rule, with a mark where we are not sure of it.
    package var words: Bilingual {
        switch certainty {
        case .verified: Bilingual(text)
        case .secondary: Bilingual(zh: "\(text)（转引）", en: "\(text) (second hand)")
        case .unverified: Bilingual(zh: "\(text)（待核）", en: "\(text) (unverified)")
        case .local: Bilingual(zh: "\(text)（本地规则）", en: "\(text) (local rule)")
        }
    }
}

extension Term {
    /// `30 日`, `30 days`.
    package var words: Bilingual {
        let plural = length == 1 ? "" : "s"
        return switch unit {
        case .day: Bilingual(zh: "\(length) 日", en: "\(length) day\(plural)")
        case .workingDay: Bilingual(zh: "\(length) 个工作日", en: "\(length) working day\(plural)")
        case .month: Bilingual(zh: "\(length) 个月", en: "\(length) month\(plural)")
        case .year: Bilingual(zh: "\(length) 年", en: "\(length) year\(plural)")
        }
    }
}
