/// What the domain can take from an outside system and tell it. The domain supplies it, so that a file can name only what some code
/// knows.
package struct OutsideVocabulary: Sendable {
    /// Something of ours that a field of theirs corresponds with.
    package struct Slot: Hashable, Sendable {
        package let name: String
        package let direction: OutsideDirection
        package let title: Bilingual
        package let forms: [OutsideForm]
        /// The list its codes are of.
        package let list: String?
        /// A mapping that is used in this direction needs it.
        package let isNeeded: Bool

        package init(
            _ name: String, _ direction: OutsideDirection, zh: String, en: String, forms: [OutsideForm] = [.text],
            list: String? = nil, isNeeded: Bool = false
        ) {
            self.name = name
            self.direction = direction
            title = Bilingual(zh: zh, en: en)
            self.forms = forms
            self.list = list
            self.isNeeded = isNeeded
        }
    }

    package let slots: [Slot]
    /// Codes of ours, by list.
    package let lists: [String: [Vocabulary.Word]]
    package let doors: [String]
    package let tracks: [String]

    package init(slots: [Slot], lists: [String: [Vocabulary.Word]], doors: [String], tracks: [String]) {
        self.slots = slots
        self.lists = lists
        self.doors = doors
        self.tracks = tracks
    }

    package func slot(_ name: String, _ direction: OutsideDirection) -> Slot? {
        slots.first { $0.name == name && $0.direction == direction }
    }

    package func title(of code: String, in list: String) -> Bilingual {
        lists[list]?.first { $0.name == code }?.title ?? Bilingual(code)
    }
}
