import Foundation
import TestSupport
import Testing

@testable import nplusd

@Suite("The daemon speaks TLS itself", .enabled(if: NPlusD.hasServer, "built without the trait Daemon"), .serialized)
struct TLSTests {
    /// A folder of certificates, made by `openssl`, each its own authority.
    private struct Certificates {
        let folder: URL

        init() throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        }

        func leave() { try? FileManager.default.removeItem(at: folder) }
        func path(_ name: String) -> String { folder.appending(path: name).path }

        func make(_ name: String) throws {
            let made = try Self.run(
                [
                    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                    "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:localhost", "-keyout", path("\(name).key"),
                    "-out", path("\(name).pem"),
                ])
            #expect(made.code == 0, "\(made.output)")
        }

        /// Puts one in the place that the daemon reads. The date of the file is what tells that it is another.
        func show(_ name: String, key: String? = nil) throws {
            for (from, to) in [("\(name).pem", "shown.pem"), ("\(key ?? name).key", "shown.key")] {
                try Data(contentsOf: folder.appending(path: from)).write(
                    to: folder.appending(path: to), options: .atomic)
            }
        }

        /// Asks for `/health` as a client that trusts one certificate only.
        func ask(_ port: UInt16, trusting name: String, _ options: String...) throws -> (code: Int32, output: String) {
            try Self.run(
                [
                    "s_client", "-connect", "127.0.0.1:\(port)", "-servername", "localhost", "-CAfile",
                    path("\(name).pem"), "-verify_return_error", "-quiet",
                ] + options, input: "GET /health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
        }

        private static func run(_ arguments: [String], input: String = "") throws -> (code: Int32, output: String) {
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = ["openssl"] + arguments
            let (questions, answers) = (Pipe(), Pipe())
            process.standardInput = questions
            process.standardOutput = answers
            process.standardError = answers
            try process.run()
            try? questions.fileHandleForWriting.write(contentsOf: Data(input.utf8))
            let output = try answers.fileHandleForReading.readToEnd() ?? Data()
            try? questions.fileHandleForWriting.close()
            process.waitUntilExit()
            return (process.terminationStatus, String(decoding: output, as: UTF8.self))
        }
    }

    @Test("it answers over TLS 1.2 and 1.3 only, and takes a renewed certificate into use without a restart")
    func renewal() async throws {
        let certificates = try Certificates()
        defer { certificates.leave() }
        for name in ["first", "second"] { try certificates.make(name) }
        try certificates.show("first")
        try await TestDatabase.with(.daemon) { url in
            let daemon = try RunningDaemon(
                url: url,
                [
                    "NPLUSD_TLS_CERTIFICATE": certificates.path("shown.pem"),
                    "NPLUSD_TLS_KEY": certificates.path("shown.key"), "NPLUSD_REFRESH": "1",
                ])
            defer { daemon.kill() }
            func answers(_ name: String, _ option: String = "-tls1_3") throws -> Bool {
                try certificates.ask(daemon.port, trusting: name, option).output.contains("HTTP/1.1 200")
            }
            func wait(until isSo: () throws -> Bool) async throws {
                for _ in 1...6000 {
                    if try isSo() { return }
                    try #require(daemon.process.isRunning, "\(daemon.text)")
                    try await Task.sleep(for: .milliseconds(50))
                }
                Issue.record("it did not come to that: \(daemon.text)")
            }
            try await wait { try answers("first") }
            #expect(try answers("first", "-tls1_2") && !answers("first", "-tls1_1"))
            #expect(try !answers("second"))
            // Plain HTTP is not answered on this port.
            #expect((try? await daemon.ask("GET", "/health"))?.status != 200)

            // A pair that does not fit leaves the old one in use, and says so.
            try certificates.show("second", key: "first")
            try await wait { daemon.text.contains("the new certificate is not taken") }
            #expect(try answers("first"))
            try certificates.show("second")
            try await wait { try answers("second") }
            #expect(try !answers("first"))
        }
    }

    @Test("a certificate that cannot be used ends the start, and says which file")
    func wrongFiles() async throws {
        let certificates = try Certificates()
        defer { certificates.leave() }
        for name in ["first", "second"] { try certificates.make(name) }
        let cases = [("first.pem", "second.key", "second.key"), ("none.pem", "first.key", "none.pem")]
        for (certificate, key, named) in cases {
            try await TestDatabase.with(.daemon) { url in
                let daemon = try RunningDaemon(
                    url: url,
                    [
                        "NPLUSD_TLS_CERTIFICATE": certificates.path(certificate),
                        "NPLUSD_TLS_KEY": certificates.path(key),
                    ])
                defer { daemon.kill() }
                daemon.process.waitUntilExit()
                #expect(daemon.process.terminationStatus == 1 && daemon.text.contains(named), "\(daemon.text)")
            }
        }
        #expect(throws: ConfigurationError.self) {
            try DaemonConfiguration.resolve(environment: ["NPLUSD_TLS_KEY": "/key.pem", "NPLUSD_CONFIG": ""])
        }
    }
}
