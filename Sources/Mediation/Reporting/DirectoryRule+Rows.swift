package import LegalTime

extension DirectoryRule {
    /// A row of the directory that counts.
    package struct CountedRow: Hashable, Sendable {
        /// Id of the body or mediator.
        package let id: String
        package let name: String
        /// The day by which its body is placed under an office.
        package let day: Day
        package let body: BodyID
        package let isSynthetic: Bool
    }

    /// The rows that count in a period, by id.
    package func rows(of directory: Directory, in period: Period) -> [CountedRow] {
        switch self {
        case .judicialOffices: return standing(.judicialOffice, directory, period)
        case .tribunals: return standing(.tribunal, directory, period)
        case .administrativeUnits: return standing(.administrativeUnit, directory, period)
        case .administrativeMediators:
            var seen: Set<String> = []
            return directory.bodies(of: .administrativeUnit, on: period.last)
                .flatMap { directory.mediators(of: $0.id, on: period.last) }
                .sorted { $0.id < $1.id }
                .filter { seen.insert($0.id).inserted }
                .map { mediator in
                    CountedRow(
                        id: mediator.id, name: mediator.name, day: period.last, body: mediator.body,
                        isSynthetic: mediator.isSynthetic)
                }
        case .newBrandRooms: return begun(.brandRoom, directory, period)
        case .newIndustryBodies: return begun(.industryCommittee, directory, period)
        }
    }

    private func standing(_ kind: BodyKind, _ directory: Directory, _ period: Period) -> [CountedRow] {
        directory.bodies(of: kind, on: period.last).map { row($0, period.last) }
    }

    private func begun(_ kind: BodyKind, _ directory: Directory, _ period: Period) -> [CountedRow] {
        directory.bodies
            .filter { body in
                guard body.kind == kind, let from = body.validity.from, period.days.contains(from) else { return false }
                let isRenamed = directory.bodies.contains { other in
                    other.id == body.id && (other.validity.from.map { $0 < from } ?? true)
                }
                return !isRenamed
            }
            .sorted { $0.id < $1.id }
            .map { body in row(body, body.validity.from ?? period.last) }
    }

    private func row(_ body: Body, _ day: Day) -> CountedRow {
        CountedRow(id: body.id.rawValue, name: body.name, day: day, body: body.id, isSynthetic: false)
    }
}

extension Directory {
    /// The value of a dimension that a body's rows have on a day.
    package func value(of dimension: Dimension, for body: BodyID, on day: Day) -> String {
        switch dimension {
        case .office: home(of: body, on: day).office
        case .bodyKind: home(of: body, on: day).kind
        case .body: body.rawValue
        case .track, .type, .source, .outcome: Dimension.absent
        }
    }

    /// Whether a body's rows of a day pass a filter.
    package func passes(_ filter: Filter, body: BodyID, on day: Day) -> Bool {
        filter.dimensions.allSatisfy { value(of: $0, for: body, on: day) == filter[$0] }
    }
}
