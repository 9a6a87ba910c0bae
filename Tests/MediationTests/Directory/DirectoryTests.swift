import LegalTime
import Testing

@testable import Mediation

@Suite("Division codes")
struct DivisionCodeTests {
    @Test(
        "Six, nine and twelve digits are codes, kept in their shortest form",
        arguments: [
            ("120119", "120119", DivisionCode.Level.district), ("120119100", "120119100", .town),
            ("120119100000", "120119100", .town), ("120119100201", "120119100201", .village),
            ("120119000000", "120119", .district), ("120119000", "120119", .district), ("120000", "120000", .district),
        ])
    func forms(text: String, kept: String, level: DivisionCode.Level) throws {
        let code = try #require(DivisionCode(text))
        #expect(code.description == kept)
        #expect(code.level == level)
    }

    @Test(
        "Anything else is none",
        arguments: ["", "12011", "1201190", "12011910x", "\u{FF11}20119", "1201191000001", " 120119"])
    func refusals(text: String) {
        #expect(DivisionCode(text) == nil)
    }

    @Test("A code knows what is around it and inside it")
    func nesting() throws {
        let village = try #require(DivisionCode("120119100201"))
        let town = try #require(village.parent)
        #expect(town.description == "120119100")
        #expect(town.parent == village.district && village.district.description == "120119")
        #expect(village.district.parent == nil)
        #expect(town.contains(village) && town.contains(town) && !village.contains(town))
    }
}

@Suite("Validity")
struct ValidityTests {
    private static func validity(_ from: String?, _ to: String?) -> Validity? {
        Validity(from: from.flatMap { Day($0) }, to: to.flatMap { Day($0) })
    }

    @Test("Both ends are included, and a missing end is open")
    func ends() throws {
        let year = try #require(Self.validity("2023-01-01", "2023-12-31"))
        let days = ["2022-12-31", "2023-01-01", "2023-12-31", "2024-01-01"].compactMap { Day($0) }
        #expect(days.map(year.contains) == [false, true, true, false])
        #expect(days.map { Validity.always.contains($0) } == [true, true, true, true])
        #expect(Self.validity("2023-01-02", "2023-01-01") == nil)
    }

    @Test(
        "Validities overlap if they share a day",
        arguments: [
            (nil, "2022-10-30", "2022-10-31", nil, false), (nil, "2022-10-31", "2022-10-31", nil, true),
            (nil, nil, "2022-10-31", "2022-10-31", true), ("2023-01-01", nil, nil, "2022-12-31", false),
        ] as [(String?, String?, String?, String?, Bool)])
    func overlap(from: String?, to: String?, otherFrom: String?, otherTo: String?, overlaps: Bool) throws {
        let one = try #require(Self.validity(from, to))
        let other = try #require(Self.validity(otherFrom, otherTo))
        #expect(one.overlaps(other) == overlaps)
        #expect(other.overlaps(one) == overlaps)
    }
}

@Suite("The directory by day")
struct DirectoryTests {
    @Test("A code of any time is resolved to the division of the day", arguments: ["110", "120", "130"])
    func divisions(suffix: String) throws {
        let directory = try Sample.directory()
        let code = try #require(DivisionCode("999999" + suffix))
        #expect(directory.resolve(code, on: try Sample.day("2005-01-01"))?.name == "甲乡")
        #expect(directory.resolve(code, on: try Sample.day("2010-06-01"))?.name == "乙镇")
        #expect(directory.resolve(code, on: try Sample.day("2023-06-01"))?.name == "丙镇")
    }

    @Test("An unknown code resolves to nothing, and a circle of successors ends")
    func unresolved() throws {
        let day = try Sample.day("2023-01-01")
        let code = try #require(DivisionCode("999999555"))
        #expect(try Sample.directory().resolve(code, on: day) == nil)
        let circle = Directory(
            divisions: [
                Sample.division("999999001", "一", to: "2000-01-01", successor: "999999002"),
                Sample.division("999999002", "二", to: "2000-01-01", successor: "999999001"),
            ].compactMap(\.self))
        #expect(circle.resolve(try #require(DivisionCode("999999001")), on: day) == nil)
    }

    @Test("A body keeps its id through a change of name, and a former name still finds it")
    func names() throws {
        let directory = try Sample.directory()
        let (before, after) = (try Sample.day("2024-12-31"), try Sample.day("2025-01-01"))
        #expect(directory.body(BodyID("CTR"), on: before)?.name == "矛调中心")
        #expect(directory.body(BodyID("CTR"), on: after)?.name == "综治中心")
        #expect(directory.bodies(named: "矛调中心", on: after).map(\.name) == ["综治中心"])
        #expect(directory.bodies(named: "综治中心", on: before).isEmpty)
    }

    @Test("A body is found by full name, common name and short name")
    func writtenNames() throws {
        let directory = try Sample.directory()
        let day = try Sample.day("2023-01-01")
        for name in ["丙镇人民调解委员会", "丙镇调委会", "丙"] {
            #expect(directory.bodies(named: name, on: day).map(\.id) == [BodyID("TWN")])
        }
        #expect(directory.bodies(named: "", on: day).isEmpty)
    }

    @Test("The narrowest coverage answers, for codes of any time")
    func coverage() throws {
        let directory = try Sample.directory()
        let day = try Sample.day("2023-01-01")
        func tribunal(_ code: String) throws -> BodyID? {
            directory.tribunal(of: try #require(DivisionCode(code)), on: day)?.id
        }
        #expect(try tribunal("999999130") == BodyID("TRB"))
        #expect(try tribunal("999999130201") == BodyID("TRB"))
        #expect(try tribunal("999999110") == BodyID("TRB"))
        #expect(try tribunal("999999777") == BodyID("CRT"))
        #expect(try tribunal("888888777") == nil)
        #expect(directory.office(of: try #require(DivisionCode("999999130")), on: day) == nil)
        #expect(directory.children(of: BodyID("CRT"), on: day).map(\.id) == [BodyID("TRB")])
    }

    @Test("Mediators are those whose term holds the day")
    func mediators() throws {
        let directory = try Sample.directory()
        #expect(directory.mediators(of: BodyID("TWN"), on: try Sample.day("2023-01-01")).map(\.id) == ["M1"])
        #expect(directory.mediators(of: BodyID("TWN"), on: try Sample.day("2024-01-01")).isEmpty)
    }
}
