import CaseStore
import Engine
import Exchange
import Foundation
import LegalTime
import Mediation
import PostgresServer
import TestSupport
import Testing

/// An outside system, played: it makes signed files as an adapter beside it would, and reads ours.
struct Counterpart {
    let system: String
    let key = ExchangeKey()
    let bureau: Bureau
    let exchange: OutsideExchange

    static func with(
        _ system: String = "hotline", _ body: (Counterpart) async throws -> Void
    ) async throws {
        let library = try Shipped.outside()
        try await TestDatabase.with(.store) { url in
            try await Bureau.with(url, 120_119, "蓟州", other: 130_229) { bureau in
                let counterpart = Counterpart(
                    system: system, bureau: bureau, exchange: OutsideExchange(bureau.engine, library: library))
                try await counterpart.enter()
                try await body(counterpart)
            }
        }
    }

    func enter() async throws {
        try await bureau.engine.store.save(
            OutsideSystem(
                id: system, receiver: Bureau.committee, algorithm: ExchangeKey.algorithm,
                publicKey: key.verifying.bytes))
    }

    /// A work order of the hotline.
    static func item(_ number: String, _ change: [String: Any] = [:]) -> [String: Any] {
        let good: [String: Any] = [
            "工单编号": number, "受理日期": "20260301", "诉求类别": "物业管理", "诉求内容": "样例：电梯停用", "诉求人": "样例\(number)甲",
            "联系号码": "1380000\(number.suffix(4))", "诉求对象": "样例\(number)物业公司", "办结时限": "20260320",
        ]
        return good.merging(change) { _, new in new }
    }

    func file(
        _ items: [Any], answers: [[String: Any]] = [], to: String = "120119", made: String? = nil,
        format: String = "nplus-outside", version: Int = 1, key: ExchangeKey? = nil
    ) throws -> [UInt8] {
        let body: [String: Any] = [
            "format": format, "version": version, "from": system, "to": to,
            "made": made ?? bureau.clock.now.description, "items": items, "answers": answers,
        ]
        let text = try JSONSerialization.data(withJSONObject: body, options: [.sortedKeys])
        return SignedText(
            String(decoding: text, as: UTF8.self), purpose: "nplus-outside/1", key: key ?? self.key
        ).bytes
    }

    /// Sends items and gives what became of them.
    @discardableResult
    func send(_ items: [Any], answers: [[String: Any]] = []) async throws -> OutsideAnswer {
        try await exchange.bringIn(try file(items, answers: answers))
    }

    /// Our messages as it reads them: the signature checked, receipts and reports by their numbers.
    func read() async throws -> [(sequence: Int64, kind: String, content: [String: Any])] {
        let text = try await exchange.export(to: system, key: bureau.key)
        try SignedText(bytes: text.bytes).check(bureau.key.verifying, purpose: "nplus-outside/1")
        let news = try JSONDecoder().decode(OutsideNews.self, from: Data(text.body.utf8))
        #expect(news.from == "120119" && news.to == system)
        return try news.messages.map { message in
            let content = try JSONSerialization.jsonObject(with: Data(message.content.utf8))
            return (message.sequence, message.kind, try #require(content as? [String: Any]))
        }
    }

    /// How often a dispute was counted as registered, and how many there are.
    func counts() async throws -> [Int64] {
        [try await bureau.disputes(), try await bureau.count(.registered)]
    }
}
