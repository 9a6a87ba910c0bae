package import LegalTime

/// The divisions of a district, the bodies that can hold a dispute there, what they cover, and their mediators.
///
/// Every row is in force during some days, so every question names a day: old cases keep the codes and names of their time. A
/// directory can hold anything a file can say; `DirectoryCheck` tells what is wrong with it.
package struct Directory: Sendable {
    package let divisions: [Division]
    package let bodies: [Body]
    package let coverage: [Coverage]
    package let mediators: [Mediator]
    package let advisers: [Adviser]
    package let rosters: [Roster]
    package let trainings: [Training]
    package let conflicts: [MediatorConflict]

    private let divisionsByCode: [DivisionCode: [Division]]
    private let predecessors: [DivisionCode: [Division]]
    private let bodiesByID: [BodyID: [Body]]
    private let bodiesByName: [String: [Body]]
    private let coverageByDivision: [DivisionCode: [Coverage]]
    private let coverageByBody: [BodyID: [Coverage]]
    private let mediatorsByBody: [BodyID: [Mediator]]

    package init(
        divisions: [Division] = [], bodies: [Body] = [], coverage: [Coverage] = [], mediators: [Mediator] = [],
        advisers: [Adviser] = [], rosters: [Roster] = [], trainings: [Training] = [],
        conflicts: [MediatorConflict] = []
    ) {
        self.divisions = divisions
        self.bodies = bodies
        self.coverage = coverage
        self.mediators = mediators
        self.advisers = advisers
        self.rosters = rosters
        self.trainings = trainings
        self.conflicts = conflicts
        divisionsByCode = Dictionary(grouping: divisions, by: \.code)
        var predecessors: [DivisionCode: [Division]] = [:]
        for division in divisions {
            if let successor = division.successor { predecessors[successor, default: []].append(division) }
        }
        self.predecessors = predecessors
        bodiesByID = Dictionary(grouping: bodies, by: \.id)
        var bodiesByName: [String: [Body]] = [:]
        for body in bodies {
            for name in Set(body.writtenNames + [body.shortName]) where !name.isEmpty {
                bodiesByName[name, default: []].append(body)
            }
        }
        self.bodiesByName = bodiesByName
        coverageByDivision = Dictionary(grouping: coverage, by: \.division)
        coverageByBody = Dictionary(grouping: coverage, by: \.body)
        mediatorsByBody = Dictionary(grouping: mediators, by: \.body)
    }
}

// MARK: - Divisions

extension Directory {
    /// The district this directory is about.
    package var homeDistrict: Division? { divisions.first { $0.kind == .homeDistrict } }

    /// The division that bears the code on that day.
    package func division(_ code: DivisionCode, on day: Day) -> Division? {
        divisionsByCode[code]?.first { $0.validity.contains(day) }
    }

    /// The division that stands on that day for a code of any time: the code itself, its successor after it ended, or its
    /// predecessor before it began, if it has only one.
    package func resolve(_ code: DivisionCode, on day: Day) -> Division? {
        var seen: Set<DivisionCode> = []
        var next: DivisionCode? = code
        while let current = next, seen.insert(current).inserted {
            if let division = division(current, on: day) { return division }
            let ended = (divisionsByCode[current] ?? []).filter { $0.validity.isOver(on: day) }
            if let successor = ended.last(where: { $0.successor != nil })?.successor {
                next = successor
            } else {
                let before = Set((predecessors[current] ?? []).map(\.code))
                next = ended.isEmpty && before.count == 1 ? before.first : nil
            }
        }
        return nil
    }

    /// The one division of that name on that day; nil if there is none or more than one.
    package func division(named name: String, on day: Day) -> Division? {
        let found = divisions.filter { $0.name == name && $0.validity.contains(day) }
        return found.count == 1 ? found.first : nil
    }

    /// The divisions directly inside another on that day, by code.
    package func children(of code: DivisionCode, on day: Day) -> [Division] {
        divisions.filter { $0.code.parent == code && $0.validity.contains(day) }.sorted { $0.code < $1.code }
    }

    /// The towns of the home district on that day: what has a government and a judicial office.
    package func townships(on day: Day) -> [Division] {
        guard let homeDistrict else { return [] }
        return children(of: homeDistrict.code, on: day).filter(\.kind.isTownship)
    }

    func isKnown(_ code: DivisionCode) -> Bool { divisionsByCode[code] != nil }
}

// MARK: - Bodies

