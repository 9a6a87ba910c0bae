import Workflow

/// The colours and signs of a picture. Every actor has a colour and a character, so that a print in black and white tells
/// them apart as well.
struct Palette {
    struct Badge {
        let actor: Diagram.Actor
        let sign: String
        let colour: String
        let title: Bilingual
    }

    let badges: [Badge]

    /// Dark enough for white characters on them, and far apart also for people who do not tell red from green.
    private static let colours = [
        "#1F6FB2", "#2E7D32", "#C2571A", "#7B3FA0", "#00797F", "#8A6414", "#23346E", "#B0304F", "#7A1F1F", "#557A00",
        "#5F6B7A", "#C0398B",
    ]
    static let ink = "#1E293B"
    static let faint = "#64748B"
    static let line = "#94A3B8"

    init(_ diagram: Diagram) {
        let roles = diagram.vocabulary.roles
        var taken: Set<Character> = []
        var signs: [String: String] = [:]
        for role in roles {
            // The first character of the title that no role before it has: 法院 and 法官 are told apart.
            let sign = role.title.zh.first { !taken.contains($0) && $0.isLetter } ?? role.title.zh.first ?? "?"
            taken.insert(sign)
            signs[role.name] = String(sign)
        }
        badges = diagram.actors.map { actor in
            switch actor {
            case .role(let name):
                let place = roles.firstIndex { $0.name == name } ?? 0
                return Badge(
                    actor: actor, sign: signs[name] ?? "?", colour: Self.colours[place % Self.colours.count],
                    title: diagram.vocabulary.title(ofRole: name))
            case .time:
                return Badge(
                    actor: actor, sign: "时", colour: "#B45309",
                    title: Bilingual(zh: "期限届满（自动）", en: "time limit, by itself"))
            case .engine:
                return Badge(
                    actor: actor, sign: "自", colour: "#475569", title: Bilingual(zh: "自动", en: "by itself"))
            }
        }
    }

    func badge(_ actor: Diagram.Actor) -> Badge? { badges.first { $0.actor == actor } }

    /// The colour of an arrow: that of who brings it about, grey when several do.
    func colour(of steps: [Diagram.Step]) -> String {
        let first = steps.first?.actors.first
        guard let first, steps.allSatisfy({ $0.actors.first == first }) else { return "#475569" }
        return badge(first)?.colour ?? "#475569"
    }

    static func stroke(_ emphasis: Diagram.Emphasis) -> (colour: String, width: Double) {
        switch emphasis {
        case .plain: ("#64748B", 1.2)
        case .active: ("#D9480F", 3)
        case .done: ("#2B8A3E", 2.2)
        case .added: ("#2B8A3E", 2.4)
        case .removed: ("#C92A2A", 2.4)
        case .changed: ("#D97706", 2.4)
        }
    }

    static func fill(_ emphasis: Diagram.Emphasis, hasInside: Bool) -> String {
        switch emphasis {
        case .plain: hasInside ? "#F8FAFC" : "#FFFFFF"
        case .active: hasInside ? "#FFFBEB" : "#FFE8A3"
        case .done: hasInside ? "#F8FAFC" : "#EDF7EF"
        case .added: "#EBFBEE"
        case .removed: "#FFF1F1"
        case .changed: "#FFF8E1"
        }
    }
}
