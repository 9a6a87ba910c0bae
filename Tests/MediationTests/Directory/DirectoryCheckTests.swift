import LegalTime
import Mediation
import Testing
import Workflow

@Suite("Checking a directory")
struct DirectoryCheckTests {
    typealias Kind = DirectoryFinding.Kind

    private func findings(_ directory: Directory, on day: String = "2023-06-01") throws -> [DirectoryFinding] {
        DirectoryCheck(directory, on: try Sample.day(day)).findings()
    }

    private let office = [
        Sample.body("SFS", .judicialOffice, "丙镇司法所", division: "999999130")
    ]
    private let officeCoverage = [Sample.coverage("SFS", "999999130")]

    @Test("A sound directory has no findings")
    func sound() throws {
        #expect(try findings(Sample.directory(bodies: office, coverage: officeCoverage)) == [])
    }

    @Test("An empty directory lacks its home district")
    func empty() throws {
        #expect(try findings(Directory()).map(\.kind) == [.noHomeDistrict])
    }

    @Test(
        "A medical committee is to be filed within thirty working days of its creation",
        arguments: [("2023-03-31", DirectoryFinding.Severity.notice), ("2023-04-17", .warning)])
    func filing(day: String, severity: DirectoryFinding.Severity) throws {
        func committee(_ note: String) throws -> Body {
            Body(
                id: BodyID("IND"), kind: .industryCommittee, name: "某区医疗纠纷人民调解委员会", shortName: "某医",
                division: try #require(DivisionCode("999999")), subjects: ["医疗"],
                validity: try #require(Validity(from: try Sample.day("2023-03-01"), to: nil)),
                provenance: Provenance(source: "test", isVerified: true, note: note))
        }
        let open = try Sample.directory(bodies: office + [committee("")], coverage: officeCoverage)
        let due = try findings(open, on: day).filter { $0.kind == .filingDue }
        #expect(due.map(\.severity) == [severity])
        #expect(due.first?.text.zh.contains("2023-04-12") == true)
        let filed = try Sample.directory(bodies: office + [committee("2023-03-20 备案")], coverage: officeCoverage)
        #expect(try findings(filed, on: day).filter { $0.kind == .filingDue } == [])
    }

    struct Fault: CustomTestStringConvertible {
        var kind: Kind
        var severity: DirectoryFinding.Severity
        var subject: String
        var divisions: [Division?] = []
        var bodies: [Body?] = []
        var coverage: [Coverage?] = []
        var mediators: [Mediator] = []
        var testDescription: String { "\(kind.rawValue) \(subject)" }
    }

    @Test(
        "Each fault is found where it is, and nothing else",
        arguments: [
            Fault(
                kind: .unknownDivision, severity: .error, subject: "POL",
                bodies: [Sample.body("POL", .policeStation, "派出所", division: "999999999")]),
            Fault(
                kind: .unknownDivision, severity: .error, subject: "SFS→999999999",
                coverage: [Sample.coverage("SFS", "999999999")]),
            Fault(
                kind: .unknownDivision, severity: .error, subject: "777777100",
                divisions: [Sample.division("777777100", "远镇")]),
            Fault(
                kind: .unknownBody, severity: .error, subject: "POL",
                bodies: [Sample.body("POL", .policeStation, "派出所", parent: "NONE")]),
            Fault(
                kind: .unknownBody, severity: .error, subject: "NONE→999999130",
                coverage: [Sample.coverage("NONE", "999999130")]),
            Fault(kind: .unknownBody, severity: .error, subject: "M2", mediators: [Sample.mediator("M2", of: "NONE")]),
            Fault(
                kind: .overlappingVersions, severity: .error, subject: "CTR",
                bodies: [Sample.body("CTR", .centre, "第三个名称", from: "2025-06-01")]),
            Fault(
                kind: .sharedName, severity: .warning, subject: "丙人民法庭",
                bodies: [Sample.body("TRB2", .tribunal, "丙人民法庭")]),
            Fault(
                kind: .sharedShortName, severity: .error, subject: "丙",
                bodies: [Sample.body("IND", .industryCommittee, "某调委会", short: "丙")]),
            Fault(
                kind: .missingShortName, severity: .error, subject: "IND",
                bodies: [Sample.body("IND", .industryCommittee, "某调委会")]),
            Fault(
                kind: .overlappingCoverage, severity: .error, subject: "999999130",
                bodies: [Sample.body("TRB2", .tribunal, "丁人民法庭")], coverage: [Sample.coverage("TRB2", "999999130")]),
            Fault(
                kind: .townWithoutOffice, severity: .error, subject: "999999140",
                divisions: [Sample.division("999999140", "丁镇")],
                bodies: [Sample.body("TWN4", .townCommittee, "丁镇调委会", short: "丁", division: "999999140")],
                coverage: [Sample.coverage("TRB", "999999140")]),
            Fault(
                kind: .townWithoutTribunal, severity: .warning, subject: "999999140",
                divisions: [Sample.division("999999140", "丁镇")],
                bodies: [Sample.body("TWN4", .townCommittee, "丁镇调委会", short: "丁", division: "999999140")],
                coverage: [Sample.coverage("SFS", "999999140")]),
            Fault(
                kind: .townWithoutCommittee, severity: .warning, subject: "999999140",
                divisions: [Sample.division("999999140", "丁镇")],
                coverage: [Sample.coverage("SFS", "999999140"), Sample.coverage("TRB", "999999140")]),
            Fault(
                kind: .zoneWithoutOffice, severity: .notice, subject: "999999400",
                divisions: [Sample.division("999999400", "开发区", .zone)]),
            Fault(
                kind: .endlessSuccession, severity: .error, subject: "OLD",
                bodies: [Sample.body("OLD", .policeStation, "旧所", to: "2000-01-01", successor: "OLD")]),
            Fault(
                kind: .expired, severity: .warning, subject: "OLD→999999130",
                bodies: [Sample.body("OLD", .centre, "旧中心", to: "2000-01-01")],
                coverage: [Sample.coverage("OLD", "999999130")]),
            Fault(
                kind: .expired, severity: .warning, subject: "M2",
                mediators: [Sample.mediator("M2", of: "TWN", to: "2023-05-31")]),
            Fault(
                kind: .wrongPairing, severity: .error, subject: "SFS2",
                bodies: [
                    Sample.office("SFS2", paired: "TRB2", from: "2020-01-01"),
                    Sample.body("TRB2", .tribunal, "丁人民法庭", from: "2022-01-01"),
                ]),
            Fault(
                kind: .wrongPairing, severity: .error, subject: "SFS2",
                bodies: [Sample.office("SFS2", paired: "CTR", from: nil)]),
            Fault(
                kind: .roomWithoutCommittee, severity: .warning, subject: "BRD",
                bodies: [Sample.body("BRD", .brandRoom, "某调解室", parent: "CTR")]),
            Fault(
                kind: .unknownSubject, severity: .error, subject: "TWN→999999130",
                coverage: [Sample.coverage("TWN", "999999130", subjects: ["医疗", "占卜"])]),
            Fault(
                kind: .unverified, severity: .notice, subject: "POL",
                bodies: [Sample.body("POL", .policeStation, "派出所", isVerified: false)]),
        ])
    func faults(_ fault: Fault) throws {
        let directory = try Sample.directory(
            divisions: fault.divisions, bodies: office + fault.bodies, coverage: officeCoverage + fault.coverage,
            mediators: fault.mediators)
        let found = try findings(directory)
        #expect(found.map(\.kind) == [fault.kind])
        #expect(found.first?.severity == fault.severity)
        #expect(found.first?.subject == fault.subject)
        #expect(found.first?.text.zh.isEmpty == false && found.first?.text.en.isEmpty == false)
    }

