import Canonical
import CaseStore
import LegalTime
import Mediation
import Workflow

extension BatchDecider {
    func newID() -> CaseID {
        CaseID(
            milliseconds: environment.now().milliseconds, random: (environment.random(), environment.random()))
    }

    /// Decides a request on the case as read, and puts together what has to be written.
    func change(
        _ request: Request, _ id: CaseID, _ loaded: LoadedCase?, _ numbers: inout DossierNumbers, _ known: Knowledge
    ) throws(EngineError) -> CaseChange {
        if request.id != nil, loaded == nil { throw .notFound(id) }
        if let expected = request.expected, let actual = loaded?.dispute.revision, expected != actual {
            throw .stale(expected: expected, actual: actual)
        }
        let now = try present(of: request, after: loaded?.dispute.changed)
        let commands = request.isTimed ? request.commands : request.commands.map { $0.dated(now) }
        let sealed = Sealing(commands, particulars: request.particulars, random: environment.random)
        var knowledge = known
        knowledge.names.merge(sealed.names) { $1 }
        let decision: Decision
        do {
            decision = try decider.decide(
                sealed.commands, id: id, district: district, on: loaded?.dispute,
                numbers: &numbers, knowing: knowledge)
        } catch {
            throw .refused(error)
        }
        var change = CaseChange(
            decision: decision, head: loaded?.head ?? EventChain.genesis, recorded: now,
            idempotency: request.key.map { .init(key: $0, request: request.fingerprint) }, persons: sealed.persons,
            homes: homes(of: decision))
        change.isAnnounced = request.isAnnounced
        change.trace = request.trace
        guard !change.holdsNullCharacter else { throw .refused(.nullCharacter(request.commands.first?.name ?? "")) }
        return change
    }

    /// The clocks of two machines may differ by so many seconds, and a clock may be set back by as many.
    private static let tolerance = 300

    /// When a request is recorded, and happens where its caller does not say when: now, but never before the last step.
    private func present(of request: Request, after last: Instant?) throws(EngineError) -> Instant {
        let now = environment.now()
        // What has not happened yet cannot be put on record.
        let latest = now.adding(seconds: Self.tolerance)
        if request.isTimed, let early = request.commands.first(where: { $0.at > latest }) {
            throw .refused(.inTheFuture(early))
        }
        guard let last, now < last else { return now }
        guard last <= latest else { throw .refused(.clockBehind(now, last, request.commands.first?.name ?? "")) }
        return last
    }

    /// The series that the requests could take dossier numbers from: those of every body they touch, in every track.
    func series(for jobs: [CommitJob], _ loaded: [CaseID: LoadedCase]) -> Set<DossierNumbers.Series> {
        jobs.reduce(into: []) { $0.formUnion(series(for: $1.request, loaded[$1.id])) }
    }

    func series(for request: Request, _ loaded: LoadedCase?) -> Set<DossierNumbers.Series> {
        guard mayNeedNumber(request) else { return [] }
        var series: Set<DossierNumbers.Series> = []
        let bodies = Set((loaded?.dispute.bodies ?? []) + request.bodies)
        for command in request.commands {
            for case let body? in bodies.map({ directory.body($0, on: command.at.day) }) {
                for track in decider.library.ids {
                    let name = DossierSeries.name(body: body.shortName, track: track)
                    series.insert(.init(name: name, year: command.at.day.year))
                }
            }
        }
        return series
    }

    /// Whether some act enters a matter into a register without bringing its number.
    func mayNeedNumber(_ request: Request) -> Bool {
        request.commands.contains { command in
            guard case .act(let act) = command, !act.records.contains(where: { $0.kind == .numbering }) else {
                return false
            }
            return numberingActs.contains(act.name)
        }
    }

    func homes(of decision: Decision) -> [ReportEntry.Place: BodyHome] {
        var homes: [ReportEntry.Place: BodyHome] = [:]
        for place in decision.entries.map(\.place) where homes[place] == nil {
            homes[place] = directory.home(of: place.body, on: place.day)
        }
        return homes
    }
}

extension CommandRefusal {
    fileprivate static func inTheFuture(_ command: Command) -> CommandRefusal {
        CommandRefusal(
            code: "in-the-future",
            message: Bilingual(zh: "时间 \(command.at) 尚未到来", en: "\(command.at) has not come yet"),
            remedy: Bilingual(zh: "请核对日期", en: "check the date"), act: command.name)
    }

    fileprivate static func clockBehind(_ now: Instant, _ last: Instant, _ act: String) -> CommandRefusal {
        CommandRefusal(
            code: "clock-behind",
            message: Bilingual(
                zh: "本机时钟为 \(now)，而上一步发生于 \(last)",
                en: "this machine's clock says \(now), and the last step was at \(last)"),
            remedy: Bilingual(zh: "请校准服务器时钟", en: "set the clock of the server right"), act: act)
    }

    fileprivate static func nullCharacter(_ act: String) -> CommandRefusal {
        CommandRefusal(
            code: "null-character",
            message: Bilingual(
                zh: "文字中含有无法保存的空字符（U+0000）", en: "a text holds the null character (U+0000), which cannot be kept"),
            remedy: Bilingual(zh: "请删去该字符后重试", en: "take it out and try again"), act: act)
    }
}

extension Dispute {
    /// The bodies that hold or held a part of it.
    fileprivate var bodies: [BodyID] {
        [custody.body] + proceedings.map(\.body) + referrals.map(\.to)
    }
}

extension Request {
    /// Whether some record it brings is decided by something, such as the names of persons.
    func asks(_ ask: (Record) -> Bool) -> Bool {
        commands.contains { command in
            if case .act(let act) = command { act.records.contains(where: ask) } else { false }
        }
    }

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
}
