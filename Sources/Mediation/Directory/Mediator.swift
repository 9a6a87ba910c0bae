/// A person on a body's list of mediators during one term.
package struct Mediator: Hashable, Sendable {
    package let id: String
    package let name: String
    /// Made up for a sample, not a person.
    package let isSynthetic: Bool
    package let body: BodyID
    package let isFullTime: Bool
    /// The grade, as written: 一级 and so on; empty if none.
    package let level: String
    /// The qualification, as written; empty if none.
    package let qualification: String
    /// The term of appointment.
    package let validity: Validity
    package let provenance: Provenance

    package init(
        id: String, name: String, isSynthetic: Bool, body: BodyID, isFullTime: Bool, level: String = "",
        qualification: String = "", validity: Validity = .always, provenance: Provenance
    ) {
        self.id = id
        self.name = name
        self.isSynthetic = isSynthetic
        self.body = body
        self.isFullTime = isFullTime
        self.level = level
        self.qualification = qualification
        self.validity = validity
        self.provenance = provenance
    }
}
