import ArgumentParser
import Foundation
import PostgresServer
import Workflow

/// A wrong configuration, as a person reads it: each fault with its place, Chinese first.
struct ConfigurationFailure: Error, CustomStringConvertible {
    let description: String

    init(_ error: ConfigurationError) {
        description = error.faults.map { fault in
            let name = fault.name.isEmpty ? "" : "\(fault.name) "
            return "\(fault.place)：\(name)\(fault.message.zh)\n  \(fault.place): \(name)\(fault.message.en)"
        }.joined(separator: "\n")
    }
}

/// Why the daemon could not start.
struct StartFailure: Error, CustomStringConvertible {
    let description: String

    init(zh: String, en: String) {
        description = "\(zh)\n  \(en)"
    }
}

extension NPlusD {
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let error as ConfigurationFailure {
            end(64, error.description)
        } catch let error as StartFailure {
            end(1, error.description)
        } catch let error as ClusterError {
            end(1, "\(error)")
        } catch {
            exit(withError: error)
        }
    }

    private static func end(_ code: Int32, _ text: String) -> Never {
        try? FileHandle.standardError.write(contentsOf: Data("✘ \(text)\n".utf8))
        Foundation.exit(code)
    }
}
