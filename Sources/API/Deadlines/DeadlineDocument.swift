package import LegalTime
package import Tabular

/// A time limit for programs: its result, and what became of every day on the way.
package struct DeadlineDocument: Sendable {
    private let deadline: Deadline

    package init(_ deadline: Deadline) {
        self.deadline = deadline
    }

    package var json: JSON {
        .object([
            ("from", .string(deadline.start.description)), ("term", Self.json(deadline.term)),
            ("extensions", .array(deadline.extensions.map(Self.json))),
            (
                "pauses",
                .array(
                    deadline.pauses.map { pause in
                        .object([("from", .string("\(pause.first)")), ("to", .string("\(pause.last)"))])
                    })
            ),
            ("lastCounted", .string(deadline.lastCounted.description)), ("due", .string(deadline.due.description)),
            ("tooLateAt", .string(deadline.expiresAt.description)), ("rolledOver", .bool(deadline.isRolledOver)),
            ("certainty", .string(Self.word(deadline.certainty))), ("days", .array(deadline.lines.map(json))),
        ])
    }

    private static func word(_ status: WorkingCalendar.YearStatus) -> String {
        switch status {
        case .announced: "announced"
        case .provisional: "provisional"
        case .unknown: "unknown"
        }
    }

    private static func json(_ term: Term) -> JSON {
        .object([("length", .number(String(term.length))), ("unit", .string(term.unit.rawValue))])
    }

    private func json(_ line: DayLine) -> JSON {
        let role =
            switch line.role {
            case .start: "start"
            case .paused: "paused"
            case .rest: "rest"
            case .counted: "counted"
            case .rolled: "rolled"
            case .end: "end"
            }
        var source = JSON.null
        var name = JSON.null
        let ground: String
        switch line.ruling.ground {
        case .weekday: ground = "weekday"
        case .weekend: ground = "weekend"
        case .holiday(let occasion, let notice):
            (ground, name, source) = ("holiday", .string(occasion.en), .string(notice.number))
        case .makeUpDay(let occasion, let notice):
            (ground, name, source) = ("makeUpDay", .string(occasion.en), .string(notice.number))
        }
        return .object([
            ("day", .string(line.day.description)), ("role", .string(role)),
            ("ordinal", line.ordinal.map { .number(String($0)) } ?? .null),
            ("working", .bool(line.ruling.isWorking)), ("ground", .string(ground)), ("name", name), ("source", source),
        ])
    }

    static let schema = Schema.object([
        .init("from", .day), .init("term", term), .init("extensions", .array(term)),
        .init("pauses", .array(.object([.init("from", .day), .init("to", .day)]))), .init("lastCounted", .day),
        .init("due", .day), .init("tooLateAt", .instant), .init("rolledOver", .boolean),
        .init("certainty", .word(["announced", "provisional", "unknown"])),
        .init(
            "days",
            .array(
                .object([
                    .init("day", .day), .init("role", .string()), .init("ordinal", .nullable(.integer(0...Int.max))),
                    .init("working", .boolean), .init("ground", .string()), .init("name", .nullable(.string())),
                    .init("source", .nullable(.string())),
                ]))),
    ])

    private static let term = Schema.object([.init("length", .integer(1...36_600)), .init("unit", .string())])
}
