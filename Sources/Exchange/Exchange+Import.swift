package import CaseStore
import Engine
internal import FoundationEssentials
import LegalTime
package import Mediation
import Workflow

/// What became of a package that was brought in.
package struct ImportAnswer: Hashable, Sendable {
    package let from: ExchangePartner
    package let taken: [ExchangeMessage]
    /// Messages that had come before.
    package let repeated: Int
    /// Messages that could not be taken; the sender is told with the next package.
    package let refused: [Refused]
    /// How many of ours the partner has now.
    package let acknowledged: Int64
    /// Which of ours the partner refused, as far as this package tells it.
    package let refusedByPartner: [ExchangePackage.Refused]

    package struct Refused: Hashable, Sendable {
        package let message: ExchangeMessage
        package let refusal: ExchangeRefusal
    }
}

extension Exchange {
    /// Brings a package in. A message that came before changes nothing; one that cannot be taken is told to its sender; a package that
    /// is not what it should be is refused whole, before anything of it is looked at.
    package func bringIn(_ bytes: [UInt8]) async throws(ExchangeError) -> ImportAnswer {
        let partners = try await partners()
        let package = try SignedPackage(bytes: bytes).opened(for: engine.district) { from throws(ExchangeError) in
            guard let partner = partners.first(where: { $0.district == from }) else { throw .unknownPartner(from) }
            return ExchangePublicKey(bytes: partner.publicKey)
        }
        guard let partner = partners.first(where: { $0.district == package.from }) else {
            throw .unknownPartner(package.from)
        }
        let (known, sent) = try await stored { () throws(StoreError) in
            (try await store.exchanged(.in, partner.district), try await store.exchanged(.out, partner.district))
        }
        let messages = try Self.check(package, known: known, sent: sent)
        try await receipts(in: package)
        var (taken, refused): ([ExchangeMessage], [ImportAnswer.Refused]) = ([], [])
        for (numbered, message) in messages.fresh {
            if let refusal = try await take(message, numbered, from: partner) {
                refused.append(.init(message: message, refusal: refusal))
            } else {
                taken.append(message)
            }
        }
        try await eraseBlind()
        return ImportAnswer(
            from: partner, taken: taken, repeated: messages.repeated, refused: refused,
            acknowledged: package.acknowledged, refusedByPartner: package.refusals)
    }

    private typealias Fresh = [(ExchangePackage.Numbered, ExchangeMessage)]

    /// Holds a package against what came before it.
    private static func check(
        _ package: ExchangePackage, known: [ExchangeRow], sent: [ExchangeRow]
    ) throws(ExchangeError) -> (fresh: Fresh, repeated: Int) {
        let last = known.last?.sequence ?? 0
        if let first = package.messages.first?.sequence, first > last + 1 {
            throw .gap(expected: last + 1, found: first)
        }
        guard package.acknowledged <= sent.last?.sequence ?? 0 else { throw .malformed("receipts") }
        let contents = Dictionary(uniqueKeysWithValues: known.map { ($0.sequence, $0.content) })
        var fresh: Fresh = []
        for numbered in package.messages {
            if let before = contents[numbered.sequence] {
                guard before == numbered.content else { throw .changed(numbered.sequence) }
                continue
            }
            guard numbered.sequence > last else { throw .changed(numbered.sequence) }
            do {
                let message = try JSONDecoder().decode(ExchangeMessage.self, from: Data(numbered.content.utf8))
                fresh.append((numbered, message))
            } catch {
                throw .malformed("message \(numbered.sequence)")
            }
        }
        return (fresh, package.messages.count - fresh.count)
    }

    private func receipts(in package: ExchangePackage) async throws(ExchangeError) {
        let refusals = Dictionary(
            package.refusals.map { ($0.sequence, $0.refusal) }, uniquingKeysWith: { first, _ in first })
        try await stored { () throws(StoreError) in
            try await store.acknowledge(package.from, upTo: package.acknowledged, refusals: refusals)
        }
    }

