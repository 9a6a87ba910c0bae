package import CaseStore
package import LegalTime
package import Mediation
package import Workflow

/// What a file of holiday notices would do: the days it changes and the running time limits it moves.
package struct CalendarPlan: Sendable {
    package let file: String
    package let content: String
    package let notices: [Notice]
    package let calendar: WorkingCalendar
    /// Days that become working days or rest days.
    package let days: [Day]
    package let moves: [Move]
    /// Time limits that were provisional and stay where they are, but are sure from now on.
    package let settled: Int
    /// Names the content and the list of moves: who approves the hash approves what was shown.
    package let hash: String

    package struct Move: Hashable, Sendable {
        package let id: CaseID
        package let revision: Int
        package let code: CaseCode
        package let body: BodyID
        package let workflow: WorkflowVersion
        package let clock: MovedClock
    }
}

/// Why a notice was not taken over.
package enum CalendarError: Error, Sendable {
    case file(LoadFailure)
    /// Cases changed since the list was shown: look at it again.
    case changed(CalendarPlan)
    case engine(EngineError)

    package var message: Bilingual {
        switch self {
        case .file(let failure):
            Bilingual(
                zh: failure.diagnostics.map(\.message.zh).joined(separator: "\n"),
                en: failure.diagnostics.map(\.description).joined(separator: "\n"))
        case .changed(let plan):
            Bilingual(
                zh: "清单与核准的不一致（校验码不对，或期间有案件变动），现在的校验码是 \(plan.hash)",
                en: "not the list that was approved (another hash, or cases changed); its hash is \(plan.hash)")
        case .engine(let error): error.message
        }
    }
}

extension Engine {
    /// The district's calendar: the notices inside the program and those it approved. A notice replaces an earlier one with
    /// the same document number, so that a slip can be corrected.
    package static func calendar(
        approved: [ApprovedNotice], and proposed: (name: String, text: String)? = nil
    ) throws(LoadFailure) -> WorkingCalendar {
        // The version makes the name of a file unique; the proposed file has none yet.
        let later =
            approved.map { (name: "\($0.version)/\($0.file)", text: $0.content) } + (proposed.map { [$0] } ?? [])
        var decisive: [String: String] = [:]
        for (name, text) in later {
            for notice in try CalendarFile.notices(in: text, file: name) { decisive[notice.source.number] = name }
        }
        let files = Shipped.calendarFiles + later
        var notices: [Notice] = []
        for (name, text) in files {
            notices += try CalendarFile.notices(in: text, file: name)
                .filter { decisive[$0.source.number].map { $0 == name } ?? true }
        }
        do {
            return try WorkingCalendar(merging: notices)
        } catch {
            // The same once more, so that the contradiction is told at its place.
            return try CalendarFile.calendar(of: files)
        }
    }

    /// The same engine with another calendar.
    package func with(_ calendar: WorkingCalendar) -> Engine {
        Engine(
            store: store, decider: Decider(library: decider.library, calendar: calendar, directory: directory),
            environment: environment)
    }

    /// What a file of notices would move. Nothing is written.
    package func plan(file: String, content: String) async throws(CalendarError) -> CalendarPlan {
        do {
            let notices = try CalendarFile.notices(in: content, file: file)
            let approved = try await store.approvedNotices()
            let calendar = try Self.calendar(approved: approved, and: (name: file, text: content))
            let (moves, settled) = try await moves(under: calendar)
            let lines = moves.map { move in
                "\(move.id) \(move.revision) \(move.clock.scope.number) \(move.clock.name) \(move.clock.from) \(move.clock.to)"
            }
            let digest = HashAlgorithm.sha256.digest(Array(([content] + lines).joined(separator: "\n").utf8))
            return CalendarPlan(
                file: file, content: content, notices: notices, calendar: calendar,
                days: calendar.days(changedFrom: decider.calendar), moves: moves, settled: settled,
                hash: String(digest.hexadecimal.prefix(16)))
        } catch let error as LoadFailure {
            throw .file(error)
        } catch let error as StoreError {
            throw .engine(.store(error))
        } catch {
            throw .engine(.busy)
        }
    }

    /// Takes an approved file over: keeps it, then moves every time limit of the list.
    ///
    /// May be repeated: what was cut off goes on where it stopped, and what is done is not done again.
    ///
    /// - Parameter approval: The hash of the list as it was shown.
    /// - Returns: How many disputes were moved now; nil where all was done before.
    package func apply(
        file: String, content: String, approval: String, by: String
    ) async throws(CalendarError) -> Int? {
        let known: ApprovedNotice?
        do {
            known = try await store.approvedNotices().first { $0.plan == approval }
        } catch {
            throw .engine(.store(error))
        }
        if let known {
            guard known.finishedAt == nil else { return nil }
            return try await move(try await plan(file: known.file, content: known.content), under: approval)
        }
        let plan = try await plan(file: file, content: content)
        guard plan.hash == approval else { throw .changed(plan) }
        do {
            try await store.approve(file: file, content: content, plan: approval, by: by, at: now)
        } catch {
            throw .engine(.store(error))
        }
        return try await move(plan, under: approval)
    }

    private func move(_ plan: CalendarPlan, under approval: String) async throws(CalendarError) -> Int {
        let engine = with(plan.calendar)
        let basis = plan.notices.map { "《\($0.source.title)》（\($0.source.number)）" }.joined(separator: "、")
        var ids: [CaseID] = []
        for move in plan.moves where ids.last != move.id { ids.append(move.id) }
        for page in ids.pages(of: Self.page) {
            let requests = page.map { id in
                Request(id: id, commands: [.recount(basis: "按\(basis)重新计算期限", at: now)])
            }
            for answer in await engine.perform(requests) {
                switch answer {
                case .success: continue
                // Somebody ended or moved the clock since the list was made.
                case .failure(.refused(let refusal)) where refusal.code == "nothing-to-do": continue
                case .failure(let error): throw .engine(error)
                }
            }
        }
        do {
            try await store.finish(plan: approval, at: now)
        } catch {
            throw .engine(.store(error))
        }
        return ids.count
    }

    private static var page: Int { 200 }

    /// The running time limits of live cases that a calendar moves, and how many it makes sure.
    private func moves(
        under calendar: WorkingCalendar
    ) async throws(StoreError) -> (moves: [CalendarPlan.Move], settled: Int) {
        let next = Decider(library: decider.library, calendar: calendar, directory: directory)
        var moves: [CalendarPlan.Move] = []
        var settled = 0
        var last: CaseID?
        while true {
            let page = try await store.liveCases(after: last, limit: Self.page)
            for dispute in page {
                let moved = next.movedClocks(of: dispute)
                moves += moved.map { clock in
                    let run = dispute.run(of: clock.scope)
                    return CalendarPlan.Move(
                        id: dispute.id, revision: dispute.revision, code: dispute.code, body: dispute.custody.body,
                        workflow: WorkflowVersion(id: run.workflow, from: run.from), clock: clock)
                }
                if moved.isEmpty, decider.nextDue(of: dispute)?.isProvisional == true,
                    next.nextDue(of: dispute)?.isProvisional == false
                {
                    settled += 1
                }
            }
            guard page.count == Self.page, let end = page.last else { return (moves, settled) }
            last = end.id
        }
    }
}

extension Dispute {
    /// The run of the pipeline or of a proceeding.
    package func run(of scope: Scope) -> PersistedRun {
        switch scope {
        case .pipeline: pipeline
        case .proceeding(let number): proceedings[number - 1].run
        }
    }
}

extension Array {
    /// In pieces of at most so many elements.
    fileprivate func pages(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
