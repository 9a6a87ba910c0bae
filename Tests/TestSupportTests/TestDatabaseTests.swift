import Foundation
import PostgresServer
import Synchronization
import TestSupport
import Testing

@Suite("A test database")
struct TestDatabaseTests {
    @Test("is a copy of its template of its own, and gone afterwards")
    func isolation() async throws {
        let first = try await TestDatabase.with(.counted) { first in
            try await TestDatabase.with(.counted) { second in
                try sql(first, "insert into letter values ('b')")
                #expect(try sql(first, "select string_agg(body, ',') from letter") == "a,b")
                #expect(try sql(second, "select string_agg(body, ',') from letter") == "a")
            }
            return first
        }
        #expect(throws: PsqlFailure.self) { try sql(first, "select 1") }
    }

    @Test("costs one preparation of its template, however many ask for it at once")
    func preparedOnce() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let body = try await TestDatabase.with(.counted) { try sql($0, "select body from letter") }
                    #expect(body == "a")
                }
            }
            try await group.waitForAll()
        }
        #expect(preparations.withLock { $0 } == 1)
    }

    @Test("is dropped when the test fails, and the failure comes through")
    func failure() async throws {
        struct Expected: Error {}
        let seen = Mutex<ConnectionURL?>(nil)
        await #expect(throws: Expected.self) {
            try await TestDatabase.with { url in
                seen.withLock { $0 = url }
                throw Expected()
            }
        }
        let url = try #require(seen.withLock { $0 })
        #expect(throws: PsqlFailure.self) { try sql(url, "select 1") }
    }
}

private let preparations = Mutex(0)

extension TestDatabase.Template {
    fileprivate static let counted = Self("counted") { url in
        preparations.withLock { $0 += 1 }
        try sql(url, "create table letter (body text); insert into letter values ('a')")
    }
}

private struct PsqlFailure: Error {}

@discardableResult
private func sql(_ url: ConnectionURL, _ statement: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: try PrivateCluster(folder: "/nonexistent").program("psql"))
    process.arguments = ["-XAtqc", statement, url.description]
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let said = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw PsqlFailure() }
    return String(decoding: said, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
}
