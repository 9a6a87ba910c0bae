import Foundation
import Synchronization
import Testing

@testable import Postgres

@Suite("A server that is starting up")
struct StartingServerTests {
    @Test("is asked again until it is up or gone, and named where patience ends first")
    func asked() async throws {
        let server = try StartingServer()
        var configuration = PostgresConfiguration(url: "host=\(server.folder) port=5432 user=nplus dbname=nplus")
        configuration.startupDeadline = .zero
        let impatient = try await postgresError { try await PostgresConnection.open(configuration) }
        #expect(impatient.code == .connectionFailed && impatient.sqlState == .cannotConnectNow)
        let before = server.asked.load(ordering: .relaxed)
        configuration.startupDeadline = .seconds(600)
        let patient = Task { [configuration] in try await PostgresConnection.open(configuration) }
        // It goes on asking while it is told to wait, and stops when nobody answers any more.
        while server.asked.load(ordering: .relaxed) < before + 10 { try await Task.sleep(for: .milliseconds(5)) }
        server.end()
        let gone = try await postgresError { try await patient.value }
        #expect(gone.code == .connectionFailed && gone.sqlState == nil)
    }
}

/// Answers every connection as PostgreSQL does before it has recovered.
private final class StartingServer: Sendable {
    let folder: String
    let asked = Atomic<Int>(0)
    private let socket: Int32

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "starting-\(UUID().uuidString.prefix(8))").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array("\(folder)/.s.PGSQL.5432".utf8)) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(bound == 0 && listen(socket, 16) == 0)
        Thread.detachNewThread { [self] in
            while true {
                let caller = accept(socket, nil, nil)
                guard caller >= 0 else { return }
                var request = [UInt8](repeating: 0, count: 1024)
                _ = read(caller, &request, request.count)
                _ = write(caller, Self.answer, Self.answer.count)
                close(caller)
                asked.add(1, ordering: .relaxed)
            }
        }
    }

    func end() {
        try? FileManager.default.removeItem(atPath: folder)
        shutdown(socket, Int32(SHUT_RDWR))
        close(socket)
    }

    /// An ErrorResponse of the protocol, as PostgreSQL writes it.
    private static let answer: [UInt8] = {
        var body: [UInt8] = []
        for field in ["SFATAL", "VFATAL", "C57P03", "Mthe database system is starting up", ""] {
            body += Array(field.utf8)
            body.append(0)
        }
        var answer: [UInt8] = [UInt8(ascii: "E")]
        withUnsafeBytes(of: UInt32(body.count + 4).bigEndian) { answer += Array($0) }
        return answer + body
    }()
}
