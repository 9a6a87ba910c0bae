package import Workflow

/// The type of a dispute (纠纷类型), one primary type each: a code of the statistics form.
///
/// The fifteen codes of the 2010 form and the three added later; a place may add its own by name.
package struct DisputeType: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Finds a type by its code or its Chinese name, with or without 纠纷 at the end.
    package init?(_ text: String) {
        let name = text.hasSuffix("纠纷") ? String(text.dropLast(2)) : text
        guard
            let found = Self.list.first(where: { $0.code == name || $0.title.zh == name || $0.aliases.contains(name) })
        else { return nil }
        rawValue = found.code
    }

    package var title: Bilingual {
        Self.list.first { $0.code == rawValue }?.title ?? Bilingual(zh: rawValue, en: rawValue)
    }

    package static var all: [DisputeType] { list.map { DisputeType(rawValue: $0.code) } }

    private struct Entry {
        let code: String
        let title: Bilingual
        var aliases: [String] = []
    }

    private static let list: [Entry] = [
        Entry(code: "family", title: Bilingual(zh: "婚姻家庭", en: "Marriage and family"), aliases: ["婚姻家庭继承"]),
        Entry(code: "neighbour", title: Bilingual(zh: "邻里", en: "Neighbours")),
        Entry(code: "housing", title: Bilingual(zh: "房屋宅基地", en: "Housing and homestead")),
        Entry(code: "contract", title: Bilingual(zh: "合同", en: "Contract"), aliases: ["合同/借贷", "借贷"]),
        Entry(code: "business", title: Bilingual(zh: "生产经营", en: "Production and business")),
        Entry(code: "damages", title: Bilingual(zh: "损害赔偿", en: "Damages")),
        Entry(code: "land", title: Bilingual(zh: "山林土地", en: "Forest and land"), aliases: ["山林土地承包"]),
        Entry(code: "expropriation", title: Bilingual(zh: "征地拆迁", en: "Expropriation and relocation")),
        Entry(code: "environment", title: Bilingual(zh: "环境污染", en: "Environment")),
        Entry(code: "labour", title: Bilingual(zh: "劳动争议", en: "Labour"), aliases: ["劳动", "劳动/欠薪"]),
        Entry(code: "consumer", title: Bilingual(zh: "消费", en: "Consumer")),
        Entry(code: "medical", title: Bilingual(zh: "医疗", en: "Medical")),
        Entry(code: "traffic", title: Bilingual(zh: "道路交通事故", en: "Road traffic accident"), aliases: ["交通", "道路交通"]),
        Entry(code: "property", title: Bilingual(zh: "物业", en: "Property management")),
        Entry(code: "tourism", title: Bilingual(zh: "旅游", en: "Tourism"), aliases: ["旅游消费"]),
        Entry(code: "intellectual", title: Bilingual(zh: "知识产权", en: "Intellectual property")),
        Entry(code: "internet", title: Bilingual(zh: "互联网", en: "Internet")),
        Entry(code: "other", title: Bilingual(zh: "其他", en: "Other"), aliases: ["其它"]),
    ]
}

/// How a dispute came to the body (纠纷来源): the three origins that the monthly return partitions by.
package enum DisputeSource: String, Hashable, Sendable, Codable, CaseIterable {
    /// 主动调解: the body stepped in by itself.
    case ownInitiative
    /// 依申请调解: a party applied.
    case application
    /// 委托移送调解: a court, the police, a petition office or another organ sent it.
    case entrusted

    package var title: Bilingual {
        switch self {
        case .ownInitiative: Bilingual(zh: "主动调解", en: "Own initiative")
        case .application: Bilingual(zh: "依申请调解", en: "On application")
        case .entrusted: Bilingual(zh: "委托移送", en: "Entrusted or transferred")
        }
    }
}
