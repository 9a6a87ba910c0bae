package import CaseStore
package import Engine
package import LegalTime
package import Mediation
package import Workflow

/// Weekly returns of the village committees, what they found, and what became of it (排查、线索、预防).
///
/// A return is one row of the register of screenings; most say that nothing was found. A finding becomes a lead: a matter with the return as its
/// door, looked into in the track `screening`, then prevented or a dispute. The link is in the history of the matter.
package struct ScreeningDesk: Sendable {
    package let engine: Engine

    package init(_ engine: Engine) {
        self.engine = engine
    }

    private var store: CaseStore { engine.store }

    /// Monday to Sunday.
    package static func week(of day: Day) -> (monday: Day, sunday: Day) {
        let monday = day.adding(days: 1 - day.weekday.rawValue)
        return (monday, monday.adding(days: 6))
    }

    /// The number of a committee's return for a week where it gives none: repeating the act finds the same row.
    package static func number(of body: BodyID, in week: Day) -> String { "ZP-\(body)-\(week)" }

    // MARK: Returns

    /// Enters the return of each of some bodies for the week of a day.
    ///
    /// - Parameter number: Its own number; nil for that of the week.
    /// - Returns: What became of each, in their order.
    package func enter(
        _ bodies: [BodyID], on day: Day, found: Int = 0, prevented: Int = 0, note: String = "", number: String? = nil
    ) async throws(StoreError) -> [SideEntryOutcome] {
        let monday = Self.week(of: day).monday
        let entries = bodies.map { body in
            let number = number ?? Self.number(of: body, in: monday)
            let place = engine.directory.body(body, on: day)?.division.description ?? ""
            // The day is not part of it: a return that is entered again on another day of the week is the same.
            let content = [number, body.rawValue, String(found), String(prevented), note].joined(separator: "\u{1F}")
            return Screening(
                head: SideEntryHead(
                    number: number, day: day, body: body, home: engine.directory.home(of: body, on: day),
                    recorded: engine.now, isSynthetic: false,
                    fingerprint: HashAlgorithm.sha256.digest(Array(content.utf8))),
                place: place, found: found, prevented: prevented, note: note)
        }
        return try await store.add(entries)
    }

    // MARK: Who has returned

    /// Who has to return, and who of them has not, within some days.
    package struct Attendance: Sendable {
        package let expected: [Body]
        package let missing: [Body]
    }

    /// - Parameter places: Divisions whose village committees have to; empty for all.
    package func attendance(
        from first: Day, to last: Day, places: [DivisionCode] = []
    ) async throws(StoreError) -> Attendance {
        let returned = try await store.screened(from: first, to: last)
        let expected = engine.directory.bodies(of: .villageCommittee, on: last).filter { body in
            places.isEmpty || places.contains { $0.contains(body.division) }
        }
        return Attendance(expected: expected, missing: expected.filter { !returned.contains($0.id) })
    }

    // MARK: Findings

    /// A finding with what became of it.
    package struct Finding: Sendable {
        package let from: ScreeningReturn
        package let dispute: Dispute
        package let fate: Fate
    }

    /// What became of a finding.
    package enum Fate: String, Hashable, Sendable, CaseIterable {
        case open, prevented, arose, elsewhere, attached

        package var title: Bilingual {
            switch self {
            case .open: Bilingual(zh: "线索待处置", en: "open lead")
            case .prevented: Bilingual(zh: "预防成功", en: "prevented")
            case .arose: Bilingual(zh: "已形成纠纷", en: "became a dispute")
            case .elsewhere: Bilingual(zh: "已告知其他渠道", en: "told another channel")
            case .attached: Bilingual(zh: "属已登记的纠纷", en: "of a dispute on file")
            }
        }

        init(_ dispute: Dispute, of number: String) {
            guard dispute.surroundings.firstDoor?.reference == number,
                let lead = dispute.proceedings.first(where: { $0.track == "screening" })
            else {
                self = .attached
                return
            }
            self =
                switch lead.outcome.flatMap(Outcome.init) {
                case .prevented: .prevented
                case .arose: .arose
                case nil: .open
                default: .elsewhere
                }
        }
    }

    /// The findings of some returns, in their order.
    package func findings(of returns: [ScreeningReturn]) async throws(StoreError) -> [Finding] {
        let leads = try await store.leads(of: returns.map(\.number))
        let loaded = try await store.load(leads.values.flatMap(\.self))
        return returns.flatMap { from in
            (leads[from.number] ?? []).compactMap { loaded[$0]?.dispute }.map { dispute in
                Finding(from: from, dispute: dispute, fate: Fate(dispute, of: from.number))
            }
        }
    }

    /// Makes a lead of a finding: a matter whose door is the return, in the track that looks into it.
    ///
    /// - Parameter registration: Without door, reference and body: those of the return are taken.
    package func lead(
        of number: String, _ registration: Record.Registration, _ particulars: [Particulars], actor name: String,
        at: Instant
    ) async throws(ScreeningError) -> Receipt {
        let found = try await finding(number)
        var registration = registration
        registration.body = found.body
        registration.door = .screening
        registration.reference = number
        registration.source = .ownInitiative
        registration.sender = nil
        if registration.place.isEmpty { registration.place = found.place }
        let actor = Actor(role: "clerk", name: name, body: found.body)
        let request = Request(
            commands: [
                .register(registration, actor: actor, at: at),
                .act(CaseAct("open", actor: actor, at: at, records: [.opening(.init(track: "screening"))])),
            ], particulars: particulars)
        let receipt: Receipt
        do throws(EngineError) {
            receipt = try await engine.perform(request)
        } catch {
            throw .engine(error)
        }
        try await link(number, receipt.id)
        return receipt
    }

    /// Ties a finding to a dispute on file: one more door of it, and no second count.
    package func attach(
        _ number: String, to dispute: Dispute, actor name: String, role: String, at: Instant
    ) async throws(ScreeningError) {
        let found = try await finding(number)
        let known: [CaseID]
        do throws(StoreError) {
            known = try await store.leads(of: [number])[number] ?? []
        } catch {
            throw .engine(.store(error))
        }
        guard !known.contains(dispute.id) else { throw .linked(number) }
        let arrival = Record.Arrival(
            door: .screening, by: engine.directory.name(of: found.body), body: found.body, reference: number, due: nil)
        let act = CaseAct(
            "arrive", actor: Actor(role: role, name: name, body: dispute.custody.body), at: at,
            records: [.arrival(arrival)])
        do throws(EngineError) {
            _ = try await engine.perform(
                Request(
                    id: dispute.id, commands: [.act(act)], key: "screening/\(number)/\(dispute.id)", isTimed: false))
        } catch {
            throw .engine(error)
        }
        try await link(number, dispute.id)
    }

    /// The return of a number that has findings without a lead.
    private func finding(_ number: String) async throws(ScreeningError) -> ScreeningReturn {
        let (found, leads): (ScreeningReturn?, Int)
        do throws(StoreError) {
            found = try await store.screening(number)
            leads = try await store.leads(of: [number])[number]?.count ?? 0
        } catch {
            throw .engine(.store(error))
        }
        guard let found else { throw .unknown(number) }
        guard leads < found.found else { throw .full(number, found: found.found) }
        return found
    }

    private func link(_ number: String, _ id: CaseID) async throws(ScreeningError) {
        do throws(StoreError) {
            try await store.link(number, to: id)
        } catch {
            throw .engine(.store(error))
        }
    }
}

