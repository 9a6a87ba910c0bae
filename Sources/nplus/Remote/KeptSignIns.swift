import FoundationEssentials
import Glibc
import PostgresServer
import Tabular
import Workflow

/// The tokens of services that somebody has signed in to, in a file that only he can read.
struct KeptSignIns {
    private let path: String

    /// `$XDG_CONFIG_HOME/nplus/sign-ins.json`, or below `~/.config`.
    init() {
        let environment = ProcessEnvironment.current
        let home = environment["HOME"] ?? "."
        let base = environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? "\(home)/.config"
        path = "\(base)/nplus/sign-ins.json"
    }

    func token(for server: String) throws -> String? { try all()[server]?["token"]?.string }

    func keep(_ token: String, expires: String, for server: String) throws {
        var all = try all()
        all[server] = .object([("token", .string(token)), ("expires", .string(expires))])
        try write(all)
    }

    func forget(_ server: String) throws {
        var all = try all()
        guard all.removeValue(forKey: server) != nil else { return }
        try write(all)
    }

    private func all() throws -> [String: JSON] {
        guard let data = FileManager.default.contents(atPath: path) else { return [:] }
        guard let json = try? JSON(reading: Array(data)) else {
            throw Failure(
                zh: "\(path) 的内容有误", en: "\(path) cannot be read",
                remedy: Bilingual(zh: "请删除该文件后重新登录", en: "remove the file and sign in again"))
        }
        return Dictionary(json.members.map { ($0.key, $0.value) }) { first, _ in first }
    }

    private func write(_ all: [String: JSON]) throws {
        let text = JSON.object(all.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }).text + "\n"
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        // Readable by nobody else at any moment: made with its rights, then put in place of the old one.
        let draft = "\(path).\(UInt64.random(in: .min ... .max))"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        let bytes = Array(text.utf8)
        let isWritten = descriptor >= 0 && Glibc.write(descriptor, bytes, bytes.count) == bytes.count
        if descriptor >= 0 { close(descriptor) }
        guard isWritten, rename(draft, path) == 0 else {
            unlink(draft)
            throw Failure(
                zh: "无法写入 \(path)", en: "\(path) cannot be written",
                remedy: Bilingual(zh: "请检查权限，或改用环境变量 NPLUS_TOKEN", en: "check its permissions, or use NPLUS_TOKEN"))
        }
    }
}
