import CaseStore
import Foundation
import Tabular
import Workflow

/// The folder of a backup: a dump and its manifest. It is made under another name and gets its own when it is whole and on
/// disk, so that a folder with the name of a backup is one.
struct BackupFolder {
    let path: String

    init(_ path: String) {
        self.path = URL(filePath: path).standardizedFileURL.path
    }

    var dump: String { path + "/" + BackupManifest.dumpName }

    /// Makes a folder for what is under way, beside the final place. Only its owner may enter: it will hold personal data.
    func begin() throws -> BackupFolder {
        guard !isThere else {
            throw Failure(
                zh: "\(path) 已存在，备份从不覆盖", en: "\(path) exists, and a backup never overwrites",
                remedy: Bilingual(zh: "请另取一个名字，例如加上日期", en: "take another name, say with the date"))
        }
        let unfinished = BackupFolder("\(path).unfinished-\(UUID().uuidString.prefix(8))")
        do {
            try FileManager.default.createDirectory(
                atPath: unfinished.path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            throw cannotWrite()
        }
        return unfinished
    }

    func write(_ manifest: BackupManifest) throws {
        guard
            FileManager.default.createFile(
                atPath: path + "/" + BackupManifest.name, contents: Data((manifest.json.text + "\n").utf8),
                attributes: [.posixPermissions: 0o600])
        else { throw cannotWrite() }
    }

    /// Gives the finished folder its name, when all of it is on disk.
    func finish(as final: BackupFolder) throws {
        for place in [dump, path + "/" + BackupManifest.name, path] { try sync(place) }
        // A rename never takes the place of a file or of a folder with something in it.
        guard !final.isThere, rename(path, final.path) == 0 else { throw final.cannotWrite() }
        try sync((final.path as NSString).deletingLastPathComponent)
    }

    func discard() {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Size and SHA-256 of the dump.
    func measure() throws -> (size: Int, digest: String) {
        guard let file = FileHandle(forReadingAtPath: dump) else { throw cannotRead(BackupManifest.dumpName) }
        defer { try? file.close() }
        let digest = RunningDigest()
        var size = 0
        while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
            digest.add(Array(piece))
            size += piece.count
        }
        return (size, digest.finish().hexadecimal)
    }

    func manifest() throws -> BackupManifest {
        guard let data = FileManager.default.contents(atPath: path + "/" + BackupManifest.name) else {
            throw cannotRead(BackupManifest.name)
        }
        guard let json = try? JSON(reading: Array(data)), let manifest = BackupManifest(json) else {
            throw Failure(
                zh: "\(path)/\(BackupManifest.name) 不是备份说明，或已被改动",
                en: "\(path)/\(BackupManifest.name) is no manifest of a backup, or was changed",
                remedy: Self.another)
        }
        return manifest
    }

    static let another = Bilingual(
        zh: "请改用另一份备份，并保留这一份备查", en: "take another backup, and keep this one to be looked into")

    private var isThere: Bool {
        var about = stat()
        return lstat(path, &about) == 0
    }

    private func cannotRead(_ name: String) -> Failure {
        Failure(
            zh: "无法读取 \(path)/\(name)", en: "\(path)/\(name) cannot be read",
            remedy: Bilingual(
                zh: "请给出 nplus backup 写出的文件夹，并核对权限",
                en: "name a folder that nplus backup wrote, and check its permissions"))
    }

    private func cannotWrite() -> Failure {
        Failure(
            zh: "无法写入 \(path)：\(String(cString: strerror(errno)))",
            en: "\(path) cannot be written: \(String(cString: strerror(errno)))",
            remedy: Bilingual(
                zh: "请核对其上级文件夹是否存在、可写、有空间", en: "see that the folder above it exists, can be written and has room"))
    }

    private func sync(_ place: String) throws {
        let descriptor = open(place, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw cannotWrite() }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw cannotWrite() }
    }
}
