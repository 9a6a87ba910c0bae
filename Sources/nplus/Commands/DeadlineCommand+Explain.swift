import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

extension DeadlineCommand {
    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "explain",
            abstract: "逐日说明一件纠纷的各项期限 / Every time limit of a dispute, counted day by day",
            discussion: """
                运行中和已结束的期限都列出：起算、长度、延长、中止、每个不计入的日子及其依据。
                Running and past limits: start, length, extensions, pauses, and the source of every day left out.

                例 / Example: nplus deadline explain 230417-7K2QD
                """)

        @OptionGroup var options: SessionOptions
        @OptionGroup var reference: CaseReference
        @Flag(help: "长期限也逐日列出 / List every day of long terms too")
        var everyDay = false

        func run() async throws {
            try await Session.with(options) { session in
                let found = try await reference.find(in: session)
                let history = try await session.store.history(of: found.dispute.id).map(\.event)
                let clocks = CaseClock.all(in: history)
                let accounts = clocks.map { ClockAccount($0, session.engine, found.dispute) }
                switch options.output {
                case .json: print(JSON.array(accounts.map(\.json)).text)
                case .csv: print(ClockAccount.summary(accounts).rendered(as: .csv), terminator: "")
                case .table:
                    print("\(found.dispute.code)  \(found.dispute.title)\n")
                    guard !accounts.isEmpty else {
                        print("没有期限 / No time limit has run")
                        return
                    }
                    print(accounts.map { $0.text(everyDay: everyDay) }.joined(separator: "\n"), terminator: "")
                }
            }
        }
    }
}

/// One time limit of a case with its count.
private struct ClockAccount {
    let clock: CaseClock
    let workflow: Workflow?
    let declaration: ClockDeclaration?
    let deadline: Deadline?

    init(_ clock: CaseClock, _ engine: Engine, _ dispute: Dispute) {
        self.clock = clock
        workflow = engine.decider.library.workflow(clock.workflow.id, version: clock.workflow.from)
        declaration = workflow?.clock(clock.clock.name)
        deadline = engine.decider.count(of: clock, today: engine.now.day)
    }

    private var title: String { declaration?.title.zh ?? clock.clock.name }

    private var place: String {
        let name = workflow?.title.zh ?? clock.workflow.id
        return clock.scope == .pipeline ? name : "\(name) 第 \(clock.scope.number) 次"
    }

    private var state: String {
        if let stopped = clock.stopped {
            let act = workflow?.act(stopped.act)?.title.zh ?? stopped.act
            return "已于 \(stopped.at.day) 结束（\(act)）"
        }
        if clock.clock.expired == true { return "已届满" }
        if let since = clock.clock.pausedSince { return "自 \(since) 起中止" }
        return "运行中"
    }

    private var stateWord: String {
        if clock.stopped != nil { return "stopped" }
        if clock.clock.expired == true { return "expired" }
        return clock.clock.pausedSince == nil ? "running" : "paused"
    }

    /// Where the case and the present calendar disagree on the last day.
    private var drift: Day? {
        guard clock.stopped == nil, clock.clock.pausedSince == nil, clock.clock.expired != true,
            let due = deadline?.due, due != clock.clock.due
        else { return nil }
        return due
    }

    func text(everyDay: Bool) -> String {
        var lines = ["■ \(title)（\(place)），\(state)"]
        if let declaration {
            let law = declaration.law.map { "［\($0.text)\(Self.mark($0.certainty))］" } ?? ""
            lines.append("  长度 / Length: \(DeadlineText.text(declaration.length))\(law)")
        }
        lines.append("  起算 / Started: \(clock.clock.started.day)    届满 / Due: \(clock.clock.due)")
        for (number, term) in (clock.clock.extensions ?? []).enumerated() {
            lines.append("  第 \(number + 1) 次延长 / Extension: \(DeadlineText.text(term))")
        }
        for pause in deadline?.pauses ?? [] { lines.append("  中止 / Pause: \(pause)，\(pause.count) 日") }
        if let drift {
            lines.append(
                "  注意：按现行放假安排应为 \(drift)，可用 nplus deadline notice 核准 / the present calendar gives \(drift)")
        }
        guard let deadline else { return (lines + ["  流程版本未载入 / workflow not loaded", ""]).joined(separator: "\n") }
        if let mark = DeadlineText.mark(deadline.certainty) { lines.append("  " + mark) }
        let folded = !everyDay && deadline.start.distance(to: deadline.due) > Self.longest
        let days = DeadlineText(deadline).days(folded: folded).rendered(as: .table)
        lines += days.split(separator: "\n").map { "  " + $0 }
        return lines.joined(separator: "\n") + "\n"
    }

    /// From this length on, stretches of plainly counted days become one line.
    private static let longest = 130

    static func mark(_ certainty: Certainty) -> String {
        switch certainty {
        case .verified: ""
        case .secondary: "，转引"
        case .unverified: "，未核实"
        case .local: "，服务标准"
        }
    }

    static func summary(_ accounts: [ClockAccount]) -> Listing {
        Listing(
            columns: [
                .init("proceeding", "程序"), .init("clock", "期限"), .init("started", "起算"), .init("due", "届满"),
                .init("state", "现状"), .init("law", "依据"),
            ],
            rows: accounts.map { account in
                [
                    .text(account.place), .text(account.title), .text(account.clock.clock.started.day.description),
                    .text(account.clock.clock.due.description), .text(account.state),
                    .text(account.declaration?.law?.text),
                ]
            })
    }

    var json: JSON {
        .object([
            ("proceeding", .number(String(clock.scope.number))), ("workflow", .string(clock.workflow.description)),
            ("clock", .string(clock.clock.name)), ("title", .string(title)),
            ("law", declaration?.law.map { .string($0.text) } ?? .null),
            ("lawCertainty", declaration?.law.map { .string($0.certainty.rawValue) } ?? .null),
            ("due", .string(clock.clock.due.description)), ("state", .string(stateWord)),
            ("stopped", clock.stopped.map { .string($0.at.description) } ?? .null),
            ("count", deadline.map { DeadlineText($0).json } ?? .null),
        ])
    }
}
