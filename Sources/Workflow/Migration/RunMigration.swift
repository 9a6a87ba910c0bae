package import LegalTime
import Statechart

/// Moves runs from one version of a workflow to another, or says why a run cannot simply be moved.
///
/// A run moves only when nothing is lost by it: every state it is in, every fact that has a value and every clock that runs is
/// there in the other version; whatever somebody could do he still can; no time limit ends earlier without a rule of law that
/// says so; and nothing happens by the move itself. What the move does is data only: no effect of a workflow is run, so
/// nothing is made or sent twice.
package struct RunMigration: Sendable {
    package enum Direction: String, Hashable, Sendable, Codable {
        case forward
        /// Takes a move back: time limits return to what they were, clocks that the move started stop.
        case back
    }

    /// A time limit that the move changes.
    package struct DeadlineChange: Hashable, Sendable, Codable {
        package let clock: String
        /// Nil for a clock that the move starts.
        package let from: Day?
        /// Nil for a clock that the move stops.
        package let to: Day?
        package let why: Bilingual
    }

    package enum Verdict: Hashable, Sendable {
        case moves(PersistedRun, [DeadlineChange])
        /// What a person has to decide first.
        case needsPerson([Bilingual])
        /// What binds the run to the version it began under.
        case stays([Bilingual])
    }

    package let from: Workflow
    package let to: Workflow
    package let direction: Direction

    package init(from: Workflow, to: Workflow, direction: Direction = .forward) {
        self.from = from
        self.to = to
        self.direction = direction
    }

    /// - Parameters:
    ///   - stored: a run of ``from``.
    ///   - instant: when it would move.
    package func verdict(
        on stored: PersistedRun, at instant: Instant, calendar: WorkingCalendar
    ) -> Verdict {
        let before: Run
        do {
            before = try from.restore(stored)
        } catch {
            return .needsPerson(error.problems)
        }
        let bonds = bonds(of: before)
        guard bonds.isEmpty else { return .stays(bonds) }
        var moved = stored
        moved.from = to.from
        var problems = dueNow(before, instant)
        let changes = moveClocks(&moved, instant, calendar, &problems)
        problems += lostStates(stored)
        guard problems.isEmpty else { return .needsPerson(problems) }
        do {
            let after = try to.restore(moved)
            problems = lostRights(before, after) + unsettled(after)
        } catch {
            problems = error.problems.map {
                Bilingual(zh: "新版本容不下：\($0.zh)", en: "does not fit the other version: \($0.en)")
            }
        }
        return problems.isEmpty ? .moves(moved, changes) : .needsPerson(problems)
    }

    // MARK: What binds

    /// A limit that has run out has had its consequence under the rules of its day; so has an ended run.
    private func bonds(of run: Run) -> [Bilingual] {
        if run.isEnded { return [Bilingual(zh: "程序已经终结", en: "the procedure has ended")] }
        guard direction == .forward else { return [] }
        return run.clocks.filter(\.expired).map { clock in
            let title = from.title(ofClock: clock.name)
            return Bilingual(
                zh: "“\(title.zh)”已按原版本届满（\(clock.due)），其后果已发生",
                en: "“\(title.en)” ran out under the old version (\(clock.due)); its consequence stands")
        }
    }

    private func dueNow(_ run: Run, _ instant: Instant) -> [Bilingual] {
        run.clocks.filter { !$0.expired && $0.pausedSince == nil && Instant($0.due, .endOfDay) <= instant }
            .map { clock in
                let title = from.title(ofClock: clock.name)
                return Bilingual(
                    zh: "“\(title.zh)”已到期（\(clock.due)）尚未处理，请先处理",
                    en: "“\(title.en)” is due (\(clock.due)); deal with it first")
            }
    }

    // MARK: What would be lost

    private func lostStates(_ run: PersistedRun) -> [Bilingual] {
        run.states.filter { to.state($0) == nil }.map { id in
            let title = from.title(ofState: id)
            return Bilingual(
                zh: "新版本没有状态“\(title.zh)”，须决定去向", en: "the other version has no state “\(title.en)”; decide where to go"
            )
        }
    }

    /// Whatever could be done before, by the same people, can be done after; whatever a clock's end would have done is done.
    private func lostRights(_ before: Run, _ after: Run) -> [Bilingual] {
        let offered = Dictionary(
            to.offers(for: after).filter(\.possible).map { ($0.act, $0) }, uniquingKeysWith: { first, _ in first })
        var problems: [Bilingual] = []
        for offer in from.offers(for: before) where offer.possible {
            let lost = offer.roles.filter { offered[offer.act]?.roles.contains($0) != true }
            let members = offer.members.filter { offered[offer.act]?.members.contains($0) != true }
            guard !lost.isEmpty || !members.isEmpty else { continue }
            let roles = (lost.isEmpty ? offer.roles : lost).map(from.vocabulary.title(ofRole:))
            problems.append(
                Bilingual(
                    zh: "\(roles.map(\.zh).joined(separator: "、"))现在可以“\(offer.title.zh)”，移动后不能",
                    en:
                        "\(roles.map(\.en).joined(separator: ", ")) can now “\(offer.title.en)” and could not after the move"
                ))
        }
        for clock in before.clocks where !clock.expired {
            guard answers(clock.name, from, before), !answers(clock.name, to, after) else { continue }
            let title = from.title(ofClock: clock.name)
            problems.append(
                Bilingual(zh: "“\(title.zh)”届满后将无人处理", en: "nothing would follow when “\(title.en)” runs out"))
        }
        return problems
    }

    private func answers(_ clock: String, _ workflow: Workflow, _ run: Run) -> Bool {
        let active = Set(workflow.activeStates(of: run))
        return workflow.transitions.contains { $0.event == "expired.\(clock)" && active.contains($0.source) }
    }

    /// A run that would go on by itself at the next event has not only moved.
    private func unsettled(_ run: Run) -> [Bilingual] {
        let step = to.chart.step(run.snapshot, Event(.other, member: nil, inputs: []))
        guard step.outcome == .taken || step.outcome == .diverged else { return [] }
        return [Bilingual(zh: "移动后会立即自行前进", en: "it would go on by itself at once")]
    }

    // MARK: Clocks

    private func moveClocks(
        _ run: inout PersistedRun, _ instant: Instant, _ calendar: WorkingCalendar, _ problems: inout [Bilingual]
    ) -> [DeadlineChange] {
        var changes: [DeadlineChange] = []
        var kept: [PersistedRun.Clock] = []
        let stopped = direction == .back ? clocks(of: run, in: from, butNotIn: to) : []
        for var clock in run.clocks ?? [] {
            if stopped.contains(clock.name) {
                changes.append(DeadlineChange(clock: clock.name, from: clock.due, to: nil, why: Self.back))
                continue
            }
            let title = from.title(ofClock: clock.name)
            guard let new = to.clock(clock.name), let old = from.clock(clock.name) else {
                problems.append(
                    Bilingual(
                        zh: "期限“\(title.zh)”在新版本中不存在", en: "the other version has no time limit “\(title.en)”"))
                continue
            }
            if new.length != old.length {
                let due = Deadline.compute(
                    new.length, from: clock.started, calendar: calendar, pauses: clock.pauses ?? [],
                    extensions: clock.extensions ?? []
                ).due
                if due != clock.due {
                    problems += shortening(clock, due, new, instant)
                    changes.append(
                        DeadlineChange(clock: clock.name, from: clock.due, to: due, why: why(old, new)))
                    clock.due = due
                }
            }
            kept.append(clock)
        }
        let started = startedClocks(run, instant, calendar)
        kept += started
        changes += started.map { clock in
            let law = to.clock(clock.name)?.law?.words ?? Bilingual(zh: "无", en: "none")
            return DeadlineChange(
                clock: clock.name, from: nil, to: clock.due,
                why: Bilingual(zh: "新版本起算，依据：\(law.zh)", en: "started by the other version; law: \(law.en)"))
        }
        let order = Dictionary(uniqueKeysWithValues: to.clocks.enumerated().map { ($1.name, $0) })
        kept.sort { (order[$0.name] ?? 0) < (order[$1.name] ?? 0) }
        run.clocks = kept.isEmpty ? nil : kept
        return changes
    }

    private static let back = Bilingual(zh: "撤回移动", en: "the move is taken back")

    private func why(_ old: ClockDeclaration, _ new: ClockDeclaration) -> Bilingual {
        guard direction == .forward else { return Self.back }
        let law = new.law?.words ?? Bilingual(zh: "无", en: "none")
        return Bilingual(
            zh: "\(old.length.words.zh) → \(new.length.words.zh)，依据：\(law.zh)",
            en: "\(old.length.words.en) → \(new.length.words.en); law: \(law.en)")
    }

    private func shortening(
        _ clock: PersistedRun.Clock, _ due: Day, _ new: ClockDeclaration, _ instant: Instant
    ) -> [Bilingual] {
        guard due < clock.due else { return [] }
        let title = from.title(ofClock: clock.name)
        if Instant(due, .endOfDay) <= instant {
            return [
                Bilingual(
                    zh: "“\(title.zh)”移动后即已届满（\(due)）", en: "“\(title.en)” would have run out already (\(due))")
            ]
        }
        guard direction == .forward, new.law?.certainty != .verified else { return [] }
        return [
            Bilingual(
                zh: "“\(title.zh)”将由 \(clock.due) 提前至 \(due)，而新版本没有已核实的法律依据",
                en:
                    "“\(title.en)” would end on \(due) instead of \(clock.due), and the other version cites no verified law for it"
            )
        ]
    }

    /// Clocks of active states that the version moved to has and the other has not there.
    private func startedClocks(
        _ run: PersistedRun, _ instant: Instant, _ calendar: WorkingCalendar
    ) -> [PersistedRun.Clock] {
        guard direction == .forward else { return [] }
        let running = Set((run.clocks ?? []).map(\.name))
        let names = clocks(of: run, in: to, butNotIn: from)
        return names.filter { !running.contains($0) }.compactMap { name in
            to.clock(name).map { clock in
                let due = Deadline.compute(clock.length, from: instant, calendar: calendar).due
                return PersistedRun.Clock(name: name, started: instant, due: due)
            }
        }
    }

    /// Clocks that the active states have in one version and lack in the other.
    private func clocks(of run: PersistedRun, in one: Workflow, butNotIn other: Workflow) -> [String] {
        var active: [String] = []
        for leaf in run.states {
            var current: String? = leaf
            while let id = current, let state = one.state(id) {
                if !active.contains(id) { active.append(id) }
                current = state.parent
            }
        }
        return distinct(
            active.flatMap { id in
                (one.state(id)?.clocks ?? []).filter { other.state(id)?.clocks.contains($0) != true }
            })
    }
}
