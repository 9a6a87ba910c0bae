import CaseStore
import Engine
import LegalTime
package import Mediation

extension Exchange {
    /// What is carried to a partner now: whatever it has not acknowledged, and the receipts for what came from it.
    ///
    /// First the queue is brought up to date: a text that waits for the partner's signature, and how a joint mediation ended, need
    /// nobody to send them.
    package func export(to district: DistrictCode, key: ExchangeKey) async throws(ExchangeError) -> SignedPackage {
        let partner = try await partner(district)
        try await queueNews(for: partner.district)
        let (waiting, taken) = try await stored { () throws(StoreError) in
            (
                try await store.exchanged(.out, district, states: [.waiting]),
                try await store.exchanged(.in, district)
            )
        }
        let package = ExchangePackage(
            from: engine.district, to: district, made: engine.now, acknowledged: taken.last?.sequence ?? 0,
            refusals: taken.compactMap { row in row.refusal.map { .init(sequence: row.sequence, refusal: $0) } },
            messages: waiting.map { .init(sequence: $0.sequence, at: $0.at, content: $0.content) })
        return SignedPackage(package, key: key)
    }

    private func queueNews(for district: DistrictCode) async throws(ExchangeError) {
        let joint = try await stored { () throws(StoreError) in try await store.jointPartners(partner: district) }
        let open = joint.filter { $0.toldOutcome == nil && $0.state != .declined }
        guard !open.isEmpty else { return }
        let loaded = try await stored { () throws(StoreError) in try await store.load(open.map(\.about)) }
        for var partner in open {
            // A text, and right after it the end, where both came between two exports.
            while let dispute = loaded[partner.about]?.dispute, let news = partner.news(of: dispute) {
                let changed = partner
                _ = try await stored { () throws(StoreError) in
                    try await store.enqueue(news, to: district, at: engine.now, with: .partner(changed))
                }
            }
        }
    }
}