    @Test("Rows that follow one another in time do not clash")
    func succession() throws {
        let directory = try Sample.directory(
            bodies: office + [Sample.body("TRB2", .tribunal, "丁人民法庭")],
            coverage: officeCoverage + [
                Sample.coverage("TRB2", "999999120", to: "2019-12-31"),
                Sample.coverage("TRB", "999999120", from: "2020-01-01"),
            ])
        #expect(try findings(directory) == [])
    }

    @Test("Courts that share a place by subject or by amount do not clash; by neither they do")
    func sharedPlace() throws {
        let little = AmountBand(from: nil, below: Money(yuan: 50_000)) ?? .all
        let much = AmountBand(from: Money(yuan: 50_000), below: nil) ?? .all
        func clashes(_ coverage: [Coverage?]) throws -> Bool {
            let bodies = office + [Sample.body("TRB2", .tribunal, "丁人民法庭"), Sample.body("TRB3", .tribunal, "戊人民法庭")]
            let directory = try Sample.directory(bodies: bodies, coverage: officeCoverage + coverage)
            return try findings(directory).contains { $0.kind == .overlappingCoverage }
        }
        let place = "999999120"
        #expect(
            try !clashes([
                Sample.coverage("TRB2", place, subjects: ["医疗"]), Sample.coverage("TRB3", place, subjects: ["物业"]),
            ]))
        #expect(
            try !clashes([
                Sample.coverage("TRB2", place, amounts: little), Sample.coverage("TRB3", place, amounts: much),
            ]))
        #expect(
            try clashes([Sample.coverage("TRB2", place, subjects: ["医疗"]), Sample.coverage("TRB3", place)]))
        #expect(
            try clashes([Sample.coverage("TRB2", place, amounts: little), Sample.coverage("TRB3", place)]))
    }

    @Test("A town without a legal adviser is told of where advisers are listed at all, and a term that is over")
    func advisers() throws {
        func adviser(_ division: String, to end: String? = nil) throws -> Adviser {
            Adviser(
                id: "A", name: "样例", isSynthetic: true, kind: .village,
                division: try #require(DivisionCode(division)), validity: Sample.validity(nil, end),
                provenance: Sample.provenance)
        }
        func kinds(_ advisers: [Adviser]) throws -> [Kind] {
            let sample = try Sample.directory(bodies: office, coverage: officeCoverage)
            return try findings(
                Directory(
                    divisions: sample.divisions, bodies: sample.bodies, coverage: sample.coverage,
                    mediators: sample.mediators, advisers: advisers)
            ).map(\.kind)
        }
        #expect(try kinds([adviser("999999")]) == [])
        #expect(try kinds([adviser("999999130")]) == [])
        #expect(try kinds([adviser("999999130", to: "2023-05-31")]) == [.townWithoutAdviser, .expired])
    }

    @Test("Errors come before warnings, warnings before notices")
    func order() throws {
        let found = try findings(
            Sample.directory(bodies: [Sample.body("IND", .industryCommittee, "某", isVerified: false)]))
        #expect(found.map(\.severity) == found.map(\.severity).sorted(by: >))
        #expect(Set(found.map(\.severity)).count > 1)
    }
}
