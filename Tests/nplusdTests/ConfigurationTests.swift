import Foundation
import Testing
import Workflow

@testable import nplusd

@Suite("The configuration of the daemon")
struct ConfigurationTests {
    private func withFile<Value>(_ text: String, _ body: (String) throws -> Value) throws -> Value {
        let path = FileManager.default.temporaryDirectory.appending(path: "nplusd-\(UUID().uuidString).yaml").path
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try body(path)
    }

    private func faults(_ text: String, environment: [String: String] = [:]) throws -> [ConfigurationError.Fault] {
        try withFile(text) { path in
            do throws(ConfigurationError) {
                _ = try DaemonConfiguration.resolve(environment: environment, file: path)
                return []
            } catch {
                return error.faults.map {
                    .init(place: $0.place.replacing(path, with: "FILE"), name: $0.name, message: $0.message)
                }
            }
        }
    }

    @Test("options come before the environment, that before the file, that before the defaults")
    func order() throws {
        let file = "listen: { host: file.example, port: 1001 }\nlimits:\n  body: 2048\n"
        try withFile(file) { path in
            let resolved = try DaemonConfiguration.resolve(
                options: ["listen.host": "option.example"],
                environment: ["NPLUSD_HOST": "variable.example", "NPLUSD_PORT": "1002"], file: path)
            #expect(resolved.configuration.host == "option.example")
            #expect(resolved.configuration.port == 1002)
            #expect(resolved.configuration.largestBody == 2048)
            #expect(resolved.configuration.requestSeconds == DaemonConfiguration().requestSeconds)
            #expect(resolved.places["listen.port"] == "NPLUSD_PORT" && resolved.places["limits.body"] == "\(path):3")
        }
    }

    @Test("every fault of a file is told with its line and what is meant")
    func wrongFile() throws {
        let found = try faults("listen:\n  prot: 80\nlimit: 3\nrefresh: 5\n")
        #expect(found.map(\.place) == ["FILE:3", "FILE:2"] || found.map(\.place) == ["FILE:2", "FILE:3"])
        #expect(found.contains { $0.name == "listen.prot" && $0.message.en.contains("listen.port") })
        let values = try faults("listen: { port: 70000 }\nlog: { level: loud }\ndistrict: 12\ndatabase: { url: db }\n")
        #expect(Set(values.map(\.name)) == ["listen.port", "log.level", "district", "database.url"])
        #expect(try faults("a: [").count == 1)
        #expect(try faults("- a\n").count == 1)
    }

    @Test("messages go into a folder or to an address that is signed for, and a secret is not shown")
    func outbox() throws {
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
        func names(_ text: String) throws -> [String] { try faults("outbox: { \(text) }\n").map(\.name) }
        #expect(try names("folder: /var/spool/nplus").isEmpty)
        #expect(try names("url: https://messages.example, secret: \(secret)").isEmpty)
        #expect(try names("url: https://messages.example") == ["outbox.url"])
        #expect(try names("url: https://messages.example, secret: \(secret), folder: /tmp") == ["outbox.url"])
        #expect(try names("url: messages.example, secret: \(secret)") == ["outbox.url"])
        #expect(try names("secret: whsec_c2hvcnQ=") == ["outbox.secret"])
        let shown = try withFile("outbox: { url: https://messages.example, secret: \(secret) }\n") {
            try DaemonConfiguration.resolve(environment: [:], file: $0).listing
        }
        #expect(shown.contains("https://messages.example") && !shown.contains("MfKQ"))
    }

    @Test("what does not count is checked as well")
    func shadowed() throws {
        let found = try faults("listen: { port: 0 }\n", environment: ["NPLUSD_PORT": "8421"])
        #expect(found.map(\.place) == ["FILE:1"])
    }

    @Test("a file that is named has to be there; the usual one need not")
    func missing() throws {
        #expect(throws: ConfigurationError.self) {
            _ = try DaemonConfiguration.resolve(environment: [:], file: "/nonexistent/nplusd.yaml")
        }
        #expect(throws: ConfigurationError.self) {
            _ = try DaemonConfiguration.resolve(environment: ["NPLUSD_CONFIG": "/nonexistent/nplusd.yaml"])
        }
    }

    @Test("a listing shows no password")
    func secrets() throws {
        for url in [
            "postgresql://nplus:s3cret@db/nplus", "host=db password=s3cret dbname=nplus",
            "postgresql://db/nplus?user=a&password=s3cret",
        ] {
            let resolved = try DaemonConfiguration.resolve(environment: [
                "NPLUS_DATABASE_URL": url, "NPLUSD_CONFIG": "",
            ])
            #expect(resolved.configuration.databaseURL == url)
            #expect(!resolved.listing.contains("s3cret"), "\(url)")
        }
    }

    @Test("a data folder on the command line means the private database in it")
    func folder() throws {
        let resolved = try DaemonConfiguration.resolve(
            options: ["data.folder": "/srv/nplus"], environment: ["NPLUS_DATABASE_URL": "postgresql://db/nplus"])
        #expect(resolved.configuration.databaseURL == nil && resolved.configuration.folder == "/srv/nplus")
    }

    @Test("the example of the deployment is right")
    func example() throws {
        let path = URL(filePath: #filePath).appending(path: "../../../deploy/nplusd.yaml").standardizedFileURL.path
        #expect(throws: Never.self) { _ = try DaemonConfiguration.resolve(environment: [:], file: path) }
    }
}