    /// Carries out one message, and puts it on file with what it changed.
    ///
    /// - Returns: Why it was not taken.
    private func take(
        _ message: ExchangeMessage, _ numbered: ExchangePackage.Numbered, from partner: ExchangePartner
    ) async throws(ExchangeError) -> ExchangeRefusal? {
        var refusal: ExchangeRefusal?
        var change = JointChange.none
        do throws(ExchangeError) {
            change = try await effect(of: message, numbered.sequence, from: partner)
        } catch {
            switch error {
            case .refused(let why): refusal = why
            case .engine(.refused(let why)): refusal = ExchangeRefusal(why)
            default: throw error
            }
        }
        let (why, changed) = (refusal, change)
        _ = try await stored { () throws(StoreError) in
            try await store.receive(
                message, content: numbered.content, number: numbered.sequence, from: partner.district, at: numbered.at,
                refusal: why, with: changed)
        }
        return refusal
    }

    private func effect(
        of message: ExchangeMessage, _ number: Int64, from partner: ExchangePartner
    ) async throws(ExchangeError) -> JointChange {
        switch message {
        case .invitation(let invitation):
            guard try await assistance(invitation.about, of: partner.district) == nil else {
                throw .refused(ExchangeRefusal("invited-already", zh: "已经邀请过", en: "was invited already"))
            }
            return .assistance(Assistance(invitation, from: partner.district, at: engine.now))
        case .agreement(let copy):
            var help = try await known(copy.about, of: partner.district)
            try mapped { () throws(ExchangeRefusal) in try help.receive(copy) }
            return .assistance(help)
        case .outcome(let ending):
            var help = try await known(ending.about, of: partner.district)
            try mapped { () throws(ExchangeRefusal) in try help.receive(ending) }
            return .assistance(help)
        case .reply, .signature, .leave:
            return try await inDispute(message, number, from: partner)
        }
    }

    /// An act of the partner in a dispute of ours. It carries the number of the message as its key, so that it is done once even if the
    /// program is stopped between the act and the file.
    private func inDispute(
        _ message: ExchangeMessage, _ number: Int64, from partner: ExchangePartner
    ) async throws(ExchangeError) -> JointChange {
        let about = message.about
        let (joint, loaded) = try await stored { () throws(StoreError) in
            (
                try await store.jointPartners(of: about, partner: partner.district).first,
                try await store.load([about])[about]
            )
        }
        guard var joint, let dispute = loaded?.dispute else {
            throw .refused(
                ExchangeRefusal("unknown-dispute", zh: "没有与贵方联合调解的这件纠纷", en: "no such dispute is mediated with you"))
        }
        let act = try mapped { () throws(ExchangeRefusal) in
            try joint.receive(message, on: dispute, at: max(engine.now, dispute.changed))
        }
        do {
            _ = try await engine.perform(
                Request(
                    id: about, commands: [.act(act)], key: "exchange/\(partner.district)/\(number)", isTimed: false))
        } catch {
            throw .engine(error)
        }
        return .partner(joint)
    }

    private func known(_ about: CaseID, of lead: DistrictCode) async throws(ExchangeError) -> Assistance {
        guard let help = try await assistance(about, of: lead) else {
            throw .refused(
                ExchangeRefusal("unknown-dispute", zh: "没有收到过这件纠纷的邀请", en: "no invitation to this dispute came"))
        }
        return help
    }

    func assistance(_ about: CaseID, of lead: DistrictCode) async throws(ExchangeError) -> Assistance? {
        try await stored { () throws(StoreError) in try await store.assistances(lead: lead, about: about).first }
    }

    func mapped<Value>(_ body: () throws(ExchangeRefusal) -> Value) throws(ExchangeError) -> Value {
        do {
            return try body()
        } catch {
            throw .refused(error)
        }
    }
}
