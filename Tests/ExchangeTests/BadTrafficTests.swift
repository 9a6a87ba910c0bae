import Canonical
import CaseStore
import Engine
import Exchange
import Foundation
import LegalTime
import Mediation
import Testing

@Suite("Traffic that is not what it should be")
struct BadTrafficTests {
    /// The error that a file meets, and that it left nothing.
    private func refusal(
        of bytes: [UInt8], at bureau: Bureau, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> ExchangeError {
        let before = try await bureau.exchange.assistances()
        let error = try await #require(throws: ExchangeError.self, sourceLocation: sourceLocation) {
            try await bureau.exchange.bringIn(bytes)
        }
        #expect(try await bureau.exchange.assistances() == before, sourceLocation: sourceLocation)
        return error
    }

    private func isForged(_ error: ExchangeError) -> Bool { if case .forged = error { true } else { false } }

    @Test("one byte changed anywhere in the content, and nothing is taken", arguments: 0..<8)
    func altered(seed: UInt64) async throws {
        try await TwoBureaus.with { both in
            _ = try await both.invited()
            let text = String(decoding: try await both.lead.file(for: both.partner), as: UTF8.self)
            let changes = [
                ("林地", "林场"), ("120119", "120118"), ("sequence\\\":1", "sequence\\\":2"), ("共同", "单独"),
                ("2026-06-30", "2036-06-30"), ("invitation", "outcome"), ("acknowledged\\\":0", "acknowledged\\\":9"),
                ("land", "loan"),
            ]
            let (from, to) = changes[Int(seed)]
            #expect(text.contains(from), "\(from)")
            let error = try await refusal(of: Array(text.replacing(from, with: to).utf8), at: both.partner)
            switch error {
            case .forged, .malformed, .unknownPartner, .otherKey: break
            default: Issue.record("\(from): \(error)")
            }
        }
    }

    @Test("signed by somebody else in the partner's name")
    func otherKey() async throws {
        try await TwoBureaus.with { both in
            _ = try await both.invited()
            let stranger = ExchangeKey()
            let bytes = try await both.lead.exchange.export(to: both.partner.district, key: stranger).bytes
            guard case .otherKey = try await refusal(of: bytes, at: both.partner) else {
                Issue.record("taken")
                return
            }
            // The right fingerprint under a wrong signature.
            let right = both.lead.key.verifying.fingerprint
            let text = String(decoding: bytes, as: UTF8.self)
                .replacing(stranger.verifying.fingerprint, with: right)
            #expect(isForged(try await refusal(of: Array(text.utf8), at: both.partner)))
        }
    }

    @Test("meant for another district, or from one that nobody knows")
    func wrongHands() async throws {
        try await TwoBureaus.with { both in
            _ = try await both.invited()
            let file = try await both.lead.file(for: both.partner)
            let back = try await #require(throws: ExchangeError.self) { try await both.lead.exchange.bringIn(file) }
            guard case .unknownPartner = back else {
                Issue.record("\(back)")
                return
            }
            let package = ExchangePackage(
                from: both.lead.district, to: DistrictCode(rawValue: 120_115), made: both.lead.clock.now,
                acknowledged: 0, refusals: [], messages: [])
            let astray = SignedPackage(package, key: both.lead.key).bytes
            guard case .notForUs = try await refusal(of: astray, at: both.partner) else {
                Issue.record("taken")
                return
            }
        }
    }

    @Test(
        "no package at all",
        arguments: [
            "", "{}", "not json", #"{"algorithm":"ed25519","body":"{}","key":"x","signature":"AAAA"}"#,
            #"{"algorithm":"none","body":"{}","key":"x","signature":"AAAA"}"#,
            #"{"algorithm":"ed25519","body":"{}","key":"x","signature":"not base64!"}"#,
        ])
    func malformed(text: String) async throws {
        try await TwoBureaus.with { both in
            guard case .malformed = try await refusal(of: Array(text.utf8), at: both.partner) else {
                Issue.record("taken")
                return
            }
        }
    }

