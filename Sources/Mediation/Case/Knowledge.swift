/// What a decision has to know beside the dispute and the directory. Whoever asks for the decision reads it, where the commands call
/// for it.
package struct Knowledge: Sendable {
    /// Names of the persons of the case by their keys, those that the commands bring in included.
    package var names: [Int: String]
    /// Mediators who may not be assigned.
    package var sanctions: [Sanction]

    package init(names: [Int: String] = [:], sanctions: [Sanction] = []) {
        self.names = names
        self.sanctions = sanctions
    }

    package static let none = Knowledge()
}

extension Record {
    /// Whether deciding on it takes the names of the persons of the case.
    package var asksNames: Bool {
        switch self {
        case .mediators, .representation, .appearance: true
        default: false
        }
    }

    /// Whether deciding on it takes the mediators who may not be assigned.
    package var asksSanctions: Bool {
        if case .mediators = self { true } else { false }
    }
}
