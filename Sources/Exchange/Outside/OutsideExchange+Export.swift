import Canonical
import CaseStore
import Engine
import LegalTime
import Mediation
import Workflow

extension OutsideExchange {
    private static let page = 500

    /// What an outside system is told now: every receipt and report that it has not answered.
    ///
    /// First the queue is brought up to date from what happened since the last time.
    package func export(to id: String, key: ExchangeKey) async throws(ExchangeError) -> SignedText {
        _ = try await gather(for: id)
        let waiting = try await stored { () throws(StoreError) in
            try await store.outsideMessages(to: id, states: [.waiting])
        }
        let news = OutsideNews(
            from: engine.district.description, to: id, made: engine.now,
            messages: waiting.map {
                .init(sequence: $0.sequence, at: $0.at, kind: $0.draft.kind.rawValue, content: $0.draft.content)
            })
        return SignedText(CanonicalJSON.encode(news), purpose: OutsidePackage.purpose, key: key)
    }

    /// Looks through what happened since the last time and puts what the system has to be told into the queue.
    ///
    /// - Returns: How many reports are new.
    package func gather(for id: String) async throws(ExchangeError) -> Int {
        let system = try await system(id)
        let mapping = try mapping(id, on: engine.now.day)
        var position = system.looked ?? FeedPosition(before: 0)
        var count = 0
        while true {
            let from = position
            let page = try await stored { () throws(StoreError) in
                try await store.feed(after: from, span: .max, limit: Self.page)
            }
            var disputes: [CaseID: Dispute] = [:]
            for entry in page.entries { disputes[entry.dispute.id] = entry.dispute }
            // A matter that went in just before the program was stopped may have its event behind us already.
            if page.isLast {
                let untold = try await stored { () throws(StoreError) in
                    let ids = try await store.outsideUntold(by: id)
                    return try await store.load(ids)
                }
                for loaded in untold.values { disputes[loaded.dispute.id] = loaded.dispute }
            }
            let drafts = try await reports(of: disputes.values.sorted { $0.id < $1.id }, to: id, mapping)
            count += try await stored { () throws(StoreError) in
                try await store.enqueue(drafts, to: id, at: engine.now, looked: page.next)
            }
            if page.isLast { return count }
            position = page.next
        }
    }

    /// Writes a report that was refused there, or could not be written, anew under the mapping in force now.
    ///
    /// - Returns: Its new number.
    package func retry(_ sequence: Int64, to id: String) async throws(ExchangeError) -> Int64 {
        _ = try await system(id)
        let mapping = try mapping(id, on: engine.now.day)
        let open = try await stored { () throws(StoreError) in
            try await store.outsideMessages(to: id, states: [.refused, .unmapped])
        }
        guard let report = open.first(where: { $0.sequence == sequence })?.draft.source else {
            throw .refused(
                ExchangeRefusal(
                    "nothing-open", zh: "第 \(sequence) 条不在未送达之列，或是回执", en: "\(sequence) is no report that is open"))
        }
        let draft = draft(report, mapping)
        guard draft.faults.isEmpty else { throw .refused(ExchangeRefusal(draft.faults)) }
        let replaced = try await stored { () throws(StoreError) in
            try await store.replace(sequence, by: draft, to: id, at: engine.now)
        }
        guard let replaced else {
            throw .refused(ExchangeRefusal("settled", zh: "已由他人办理", en: "somebody else has settled it"))
        }
        return replaced
    }

    private func reports(
        of disputes: [Dispute], to id: String, _ mapping: OutsideMapping
    ) async throws(ExchangeError) -> [OutsideMessage.Draft] {
        let numbers = try await stored { () throws(StoreError) in
            try await store.outsideNumbers(of: disputes.map(\.id), in: id)
        }
        var tracks: [String]?
        if case .tracks(let named) = mapping.reports { tracks = named }
        return disputes.flatMap { dispute in
            let number = numbers[dispute.id]
            // Made-up matters are told to nobody; what came from there is told as a whole, what did not by its proceedings alone.
            guard number != nil || tracks != nil && !dispute.synthetic else { return [OutsideMessage.Draft]() }
            return dispute.outsideReports(
                reference: number, tracks: number == nil ? tracks : nil, directory: engine.directory
            ).map { draft($0, mapping) }
        }
    }

    private func draft(_ report: OutsideReport, _ mapping: OutsideMapping) -> OutsideMessage.Draft {
        var (fields, faults): ([String: String], [OutsideFault]) = ([:], [])
        do throws(OutsideFaults) {
            fields = try report.written(mapping, on: engine.now.day)
        } catch {
            faults = error.faults
        }
        return OutsideMessage.Draft(
            kind: .report, subject: "\(report.about)/\(report.milestone)", dispute: report.about,
            content: CanonicalJSON.encode(fields), source: report, faults: faults)
    }
}
