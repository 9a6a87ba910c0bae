import CaseStore
import LegalTime
import Mediation
import Workflow

extension Engine {
    func newID() -> CaseID {
        CaseID(
            milliseconds: environment.now().milliseconds, random: (environment.random(), environment.random()))
    }

    /// The first answer, where the request came before under the same key.
    func answered(_ pending: Pending) async throws(StoreError) -> Result<Receipt, EngineError>? {
        guard let key = pending.request.key, let answered = try await store.answered(key: key) else { return nil }
        guard answered.request == pending.request.fingerprint else { return .failure(.keyReused(key)) }
        return .success(Receipt(id: answered.id, revision: answered.revision, dispute: nil, repeated: true))
    }

    /// Decides a request on the case as read, and puts together what has to be written.
    func change(
        _ pending: Pending, _ loaded: LoadedCase?, _ numbers: inout DossierNumbers
    ) throws(EngineError) -> CaseChange {
        let request = pending.request
        if request.id != nil, loaded == nil { throw .notFound(pending.id) }
        if let expected = request.expected, let actual = loaded?.dispute.revision, expected != actual {
            throw .stale(expected: expected, actual: actual)
        }
        try checkTime(of: request)
        let sealed = Sealing(request.commands, particulars: request.particulars, random: environment.random)
        let decision: Decision
        do {
            decision = try decider.decide(
                sealed.commands, id: pending.id, district: district, on: loaded?.dispute,
                numbers: &numbers)
        } catch {
            throw .refused(error)
        }
        return CaseChange(
            decision: decision, head: loaded?.head ?? EventChain.genesis, recorded: environment.now(),
            idempotency: request.key.map { .init(key: $0, request: request.fingerprint) }, persons: sealed.persons,
            homes: homes(of: decision))
    }

    /// What has not happened yet cannot be put on record.
    private func checkTime(of request: Request) throws(EngineError) {
        // The clocks of two machines may differ a little.
        let latest = environment.now().adding(seconds: 300)
        guard let early = request.commands.first(where: { $0.at > latest }) else { return }
        throw .refused(
            CommandRefusal(
                code: "in-the-future",
                message: Bilingual(zh: "时间 \(early.at) 尚未到来", en: "\(early.at) has not come yet"),
                remedy: Bilingual(zh: "请核对日期", en: "check the date"), act: early.name))
    }

    /// The dossier numbers that the requests could ask for: those of every body they touch, in every track.
    func numbers(
        for open: [Pending], _ loaded: [CaseID: LoadedCase]
    ) async throws(StoreError) -> DossierNumbers {
        var series: Set<DossierNumbers.Series> = []
        for pending in open where pending.request.mayNeedNumber(decider.library) {
            let bodies = Set((loaded[pending.id]?.dispute.bodies ?? []) + pending.request.bodies)
            for command in pending.request.commands {
                for case let body? in bodies.map({ directory.body($0, on: command.at.day) }) {
                    for track in decider.library.ids {
                        let name = DossierSeries.name(body: body.shortName, track: track)
                        series.insert(.init(name: name, year: command.at.day.year))
                    }
                }
            }
        }
        return DossierNumbers(last: try await store.lastNumbers(series))
    }

    private func homes(of decision: Decision) -> [ReportEntry.Place: BodyHome] {
        var homes: [ReportEntry.Place: BodyHome] = [:]
        for place in decision.entries.map(\.place) where homes[place] == nil {
            homes[place] = directory.home(of: place.body, on: place.day)
        }
        return homes
    }
}

extension Dispute {
    /// The bodies that hold or held a part of it.
    fileprivate var bodies: [BodyID] {
        [custody.body] + proceedings.map(\.body) + referrals.map(\.to)
    }
}

extension Request {
    /// SHA-256 of the commands, so that a key cannot stand for two requests.
    var fingerprint: [UInt8] {
        let text =
            CanonicalJSON.encode(isTimed ? commands : commands.map(\.withoutTime)) + CanonicalJSON.encode(particulars)
        return HashAlgorithm.sha256.digest(Array(text.utf8))
    }

    /// Bodies that the commands name.
    fileprivate var bodies: [BodyID] {
        commands.flatMap { command -> [BodyID] in
            switch command {
            case .register(let registration, _, _):
                return [registration.body]
            case .act(let act):
                return act.records.compactMap { record in
                    if case .referral(let offer) = record { offer.to } else { nil }
                }
            case .advance, .recount, .migrate:
                return []
            }
        }
    }

    /// Whether some act enters a matter into a register without bringing its number.
    fileprivate func mayNeedNumber(_ library: WorkflowLibrary) -> Bool {
        commands.contains { command in
            guard case .act(let act) = command, !act.records.contains(where: { $0.kind == .numbering }) else {
                return false
            }
            return library.all.contains { $0.act(act.name)?.records.contains(RecordKind.numbering.rawValue) == true }
        }
    }
}
