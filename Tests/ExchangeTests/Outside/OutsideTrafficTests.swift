import CaseStore
import Engine
import Foundation
import LegalTime
import Mediation
import Testing
import Workflow

@testable import Exchange

@Suite("Traffic of outside systems")
struct OutsideTrafficTests {
    @Test("a matter goes in once, through its door, with number and limit; how it goes is told to where it came from")
    func thereAndBack() async throws {
        try await Counterpart.with { hotline in
            let answer = try await hotline.send([Counterpart.item("0001")])
            let id = try #require(answer.registered.first?.item.dispute)
            var dispute = try await hotline.bureau.dispute(id)
            let door = try #require(dispute.surroundings.doors.first)
            #expect(door.number == 1 && door.door == .hotline && door.reference == "0001")
            #expect(door.due == Day("2026-03-20"))
            #expect(dispute.source == .entrusted && dispute.type.rawValue == "property")
            #expect(dispute.parties.map(\.kind) == [.person, .organisation])

            let bureau = hotline.bureau
            try await bureau.act("open", id, [.opening(.init(track: "people"))])
            for party in [1, 2] {
                try await bureau.act(
                    party == 1 ? "apply" : "consent", id,
                    party == 1
                        ? [.applicationForm(.init(oral: true, requests: "修好"))] : [.consent(.init(manner: "书面"))],
                    as: "party", party: party)
            }
            try await bureau.act("accept", id)
            // A party goes; what was said of it stays out of what is told.
            try await bureau.act("withdraw", id, [.withdrawal(.init(text: "不调了"))], as: "party", party: 1)
            try await bureau.act("informRemedies", id, [.remediesNotice(.init(oral: true, content: "起诉"))])
            dispute = try await bureau.dispute(id)

            let told = try await hotline.read()
            #expect(told.map(\.sequence) == [1, 2, 3, 4])
            #expect(told.map(\.kind) == ["receipt", "report", "report", "report"])
            #expect(told[0].content["code"] as? String == dispute.code.description)
            #expect(told.dropFirst().map { $0.content["办理状态"] as? String } == ["已签收", "办理中", "调解结束"])
            #expect(told[3].content["办理结果"] as? String == "撤回")
            #expect(told.allSatisfy { ($0.content["工单编号"] ?? $0.content["number"]) as? String == "0001" })
            #expect(!told.contains { "\($0.content)".contains("样例0001甲") })

            // What is answered waits no more; what was refused is on the list with its reason, and nothing is told twice.
            let answers: [[String: Any]] = [
                ["sequence": 1, "taken": true], ["sequence": 2, "taken": true], ["sequence": 3, "taken": true],
                ["sequence": 4, "taken": false, "field": "办理结果", "reason": "无此代码"],
                ["sequence": 4, "taken": true], ["sequence": 99, "taken": true], ["x": 1],
            ]
            let heard = try await hotline.send([], answers: answers)
            #expect(heard.taken == [1, 2, 3] && heard.refusedThere == [4] && heard.idle == 3)
            #expect(try await hotline.read().isEmpty)
            let open = try await bureau.engine.store.outsideMessages(to: "hotline", states: [.refused])
            #expect(open.first?.draft.faults.first?.field == "办理结果")
            #expect(open.first?.draft.faults.first?.reason.zh == "无此代码")
            #expect(try await hotline.exchange.retry(4, to: "hotline") == 5)
            #expect(try await hotline.read().map(\.sequence) == [5])
            await #expect(throws: ExchangeError.self) { try await hotline.exchange.retry(4, to: "hotline") }
            await #expect(throws: ExchangeError.self) { try await hotline.exchange.retry(1, to: "hotline") }
        }
    }

