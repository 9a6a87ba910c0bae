import ArgumentParser
import CaseStore
import Engine
import Foundation
import LegalTime
import Mediation
import Workflow

/// `nplus audit verify`: the whole history, in the database or in a dump of it.
struct AuditVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "校验全部事件链和每日签名 / Verify all chains and the signed days",
        discussion: """
            发现任何改动时指出位置，退出码为 1。--dump 离线校验 pg_dump 的文本文件，不需要数据库。
            Says where anything was changed, and exits with 1 then. With --dump it reads a
            plain file of pg_dump and needs no database.

            例 / Examples:
              nplus audit verify
              nplus audit verify --dump backup.sql --district 120119 --public-key 3b6a…
            """)

    @OptionGroup var options: SessionOptions
    @Option(help: ArgumentHelp("pg_dump 的文本文件 / A plain file of pg_dump", valueName: "file"))
    var dump: String?
    @Option(
        name: .customLong("public-key"),
        help: ArgumentHelp("库外保存的公钥，只信任它 / The public key kept outside; trust this one only", valueName: "hex"))
    var publicKey: String?

    func run() async throws {
        let trusted = try publicKey.map { text in
            guard let bytes = [UInt8](hexadecimal: text), bytes.count == 32 else {
                throw Failure(zh: "公钥应为 64 位十六进制数字", en: "a public key has 64 hexadecimal digits")
            }
            return VerifyingKey(bytes: bytes)
        }
        if let dump {
            try tell(try offline(dump, trusted))
        } else {
            try await Session.with(options) { session in
                do {
                    try tell(try await session.engine.audit(trusting: trusted))
                } catch let error as EngineError {
                    throw Failure(error)
                }
            }
        }
    }

    private func offline(_ path: String, _ trusted: VerifyingKey?) throws -> AuditReport {
        guard let district = options.district else {
            throw Failure(zh: "离线校验请用 --district 指明区县", en: "name the district with --district to verify a dump")
        }
        guard let file = fopen(path, "r") else { throw Failure(zh: "无法读取 \(path)", en: "\(path) cannot be read") }
        defer { fclose(file) }
        var reader = DumpReader(district: DistrictCode(rawValue: district))
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        while true {
            let length = getline(&line, &capacity, file)
            guard length > 0, let line else { break }
            let bytes = UnsafeRawBufferPointer(start: line, count: length)
            let text = String(decoding: bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...], as: UTF8.self)
            do throws(DumpError) {
                try reader.read(text)
            } catch {
                throw Failure(
                    zh: "\(path) 第 \(error.line) 行：\(error.column) 无法读取，请用不带选项的 pg_dump 生成",
                    en:
                        "\(path), line \(error.line): \(error.column) cannot be read; make it by pg_dump without options"
                )
            }
        }
        let events = reader.verifier.events
        let faults = reader.verifier.faults(
            heads: reader.heads, roots: reader.roots, keys: trusted.map { [$0] } ?? reader.keys)
        return AuditReport(events: events, roots: reader.roots, faults: faults)
    }

    private func tell(_ report: AuditReport) throws {
        let last = report.roots.map(\.day).max()?.description ?? "—"
        let counts = (report.events, report.roots.count)
        guard report.faults.isEmpty else {
            for fault in report.faults { print("✘ \(fault.message.zh)\n  \(fault.message.en)") }
            throw Failure(
                zh: "\(counts.0) 条事件、\(counts.1) 个签名根中发现 \(report.faults.count) 处问题",
                en: "\(report.faults.count) faults in \(counts.0) events and \(counts.1) signed roots",
                remedy: Bilingual(
                    zh: "请保留现场，与备份和库外保存的根比对",
                    en: "keep everything as it is, and compare with backups and the roots kept outside"))
        }
        print("\(counts.0) 条事件、\(counts.1) 个签名根全部有效，最近签名日 \(last)")
        print("\(counts.0) events and \(counts.1) signed roots are whole; last signed day \(last)")
    }
}
