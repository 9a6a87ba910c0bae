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

            例 / Examples:
              nplus act 230417-7K2QD open --as clerk --set track=people
              nplus act 230417-7K2QD consent --as party --party 2 --set manner=书面
              nplus act 230417-7K2QD appoint --as clerk --set mediators=样例调解员0001
              nplus act 230417-7K2QD draft --as mediator --set terms=恢复排水 --set amount=2000 \\
                --set by=2 --set to=1 --set due=2023-05-01
            """)

    @OptionGroup var options: SessionOptions
    @OptionGroup var reference: CaseReference
    @Argument(help: "步骤 / The act, such as accept")
    var act: String
    @OptionGroup var doing: ActOptions

    func run() async throws {
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
    @Option(name: .customLong("as"), help: "身份 / Role: \(RoleName.listing)")
    var role: String = "clerk"
    @Option(help: "当事人序号 / Number of the acting party")
    var party: Int?
    @Option(help: "代表单位，代码或名称 / Body acted for, by id or name. 默认承办单位 / Default: the holder")
    var body: String?
    @Option(help: "内容，可多次 / A field, may be repeated: name=value")
    var set: [String] = []
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
        let role = try Actor.role(role)
        let named = try body.map { try BodyReference.find($0, in: session.engine.directory, on: instant.day) }
        let holder = dispute.openProceeding?.body ?? dispute.custody.body
        let actor = Actor(role: role, name: Account.name, body: role == "party" ? nil : named ?? holder, party: party)
        var act = CaseAct(name, actor: actor, at: instant, declared: try declared())
        do {
            act.records = try records(name, dispute, session)
        } catch {
            // Who could not do it anyhow is told that, and not to fill in a form.
            try await refuse(act, on: dispute, session)
            throw error
        }
        return try await session.engine.perform(
            Request(id: dispute.id, commands: [.act(act)], expected: expect, key: key, isTimed: at != nil))
    }

    /// Throws the refusal that the act meets whatever is filled in.
    private func refuse(_ act: CaseAct, on dispute: Dispute, _ session: Session) async throws {
        do {
            _ = try await session.engine.rehearse(Request(id: dispute.id, commands: [.act(act)]))
        } catch {
            guard case .refused(let refusal) = error, Self.whateverIsFilledIn.contains(refusal.code) else { return }
            throw Failure(error)
        }
    }

    private static let whateverIsFilledIn = [
        "unknown-act", "not-here", "ended", "wrong-role", "party-number", "unknown-party", "not-holder", "body-missing",
        "in-the-future", "earlier-than-last",
    ]

    /// The records that the act needs, from the fields given; those it may carry where their fields are given.
    private func records(_ name: String, _ dispute: Dispute, _ session: Session) throws -> [Record] {
        let values = try fields()
        guard let (needed, possible) = session.engine.decider.records(of: name, on: dispute) else { return [] }
        try checkNames(of: values, name, needed, possible)
        var records: [Record] = []
        for kind in needed + possible {
            let form = RecordForm(kind)
            let isTouched = form.fields.contains {
                values["\(kind.rawValue).\($0.name)"] != nil || (needed.contains(kind) && values[$0.name] != nil)
            }
            // The engine gives a dossier number by itself.
            guard isTouched || (needed.contains(kind) && kind != .numbering) else { continue }
            do {
                records.append(try form.record(from: values, act: name))
            } catch {
                throw Failure(error, remedy: Self.advice(name, needed, possible))
            }
        }
        return records
    }

    /// A field that nothing takes is a slip of the pen, and would be lost without a word.
    private func checkNames(
        of values: [String: String], _ act: String, _ needed: [RecordKind], _ possible: [RecordKind]
    ) throws {
        let own = needed.flatMap { RecordForm($0).fields.map(\.name) }
        let full = (needed + possible).flatMap { kind in RecordForm(kind).fields.map { "\(kind.rawValue).\($0.name)" } }
        for name in values.keys.sorted() where !own.contains(name) && !full.contains(name) {
            let nearest = full.first { $0.hasSuffix(".\(name)") } ?? Spelling.nearest(to: name, among: own + full)
            let hint = nearest.map { Bilingual(zh: "，是否指「\($0)」？", en: "; did you mean '\($0)'?") }
            throw Failure(
                zh: "步骤「\(act)」没有内容「\(name)」\(hint?.zh ?? "")",
                en: "the act '\(act)' has no field '\(name)'\(hint?.en ?? "")",
                remedy: Self.advice(act, needed, possible), status: .usage)
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

    private func fields() throws -> [String: String] {
        var values: [String: String] = [:]
        for field in set {
            guard let separator = field.firstIndex(of: "=") else {
                throw ValidationError("「\(field)」应写成 名称=值 / write '\(field)' as name=value")
            }
            values[String(field[..<separator])] = String(field[field.index(after: separator)...])
        }
        return values
    }

    private func declared() throws -> Set<Predicate> {
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