    @Test(
        "bad items keep no good one out; each is listed with line, field and reason, answered, and may come again corrected"
    )
    func badItems() async throws {
        try await Counterpart.with { hotline in
            let items: [Any] = [
                Counterpart.item("0001"), Counterpart.item("0002", ["诉求类别": "天气"]), "not an item", ["工单编号": ["a"]],
                Counterpart.item("0003", ["办结时限": "下月", "诉求对象": ""]), Counterpart.item("0004", ["所属镇街": "无此镇"]),
                Counterpart.item("0005", ["承办单位": "无此单位"]), Counterpart.item("", [:]),
                Counterpart.item("0006", ["涉及金额": 3000.5]), NSNull(),
            ]
            let answer = try await hotline.send(items)
            #expect(answer.registered.map(\.item.number) == ["0001", "0006"])
            let told = answer.refused.map { item in
                "\(item.line) \(item.faults.map { "\($0.field ?? "-"):\($0.code)" }.sorted().joined(separator: " "))"
            }
            #expect(
                told == [
                    "2 诉求类别:code-unknown", "3 -:malformed", "4 -:malformed", "5 办结时限:unreadable 诉求对象:missing",
                    "6 所属镇街:unknown-place", "7 承办单位:unknown-body", "8 工单编号:missing", "10 -:malformed",
                ])
            #expect(
                try await hotline.read().count { $0.kind == "receipt" && $0.content["state"] as? String == "refused" }
                    == 8)
            #expect(try await hotline.counts() == [2, 2])

