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

/// Who mediates, and who watches over it.
extension Directory {
    /// What somebody named as a mediator is called: as written, and his name and id on the list of one of the bodies.
    func names(of who: String, at bodies: [BodyID], on day: Day) -> Set<String> {
        guard let found = mediator(who, at: bodies, on: day) else { return [who] }
        return [who, found.name, found.id]
    }

    /// What keeps a mediator from the matters of one of some parties, by their names.
    package func conflict(
        of who: String, at bodies: [BodyID], with parties: some Sequence<String>, on day: Day
    ) -> MediatorConflict? {
        guard let found = mediator(who, at: bodies, on: day) else { return nil }
        let names = Set(parties)
        return conflicts.first { conflict in
            conflict.mediator == found.id && conflict.validity.contains(day) && names.contains(conflict.party)
        }
    }

    /// Somebody on the list of mediators of one of the bodies, or of the committee that one is a room of.
    func mediator(_ who: String, at bodies: [BodyID], on day: Day) -> Mediator? {
        for id in bodies {
            for body in [id] + (body(id, on: day)?.parent.map { [$0] } ?? []) {
                if let found = mediators(of: body, on: day).first(where: { $0.id == who || $0.name == who }) {
                    return found
                }
            }
        }
        return nil
    }

    /// Whether somebody named at a body is the one of a confirmed complaint. Where no list knows him, the body tells.
    package func isSame(_ who: String, at bodies: [BodyID], as sanction: Sanction, on day: Day) -> Bool {
        if let found = mediator(who, at: bodies, on: day) { return found.id == sanction.mediator }
        return who == sanction.mediator && bodies.contains(sanction.body)
    }

    /// The body that watches over how another mediates: the court over its tribunal, the judicial office over its committees, else
    /// the body that it is a part of.
    package func supervisor(of id: BodyID, on day: Day) -> BodyID {
        guard let found = body(id, on: day) else { return id }
        if found.kind == .tribunal { return bodies(of: .court, covering: found.division, on: day).first?.id ?? id }
        if found.kind == .court { return id }
        if let office = office(of: id, on: day), office != id { return office }
        return found.parent ?? id
    }
}
