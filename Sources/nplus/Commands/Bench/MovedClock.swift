import Engine
import Glibc
import LegalTime

/// The machine's clock, wrong by as much as a file says at that moment: for trials that move it.
struct MovedClock: Sendable {
    private let path: String

    init(path: String) throws {
        guard access(path, R_OK) == 0 else { throw Failure(zh: "无法读取 \(path)", en: "\(path) cannot be read") }
        self.path = path
    }

    var environment: Environment {
        Environment(
            now: { Instant(milliseconds: Environment.live.now().milliseconds + offset) },
            random: Environment.live.random)
    }

    /// Milliseconds. The file is replaced as a whole, so it is opened anew each time.
    private var offset: Int64 {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = read(file, &bytes, bytes.count)
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        return Int64(text.filter { $0.isNumber || $0 == "-" }) ?? 0
    }
}