            // Again, word for word: nothing new. Corrected: in.
            let again = try await hotline.send(items)
            #expect(again.registered.isEmpty && again.refused.isEmpty && again.repeated == 10)
            let corrected = try await hotline.send([Counterpart.item("0002"), Counterpart.item("0003")])
            #expect(corrected.registered.map(\.item.number) == ["0002", "0003"])
            // The same number with other content, once it is taken.
            let other = try await hotline.send([Counterpart.item("0001", ["诉求内容": "另一件事"])])
            #expect(other.refused.first?.faults.map(\.code) == ["changed"])
            #expect(try await hotline.counts() == [4, 4])
            // What it said of persons is kept nowhere beside the dispute.
            let kept = try await hotline.bureau.engine.store.outsideItems(of: "hotline", number: "0002")
            #expect(kept.allSatisfy { $0.content == nil })
        }
    }

    @Test(
        "late, doubled and reordered: whatever the order, every matter is there once", arguments: [1, 2, 3] as [UInt64])
    func anyOrder(seed: UInt64) async throws {
        try await Counterpart.with { hotline in
            var chance = seed &* 0x9E37_79B9_7F4A_7C15
            func random(_ bound: Int) -> Int {
                chance = chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Int((chance >> 33) % UInt64(bound))
            }
            let all = (1...8).map { Counterpart.item("000\($0)", $0 == 5 ? ["诉求类别": "天气"] : [:]) }
            var files: [[UInt8]] = []
            for _ in 0..<6 {
                let first = random(8)
                let last = first + random(8 - first)
                files.append(try hotline.file(Array(all[first...last]).reversed()))
            }
            files.append(try hotline.file(all))
            files += files
            for index in files.indices.reversed() { files.swapAt(index, random(index + 1)) }
            for (index, file) in files.enumerated() {
                hotline.bureau.clock.tick(days: index % 3)
                _ = try await hotline.exchange.bringIn(file)
            }
            #expect(try await hotline.counts() == [7, 7])
            let items = try await hotline.bureau.engine.store.outsideItems(of: "hotline")
            #expect(items.count == 8)
            #expect(Set(items.compactMap(\.dispute)).count == 7)
            let told = try await hotline.read()
            #expect(told.map(\.sequence) == Array(1...15))
            let receipts = told.filter { $0.kind == "receipt" }.compactMap { $0.content["number"] as? String }
            #expect(receipts.count == 8 && Set(receipts).count == 8)
        }
    }

    @Test("forged, altered, misdirected, from the future, of another kind: refused whole, and nothing is taken")
    func badFiles() async throws {
        try await Counterpart.with { hotline in
            let good = try hotline.file([Counterpart.item("0001")])
            let text = String(decoding: good, as: UTF8.self)
            let stranger = ExchangeKey()
            let rightName = String(decoding: try hotline.file([Counterpart.item("0001")], key: stranger), as: UTF8.self)
                .replacing(stranger.verifying.fingerprint, with: hotline.key.verifying.fingerprint)
            let files: [(String, [UInt8])] = [
                ("forged", Array(text.replacing("电梯停用", with: "电梯常停").utf8)), ("forged", Array(rightName.utf8)),
                ("otherKey", try hotline.file([], key: stranger)), ("astray", try hotline.file([], to: "120115")),
                ("fromTheFuture", try hotline.file([], made: "2026-03-09T09:00:00+08:00")),
                ("malformed", try hotline.file([], format: "nplus-exchange")),
                ("version", try hotline.file([], version: 2)),
                ("malformed", Array("{}".utf8)), ("malformed", Array(good.dropLast(9))), ("malformed", []),
                ("unknownSystem", Array(text.replacing("hotline", with: "hotlane").utf8)),
                ("noMapping", try hotline.file([], made: "2020-03-01T09:00:00+08:00")),
            ]
            for (expected, file) in files {
                let error = try await #require(throws: ExchangeError.self, "\(expected)") {
                    try await hotline.exchange.bringIn(file)
                }
                #expect("\(error)".hasPrefix(expected), "\(expected): \(error)")
                #expect(!error.message.zh.isEmpty && error.remedy != nil)
            }
            // A file of a joint mediation is none of an outside system, though the key is right.
            let foreign = SignedText(try SignedText(bytes: good).body, purpose: "nplus-exchange/1", key: hotline.key)
            await #expect(throws: ExchangeError.self) { try await hotline.exchange.bringIn(foreign.bytes) }
            #expect(try await hotline.counts() == [0, 0])
            #expect(try await hotline.bureau.engine.store.outsideItems(of: "hotline").isEmpty)
        }
    }

    @Test("a matter likely on file waits for a person, becomes another door of it, and is counted once")
    func likelySame() async throws {
        try await Counterpart.with { hotline in
            let first = try await hotline.send([Counterpart.item("0001")])
            let id = try #require(first.registered.first?.item.dispute)
            let same = Counterpart.item("0099", ["诉求人": "样例0001甲", "联系号码": "13800000001"])
            let second = try await hotline.send([same])
            #expect(second.held.map(\.faults.first?.code) == ["likely-same"])
            #expect(try await hotline.counts() == [1, 1])
            // The sender is not told whose matter it may be.
            let receipt = try await hotline.read().first { $0.content["number"] as? String == "0099" }
            #expect((receipt?.content["faults"] as? [Any])?.isEmpty == true)

            let taken = try await hotline.exchange.take(
                "0099", of: "hotline", as: .same(id), actor: hotline.bureau.clerk)
            #expect(taken.item.state == .attached)
            let doors = try await hotline.bureau.dispute(id).surroundings.doors
            #expect(doors.map(\.reference) == ["0001", "0099"])
            #expect(try await hotline.counts() == [1, 1])
            #expect(try await hotline.send([same]).repeated == 1)
            await #expect(throws: ExchangeError.self) {
                try await hotline.exchange.take(
                    "0099", of: "hotline", as: .new(type: nil), actor: hotline.bureau.clerk)
            }
            // Another one that only looks the same goes in by itself.
            let third = Counterpart.item("0100", ["诉求人": "样例0001甲", "联系号码": "13800000001"])
            _ = try await hotline.send([third])
            let new = try await hotline.exchange.take(
                "0100", of: "hotline", as: .new(type: nil), actor: hotline.bureau.clerk)
            #expect(new.item.state == .registered)
            #expect(try await hotline.counts() == [2, 2])
        }
    }

    @Test("stopped between the registration and the file: the next try finds the dispute and registers no second")
    func stopped() async throws {
        try await Counterpart.with { hotline in
            // The registration alone, as the import makes it.
            let (engine, day) = (hotline.bureau.engine, hotline.bureau.clock.now.day)
            let mapping = try hotline.exchange.mapping("hotline", on: day)
            let fields = Counterpart.item("0001").compactMapValues { $0 as? String }
            let matter = try #require(OutsideReading(fields, mapping, on: day).matter)
            let intake = try OutsideIntake(
                matter, of: mapping, receiver: Bureau.committee, directory: engine.directory, on: day)
            _ = try await engine.perform(intake.request(key: "outside/hotline/0001", at: engine.now))
            #expect(try await hotline.exchange.gather(for: "hotline") == 0)
            let again = try await hotline.send([Counterpart.item("0001")])
            #expect(again.registered.count == 1 && again.held.isEmpty)
            #expect(try await hotline.counts() == [1, 1])
            #expect(try await hotline.read().map(\.kind) == ["receipt", "report"])
        }
    }

    @Test("a system that sends nothing is told of every people's mediation, of no made-up matter, and takes no items")
    func justice() async throws {
        try await Counterpart.with("justiceSystem") { justice in
            let synthetic = try await justice.bureau.register()
            try await justice.bureau.act("open", synthetic.id, [.opening(.init(track: "people"))])
            #expect(try await justice.read().isEmpty)
            let answer = try await justice.send([["纠纷编号": "1"]])
            #expect(answer.refused.map(\.faults.first?.code) == ["nothing-comes"])
        }
    }
}
