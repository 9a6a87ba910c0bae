import CaseStore
import Engine
import Foundation
import LegalTime
import Mediation
import Postgres
import PostgresServer
import TestSupport
import Testing

@testable import nplusd

@Suite("What the daemon does when nobody calls")
struct WorkersTests {
    @Test("a clock that ran out is acted upon, and the message it causes arrives in the folder")
    func folder() async throws {
        let place = FileManager.default.temporaryDirectory.appending(path: "spool-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: place) }
        try await TestDatabase.with(.daemon) { url in
            let id = try await Self.forgotten(url)
            let daemon = try RunningDaemon(url: url, ["NPLUSD_OUTBOX_FOLDER": place])
            defer { daemon.kill() }
            try await daemon.answers()
            func names() -> [String] {
                let all = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
                return all.filter { !$0.hasPrefix(".") }
            }
            for _ in 1...6000 where names().isEmpty { try await Task.sleep(for: .milliseconds(50)) }
            let name = try #require(names().first, "\(daemon.text)")
            #expect(name.hasPrefix("\(id)-"))
            let text = try String(contentsOfFile: "\(place)/\(name)", encoding: .utf8)
            let event = try JSONDecoder().decode(CloudEvent.self, from: Data(text.utf8))
            #expect(event.type == "nplus.notify.coordinator" && event.data.act == "expired.referralReply")
        }
    }

    @Test("a message to an address is signed, and comes again under its id when the receiver fails")
    func webhook() async throws {
        let mailbox = try Mailbox(answering: [503])
        defer { mailbox.close() }
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
        try await TestDatabase.with(.daemon) { url in
            _ = try await Self.forgotten(url)
            let daemon = try RunningDaemon(
                url: url,
                ["NPLUSD_OUTBOX_URL": "http://127.0.0.1:\(mailbox.port)/in", "NPLUSD_OUTBOX_SECRET": secret])
            defer { daemon.kill() }
            for _ in 1...6000 where mailbox.letters.count < 2 { try await Task.sleep(for: .milliseconds(50)) }
            let letters = mailbox.letters
            try #require(letters.count >= 2, "\(daemon.text)")
            #expect(letters[0].field("webhook-id") == letters[1].field("webhook-id"))
            let signature = try #require(WebhookSignature(secret: secret))
            for letter in letters {
                #expect(letter.head.hasPrefix("POST /in "))
                let (id, stamp) = (
                    try #require(letter.field("webhook-id")),
                    try #require(letter.field("webhook-timestamp").flatMap { Int64($0) })
                )
                let expected = signature.headers(id: id, seconds: stamp, content: letter.content)
                #expect(letter.field("webhook-signature") == expected.last?.1)
                #expect(letter.field("content-type")?.hasPrefix("application/cloudevents+json") == true)
                #expect(try JSONDecoder().decode(CloudEvent.self, from: Data(letter.content.utf8)).id == id)
            }
        }
    }

    @Test("signatures are those of Standard Webhooks")
    func signature() throws {
        // The example of the specification's own libraries.
        let signature = try #require(WebhookSignature(secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let headers = signature.headers(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek", seconds: 1_614_265_330, content: #"{"test": 2432232314}"#)
        #expect(headers.last?.1 == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
        for wrong in ["MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_", "whsec_%%%", "whsec_c2hvcnQ="] {
            #expect(WebhookSignature(secret: wrong) == nil)
        }
    }

    /// A dispute that was offered to another body in 2023, which never answered.
    private static func forgotten(_ url: ConnectionURL) async throws -> CaseID {
        let client = PostgresClient(.patientWriter(url.description))
        defer { Task { await client.close() } }
        let store = CaseStore(client: client, district: RunningDaemon.district)
        var directory = try await store.directory()
        let committee = BodyID("TWN-1")
        let other = Body(
            id: BodyID("TWN-2"), kind: .townCommittee, name: "洇溜镇人民调解委员会", shortName: "洇溜",
            division: directory.bodies[0].division, provenance: directory.bodies[0].provenance)
        directory = Directory(divisions: directory.divisions, bodies: directory.bodies + [other])
        try await store.save(directory)
        let engine = Engine(
            store: store,
            decider: Decider(library: try Shipped.library(), calendar: try Shipped.calendar(), directory: directory))
        let clerk = Actor(role: "clerk", name: "clerk", body: committee)
        let registered = try #require(Instant("2023-04-28T09:00"))
        let registration = Record.Registration(
            title: "样例:排水沟走向争议", type: DisputeType(rawValue: "neighbour"), source: .entrusted, place: "120119100",
            parties: [
                Party(number: 1, side: 1, role: .applicant, kind: .person, commitment: ""),
                Party(number: 2, side: 2, role: .respondent, kind: .person, commitment: ""),
            ], claims: [], body: committee, registerNumber: nil, synthetic: true)
        let offer = Record.ReferralOffer(to: other.id, manner: .transfer, reason: "属其职责")
        let receipt = try await engine.perform(
            Request(
                commands: [
                    .register(registration, actor: clerk, at: registered),
                    .act(
                        CaseAct(
                            "refer", actor: clerk, at: registered.adding(seconds: 3600), records: [.referral(offer)])),
                ], particulars: [Particulars(name: "样例甲"), Particulars(name: "样例乙")]))
        return receipt.id
    }
}
