import Foundation
import Mediation
import Testing

@testable import Verifier

@Suite("What the law demands")
struct InvariantTests {
    private static let root = Shipped.folder.deletingLastPathComponent()

    /// The text of every file below a folder of the package.
    private func text(below folder: String, ending: String) throws -> String {
        let place = Self.root.appending(path: folder).path
        let files = FileManager.default.enumerator(atPath: place)?.compactMap { $0 as? String } ?? []
        return try files.filter { $0.hasSuffix(ending) }.map {
            try String(contentsOfFile: place + "/" + $0, encoding: .utf8)
        }.joined(separator: "\n")
    }

    @Test("is sixty things, numbered")
    func numbers() {
        #expect(Invariant.all.map { $0.id.dropFirst(2) }.compactMap { Int($0) } == Array(1...60))
    }

    @Test("is held by constraints and tests that exist")
    func holders() throws {
        let schema = try text(below: "Migrations", ending: ".sql")
        let tests = try text(below: "Tests", ending: ".swift")
        for invariant in Invariant.all {
            for holder in invariant.holders {
                switch holder {
                case .constraint(let words):
                    let parts = words.split(separator: " ", maxSplits: 1).map(String.init)
                    #expect(
                        schema.contains(words) || schema.contains("create table \(parts[0]) ("),
                        "\(invariant.id): \(words)")
                case .test(let name), .reportCheck(let name), .access(let name):
                    #expect(tests.contains("\"\(name)\""), "\(invariant.id): \(name)")
                case .person, .open: break
                }
            }
        }
    }

    @Test("leaves nothing open")
    func nothingOpen() {
        for invariant in Invariant.all {
            let isOpen = invariant.holders.contains { if case .open = $0 { true } else { false } }
            #expect(!isOpen, "\(invariant.id)")
        }
    }

    @Test("finds the demand of a property by its id")
    func propertyNumbers() {
        #expect(LawCoverage.number(of: "I-07c") == "I-07" && LawCoverage.number(of: "I-16") == "I-16")
        #expect(LawCoverage.number(of: "enforcement") == nil && LawCoverage.number(of: "I-x1") == nil)
    }
}
