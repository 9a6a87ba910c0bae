import LegalTime
import Testing

@testable import Workflow

/// Vocabulary, files and times for tests.
enum Example {
    static let vocabulary = Vocabulary(
        roles: [
            .init("party", zh: "当事人", en: "party"), .init("clerk", zh: "工作人员", en: "clerk"),
            .init("mediator", zh: "调解员", en: "mediator"), .init("head", zh: "负责人", en: "head"),
            .init("organ", zh: "行政机关", en: "administrative organ"),
        ],
        records: [
            .init("agreement", zh: "协议", en: "agreement"), .init("session", zh: "调解记录", en: "session record"),
            .init("extension", zh: "延期", en: "extension"), .init("note", zh: "备注", en: "note"),
        ],
        papers: [
            .init("agreement.written", zh: "调解协议书", en: "written agreement"),
            .init("notice.rights", zh: "权利告知书", en: "rights notice"),
            .init("letter.referral", zh: "移送函", en: "letter of referral"),
        ],
        predicates: [
            .init("mediator.conflicted", zh: "调解员有回避情形", en: "conflict of interest"),
            .init("mediator.registered", zh: "调解员在册", en: "registered mediator"),
        ],
        outcomes: ["succeeded", "failed", "declined", "withdrawn", "confirmed", "dismissed"].map {
            .init($0, zh: $0, en: $0)
        })

    /// The head that a part of a file lacks.
    static let head = """
        workflow: example
        kind: track
        title: { zh: 例, en: Example }
        inForce: { from: 2011-01-01 }
        law: 人民调解法

        """

    /// The result of reading a part of a file below the usual head.
    static func read(_ part: String) -> WorkflowFile.Result {
        WorkflowFile.read(head + part, file: "example.yaml", vocabulary: vocabulary)
    }

    static func load(_ part: String) throws(LoadFailure) -> Workflow {
        try WorkflowFile.load(head + part, file: "example.yaml", vocabulary: vocabulary)
    }

    /// A small procedure with most of the language in it.
    static let mediation = """
        initial: asking
        facts:
          consent: { each: party, values: [asked, given, refused], title: { zh: 同意, en: Consent } }
          rightsTold: { boolean: true, title: { zh: 已告知权利, en: Rights told } }
          sessions: { counter: 3, title: { zh: 调解次数, en: Sessions } }
          conflicted: { asks: mediator.conflicted, title: { zh: 有回避情形, en: Conflict } }
          registered: { asks: mediator.registered, title: { zh: 调解员在册, en: Registered } }
        clocks:
          mediation:
            title: { zh: 调解期限, en: Time limit }
            length: 30 days
            extend: { by: [every party], most: 30 days }
          reply: { length: 5 working days, title: { zh: 答复期限, en: Time to reply } }
        states:
          asking:
            title: { zh: 征求意愿, en: Asking }
            on:
              agree: { by: party, set: { consent: given }, title: { zh: 同意调解, en: Consent } }
              refuse: { to: declined, by: party, title: { zh: 拒绝调解, en: Refuse } }
            always: { when: consent.all(given), to: mediating }
          mediating:
            title: { zh: 调解中, en: In mediation }
            clock: mediation
            initial: talking
            on:
              prolong: { by: mediator, extend: mediation, title: { zh: 延长期限, en: Extend } }
              withdraw: { to: withdrawn, by: party, law: §23, title: { zh: 要求终止, en: Withdraw } }
              expired.mediation: { to: failed }
            states:
              talking:
                title: { zh: 会谈, en: Talking }
                on:
                  tellRights: { by: [clerk, mediator], set: { rightsTold: true }, papers: notice.rights }
                  session:
                    by: mediator
                    when: rightsTold and not conflicted and registered
                    records: [session]
                    mayRecord: [note]
                    set: { sessions: +1 }
                    title: { zh: 开展调解, en: Hold a session }
                  appraise: { to: appraising, by: mediator }
                  settle: { to: settled, by: mediator, when: sessions >= 1, papers: [agreement.written] }
              appraising:
                title: { zh: 鉴定中, en: In appraisal }
                pauses: [mediation]
                on:
                  report: { to: talking, by: mediator }
          settled: { final: true, outcome: succeeded, title: { zh: 已达成协议, en: Settled } }
          failed: { final: true, outcome: failed, title: { zh: 调解不成, en: Failed } }
          withdrawn: { final: true, outcome: withdrawn, title: { zh: 已终止, en: Withdrawn } }
          declined: { final: true, outcome: declined, title: { zh: 不愿调解, en: Declined } }
        """

    static func instant(_ text: String) throws -> Instant {
        try #require(Instant(text))
    }

    static func day(_ text: String) throws -> Day {
        try #require(Day(text))
    }
}

/// A run under test that keeps its place.
struct Player {
    let workflow: Workflow
    var run: Run
    var calendar = WorkingCalendar.weekendsOnly
    private(set) var last: RunStep

    init(_ workflow: Workflow, at time: String, members: Int = 0) throws {
        self.workflow = workflow
        last = workflow.start(at: try Example.instant(time), members: members, calendar: .weekendsOnly)
        run = last.run
        #expect(last.isAccepted)
    }

    /// Offers an event and keeps what became of it.
    @discardableResult
    mutating func act(
        _ name: String, by role: String? = nil, member: Int? = nil, at time: String, facts: Set<String> = [],
        extending term: Term? = nil, records: Set<String>? = nil
    ) throws -> RunStep {
        let event = WorkflowEvent(
            name, role: role, member: member, inputs: facts, extensionTerm: term, records: records)
        last = workflow.perform(event, on: run, at: try Example.instant(time), calendar: calendar)
        run = last.run
        return last
    }

    @discardableResult
    mutating func wait(until time: String) throws -> RunStep {
        last = workflow.advance(run, to: try Example.instant(time), calendar: calendar)
        run = last.run
        return last
    }

    var states: [String] { workflow.activeLeaves(of: run) }

    var effects: [Effect] { last.occurrences.flatMap(\.effects) }
}