extension Directory {
    /// The body that bears the id on that day, with the name it has then.
    package func body(_ id: BodyID, on day: Day) -> Body? {
        bodiesByID[id]?.first { $0.validity.contains(day) }
    }

    /// The body that stands on that day for an id of any time: itself, or the successor after it ended.
    package func resolve(_ id: BodyID, on day: Day) -> Body? {
        var seen: Set<BodyID> = []
        var next: BodyID? = id
        while let current = next, seen.insert(current).inserted {
            if let body = body(current, on: day) { return body }
            next = bodiesByID[current]?.last { $0.validity.isOver(on: day) && $0.successor != nil }?.successor
        }
        return nil
    }

    /// The bodies that bear this full or short name on that day. A name that is no longer borne on that day finds the body that bore it,
    /// with the name it has now. More than one means that the name does not tell.
    package func bodies(named name: String, on day: Day) -> [Body] {
        let all = bodiesByName[name] ?? []
        let current = all.filter { $0.validity.contains(day) }
        guard current.isEmpty else { return current }
        var found: [Body] = []
        for former in all where former.validity.isOver(on: day) {
            if let body = resolve(former.id, on: day), !found.contains(body) { found.append(body) }
        }
        return found
    }

    /// The bodies of a kind on that day, by id.
    package func bodies(of kind: BodyKind, on day: Day) -> [Body] {
        bodies.filter { $0.kind == kind && $0.validity.contains(day) }.sorted { $0.id < $1.id }
    }

    /// The bodies of a kind that belong to a division on that day, by id.
    package func bodies(of kind: BodyKind, in code: DivisionCode, on day: Day) -> [Body] {
        bodies(of: kind, on: day).filter { $0.division == code }
    }

    /// The bodies that are parts of another on that day, by id.
    package func children(of id: BodyID, on day: Day) -> [Body] {
        bodies.filter { $0.parent == id && $0.validity.contains(day) }.sorted { $0.id < $1.id }
    }

    /// The mediators on a body's list on that day.
    package func mediators(of id: BodyID, on day: Day) -> [Mediator] {
        (mediatorsByBody[id] ?? []).filter { $0.validity.contains(day) }
    }

    func isKnown(_ id: BodyID) -> Bool { bodiesByID[id] != nil }
}

// MARK: - Coverage

extension Directory {
    /// The bodies of a kind that cover a division on that day. The narrowest coverage wins: a row for the village before one
    /// for its town before one for the district. The code may be of any time.
    package func bodies(of kind: BodyKind, covering code: DivisionCode, on day: Day) -> [Body] {
        var next = resolve(code, on: day)?.code ?? code
        while true {
            let found = (coverageByDivision[next] ?? []).filter { $0.validity.contains(day) }
                .compactMap { body($0.body, on: day) }.filter { $0.kind == kind }
            if !found.isEmpty { return found.sorted { $0.id < $1.id } }
            guard let parent = next.parent else { return [] }
            next = resolve(parent, on: day)?.code ?? parent
        }
    }

    /// What a body is said to answer for on a day, apart from its own division.
    package func coverage(of id: BodyID, on day: Day) -> [Coverage] {
        (coverageByBody[id] ?? []).filter { $0.validity.contains(day) }
    }

    /// The tribunal each judicial office of the home district works with on a day, by office: the one named in its own row, or the one
    /// that answers for its town.
    package func pairings(on day: Day) -> [(office: Body, tribunal: Body?)] {
        bodies(of: .judicialOffice, on: day).map { office in
            let named = office.pairedTribunal.flatMap { body($0, on: day) }
            return (office, named ?? tribunal(of: office.division, on: day))
        }
    }

    /// The advisers who serve a place on a day: those of the place itself, and of whatever lies around it.
    package func advisers(of code: DivisionCode, on day: Day) -> [Adviser] {
        let place = resolve(code, on: day)?.code ?? code
        return advisers.filter { $0.validity.contains(day) && $0.division.contains(place) }
    }

    /// The judicial office of a division; nil where none covers it, as in zones.
    package func office(of code: DivisionCode, on day: Day) -> Body? {
        bodies(of: .judicialOffice, covering: code, on: day).first
    }

    /// The tribunal of a division, or else the court that covers it.
    package func tribunal(of code: DivisionCode, on day: Day) -> Body? {
        bodies(of: .tribunal, covering: code, on: day).first ?? bodies(of: .court, covering: code, on: day).first
    }
}
