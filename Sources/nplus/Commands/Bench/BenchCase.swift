import CaseStore
import Engine
import LegalTime
import Mediation
import Postgres
import Workflow

/// The case that is timed: ten transitions from registration to the end, through the engine like any other.
struct BenchCase: Sendable {
    let engine: Engine

    init(client: PostgresClient, environment: Environment = .live) throws {
        engine = Engine(
            store: CaseStore(client: client, district: BenchPlace.district),
            decider: Decider(
                library: try WorkflowLibrary([Self.loadWorkflow()]), calendar: try Shipped.calendar(),
                directory: try BenchPlace.directory()), environment: environment)
    }

    /// - Parameter roles: Whether acts are open to their roles only and carry records; without, events alone drive the chart.
    static func loadWorkflow(roles: Bool = true) throws -> Workflow {
        let text =
            roles
            ? workflow
            : workflow.replacing(#/by: (clerk|party), /#, with: "").replacing(#/records: \[\w*\], /#, with: "")
        return try WorkflowFile.load(text, file: "bench", vocabulary: .mediation)
    }

    /// Registers one case.
    func register(_ number: Int) async throws -> CaseID {
        try await engine.perform(Request(commands: [command(0, number)], particulars: Self.persons)).id
    }

    /// Registers many.
    func register(_ numbers: ClosedRange<Int>) async -> [Result<Receipt, EngineError>] {
        await engine.perform(numbers.map { Request(commands: [command(0, $0)], particulars: Self.persons) })
    }

    /// The second step of a case.
    func accept(_ id: CaseID) async throws {
        _ = try await engine.perform(Request(id: id, commands: [command(1, 0)]))
    }

    private static let persons = [Particulars(name: "甲"), Particulars(name: "乙")]

    /// Takes one case to its end, waiting for each answer.
    ///
    /// - Parameter answered: Told of each answer before the next step.
    func drive(
        _ number: Int, _ result: inout BenchResult, answered: (CaseID, Int) -> Void = { _, _ in }
    ) async {
        let clock = ContinuousClock()
        var id: CaseID?
        for step in 0..<Self.transitions {
            let request = Request(
                id: id, commands: [command(step, number)],
                particulars: step == 0 ? Self.persons : [], isTimed: false)
            let sent = clock.now
            do {
                let receipt = try await engine.perform(request)
                result.add(clock.now - sent)
                answered(receipt.id, receipt.revision)
                id = receipt.id
            } catch {
                result.add(error)
                return
            }
        }
        result.cases += 1
    }

    /// Empties the tables that cases are written to.
    static func clear(_ client: PostgresClient) async throws {
        _ = try await client.execute(
            """
            truncate dispute, event, case_number, person, custody, custody_past, work_item, clock, outbox, report_entry
            """)
    }

    static let transitions = acts.count + 1

    static let acts = [
        "accept", "assign", "consent", "session", "session", "agree", "sign", "perform", "close",
    ]

    private func command(_ step: Int, _ number: Int) -> Command {
        guard step > 0 else {
            return .register(registration(number), actor: BenchPlace.clerk, at: engine.now)
        }
        let name = Self.acts[step - 1]
        return .act(
            CaseAct(
                name, actor: name == "consent" ? BenchPlace.party : BenchPlace.clerk, at: engine.now,
                records: records(of: name)))
    }

    private func registration(_ number: Int) -> Record.Registration {
        Record.Registration(
            title: "排水沟走向争议 \(number)", type: DisputeType(rawValue: "neighbour"), source: .application,
            place: "120119100",
            parties: [
                Party(number: 1, side: 1, role: .applicant, kind: .person, commitment: ""),
                Party(number: 2, side: 2, role: .respondent, kind: .person, commitment: ""),
            ],
            claims: [Claim(number: 1, by: [1], against: [2], subject: "恢复排水", amount: Money(yuan: 3000))],
            body: BenchPlace.committee, synthetic: true)
    }

    private func records(of act: String) -> [Record] {
        switch act {
        case "accept": [.applicationForm(.init(oral: true, requests: "请求恢复原有排水走向，并赔偿浸水损失"))]
        case "assign": [.mediators(.init(names: ["样例调解员"], chosenByParties: false))]
        case "consent": [.consent(.init(manner: "口头"))]
        case "session": [.session(.init(place: "村委会", summary: "双方到场，现场查看排水沟，就走向和费用交换意见"))]
        case "agree":
            [
                .agreement(
                    .init(
                        terms: "恢复原排水走向，赔偿两千元", claims: [1],
                        obligations: [
                            Obligation(
                                number: 1, by: [2], to: [1], content: "赔偿", amount: Money(yuan: 2000), due: nil,
                                term: "三十日内")
                        ], before: "渔阳镇人民调解委员会"))
            ]
        case "sign": [.signature(.init(by: "甲、乙"))]
        case "perform": [.performance(.init(obligation: nil, amount: nil, receipt: "收条"))]
        default: [.closing(.init(reason: "协议已履行"))]
        }
    }

    private static let workflow = """
        workflow: pipeline
        kind: pipeline
        title: { zh: 基准, en: Bench }
        inForce: { from: 2011-01-01 }
        initial: registered
        facts:
          sessions: { counter: 9, title: { zh: 调解次数, en: Sessions held } }
        clocks:
          mediation: { title: { zh: 调解期限, en: Time limit }, length: 30 days }
        states:
          registered:
            title: { zh: 已登记, en: Registered }
            enter: [{ notify: clerk }]
            on:
              accept:
                { to: accepted, by: clerk, records: [applicationForm], start: mediation, papers: [acceptance.register], law: 人民调解法 §17 }
          accepted:
            title: { zh: 已受理, en: Accepted }
            on:
              assign: { to: assigned, by: clerk, records: [mediators], law: 人民调解法 §19 }
          assigned:
            title: { zh: 已指定, en: Assigned }
            on:
              consent: { to: mediating, by: party, records: [consent], law: 人民调解法 §17 }
          mediating:
            title: { zh: 调解中, en: In mediation }
            on:
              session: { by: clerk, records: [session], set: { sessions: +1 }, law: 人民调解法 §22 }
              agree: { to: agreed, by: clerk, when: sessions >= 1, records: [agreement], law: 人民调解法 §28 }
          agreed:
            title: { zh: 已达成协议, en: Agreed }
            on:
              sign: { to: signed, by: clerk, records: [signature], law: 人民调解法 §29 }
          signed:
            title: { zh: 已签字, en: Signed }
            on:
              perform: { to: performed, by: clerk, records: [performance], law: 人民调解法 §31 }
          performed:
            title: { zh: 已履行, en: Performed }
            on:
              close: { to: closed, by: clerk, records: [closing], notify: [clerk], law: 人民调解法 §27 }
          closed:
            title: { zh: 已结案, en: Closed }
        """
}
