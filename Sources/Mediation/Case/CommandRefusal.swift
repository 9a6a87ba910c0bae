package import Workflow

/// Why a command was not carried out. Nothing changed.
package struct CommandRefusal: Error, Hashable, Sendable, Codable {
    /// A stable word for programs, such as `wrong-role`.
    package let code: String
    /// What happened, and in which state or field.
    package let message: Bilingual
    /// What to do next.
    package let remedy: Bilingual?
    /// The act that was refused.
    package let act: String

    package init(code: String, message: Bilingual, remedy: Bilingual? = nil, act: String) {
        self.code = code
        self.message = message
        self.remedy = remedy
        self.act = act
    }
}
