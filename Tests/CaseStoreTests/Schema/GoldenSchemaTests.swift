import Foundation
import TestSupport
import Testing

/// `Migrations/schema.sql.golden` is the schema as all migrations together make it, to be read and reviewed as a whole.
@Suite("The golden schema")
struct GoldenSchemaTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Migrations/schema.sql.golden").standardizedFileURL

    @Test("is what the migrations make")
    func migrated() async throws {
        let schema = try await TestDatabase.with(.store) { try await TestDatabase.schema(of: $0) }
        if ProcessInfo.processInfo.environment["NPLUS_RENEW"] != nil {
            try schema.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        let golden = try String(contentsOf: Self.file, encoding: .utf8)
        let difference = golden.split(separator: "\n").difference(from: schema.split(separator: "\n"))
        let lines = difference.map { change in
            switch change {
            case .insert(_, let line, _): "only in the golden schema: \(line)"
            case .remove(_, let line, _): "only in the database: \(line)"
            }
        }
        #expect(
            lines.isEmpty,
            "Where the change is meant, renew the file with script/renew and review it:\n\(lines.joined(separator: "\n"))"
        )
    }
}
