import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation
import Workflow

/// `nplus act`: one step of a procedure.
struct ActCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "act",
        abstract: "办理一个步骤 / Carry out an act of a procedure",
        discussion: """
            nplus show 列出现在可以办理的步骤及其所需内容；内容用 --set 名称=值 填写。
            nplus show lists the acts possible now and what each needs; fill it in with --set.
            可附加的内容写成 --set 种类.名称=值，例如 --set note.text=…
            What may be added is written with its kind: --set note.text=…

            多项内容按序号写（obligations.1.amount=500），或写入文件（YAML 或 JSON）用 --file 读入。
            Rows are numbered (obligations.1.amount=500), or come from a file (YAML or JSON) given with --file.

            例 / Examples:
              nplus act 230417-7K2QD open --as clerk --set track=people
              nplus act 230417-7K2QD consent --as party --party 2 --set manner=书面
              nplus act 230417-7K2QD appoint --as clerk --set mediators=样例调解员0001
              nplus act 230417-7K2QD draft --as mediator --set terms=恢复排水 --set claims=1 \\
                --set amount=2000 --set by=2 --set to=1 --set due=2023-05-01
            """)

    @OptionGroup var options: SessionOptions
    @OptionGroup var reference: CaseReference
    @Argument(help: "步骤 / The act, such as accept")
    var act: String
    @OptionGroup var doing: ActOptions

    func run() async throws {
        if let remote = try options.remote {
            let answer = try await remote.act(act, on: reference.number, doing)
            return print(answer.rendered(as: options.output), terminator: "")
        }
        try await Session.with(options) { session in
            let found = try await reference.find(in: session)
            let receipt = try await doing.perform(act, on: found.dispute, session)
            let answer = try await StepAnswer(receipt, session)
            print(answer.rendered(as: options.output), terminator: "")
        }
    }
}

/// Who acts, when, and what is put on record.
struct ActOptions: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: "身份 / Role: \(RoleName.listing). 默认 clerk，经服务时为您的角色 / Default: clerk, your own through a service")
    var role: String?
    @Option(help: "当事人序号 / Number of the acting party")
    var party: Int?
    @Option(help: "代表单位，代码或名称 / Body acted for, by id or name. 默认承办单位 / Default: the holder")
    var body: String?
    @Option(help: "内容，可多次 / A field, may be repeated: name=value")
    var set: [String] = []
    @Option(help: ArgumentHelp("内容文件 / File of fields: YAML or JSON", valueName: "path"), completion: .file())
    var file: String?
    @Option(help: "由办理人认定的事实，可多次 / A fact the actor vouches for, such as parties.jointly")
    var declare: [String] = []
    @Option(help: "发生时间 / When it happened. 默认现在 / Default: now")
    var at: String?
    @Option(help: "办理前看到的版本 / Revision you saw; refuses if it changed meanwhile")
    var expect: Int?
    @Option(help: "幂等键 / Repeating with the same key acts once")
    var key: String?

    func perform(_ name: String, on dispute: Dispute, _ session: Session) async throws -> Receipt {
        let instant = try at.map(ParsedDay.instant) ?? session.engine.now
        let role = try Actor.role(role ?? "clerk")
        let named = try body.map { try BodyReference.find($0, in: session.engine.directory, on: instant.day) }
        let holder = dispute.openProceeding?.body ?? dispute.custody.body
        let actor = Actor(role: role, name: Account.name, body: role == "party" ? nil : named ?? holder, party: party)
        let entry = ActEntry(
            name, actor: actor, at: instant, values: try values(), declared: try declared(), isTimed: at != nil)
        do throws(ActEntryError) {
            return try await session.engine.perform(entry, on: dispute, expected: expect, key: key)
        } catch {
            throw Self.failure(error, of: name)
        }
    }

    private static func failure(_ error: ActEntryError, of act: String) -> Failure {
        switch error {
        case .engine(let error): return Failure(error)
        case .form(let error, let form): return Failure(error, remedy: advice(act, form.needed, form.possible))
        case .slip(let name, let nearest, let form):
            let hint = nearest.map { Bilingual(zh: "，是否指「\($0)」？", en: "; did you mean '\($0)'?") }
            return Failure(
                zh: "步骤「\(act)」没有内容「\(name)」\(hint?.zh ?? "")",
                en: "the act '\(act)' has no field '\(name)'\(hint?.en ?? "")",
                remedy: advice(act, form.needed, form.possible), status: .usage)
        }
    }

    /// What can be filled in.
    private static func advice(_ act: String, _ needed: [RecordKind], _ possible: [RecordKind]) -> Bilingual {
        func words(_ field: RecordForm.Field, _ prefix: String) -> Bilingual {
            Bilingual(
                zh:
                    "\(prefix)\(field.name)（\(field.title.zh)：\(field.kind.title.zh)\(prefix.isEmpty && field.required ? "，必填" : "")）",
                en:
                    "\(prefix)\(field.name) (\(field.title.en): \(field.kind.title.en)\(prefix.isEmpty && field.required ? ", required" : ""))"
            )
        }
        let fields =
            needed.flatMap { kind in RecordForm(kind).fields.map { words($0, "") } }
            + possible.flatMap { kind in RecordForm(kind).fields.map { words($0, "\(kind.rawValue).") } }
        guard !fields.isEmpty else {
            return Bilingual(zh: "这一步不填内容，请去掉 --set", en: "nothing is filled in here; leave --set out")
        }
        return Bilingual(
            zh: "可填：" + fields.map(\.zh).joined(separator: "、"),
            en: "fields: " + fields.map(\.en).joined(separator: ", "))
    }

    /// What was written with --set and --file. What is set wins over the file.
    func values() throws -> DataTree {
        var values = try file.map { try InputFile.tree(at: $0) } ?? DataTree(.fields([:]))
        for field in set {
            guard let separator = field.firstIndex(of: "=") else {
                throw ValidationError("「\(field)」应写成 名称=值 / write '\(field)' as name=value")
            }
            let path = field[..<separator].split(separator: ".").map(String.init)
            values.set(path, to: String(field[field.index(after: separator)...]))
        }
        return values
    }

    func declared() throws -> Set<Predicate> {
        Set(
            try declare.map { word in
                guard let predicate = Predicate(rawValue: word) else {
                    let known = Predicate.allCases.map(\.rawValue).joined(separator: ", ")
                    throw ValidationError("没有事实「\(word)」/ there is no fact '\(word)'; one of \(known)")
                }
                return predicate
            })
    }
}
