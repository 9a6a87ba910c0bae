package import CaseStore
import Glibc
package import Mediation

/// Delivers into a folder that other programs empty: a file a message, complete when its name appears.
///
/// The name is made of the message's id, so a message that comes again replaces itself. A program that reads the folder
/// takes files in the order of their names for each dispute, and removes what it has dealt with.
package struct SpoolFolder: Delivery {
    private let path: String

    package init(_ path: String) {
        self.path = path
    }

    package func deliver(_ message: OutboxMessage, of district: DistrictCode) async throws(DeliveryFailure) {
        let text: String
        do {
            text = try CloudEvent(message, of: district).json + "\n"
        } catch {
            throw DeliveryFailure(error.message, isFinal: true)
        }
        let name = Self.name(of: message.id)
        let draft = "\(path)/.\(name).\(getpid())"
        do throws(DeliveryFailure) {
            try Self.write(text, to: draft)
            guard rename(draft, "\(path)/\(name)") == 0 else { throw Self.failure("rename", draft) }
            try Self.sync(folder: path)
        } catch {
            unlink(draft)
            throw error
        }
    }

    /// Sequence and number are padded, so that names sort as the messages were caused.
    static func name(of id: OutboxMessage.ID) -> String {
        func padded(_ number: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
        }
        return "\(id.dispute)-\(padded(id.sequence))-\(padded(id.number)).json"
    }

    private static func write(_ text: String, to path: String) throws(DeliveryFailure) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
        guard file >= 0 else { throw failure("open", path) }
        defer { close(file) }
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard written >= 0 || errno == EINTR else { throw failure("write", path) }
            bytes = bytes.dropFirst(max(0, written))
        }
        guard fsync(file) == 0 else { throw failure("fsync", path) }
    }

    /// The name is as durable as the content only when the folder is on disk too.
    private static func sync(folder path: String) throws(DeliveryFailure) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw failure("open", path) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw failure("fsync", path) }
    }

    private static func failure(_ call: String, _ path: String) -> DeliveryFailure {
        DeliveryFailure("\(call) \(path): \(String(cString: strerror(errno)))")
    }
}
