import CaseStore
import Glibc
import Mediation

/// Writes down every command that was answered, before its caller goes on: one line a command, the case and its revision.
///
/// Each line is one write to the end of the file, so whatever ends this program leaves whole lines of answers that
/// callers had.
struct AcknowledgementLog: Sendable {
    private let file: Int32

    init(path: String) throws {
        file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard file >= 0 else {
            throw Failure(zh: "无法写入 \(path)", en: "\(path) cannot be written")
        }
    }

    func add(_ id: CaseID, revision: Int) { add(id.description, revision: revision) }

    func add(_ id: String, revision: Int) {
        let line = Array("\(id) \(revision)\n".utf8)
        let written = line.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        precondition(written == line.count, "an answer could not be written down")
    }
}
