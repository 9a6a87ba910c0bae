package import Workflow

/// A workflow file with one thing in it removed or weakened.
package struct Mutant: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A condition, or a part of one, is gone.
        case guardPart = "guard"
        /// One more role may act.
        case role
        /// A fact is not set.
        case assignment = "set"
        case record
        case paper
        case notice
        /// A clock does not start, stop, stand still or go on where it did, or nothing waits for it.
        case clock
        /// A time limit is a day longer.
        case length

        package var title: Bilingual {
            switch self {
            case .guardPart: Bilingual(zh: "条件", en: "conditions")
            case .role: Bilingual(zh: "行为人", en: "roles")
            case .assignment: Bilingual(zh: "事实", en: "facts set")
            case .record: Bilingual(zh: "登记", en: "records")
            case .paper: Bilingual(zh: "文书", en: "papers")
            case .notice: Bilingual(zh: "通知", en: "notices")
            case .clock: Bilingual(zh: "期限", en: "clocks")
            case .length: Bilingual(zh: "期限长度", en: "lengths")
            }
        }
    }

    package let kind: Kind
    /// Where it was changed: the state and event, or the clock.
    package let place: String
    /// What is gone, or was added.
    package let part: String
    /// Line of the transition, state or clock in the file, from 1.
    package let line: Int
    /// Whether what was changed rests on a rule of law.
    package let citesLaw: Bool
    /// The changed file.
    package let text: String

    /// Names the mutant in its file, also when lines move.
    package var name: String { "\(place) \(kind.rawValue) \(part)" }
}
