import API
import LegalTime
import Tabular
import Workflow

/// A deadline told to a person: its result, and what became of every day on the way.
struct DeadlineText {
    let deadline: Deadline

    /// The result and the count for programs.
    var json: JSON { DeadlineDocument(deadline).json }

    init(_ deadline: Deadline) {
        self.deadline = deadline
    }

    /// What the result is and how sure.
    var result: String {
        let rolled = deadline.isRolledOver ? "（第末日 \(deadline.lastCounted) 为休息日，顺延）" : ""
        let cutOff = deadline.cutOff == .endOfDay ? "24:00" : String(deadline.cutOff.description.prefix(5))
        var lines = [
            "期限届满日：\(deadline.due)（\(Self.weekday(deadline.due))）\(cutOff) 前\(rolled)",
            "Due: \(deadline.due), before \(cutOff)"
                + (deadline.isRolledOver ? " (rolled over from the rest day \(deadline.lastCounted))" : ""),
        ]
        if let mark = Self.mark(deadline.certainty) { lines.append(mark) }
        return lines.joined(separator: "\n")
    }

    /// How sure a day is whose year has no notice yet; nil where all is announced.
    static func mark(_ status: WorkingCalendar.YearStatus) -> String? {
        switch status {
        case .announced: nil
        case .provisional:
            "【暂定】当年放假安排尚未公布，公布后日期可能变动 / Provisional: the year's notice is not out, the day may move"
        case .unknown:
            "【暂定】没有当年放假安排，只按周末计算 / Provisional: no notice for the year, weekends only"
        }
    }

    /// One row a day.
    ///
    /// - Parameter folds: Whether stretches of plainly counted calendar days become one row.
    func days(folded folds: Bool = false) -> Listing {
        Listing(
            columns: [
                .init("day", "日期"), .init("weekday", "星期"), .init("count", "计数", .right), .init("role", "计入与否"),
                .init("ground", "依据"),
            ],
            rows: rows(folded: folds).map { $0.map { .text($0) } })
    }

    private func rows(folded folds: Bool) -> [[String]] {
        var rows: [[String]] = []
        var stretch: [DayLine] = []
        func close() {
            guard let first = stretch.first, let last = stretch.last else { return }
            if stretch.count < 4 {
                rows += stretch.map(row)
            } else {
                let counts = "\(first.ordinal ?? 0)–\(last.ordinal ?? 0)"
                rows.append(["\(first.day)…\(last.day)", "", counts, "计入", "逐日计算"])
            }
            stretch = []
        }
        for line in deadline.lines {
            if folds, foldable(line) {
                stretch.append(line)
            } else {
                close()
                rows.append(row(line))
            }
        }
        close()
        return rows
    }

    /// A day of a term in calendar days that counts whatever it is.
    private func foldable(_ line: DayLine) -> Bool {
        guard case .counted(_, let part) = line.role, line.day != deadline.lastCounted else { return false }
        return !([deadline.term] + deadline.extensions)[part].unit.skipsRestDays
    }

    private func row(_ line: DayLine) -> [String] {
        [
            line.day.description, Self.weekday(line.day), line.ordinal.map(String.init) ?? "", role(line),
            ground(line.ruling.ground, of: line.day.year),
        ]
    }

    private func role(_ line: DayLine) -> String {
        let isDue = line.day == deadline.due ? "，届满日" : ""
        return switch line.role {
        case .start: "起算事件当日，不计入（民法典 §201）"
        case .paused(let pause): "中止（\(pause)），不计入"
        case .rest: "休息日，不计入"
        case .counted(_, 0): "计入" + isDue
        case .counted(_, let part): "计入（第 \(part) 次延长）" + isDue
        case .rolled: "届满后仍为休息日，顺延（民法典 §203）"
        case .end: "顺延至此" + isDue
        }
    }

    private func ground(_ ground: WorkingCalendar.Ground, of year: Int) -> String {
        switch ground {
        case .weekday, .weekend:
            (ground == .weekday ? "工作日" : "周末")
                + (deadline.calendar.status(of: year) == .announced ? "" : "（放假安排未公布，暂定）")
        case .holiday(let name, let source): "\(name.zh)放假：\(text(source))"
        case .makeUpDay(let name, let source): "\(name.zh)：\(text(source))"
        }
    }

    private func text(_ source: Notice.Source) -> String {
        source.number + (source.provisional ? "（暂定）" : source.verified ? "" : "（未核对原文）")
    }

    static func weekday(_ day: Day) -> String {
        switch day.weekday {
        case .monday: "周一"
        case .tuesday: "周二"
        case .wednesday: "周三"
        case .thursday: "周四"
        case .friday: "周五"
        case .saturday: "周六"
        case .sunday: "周日"
        }
    }

    /// The length of a term in words.
    static func text(_ term: Term) -> String { term.words.zh }
}