/// Why a finding did not become a lead.
package enum ScreeningError: Error, Sendable {
    /// There is no such return.
    case unknown(String)
    /// Every finding that the return told of has its lead.
    case full(String, found: Int)
    /// The dispute is tied to the return already.
    case linked(String)
    case engine(EngineError)

    package var message: Bilingual {
        switch self {
        case .unknown(let number): Bilingual(zh: "没有编号为“\(number)”的排查", en: "no return has the number “\(number)”")
        case .full(let number, let found):
            Bilingual(
                zh: "排查“\(number)”报发现 \(found) 件，均已登记线索",
                en: "“\(number)” told of \(found) findings, and each has its lead"
            )
        case .linked(let number):
            Bilingual(zh: "该纠纷已与排查“\(number)”关联", en: "the dispute is tied to “\(number)” already")
        case .engine(let error): error.message
        }
    }

    package var remedy: Bilingual? {
        switch self {
        case .unknown:
            Bilingual(
                zh: "请先报排查：nplus screening return 村居 --found 件数",
                en: "make the return first: nplus screening return BODY --found N")
        case .full:
            Bilingual(
                zh: "另有发现的，请另报一次：nplus screening return 村居 --found 件数 --number 编号",
                en: "for another finding make a return with a number of its own: --number")
        case .linked: nil
        case .engine(let error): error.remedy
        }
    }
}
