package import LegalTime

/// What a case asks the directory.
extension Directory {
    /// The body's name, at whatever time it bore it; the id where it is unknown.
    package func name(of id: BodyID) -> String {
        bodies.last { $0.id == id }?.name ?? id.rawValue
    }

    /// Whether somebody, named or by id, is on the list of mediators of a body, or of the committee it is a room of.
    package func isMediator(_ who: String, of id: BodyID, on day: Day) -> Bool {
        let bodies = [id] + (body(id, on: day)?.parent.map { [$0] } ?? [])
        return bodies.contains { body in
            mediators(of: body, on: day).contains { $0.id == who || $0.name == who }
        }
    }

    /// Whether a body can confirm agreements and entrust suits.
    package func isCourt(_ id: BodyID, on day: Day) -> Bool {
        guard let kind = body(id, on: day)?.kind else { return false }
        return kind == .court || kind == .tribunal
    }

    /// The judicial office under which a body's work is counted: itself, its guide, or the office of its division.
    package func office(of id: BodyID, on day: Day) -> BodyID? {
        guard let body = body(id, on: day) else { return nil }
        if body.kind == .judicialOffice { return body.id }
        return body.guidingOffice ?? office(of: body.division, on: day)?.id
    }
}
