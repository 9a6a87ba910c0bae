import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Over the network, encrypted")
struct EncryptionTests {
    @Test("a server is believed by its certificate and name, and no other is")
    func verified() async throws {
        try await OwnServer.with { server in
            _ = try await server.start()
            let folder = URL(filePath: server.data).deletingLastPathComponent()
            for name in ["server", "other"] { try Self.makeCertificate(name, in: folder) }
            // The server's user has to read its key, and nobody else may.
            let owner = try FileManager.default.attributesOfItem(atPath: server.data)
            let (user, group) = (owner[.ownerAccountID], owner[.groupOwnerAccountID])
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600, .ownerAccountID: user as Any, .groupOwnerAccountID: group as Any],
                ofItemAtPath: folder.appending(path: "server.key").path)
            let doors = "local all all trust\nhostssl all all 127.0.0.0/8 trust\n"
            try doors.write(to: folder.appending(path: "doors"), atomically: true, encoding: .utf8)
            // An address of this test's own on the loopback, so that its port is free.
            let address = "127.\(Int.random(in: 1...254)).\(Int.random(in: 1...254)).\(Int.random(in: 2...254))"
            let socket = try await server.restart(with: [
                "listen_addresses": address, "hba_file": folder.appending(path: "doors").path, "ssl": "on",
                "ssl_cert_file": folder.appending(path: "server.crt").path,
                "ssl_key_file": folder.appending(path: "server.key").path,
            ])
            let port = try await Self.answer("\(socket)", "select current_setting('port')")

            func url(host: String, root: String) -> String {
                "host=\(host) hostaddr=\(address) port=\(port) user=nplus dbname=nplus sslmode=verify-full"
                    + " sslrootcert=\(folder.appending(path: "\(root).crt").path)"
            }
            let version = "select version from pg_stat_ssl where pid = pg_backend_pid()"
            #expect(try await Self.answer(url(host: "localhost", root: "server"), version).hasPrefix("TLS"))
            for (host, root) in [("localhost", "other"), ("example.org", "server")] {
                let error = try await postgresError { try await Self.answer(url(host: host, root: root), version) }
                #expect(error.code == .connectionFailed, "\(host), \(root)")
            }
            // Nor does it come in without.
            let plain = "host=\(address) port=\(port) user=nplus dbname=nplus sslmode=disable"
            let error = try await postgresError { try await Self.answer(plain, version) }
            #expect(error.code == .connectionFailed)
        }
    }

    private static func answer(_ url: String, _ query: String) async throws -> String {
        let client = PostgresClient(PostgresConfiguration.patient(url))
        let outcome: Result<String, any Error>
        do {
            outcome = .success(try await client.query(Statement(SQL(trusted: query))).only(String.self))
        } catch {
            outcome = .failure(error)
        }
        await client.close()
        return try outcome.get()
    }

    /// A certificate for the name localhost that signs itself.
    private static func makeCertificate(_ name: String, in folder: URL) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
            "-keyout", folder.appending(path: "\(name).key").path, "-out", folder.appending(path: "\(name).crt").path,
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "openssl is needed: apt-get install openssl")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644], ofItemAtPath: folder.appending(path: "\(name).crt").path)
    }
}
