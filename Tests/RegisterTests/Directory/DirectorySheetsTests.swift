import Foundation
import LegalTime
import Mediation
import Tabular
import Testing

@testable import Register

@Suite("A directory written to files")
struct DirectorySheetsTests {
    private static let jizhou = DirectoryFolder.read(
        URL(filePath: #filePath).appending(path: "../../../../deploy/jizhou").standardized.path()
    ).directory

    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private func expectSame(_ reading: DirectoryFolder.Reading, as directory: Directory) {
        #expect(reading.problems == [])
        #expect(reading.directory.divisions == directory.divisions)
        #expect(reading.directory.bodies == directory.bodies)
        #expect(reading.directory.coverage == directory.coverage)
        #expect(reading.directory.mediators == directory.mediators)
        #expect(reading.directory.advisers == directory.advisers)
    }

    private func write(_ directory: Directory, to folder: URL) throws {
        for file in DirectorySheets(directory).files {
            let bytes = try SheetWriter.bytes(header: file.header, rows: file.rows)
            try Data(bytes).write(to: folder.appending(path: "\(file.word).csv"))
        }
    }

    @Test("the directory of Jizhou comes back from CSV and from YAML as it was")
    func jizhouComesBack() throws {
        try withFolder { folder in
            try write(Self.jizhou, to: folder)
            expectSame(DirectoryFolder.read(folder.path()), as: Self.jizhou)
            let file = folder.appending(path: "directory.yaml")
            try Data(DirectorySheets(Self.jizhou).yaml.utf8).write(to: file)
            expectSame(DirectoryFolder.read(file.path()), as: Self.jizhou)
        }
    }

    @Test("capacity, what is taken of a place, and signs that files give a meaning of their own come back")
    func everyField() throws {
        let code = try #require(DivisionCode("120119"))
        let origin = Provenance(source: "甲,\"乙\": # 丙", isVerified: true, note: "一 二\\")
        let directory = Directory(
            divisions: [Division(code: code, name: "=区", kind: .homeDistrict, provenance: origin)],
            bodies: [
                Body(
                    id: BodyID("A"), kind: .industryCommittee, name: "- 某", division: code, subjects: ["医疗", "物业"],
                    capacity: 12, provenance: origin)
            ],
            coverage: [
                Coverage(
                    body: BodyID("A"), division: code, subjects: ["医疗"],
                    amounts: try #require(AmountBand(from: Money(fen: 150), below: Money(yuan: 50_000))),
                    provenance: origin)
            ],
            advisers: [
                Adviser(
                    id: "ADV", name: "样例", isSynthetic: true, kind: .enterprise, division: code, firm: "某所",
                    validity: try #require(Validity(from: Day("2023-01-01"), to: Day("2023-12-31"))),
                    provenance: origin)
            ])
        try withFolder { folder in
            try write(directory, to: folder)
            expectSame(DirectoryFolder.read(folder.path()), as: directory)
            let file = folder.appending(path: "directory.yaml")
            try Data(DirectorySheets(directory).yaml.utf8).write(to: file)
            expectSame(DirectoryFolder.read(file.path()), as: directory)
        }
    }

    @Test("faults of a YAML file are told by line and column, and good rows load")
    func faults() throws {
        try withFolder { folder in
            let file = folder.appending(path: "directory.yaml")
            let text = """
                divisions:
                  - { code: "120119", name: 某区, kind: 本区, source: 甲, verified: 是 }
                bodies:
                  - { id: A, kind: 三级中心, name: 某中心, division: "120119", capacity: "0", source: 甲, verified: 是 }
                  - { id: B, kind: 三级中心, name: 乙中心, division: "120119", source: 甲, verified: 是 }
                coverage:
                  - { body: A, division: "120119", amountFrom: "500", amountBelow: "500", source: 甲, verified: 是 }
                mediators: []
                weather: []

                """
            try Data(text.utf8).write(to: file)
            let reading = DirectoryFolder.read(file.path())
            #expect(reading.directory.bodies.map(\.id) == [BodyID("B")])
            #expect(reading.directory.divisions.count == 1)
            #expect(reading.problems.map(\.row) == [9, 4, 7])
            #expect(reading.problems.map(\.column) == [nil, "承办上限", "金额上限"])
            try Data("divisions: [".utf8).write(to: file)
            #expect(DirectoryFolder.read(file.path()).problems.count == 1)
        }
    }
}
