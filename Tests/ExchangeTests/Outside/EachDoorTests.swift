import CaseStore
import Engine
import Exchange
import LegalTime
import Mediation
import Testing
import Workflow

@Suite("Each door of an outside system")
struct EachDoorTests {
    @Test(
        "bad input is answered with field, reason and what to do, and no good matter is lost; results go back in its own words"
    )
    func misuse() async throws {
        try await Counterpart.with { hotline in
            for system in ["courtPlatform", "petitionSystem", "policeCalls", "hotline", "gridPlatform"] {
                let door = Counterpart(system: system, bureau: hotline.bureau, exchange: hotline.exchange)
                try await door.enter()
                try await check(door, try hotline.exchange.mapping(system, on: hotline.bureau.clock.now.day))
            }
        }
    }

    private func check(_ door: Counterpart, _ mapping: OutsideMapping) async throws {
        let day = door.bureau.clock.now.day
        let fields = mapping.fields(.in, on: day)
        func field(_ slot: OutsideIntakeSlot) throws -> OutsideField {
            try #require(fields.first { $0.ours == slot.rawValue }, "\(mapping.id) \(slot)")
        }
        let known = mapping.codes.filter { $0.list == "type" }.map(\.theirs)
        let type = try #require(known.first { mapping.match($0, in: "type", .in, on: day) != .none })
        let due = try field(.due)
        func item(_ number: String, _ change: [String: Any?] = [:]) throws -> [String: Any] {
            let good: [String: Any?] = [
                try field(.reference).theirs: number, try field(.title).theirs: "样例", try field(.type).theirs: type,
                try field(.applicants).theirs: "样例\(mapping.id)\(number)甲",
                try field(.respondents).theirs: "样例\(mapping.id)\(number)乙",
                due.theirs: due.form == .compactDay ? "20260401" : "2026-04-01",
            ]
            return good.merging(change) { _, new in new }.compactMapValues { $0 }
        }
        var bad: [[String: Any]] = []
        for field in fields where field.isRequired { bad.append(try item("缺\(bad.count)", [field.theirs: nil])) }
        bad.append(try item("坏1", [try field(.type).theirs: "没有的类别"]))
        bad.append(try item("坏2", [due.theirs: "尽快"]))
        bad.append(try item(String(repeating: "9", count: 61)))
        bad.append(try item("坏3", [try field(.title).theirs: String(repeating: "长", count: 2001)]))

        let answer = try await door.send([try item("好1")] + bad + [try item("好2")])
        #expect(answer.registered.map(\.item.number) == ["好1", "好2"], "\(mapping.id)")
        #expect(answer.refused.map(\.line) == Array(2...bad.count + 1), "\(mapping.id)")
        for item in answer.refused {
            #expect(!item.faults.isEmpty)
            for fault in item.faults {
                #expect(fields.contains { $0.theirs == fault.field }, "\(mapping.id): \(fault)")
                #expect(!fault.reason.zh.isEmpty && !fault.reason.en.isEmpty && fault.remedy != nil)
            }
        }
        let id = try #require(answer.registered.first?.item.dispute)
        let dispute = try await door.bureau.dispute(id)
        #expect(dispute.surroundings.firstDoor?.door.rawValue == mapping.door)
        #expect(dispute.surroundings.firstDoor?.due == Day("2026-04-01"))

        let told = try await door.read()
        #expect(told.count { $0.kind == "receipt" } == bad.count + 2, "\(mapping.id)")
        let reports = told.filter { $0.kind == "report" }.map(\.content)
        let names = Set(mapping.fields(.out, on: day).map(\.theirs))
        #expect(reports.count == 2 && reports.allSatisfy { names.isSuperset(of: $0.keys) }, "\(mapping.id): \(reports)")
    }
}
