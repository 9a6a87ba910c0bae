import ArgumentParser
import Canonical
import CaseStore
import Engine
import Foundation
import LegalTime
import Mediation
import Workflow

/// `nplus audit proof`: one event with everything that proves it.
struct AuditProof: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proof",
        abstract: "为当事人出具一个事件的存在证明 / Prove to a party that one event stands in the signed history",
        discussion: """
            输出 JSON：事件原文、散列路径、签名根。用 nplus audit check 或任何实现
            RFC 9162 和 RFC 8032 的程序校验，看不到其他案件。
            Prints JSON: the event, the path of hashes, the signed root. Check it with nplus
            audit check or any program that knows RFC 9162 and RFC 8032; it shows
            nothing of other cases.

            例 / Example: nplus audit proof 230417-7K2QD --event 3 > proof.json
            """)

    @OptionGroup var options: SessionOptions
    @OptionGroup var reference: CaseReference
    @Option(help: "事件序号 / Number of the event")
    var event: Int

    func run() async throws {
        try await Session.with(options) { session in
            let dispute = try await reference.find(in: session).dispute
            let id = dispute.id
            // What is proved to one is seen by whom he shows it to, so what was conceded is not proved unless all let it.
            let row = try await session.store.history(of: id).first { $0.event.sequence == event }
            if let row, !dispute.mayLeave(row.event) {
                throw Failure(
                    zh: "第 \(event) 号事件是调解中的让步，各方当事人均同意前不出具",
                    en: "event \(event) holds a concession, which leaves only when every party lets it",
                    remedy: Bilingual(
                        zh: "由各方当事人登记 releaseConcession", en: "every party puts releaseConcession on record"),
                    status: .refused)
            }
            let proof: InclusionProof?
            do {
                proof = try await session.engine.proof(of: event, in: id)
            } catch let error as EngineError {
                throw Failure(error)
            }
            guard let proof else {
                throw Failure(
                    zh: "没有第 \(event) 号事件，或记录当日尚未签名（先运行 nplus audit sign）",
                    en:
                        "there is no event \(event), or the day it was recorded is not signed yet (run nplus audit sign)"
                )
            }
            print(CanonicalJSON.encode(ProofFile(proof)))
        }
    }
}

/// `nplus audit check`: reads a proof; needs no database.
struct AuditCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "校验存在证明，不需要数据库 / Check a proof; needs no database",
        discussion: "例 / Example: nplus audit check proof.json")

    @Argument(help: "证明文件 / The proof")
    var file: String

    func run() throws {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Failure(zh: "无法读取 \(file)", en: "\(file) cannot be read")
        }
        guard
            let proof = try? CanonicalJSON.read(ProofFile.self, from: Array(data)).proof
        else { throw Failure(zh: "\(file) 不是存在证明", en: "\(file) is no proof") }
        guard proof.holds else {
            throw Failure(zh: "证明无效：内容、路径或签名不符", en: "the proof does not hold: content, path or signature differ")
        }
        print("证明有效：第 \(proof.event.sequence) 号事件于 \(proof.root.day) 在册，公钥 \(proof.key.bytes.hexadecimal)")
        print(
            "the proof holds: event \(proof.event.sequence) stood in the history of \(proof.root.day); check that the key is the one you know"
        )
        print(proof.event.content)
    }
}

/// A proof as it is handed out.
private struct ProofFile: Codable {
    struct Step: Codable {
        var left: Bool
        var hash: String
    }

    var district: Int
    var dispute: CaseID
    var sequence: Int
    var recorded: Int64
    var content: String
    var previous: String
    var algorithm: String
    var hash: String
    var path: [Step]
    var day: Day
    var events: Int
    var root: String
    var previousRoot: String
    var rootAlgorithm: String
    var publicKey: String
    var signature: String

    init(_ proof: InclusionProof) {
        district = Int(proof.root.district.rawValue)
        dispute = proof.event.id
        sequence = proof.event.sequence
        recorded = proof.event.recorded.milliseconds
        content = proof.event.content
        previous = proof.event.previous.hexadecimal
        algorithm = proof.event.algorithm
        hash = proof.event.hash.hexadecimal
        path = proof.path.map { Step(left: $0.isLeft, hash: $0.hash.hexadecimal) }
        day = proof.root.day
        events = proof.root.events
        root = proof.root.root.hexadecimal
        previousRoot = proof.root.previous.hexadecimal
        rootAlgorithm = proof.root.hashAlgorithm.rawValue
        publicKey = proof.key.bytes.hexadecimal
        signature = proof.root.signature.hexadecimal
    }

    var proof: InclusionProof? {
        func bytes(_ text: String) -> [UInt8]? { [UInt8](hexadecimal: text) }
        guard let rootAlgorithm = HashAlgorithm(rawValue: rootAlgorithm), let root = bytes(root),
            let previousRoot = bytes(previousRoot), let previous = bytes(previous), let hash = bytes(hash),
            let signature = bytes(signature), let publicKey = bytes(publicKey), let district = Int32(exactly: district)
        else { return nil }
        let key = VerifyingKey(bytes: publicKey)
        let steps = path.compactMap { step in bytes(step.hash).map { MerkleTree.Step(isLeft: step.left, hash: $0) } }
        guard steps.count == path.count else { return nil }
        return InclusionProof(
            root: AuditRoot(
                district: DistrictCode(rawValue: district), day: day, events: events, root: root,
                previous: previousRoot,
                hashAlgorithm: rootAlgorithm, key: key.name, signature: signature),
            key: key,
            event: AuditVerifier.Event(
                id: dispute, sequence: sequence, recorded: Instant(milliseconds: recorded), content: content,
                previous: previous, algorithm: algorithm, hash: hash),
            path: steps)
    }
}
