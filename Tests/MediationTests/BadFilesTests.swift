import Foundation
import Mediation
import Testing
import Workflow

/// What people are told of files that are wrong. Each `NAME.yaml` of `Tests/BadFiles` stands beside a `NAME.txt` that holds, word for
/// word, what is said of it.
@Suite("Files that are wrong")
struct BadFilesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "BadFiles")

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }()

    @Test("get the message that stands beside them", arguments: names)
    func message(name: String) throws {
        let text = try String(contentsOf: Self.folder.appending(path: name + ".yaml"), encoding: .utf8)
        let result = WorkflowFile.read(text, file: name + ".yaml", vocabulary: .mediation)
        #expect(result.workflow == nil)
        let said = result.diagnostics.map(\.description).joined(separator: "\n") + "\n"
        let place = Self.folder.appending(path: name + ".txt")
        if ProcessInfo.processInfo.environment["NPLUS_RENEW"] != nil {
            try said.write(to: place, atomically: true, encoding: .utf8)
        }
        let expected = try? String(contentsOf: place, encoding: .utf8)
        #expect(said == expected, "where the change is meant, renew the files with script/renew: \(said)")
    }

    @Test("are there")
    func count() {
        #expect(Self.names.count >= 15)
    }
}
