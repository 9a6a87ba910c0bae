import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

extension Route {
    static let deadlines: [Route] = [
        Route(
            .post, "/v1/deadlines/compute", .deadline, zh: "计算任一期限，逐日说明", en: "compute any time limit, day by day",
            content: DeadlineComputing.content, success: .init(200, DeadlineDocument.schema), problems: [.content],
            handler: DeadlineComputing.handle)
    ]
}

enum DeadlineComputing {
    static let content = Schema.object([
        .init("from", .day, Bilingual(zh: "起算事件之日，不计入", en: "day of the event that starts it, which does not count")),
        .init("length", .integer(1...36_600)),
        .init("unit", .word(["days", "months", "years"]), required: false),
        .init("count", .word(["calendar", "working"]), required: false),
        .init(
            "pauses", .array(.object([.init("from", .day), .init("to", .day)]), count: 0...50), required: false,
            Bilingual(zh: "中止期间，首尾均不计", en: "days not counted, both ends included")),
        .init(
            "extensions", .array(.integer(1...3660), count: 0...20), required: false,
            Bilingual(zh: "延长天数", en: "extensions in days")),
        .init(
            "cutOff", .string(5...5), required: false,
            Bilingual(zh: "届满日的截止时刻，如 17:00", en: "time of the due day from which an act is late, such as 17:00")),
    ])

    static func handle(_ call: Call) async throws -> APIResponse {
        let content = call.content
        let isWorking = content["count"]?.string == "working"
        let unit = content["unit"]?.string ?? "days"
        guard !isWorking || unit == "days" else {
            throw Problem(faults: [
                SchemaFault("/unit", zh: "工作日期限只能以日计", en: "a term in working days is given in days")
            ])
        }
        let term: Term.Unit = isWorking ? .workingDay : unit == "months" ? .month : unit == "years" ? .year : .day
        let length = content["length"]?.integer ?? 0
        let longest = term == .month ? 1200 : term == .year ? 100 : Term.lengths.upperBound
        guard length <= longest, let whole = Term(length, term) else {
            throw Problem(faults: [SchemaFault("/length", zh: "最长 \(longest)", en: "\(longest) at the most")])
        }
        var pauses: [DayRange] = []
        for (index, pause) in (content["pauses"]?.elements ?? []).enumerated() {
            let (first, last) = (
                try day(pause["from"], "/pauses/\(index)/from"), try day(pause["to"], "/pauses/\(index)/to")
            )
            guard let range = DayRange(first, last) else {
                throw Problem(faults: [SchemaFault("/pauses/\(index)/to", zh: "早于起日", en: "is before its beginning")])
            }
            pauses.append(range)
        }
        var extensions: [Term] = []
        for element in content["extensions"]?.elements ?? [] {
            if let added = Term(element.integer ?? 0, isWorking ? .workingDay : .day) { extensions.append(added) }
        }
        var cutOff = ClockTime.endOfDay
        if let text = content["cutOff"]?.string {
            guard let time = ClockTime(text), time > .midnight else {
                throw Problem(faults: [SchemaFault("/cutOff", zh: "不是时刻，如 17:00", en: "is no time of day, write 17:00")]
                )
            }
            cutOff = time
        }
        let deadline = Deadline.compute(
            whole, from: try day(content["from"], "/from"), calendar: try call.engine().decider.calendar,
            pauses: pauses, extensions: extensions, cutOff: cutOff)
        return APIResponse(DeadlineDocument(deadline).json)
    }

    private static func day(_ json: JSON?, _ pointer: String) throws(Problem) -> Day {
        guard let day = json?.string.flatMap({ Day($0) }) else {
            throw Problem(faults: [SchemaFault(pointer, zh: "不是日期，如 2023-05-15", en: "is no day, write 2023-05-15")])
        }
        return day
    }
}
