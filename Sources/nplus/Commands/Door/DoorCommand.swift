import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation
import Register
import Tabular
import Workflow

/// `nplus door`: the doors through which a dispute arrives, and whether it is on file already.
struct DoorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "door",
        abstract: "来源：是否已登记、再次来源、解除 / Doors: on file already? another door, taken off",
        discussion: """
            同一纠纷从几个来源进来只计一件，各来源都记下并答复；是否同一件由人判断，程序从不合并。
            A dispute that comes through several doors is counted once, and every door is on record and answered.
            Whether it is the same is for a person to say; the program never merges.

            例 / Examples:
              nplus door find --person 样例甲 --phone 13800000000 --type 邻里
              nplus door attach 230417-7K2QD --door hotline --from 12345热线 --reference 20230420-0017 --due 2023-05-05
              nplus door detach 230417-7K2QD 2 --reason 另一件纠纷
            """,
        subcommands: [Find.self, Attach.self, Detach.self])
}

extension DoorCommand {
    struct Find: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "find",
            abstract: "查找可能是同一件的纠纷，列明理由 / Disputes on file that are likely the same, and why",
            discussion: """
                按证件号、电话、姓名读音（不分声调）、地点、类型、时间打分；多音字只按一个读音。
                By identity, telephone, the sound of the name without tones, place, type and time. A character with
                several readings is read one way.

                例 / Example: nplus door find --person 样例甲 --phone 13800000000 --type 邻里 --place 120119100
                """)

        @OptionGroup var options: SessionOptions
        @Option(help: "姓名或名称，可多次 / Name of a party, may be repeated")
        var person: [String]
        @Option(help: "电话，可多次，依姓名次序 / Telephone, may be repeated, in the order of the names")
        var phone: [String] = []
        @Option(help: "证件号码，可多次，依姓名次序 / Identity number, may be repeated, in the order of the names")
        var identity: [String] = []
        @Option(help: "纠纷类型 / Type of dispute")
        var type: String?
        @Option(help: "发生地区划代码 / Division where it arose")
        var place: String?
        @Option(help: "何日 / The day. 默认今天 / Default: today")
        var on: String?

        func run() async throws {
            try await Session.with(options) { session in
                let type = try type.map { text in
                    guard let type = DisputeType(text) else {
                        throw ValidationError("没有纠纷类型「\(text)」 / unknown type '\(text)'")
                    }
                    return type
                }
                let persons = person.enumerated().map { index, name in
                    Particulars(
                        name: name, identity: identity.indices.contains(index) ? identity[index] : nil,
                        phone: phone.indices.contains(index) ? phone[index] : nil)
                }
                let day = try on.map(ParsedDay.read) ?? session.engine.now.day
                let found = try await LikelyDisputes(session.engine).find(
                    persons, .init(type: type, place: place.flatMap { DivisionCode($0) }, day: day))
                print(
                    LikelyText.listing(found, CaseWords(session)).rendered(
                        as: options.output, width: Terminal.width(.output)), terminator: "")
            }
        }
    }

    /// An act on the doors of a dispute.
    struct Target: ParsableArguments {
        @OptionGroup var options: SessionOptions
        @OptionGroup var reference: CaseReference

        func act(_ name: String, as role: String, _ record: (Session, Day) throws -> Record, at: String?) async throws {
            let role = try Actor.role(role)
            try await Session.with(options) { session in
                let instant = try at.map(ParsedDay.instant) ?? session.engine.now
                let dispute = try await reference.find(in: session).dispute
                let act = CaseAct(
                    name, actor: Actor(role: role, name: Account.name, body: dispute.custody.body), at: instant,
                    records: [try record(session, instant.day)])
                let receipt = try await session.engine.perform(Request(id: dispute.id, commands: [.act(act)]))
                print(try await StepAnswer(receipt, session).rendered(as: options.output), terminator: "")
            }
        }
    }

    struct Attach: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "attach",
            abstract: "同一纠纷又从另一来源进来 / The same dispute arrives through another door",
            discussion: """
                例 / Example: nplus door attach 230417-7K2QD --door hotline --from 12345热线 --reference 20230420-0017
                """)

        private static let doors = Intake.Door.allCases.map { "\($0.rawValue) \($0.title.zh)" }.joined(separator: "，")

        @OptionGroup var target: Target
        @Option(help: "来源 / Door: \(Self.doors)")
        var door: String
        @Option(help: "由谁带来，不写姓名 / Who brought it, without a name")
        var from: String
        @Option(help: "接收单位，代码或名称 / The body that received it. 默认承办单位 / Default: the holder")
        var body: String?
        @Option(help: "来源方编号 / Its number there")
        var reference: String?
        @Option(help: "答复期限 / To be answered by")
        var due: String?
        @Option(name: .customLong("as"), help: "身份 / Role")
        var role: String = "clerk"
        @Option(help: "时间 / When. 默认现在 / Default: now")
        var at: String?

        func run() async throws {
            guard let door = Intake.Door.allCases.first(where: { $0.rawValue == door || $0.title.zh == door }) else {
                throw ValidationError("没有来源「\(door)」，可用：\(Self.doors) / there is no door '\(door)'")
            }
            let due = try due.map(ParsedDay.read)
            try await target.act(
                "arrive", as: role,
                { session, day in
                    let receiver = try body.map { try BodyReference.find($0, in: session.engine.directory, on: day) }
                    return .arrival(.init(door: door, by: from, body: receiver, reference: reference, due: due))
                }, at: at)
        }
    }

    struct Detach: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "detach",
            abstract: "解除误挂的来源，随后另行登记 / Take a door off that was another matter's, to be registered by itself",
            discussion: "例 / Example: nplus door detach 230417-7K2QD 2 --reason 另一件纠纷")

        @OptionGroup var target: Target
        @Argument(help: "来源序号，见 nplus show / Number of the door, see nplus show")
        var intake: Int
        @Option(help: "理由 / Reason")
        var reason: String
        @Option(name: .customLong("as"), help: "身份 / Role")
        var role: String = "clerk"
        @Option(help: "时间 / When. 默认现在 / Default: now")
        var at: String?

        func run() async throws {
            try await target.act(
                "detachDoor", as: role, { _, _ in .detachment(.init(intake: intake, reason: reason)) }, at: at)
        }
    }
}
