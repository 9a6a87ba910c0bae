/// What may stand where in a workflow file and in a scenario file: the keys of each mapping and the shape of each value. The
/// loader takes its keys from here, and the schema for editors (``FileSchema``) is written from it, so the two cannot differ.
enum Grammar {
    /// What a value looks like.
    indirect enum Shape: Sendable {
        case text
        case boolean
        /// Only `true` makes sense.
        case onlyTrue
        case integer(ClosedRange<Int>)
        case day
        /// `30 days`
        case term
        /// A time, or a time of day.
        case instant
        /// A name that the file gives or uses.
        case identifier
        /// The name of an event.
        case event
        case condition
        /// `{ zh, en }`
        case bilingual
        /// A text, or one in both languages.
        case note
        case one(of: [String])
        /// A word of the domain.
        case word(NameKind)
        /// `ROLE` or `every ROLE`
        case consent
        /// A value of a fact, `+1`, or `{ every: … }`.
        case factValue
        /// A day, or `none`.
        case dueDay
        case object(Object)
        /// Any names, each with a value of this shape.
        case map(Shape)
        case list(Shape)
        case oneOrList(Shape)
        case either(Shape, Shape)
        /// The states of a state: a map of ``Grammar/state``, which holds itself.
        case states
    }

    struct Key: Sendable {
        let name: String
        let shape: Shape
        let words: Bilingual
        var isRequired = false

        init(_ name: String, _ shape: Shape, zh: String, en: String, isRequired: Bool = false) {
            self.name = name
            self.shape = shape
            words = Bilingual(zh: zh, en: en)
            self.isRequired = isRequired
        }
    }

    /// A mapping with these keys and no others.
    struct Object: Sendable {
        let name: String
        let keys: [Key]

        var names: [String] { keys.map(\.name) }
    }
}
