import ArgumentParser
import CaseStore
import Foundation

/// `nplus audit`: proves that the history is what it was.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "校验事件链、每日签名、单个事件的存在证明 / Verify the chains, sign the days, prove one event",
        discussion: """
            每个事件的散列值覆盖其前一事件；每日全部事件汇成一个树根并签名（Ed25519）。把公钥和
            每日的根交给库外的人保存，库内的任何改动就无法掩盖。
            Each event's hash covers the one before; all events of a day make a tree whose
            root is signed (Ed25519). Hand the public key and the roots to somebody
            outside, and no change inside the database can be hidden.

            例 / Examples:
              nplus audit sign
              nplus audit verify
              pg_dump "$(nplus db url)" > backup.sql; nplus audit verify --dump backup.sql --district 120119
              nplus audit proof 230417-7K2QD --event 3 > proof.json
              nplus audit check proof.json
            """,
        subcommands: [AuditSign.self, AuditVerify.self, AuditProof.self, AuditCheck.self])
}

/// Where the secret half of the signing key lies: a file of 64 hexadecimal digits that only its owner may read.
struct SigningKeyFile {
    let path: String

    /// The key in the file; a new one is made and kept where there is none.
    func open() throws -> (key: SigningKey, isNew: Bool) {
        if let data = FileManager.default.contents(atPath: path) {
            let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
            guard let seed = [UInt8](hexadecimal: text), let key = SigningKey(seed: seed) else {
                throw Failure(
                    zh: "\(path) 不是签名密钥（应为 64 位十六进制数字）", en: "\(path) holds no signing key (64 hexadecimal digits)")
            }
            return (key, false)
        }
        let key = SigningKey.random()
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data((key.seed.hexadecimal + "\n").utf8), attributes: [.posixPermissions: 0o600]
            )
        else { throw Failure(zh: "无法写入 \(path)", en: "\(path) cannot be written") }
        return (key, true)
    }
}
