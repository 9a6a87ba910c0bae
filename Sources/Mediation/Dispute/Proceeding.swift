package import LegalTime
package import Workflow

/// One run of a track in a body (调解案件): its number, mediators, sessions, agreements and clocks.
package struct Proceeding: Hashable, Sendable, Codable {
    /// Number within the dispute, from 1.
    package let number: Int
    package let body: BodyID
    package let opened: Instant
    /// Where the track stands. Its workflow and version are those in force when it was opened.
    package var run: PersistedRun
    package var dossier: DossierNumber?
    package var accepted: Instant?
    package var concluded: Instant?
    package var outcome: String?
    package var mediators: [String]
    package var sessions: Int
    /// The parties at its table, by the members of its run; nil where they are all those of the dispute, in their order.
    package var participants: [Int]?
    /// Bodies of equal rank that mediate with it (联合调解).
    package var joint: [BodyID]?
    /// Of a confirmation: the numbers of the agreements the court was asked to confirm.
    package var filed: [Int]?
    /// True once a clock of the track ran out before the track ended.
    package var overdue: Bool

    package init(number: Int, body: BodyID, opened: Instant, run: PersistedRun) {
        self.number = number
        self.body = body
        self.opened = opened
        self.run = run
        mediators = []
        sessions = 0
        overdue = false
    }

    package var track: String { run.workflow }

    package var isOpen: Bool { concluded == nil }

    /// Every body whose seal an agreement needs.
    package var bodies: [BodyID] { [body] + (joint ?? []) }

    /// The parties at its table.
    package var table: [Int] { participants ?? Array(1...max(1, run.members ?? 0)) }
}

/// A body's number for an accepted matter, `(2023)渔阳人调字第12号`: unique, without gaps per body and year, never reused.
package struct DossierNumber: Hashable, Sendable, Codable, CustomStringConvertible {
    package let year: Int
    /// Short name of the body and the word of its track, such as 渔阳人调 or 区教育行调.
    package let series: String
    package let sequence: Int

    package init(year: Int, series: String, sequence: Int) {
        self.year = year
        self.series = series
        self.sequence = sequence
    }

    /// Reads `(2023)渔阳人调字第12号`, with brackets of either width and leading zeros. Nil where it has another shape.
    package init?(_ text: String) {
        var rest = Substring(text.filter { $0 != " " })
        guard let open = rest.popFirst(), "(\u{FF08}[〔".contains(open) else { return nil }
        let year = rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(year.count)
        guard year.count == 4, let year = Int(year), let close = rest.popFirst(), ")\u{FF09}]〕".contains(close) else {
            return nil
        }
        guard rest.hasSuffix("号") else { return nil }
        let digits = String(rest.dropLast().reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
        let series = rest.dropLast(1 + digits.count)
        guard let sequence = Int(digits), sequence > 0, series.hasSuffix("字第"), series.count > 2 else { return nil }
        self.init(year: year, series: String(series.dropLast(2)), sequence: sequence)
    }

    package var description: String { "\u{FF08}\(year)\u{FF09}\(series)字第\(sequence)号" }
}
