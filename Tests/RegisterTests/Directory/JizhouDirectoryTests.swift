import Foundation
import LegalTime
import Mediation
import Testing

@testable import Register

@Suite("The directory of Jizhou")
struct JizhouDirectoryTests {
    private static let reading = DirectoryFolder.read(
        URL(filePath: #filePath).appending(path: "../../../../deploy/jizhou").standardized.path())

    private let directory = Self.reading.directory

    private func day(_ text: String) throws -> Day { try #require(Day(text)) }
    private func code(_ text: String) throws -> DivisionCode { try #require(DivisionCode(text)) }

    @Test("It loads without a fault")
    func loads() {
        #expect(Self.reading.problems == [])
    }

    @Test(
        "Each year has 27 towns with an office, 5 tribunals and a court, 62 units",
        arguments: ["2020-06-01", "2023-06-01", "2026-01-01"])
    func counts(text: String) throws {
        let day = try day(text)
        let towns = directory.townships(on: day)
        #expect(towns.count == 27)
        #expect(directory.bodies(of: .judicialOffice, on: day).count == 27)
        #expect(directory.bodies(of: .townCommittee, on: day).count == 27)
        #expect(directory.bodies(of: .tribunal, on: day).count == 5)
        #expect(directory.bodies(of: .court, on: day).count == 1)
        #expect(directory.bodies(of: .partnerDistrict, on: day).count == 6)
        #expect(directory.bodies(of: .centre, on: day).count == 28)
        for town in towns {
            #expect(directory.bodies(of: .judicialOffice, covering: town.code, on: day).count == 1, "\(town.name)")
            #expect(directory.office(of: town.code, on: day)?.name == town.name + "司法所")
        }
    }

    @Test(
        "The 62 units stand since the rule of 2021",
        arguments: [("2021-10-31", 0), ("2022-01-01", 62), ("2026-01-01", 62)])
    func units(text: String, count: Int) throws {
        #expect(directory.bodies(of: .administrativeUnit, on: try day(text)).count == count)
    }

    @Test("The stock of 2023 is the published one")
    func published() throws {
        let day = try day("2023-12-31")
        #expect(directory.bodies(of: .administrativeUnit, on: day).count == 62)
        #expect(directory.bodies(of: .villageCommittee, on: day).count == 985)
        let mediators = directory.bodies(of: .administrativeUnit, on: day).map {
            directory.mediators(of: $0.id, on: day).count
        }
        #expect(mediators.reduce(0, +) == 740)
        #expect(mediators.allSatisfy { $0 >= 11 })
        let before = try self.day("2022-12-31")
        for kind in [BodyKind.brandRoom, .industryCommittee] {
            #expect(directory.bodies(of: kind, on: day).count - directory.bodies(of: kind, on: before).count == 2)
        }
    }

    @Test("24 towns go to five tribunals and three to the court")
    func tribunals() throws {
        let day = try day("2023-06-01")
        let tribunals = try directory.townships(on: day).map { try #require(directory.tribunal(of: $0.code, on: day)) }
        #expect(tribunals.count { $0.kind == .tribunal } == 24)
        #expect(Set(tribunals.filter { $0.kind == .tribunal }.map(\.id)).count == 5)
        #expect(tribunals.count { $0.kind == .court } == 3)
        #expect(try directory.tribunal(of: code("120119401"), on: day)?.kind == .court)
    }

    @Test("Renamed divisions and bodies are found by the day")
    func renames() throws {
        let (old, new) = (try code("120119114"), try code("120119127"))
        let (before, after) = (try day("2018-01-01"), try day("2023-01-01"))
        for code in [old, new] {
            #expect(directory.resolve(code, on: before)?.name == "五百户镇")
            #expect(directory.resolve(code, on: after)?.name == "州河湾镇")
            #expect(directory.office(of: code, on: before)?.name == "五百户镇司法所")
            #expect(directory.office(of: code, on: after)?.name == "州河湾镇司法所")
            #expect(directory.tribunal(of: code, on: before)?.name == "别山人民法庭")
        }
        #expect(directory.bodies(named: "五百户镇人民调解委员会", on: after).map(\.name) == ["州河湾镇人民调解委员会"])
        let centre = BodyID("CTR-120119")
        #expect(directory.body(centre, on: try day("2024-06-01"))?.name == "蓟州区社会矛盾纠纷调处化解中心")
        #expect(directory.body(centre, on: try day("2025-06-01"))?.name == "蓟州区社会治安综合治理中心")
    }

    @Test("The check finds no error, lists every assumed row, and the zone without an office")
    func check() throws {
        let findings = DirectoryCheck(directory, on: try day("2023-06-01")).findings()
        #expect(findings.filter { $0.severity != .notice } == [])
        let assumed =
            directory.divisions.count { !$0.provenance.isVerified }
            + directory.bodies.count { !$0.provenance.isVerified }
            + directory.coverage.count { !$0.provenance.isVerified }
            + directory.mediators.count { !$0.provenance.isVerified }
            + directory.advisers.count { !$0.provenance.isVerified }
        #expect(assumed > 0)
        #expect(findings.count { $0.kind == .unverified } == assumed)
        #expect(findings.filter { $0.kind == .zoneWithoutOffice }.map(\.subject) == ["120119401"])
        #expect(directory.mediators.allSatisfy { $0.isSynthetic && !$0.provenance.isVerified })
        #expect(directory.bodies.filter { $0.kind == .villageCommittee }.allSatisfy { !$0.provenance.isVerified })
    }

    @Test("The two partners of the joint mechanism have their towns")
    func partners() throws {
        let day = try day("2023-06-01")
        #expect(directory.children(of: try code("120115"), on: day).count == 26)
        #expect(directory.children(of: try code("130229"), on: day).count == 23)
    }
}
