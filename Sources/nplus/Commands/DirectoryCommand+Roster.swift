import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

extension DirectoryCommand {
    struct RosterList: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "roster",
            abstract: "三级中心某日谁值班、是否到岗 / Who is on duty at the centres on a day, and whether they came",
            discussion: """
                排班来自名录的 rosters 表，到岗来自进驻登记。
                Duty is that of the directory's table rosters, attendance that of the register of stationings.

                例 / Example: nplus directory roster --on 2023-05-15 --centre CTR-120119
                """)

        @OptionGroup var options: SessionOptions
        @Option(help: "何日，默认今天 / The day. Default: today")
        var on: String?
        @Option(help: "中心，代码或名称 / The centre, by id or name")
        var centre: String?

        func run() async throws {
            try await Session.with(options) { session in
                let day = try on.map(ParsedDay.read) ?? session.engine.now.day
                let directory = session.engine.directory
                let wanted = try centre.map { try BodyReference.find($0, in: directory, on: day) }
                let came = try await session.store.stationed(on: day).filter { wanted == nil || $0.centre == wanted }
                let duty = directory.rosters.filter { turn in
                    turn.validity.contains(day) && (wanted == nil || turn.centre == wanted)
                        && (turn.isOn(day) || turn.manner == .onCall)
                }
                var rows: [[Value]] = duty.map { turn in
                    let isThere = came.contains { $0.centre == turn.centre && $0.person == turn.person }
                    return [
                        .text(directory.name(of: turn.centre)), .text(turn.person), .text(turn.profession.title.zh),
                        .text(turn.manner.title.zh),
                        .text(turn.weekdays.sorted { $0.rawValue < $1.rawValue }.map(\.name).joined(separator: "、")),
                        .flag(isThere),
                    ]
                }
                for (place, person) in came
                where !duty.contains(where: { $0.centre == place && $0.person == person }) {
                    rows.append([
                        .text(directory.name(of: place)), .text(person), .missing, .text("未排班"), .missing, .flag(true),
                    ])
                }
                let listing = Listing(
                    columns: [
                        .init("centre", "中心"), .init("person", "人员"), .init("profession", "身份"),
                        .init("manner", "方式"), .init("weekdays", "值班日"), .init("came", "到岗"),
                    ], rows: rows,
                    notes: [
                        "\(day) \(day.weekday.name)：应到 \(duty.count { $0.isOn(day) }) 人，到岗 \(came.count) 人 / due \(duty.count { $0.isOn(day) }), came \(came.count)"
                    ])
                print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
            }
        }
    }
}
