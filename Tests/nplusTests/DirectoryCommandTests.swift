import Foundation
import TestSupport
import Testing

@Suite("nplus directory")
struct DirectoryCommandTests {
    @Test("what is exported as YAML loads again, and is exported the same")
    func roundTrip() async throws {
        try await Bureau.with { bureau in
            let folder = FileManager.default.temporaryDirectory.appending(path: "nplus-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
            defer { try? FileManager.default.removeItem(at: folder) }
            let (first, second) = (folder.appending(path: "1.yaml"), folder.appending(path: "2.yaml"))
            try bureau.done("directory", "export", first.path)
            let loaded = try bureau.done("directory", "load", first.path)
            #expect(loaded.contains("法律顾问 32，排班 0，培训 0，回避 0；有误 0 行"))
            try bureau.done("directory", "export", second.path)
            #expect(try Data(contentsOf: first) == Data(contentsOf: second))
            try bureau.done("directory", "export", folder.appending(path: "csv").path)
            let again = try bureau.done("directory", "load", folder.appending(path: "csv").path)
            #expect(again == loaded)
        }
    }

    @Test("27 offices are paired with tribunals by date")
    func pairings() async throws {
        try await Bureau.with { bureau in
            let pairings = try bureau.json("directory", "pairings", "--day", "2023-06-30", as: [[String: Any]].self)
            #expect(pairings.count == 27)
            #expect(pairings.allSatisfy { $0["tribunal"] is String })
        }
    }
}
