import ArgumentParser
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

/// `nplus deadline`: time limits, counted day by day.
struct DeadlineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadline",
        abstract: "期限：计算、逐日说明、载入放假通知 / Time limits: compute, explain, load a holiday notice",
        discussion: """
            起算事件当日不计；期满日遇休息日顺延；工作日期限跳过休息日，调休上班日计入。
            The day of the event does not count; an end on a rest day rolls over; terms in working days
            leave rest days out and count make-up days.

            例 / Examples:
              nplus deadline compute --from 2026-02-10 --length 30
              nplus deadline explain 230417-7K2QD
              nplus deadline notice 2027.yaml
            """,
        subcommands: [Compute.self, Explain.self, LoadNotice.self, Clocks.self])
}

/// How a term is counted.
enum CountRule: String, CaseIterable, ExpressibleByArgument {
    case calendar, working
}

enum LengthUnit: String, CaseIterable, ExpressibleByArgument {
    case days, months, years
}

extension DeadlineCommand {
    struct Compute: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "compute",
            abstract: "计算任一期限 / Compute any time limit",
            discussion: """
                不需要数据库；--stored 使用数据库中已核准的放假安排。
                Needs no database; --stored takes the calendar that the database holds.

                例 / Examples:
                  nplus deadline compute --from 2026-02-10 --length 30 --count calendar
                  nplus deadline compute --from 2026-09-24 --length 3 --count working
                  nplus deadline compute --from 2026-01-31 --length 1 --unit months
                  nplus deadline compute --from 2026-03-02 --length 30 --pause 2026-03-10..2026-03-25 --extend 10
                  nplus deadline compute --due-by 2026-03-30 --length 30
                  nplus deadline compute --clock C06 --from 2026-01-05
                """)

        @OptionGroup var options: SessionOptions
        @Option(help: "起算事件之日 / Day of the event that starts it")
        var from: String?
        @Option(help: "反算：最迟哪一天起算仍能在此日前届满 / Inverse: the last day to start and be due by this day")
        var dueBy: String?
        @Option(help: "长度 / Length")
        var length: Int?
        @Option(help: "法定期限编号，代替长度 / A statutory limit in place of a length; see nplus deadline clocks")
        var clock: String?
        @Option(help: "计算方法 / How days are counted: calendar, working")
        var count: CountRule = .calendar
        @Option(help: "单位 / Unit: days, months, years")
        var unit: LengthUnit = .days
        @Option(help: "中止期间，首尾均不计，可多次 / Days not counted, both ends included; may be repeated: FROM..TO")
        var pause: [String] = []
        @Option(help: "延长天数（同一计算方法），可多次 / Extension in days, counted the same way; may be repeated")
        var extend: [Int] = []
        @Option(help: "届满日的截止时刻 / Time of the due day from which an act is late, such as 17:00")
        var cutOff: String?
        @Flag(help: "使用数据库中已核准的放假安排 / Use the calendar that the database holds")
        var stored = false

        func run() async throws {
            let calendar =
                stored
                ? try await Session.with(options) { $0.engine.decider.calendar } : try Shipped.calendar()
            let terms = try extend.map { try term($0, .days) }
            let pauses = try pause.map(range)
            let whole = try asked()
            switch (try from.map(ParsedDay.read), try dueBy.map(ParsedDay.read)) {
            case (let start?, nil):
                let deadline = Deadline.compute(
                    whole, from: start, calendar: calendar, pauses: pauses, extensions: terms, cutOff: try time())
                try show(deadline)
            case (nil, let limit?):
                let start = Deadline.lastStart(
                    of: whole, dueBy: limit, calendar: calendar, pauses: pauses, extensions: terms)
                let deadline = Deadline.compute(
                    whole, from: start, calendar: calendar, pauses: pauses, extensions: terms, cutOff: try time())
                if options.output == .table { print("最迟起算日 / Last day to start: \(start)") }
                try show(deadline)
            default:
                throw ValidationError(
                    "请用 --from 或 --due-by 给出一个日期 / give one day, with --from or with --due-by")
            }
        }

        private func asked() throws -> Term {
            switch (length, clock) {
            case (let length?, nil): return try term(length, unit)
            case (nil, let id?):
                let found = try StatutoryClock(id).map { $0.terms(in: try Shipped.library()) }
                guard let term = found?.first else {
                    throw ValidationError(
                        "没有法定期限「\(id)」，可用 nplus deadline clocks 查看 / no limit '\(id)'; see nplus deadline clocks")
                }
                return term
            default:
                throw ValidationError("请给出 --length 或 --clock / give a length or a statutory limit")
            }
        }

        private func show(_ deadline: Deadline) throws {
            let text = DeadlineText(deadline)
            switch options.output {
            case .table:
                print(text.result)
                print()
                print(text.days().rendered(as: .table), terminator: "")
            case .csv: print(text.days().rendered(as: .csv), terminator: "")
            case .json: print(text.json.text)
            }
        }

        private func term(_ length: Int, _ unit: LengthUnit) throws -> Term {
            guard count == .calendar || unit == .days else {
                throw ValidationError("工作日期限只能以日计 / a term in working days is given in days")
            }
            let inTerm: Term.Unit =
                switch unit {
                case .days: count == .working ? .workingDay : .day
                case .months: .month
                case .years: .year
                }
            let longest = unit == .days ? Term.lengths.upperBound : unit == .months ? 1200 : 100
            guard length <= longest, let term = Term(length, inTerm) else {
                throw ValidationError(
                    "期限长度 \(length) 无效，应为 1–\(longest) / a length of \(length) is not possible, give 1–\(longest)")
            }
            return term
        }

        private func range(_ text: String) throws -> DayRange {
            let ends = text.components(separated: "..")
            guard ends.count == 2, let first = Day(ends[0]), let last = Day(ends[1]) else {
                throw ValidationError(
                    "中止期间「\(text)」应写成 2026-03-10..2026-03-25 / write the pause '\(text)' as FROM..TO, two days")
            }
            guard let range = DayRange(first, last) else {
                throw ValidationError("中止期间的止日 \(last) 早于起日 \(first) / the pause ends on \(last), before it begins")
            }
            return range
        }

        private func time() throws -> ClockTime {
            guard let cutOff else { return .endOfDay }
            guard let time = ClockTime(cutOff), time > .midnight else {
                throw ValidationError("「\(cutOff)」不是时刻，例如 17:00 / '\(cutOff)' is no time of day, write 17:00")
            }
            return time
        }
    }
}

extension String {
    /// The parts between the occurrences of a separator.
    fileprivate func components(separated separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
