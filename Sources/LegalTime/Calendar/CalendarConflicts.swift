/// Days on which notices of the same date contradict each other, so that neither can be preferred.
package struct CalendarConflicts: Error, Hashable, CustomStringConvertible {
    /// In order of day.
    package let conflicts: [Conflict]

    init(_ conflicts: Set<Conflict>) {
        self.conflicts = conflicts.sorted {
            ($0.day, $0.one.number, $0.other.number) < ($1.day, $1.one.number, $1.other.number)
        }
    }

    package struct Conflict: Hashable, Sendable {
        package let day: Day
        package let one: Notice.Source
        package let other: Notice.Source
    }

    package var description: String {
        conflicts.map { conflict in
            let (one, other) = (conflict.one.number, conflict.other.number)
            return """
                \(conflict.day) 是否上班，同日（\(conflict.one.issued)）发布的 \(one) 与 \(other) 说法相反；请更正其中之一。 / \
                \(one) and \(other), both issued \(conflict.one.issued), contradict each other on whether \
                \(conflict.day) is a working day; correct one of them.
                """
        }
        .joined(separator: "\n")
    }
}