    @Test("cut off at any place")
    func truncated() async throws {
        try await TwoBureaus.with { both in
            _ = try await both.invited()
            let file = try await both.lead.file(for: both.partner)
            for length in stride(from: 0, to: file.count - 1, by: max(1, file.count / 24)) {
                _ = try await refusal(of: Array(file.prefix(length)), at: both.partner)
            }
        }
    }

    private func signed(
        _ both: TwoBureaus, _ messages: [ExchangePackage.Numbered], acknowledged: Int64 = 0
    ) -> [UInt8] {
        SignedPackage(
            ExchangePackage(
                from: both.lead.district, to: both.partner.district, made: both.lead.clock.now,
                acknowledged: acknowledged, refusals: [], messages: messages), key: both.lead.key
        ).bytes
    }

    @Test("numbers with a gap, the same number with other content, receipts for what was never sent: refused whole")
    func numbers() async throws {
        try await TwoBureaus.with { both in
            func numbered(_ number: Int64, _ title: String) -> ExchangePackage.Numbered {
                let id = CaseID(milliseconds: 1, random: (UInt64(number), 2))
                let message = ExchangeMessage.invitation(
                    .init(
                        about: id, code: "260302-AAAA\(number)", leadBody: "x", title: title,
                        type: DisputeType(rawValue: "land"), place: "120119", sides: [1, 1], task: "x",
                        sightUntil: both.lead.clock.now.day))
                return .init(sequence: number, at: both.lead.clock.now, content: CanonicalJSON.encode(message))
            }
            let (one, two, three) = (numbered(1, "一"), numbered(2, "二"), numbered(3, "三"))
            guard case .gap(1, 2) = try await refusal(of: signed(both, [two]), at: both.partner) else {
                Issue.record("a gap was taken")
                return
            }
            guard case .malformed = try await refusal(of: signed(both, [one, three]), at: both.partner) else {
                Issue.record("a hole was taken")
                return
            }
            guard case .malformed = try await refusal(of: signed(both, [one], acknowledged: 5), at: both.partner) else {
                Issue.record("receipts for nothing were taken")
                return
            }
            #expect(try await both.partner.exchange.bringIn(signed(both, [one, two])).taken.count == 2)
            // Later and earlier files in any order: what is known is repeated, what is new is taken.
            #expect(try await both.partner.exchange.bringIn(signed(both, [two, three])).taken.count == 1)
            #expect(try await both.partner.exchange.bringIn(signed(both, [one])).repeated == 1)
            guard case .changed(2) = try await refusal(of: signed(both, [numbered(2, "另")]), at: both.partner) else {
                Issue.record("another content was taken")
                return
            }
        }
    }

    @Test("a message that is not the sender's to send, or about nothing, is refused by itself and told back")
    func outOfTurn() async throws {
        try await TwoBureaus.with { both in
            let id = CaseID(milliseconds: 1, random: (1, 2))
            let nothing = ExchangeMessage.agreement(.init(about: id, agreement: 1, terms: "x"))
            let answer = try await both.partner.exchange.bringIn(
                signed(
                    both, [.init(sequence: 1, at: both.lead.clock.now, content: CanonicalJSON.encode(nothing))]))
            #expect(answer.refused.map(\.refusal.code) == ["unknown-dispute"])
            let package = try await both.partner.exchange.export(to: both.lead.district, key: both.partner.key)
            #expect(package.body.contains("unknown-dispute"))
        }
    }

    @Test("a key and its text: the same key comes back, and nothing else is one")
    func keys() throws {
        let key = ExchangeKey()
        let again = try #require(ExchangeKey(key.text))
        #expect(again.verifying == key.verifying)
        let message = Array("样例".utf8)
        #expect(key.verifying.verify(again.sign(message), of: message))
        #expect(!key.verifying.verify(again.sign(message), of: Array("样列".utf8)))
        #expect(!ExchangeKey().verifying.verify(key.sign(message), of: message))
        #expect(!key.verifying.verify([], of: message))
        #expect(ExchangePublicKey(key.verifying.text) == key.verifying)
        for text in ["", "nplus-ed25519:", "nplus-ed25519:AAAA", key.text] { #expect(ExchangePublicKey(text) == nil) }
        #expect(key.verifying.fingerprint.count == 19)
    }
}
