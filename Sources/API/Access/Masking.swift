import Mediation
import Workflow

/// What is shown of persons, and to whom.
enum Masking {
    /// The title, which may name persons: only the type where the matter is sealed and not one's own.
    static func title(of dispute: Dispute, hasPart: Bool) -> Bilingual {
        guard dispute.isSealed, !hasPart else { return Bilingual(dispute.title) }
        return Bilingual(zh: "\(dispute.type.title.zh)（内容不公开）", en: "\(dispute.type.title.en) (sealed)")
    }

    /// A name for those who have no part in the dispute: 张某; an organisation's name stays. Nil in a sealed matter.
    static func name(_ name: String, of party: Party, in dispute: Dispute) -> String? {
        guard !dispute.isSealed else { return nil }
        return party.kind == .person ? name.prefix(1) + "某" : name
    }

    /// An identity number or a telephone number: the first three characters and the last two.
    static func number(_ text: String) -> String {
        guard text.count > 6 else { return String(repeating: "*", count: text.count) }
        return text.prefix(3) + String(repeating: "*", count: text.count - 5) + text.suffix(2)
    }
}
