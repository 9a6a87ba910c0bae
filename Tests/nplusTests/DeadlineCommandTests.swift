import Foundation
import Testing

@Suite("nplus deadline")
struct DeadlineCommandTests {
    private struct Answer: Decodable {
        let due: String
        let certainty: String
        let days: [Line]
        struct Line: Decodable {
            let day: String
            let role: String
            let source: String?
        }
    }

    private func json(_ arguments: String...) throws -> Answer {
        let outcome = try BuiltProgram.run(["deadline", "compute", "--output", "json"] + arguments)
        #expect(outcome.code == 0, "\(outcome.output)")
        return try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
    }

    @Test("counts calendar days, working days, months, pauses and extensions")
    func computes() throws {
        #expect(try json("--from", "2026-02-10", "--length", "30", "--count", "calendar").due == "2026-03-12")
        // From 10 February 2026, thirty working days leave out Spring Festival and count two make-up Saturdays.
        #expect(try json("--from", "2026-02-10", "--length", "30", "--count", "working").due == "2026-03-30")
        #expect(try json("--from", "2026-01-31", "--length", "1", "--unit", "months").due == "2026-02-28")
        let paused = try json("--from", "2026-03-02", "--length", "30", "--pause", "2026-03-10..2026-03-19")
        #expect(paused.due == "2026-04-13")
        #expect(paused.days.filter { $0.role == "paused" }.count == 10)
        #expect(try json("--from", "2026-03-02", "--length", "20", "--extend", "10").due == "2026-04-01")
    }

    @Test("names the notice behind every day left out, and says when a year is not announced")
    func sources() throws {
        let spring = try json("--from", "2026-02-12", "--length", "3", "--count", "working")
        #expect(spring.due == "2026-02-24")
        let holidays = spring.days.filter { $0.role == "rest" }
        #expect(holidays.count == 9)
        #expect(holidays.allSatisfy { $0.source == "国办发明电〔2025〕7号" })
        #expect(try json("--from", "2026-12-28", "--length", "30").certainty == "provisional")
        #expect(try json("--from", "2028-01-04", "--length", "30").certainty == "unknown")
        let text = try BuiltProgram.run(["deadline", "compute", "--from", "2026-12-28", "--length", "30"])
        #expect(text.output.contains("暂定"))
    }

    @Test("counts a statutory limit by its number")
    func statutory() throws {
        #expect(try json("--clock", "c06", "--from", "2026-01-05").due == "2027-01-05")
        #expect(try json("--clock", "C03", "--from", "2026-09-24").due == "2026-10-09")
        let table = try BuiltProgram.run(["deadline", "clocks"])
        #expect(table.output.contains("未知，暂按 20 个工作日"))
    }

    @Test("finds the last day to start")
    func inverse() throws {
        let outcome = try BuiltProgram.run(["deadline", "compute", "--due-by", "2026-03-12", "--length", "30"])
        #expect(outcome.output.contains("最迟起算日 / Last day to start: 2026-02-10"))
    }

    @Test(
        "says what is wrong",
        arguments: [
            (["--from", "2026-02-30", "--length", "3"], "2026-02-30"), (["--length", "3"], "--due-by"),
            (["--from", "2026-02-10", "--length", "0"], "1–36600"),
            (["--from", "2026-02-10", "--length", "3", "--count", "working", "--unit", "months"], "以日计"),
            (["--from", "2026-02-10", "--length", "3", "--pause", "2026-03-02"], "FROM..TO"),
            (["--from", "2026-02-10", "--length", "3", "--pause", "2026-03-02..2026-03-01"], "2026-03-01"),
            (["--from", "2026-02-10", "--length", "3", "--cut-off", "25:00"], "25:00"),
        ])
    func mistakes(arguments: [String], words: String) throws {
        let outcome = try BuiltProgram.run(["deadline", "compute"] + arguments)
        #expect(outcome.code == 64)
        #expect(outcome.output.contains(words), "\(outcome.output)")
    }
}
