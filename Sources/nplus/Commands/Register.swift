import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation
import Register
import Tabular
import Workflow

/// `nplus register`: a dispute comes through a door.
struct RegisterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register",
        abstract: "登记一件纠纷 / Register a dispute",
        discussion: """
            登记后由接收单位承办，用 nplus act 启动调解，用 nplus route 移送。
            The receiving body holds it; open mediation with nplus act, refer it with nplus route.

            例 / Example:
              nplus register --body TWN-120119100 --type 邻里 --title 排水沟走向争议 \\
                --applicant 样例甲 --respondent 样例乙 --claim 恢复排水 --amount 3000
            """)

    @OptionGroup var options: SessionOptions
    @Option(help: "接收单位，代码或名称 / The receiving body, by id or name (nplus directory list)")
    var body: String
    @Option(help: "纠纷类型 / Type: \(DisputeType.all.map(\.title.zh).joined(separator: "、"))")
    var type: String
    @Option(help: "来源 / Source: \(DisputeSource.allCases.map(\.rawValue).joined(separator: ", "))")
    var source: String = DisputeSource.application.rawValue
    @Option(help: "移送单位 / Who sent it, where it was entrusted or transferred")
    var sender: String?
    @Option(help: "纠纷简要情况 / Brief of the dispute")
    var title: String
    @Option(help: "发生地区划代码 / Division where it arose. 默认接收单位所在地 / Default: the body's")
    var place: String?
    @Option(help: "申请人，可多次 / An applicant; may be repeated")
    var applicant: [String]
    @Option(help: "被申请人，可多次 / A respondent; may be repeated")
    var respondent: [String]
    @Option(help: "当事人电话，可多次：序号=电话，申请人在先 / Telephone of a party, may be repeated: number=telephone")
    var phone: [String] = []
    @Option(help: "当事人证件号码，可多次：序号=号码 / Identity number of a party, may be repeated: number=identity")
    var identity: [String] = []
    @Option(help: "请求事项 / What is asked")
    var claim: String?
    @Option(help: "金额（元）/ Amount in yuan")
    var amount: String?
    @Option(help: "登记编号 / The office's own number")
    var number: String?
    @Option(help: "登记时间 / When. 默认现在 / Default: now")
    var at: String?
    @Option(help: "幂等键：重复提交只登记一次 / Repeating with the same key registers once")
    var key: String?

    func run() async throws {
        if let remote = try options.remote { return try await register(through: remote) }
        try await Session.with(options) { session in
            let engine = session.engine
            let instant = try at.map(ParsedDay.instant) ?? engine.now
            let door = try BodyReference.find(body, in: engine.directory, on: instant.day)
            let actor = Actor(role: "clerk", name: Account.name, body: door)
            let registration = try registration(
                at: door, place: engine.directory.body(door, on: instant.day)?.division.description)
            let persons = try Persons(applicant + respondent, phones: phone, identities: identity, on: instant.day)
                .particulars
            let likely = try await LikelyDisputes(engine).find(
                persons,
                .init(type: registration.type, place: DivisionCode(registration.place), day: instant.day))
            let request = Request(
                commands: [.register(registration, actor: actor, at: instant)], particulars: persons, key: key,
                isTimed: at != nil)
            let answer = try await StepAnswer(engine.perform(request), session)
            let others = likely.filter { $0.dispute.id.description != answer.id }
                .map { (code: $0.dispute.code.description, title: $0.dispute.title, same: LikelyText.reasons($0.same)) }
            let warning = others.isEmpty ? "" : LikelyText.note(others, registered: answer.code)
            print(answer.rendered(as: options.output, note: "已登记 / Registered\n" + warning), terminator: "")
        }
    }

    private func register(through remote: RemoteServer) async throws {
        let instant = try at.map(ParsedDay.instant)
        let day = (instant ?? Environment.live.now()).day
        let door = BodyID(try await remote.id(ofBody: body) ?? body)
        let persons = try Persons(applicant + respondent, phones: phone, identities: identity, on: day).particulars
        let (answer, likely) = try await remote.register(
            try registration(at: door, place: nil), persons, at: instant, key: key)
        let others = likely.map { other in
            (
                code: other["code"]?.string ?? "",
                title: other["title"]?.string ?? "（\(other["holderName"]?.string ?? "") 承办）",
                same: (other["reasons"]?.elements ?? []).compactMap { $0["zh"]?.string }.joined(separator: "，")
            )
        }
        let warning = others.isEmpty ? "" : LikelyText.note(others, registered: answer.code)
        print(answer.rendered(as: options.output, note: "已登记 / Registered\n" + warning), terminator: "")
    }

    /// - Parameter usual: Where it arose, if it is not said: the place of the body.
    private func registration(at door: BodyID, place usual: String?) throws -> Record.Registration {
        guard let type = DisputeType(type) else {
            throw ValidationError(
                "没有纠纷类型「\(type)」，可用：\(DisputeType.all.map(\.title.zh).joined(separator: "、")) / unknown type '\(type)'")
        }
        guard let source = DisputeSource.allCases.first(where: { $0.rawValue == source || $0.title.zh == source })
        else {
            throw ValidationError(
                "没有来源「\(source)」，可用：\(DisputeSource.allCases.map { "\($0.rawValue) \($0.title.zh)" }.joined(separator: "，")) / unknown source '\(source)'"
            )
        }
        var money: Money?
        if let amount {
            guard let read = Money(amount) else {
                throw ValidationError(
                    "「\(amount)」不是金额，例如 3000 或 3000.50 / '\(amount)' is no amount, write 3000 or 3000.50")
            }
            money = read
        }
        let count = applicant.count
        let parties =
            applicant.indices.map {
                Party(number: $0 + 1, side: 1, role: .applicant, kind: .person, commitment: "")
            }
            + respondent.indices.map {
                Party(number: count + $0 + 1, side: 2, role: .respondent, kind: .person, commitment: "")
            }
        let claims = claim.map { subject in
            [
                Claim(
                    number: 1, by: Array(1...max(1, count)),
                    against: Array((count + 1)...max(count + 1, parties.count)), subject: subject, amount: money)
            ]
        }
        return Record.Registration(
            title: title, type: type, source: source,
            place: place ?? usual ?? "", parties: parties,
            claims: claims ?? [], body: door, registerNumber: number, sender: sender)
    }
}
