import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation
import Register
import Tabular
import Workflow

/// `nplus screening`: weekly returns, campaigns of key periods, and what became of each finding.
struct ScreeningCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "screening",
        abstract: "排查：一键零报告、漏报、专项排查、线索去向 / Screenings: nil returns, who is missing, campaigns, what became of findings",
        discussion: """
            每个村居每周报一次，没有发现的一步报“零”；发现的登记为线索，核实后或预防、或成为纠纷，来龙去脉都看得到。
            A return a village a week, nil in one act. A finding becomes a lead, is looked into, and is prevented or
            becomes a dispute; the link stays.

            例 / Examples:
              nplus screening return 逯庄子村人民调解委员会 大巨各庄村人民调解委员会
              nplus screening return VIL-120119100201 --found 1 --note 排水沟
              nplus screening missing --week 2023-05-15
              nplus screening lead ZP-VIL-120119100201-2023-05-15 --type 邻里 --title 排水沟 --applicant 样例甲 --respondent 样例乙
              nplus screening campaign --new spring --name 春耕专项排查 --from 2023-03-01 --until 2023-04-15 --type 山林土地
              nplus screening campaign spring
            """,
        subcommands: [Return.self, Missing.self, Lead.self, Attach.self, Findings.self, CampaignCommand.self])

    /// Tells the errors of the desk.
    static func telling<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as ScreeningError {
            if case .engine(let error) = error { throw error }
            throw Failure(zh: error.message.zh, en: error.message.en, remedy: error.remedy, status: .refused)
        }
    }

    /// The committees that made no return within some days.
    static func listing(
        missing attendance: ScreeningDesk.Attendance, _ days: (Day, Day), limit: Int, in directory: Directory
    ) -> Listing {
        let missing = attendance.missing
        return Listing(
            columns: [.init("body", "代码"), .init("name", "村居调委会"), .init("office", "司法所")],
            rows: missing.prefix(limit).map { body in
                [
                    .text(body.id.rawValue), .text(body.name),
                    .text(directory.office(of: body.id, on: days.1).map(directory.name(of:))),
                ]
            },
            notes: [
                "\(days.0) 至 \(days.1)：\(attendance.expected.count) 个村居中 \(missing.count) 个未报，列出 \(min(limit, missing.count)) 个 / of \(attendance.expected.count) committees \(missing.count) made no return"
            ])
    }
}

extension ScreeningCommand {
    struct Return: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "return",
            abstract: "报排查；不写 --found 即零报告 / Make a return; nil without --found",
            discussion: """
                同一村居同一周重复报零不会多记；同周内容不同的会拒绝，另有发现的另写编号。
                The same return twice is one. Another one of the week with other content is refused; a further finding
                takes a number of its own.

                例 / Examples:
                  nplus screening return 逯庄子村人民调解委员会
                  nplus screening return VIL-120119100201 --found 2 --prevented 1 --number ZP-17
                """)

        @OptionGroup var options: SessionOptions
        @Argument(help: "村居调委会，代码或名称，可多个 / Committees, by id or name")
        var bodies: [String]
        @Option(help: "发现件数 / Findings")
        var found: Int = 0
        @Option(help: "其中当场预防件数 / Of these prevented on the spot")
        var prevented: Int = 0
        @Option(help: "备注，不写姓名 / Note, without names")
        var note: String = ""
        @Option(help: "编号，默认按单位和周 / Number. Default: by body and week")
        var number: String?
        @Option(help: "排查日期，默认今天 / The day. Default: today")
        var on: String?

        func validate() throws {
            guard (0...999).contains(found), (0...found).contains(prevented) else {
                throw ValidationError(
                    "发现件数为 0 至 999，预防件数不多于发现件数 / --found is 0 to 999 and --prevented no more than it")
            }
            guard number == nil || bodies.count == 1 else {
                throw ValidationError("写明编号的只报一个单位 / a number goes with one body")
            }
        }

        func run() async throws {
            try await Session.with(options) { session in
                let day = try on.map(ParsedDay.read) ?? session.engine.now.day
                guard day <= session.engine.now.day else {
                    throw ValidationError("排查日期 \(day) 在将来 / the day \(day) has not come yet")
                }
                let directory = session.engine.directory
                let ids = try bodies.map { try BodyReference.find($0, in: directory, on: day) }
                let outcomes = try await ScreeningDesk(session.engine).enter(
                    ids, on: day, found: found, prevented: prevented, note: note, number: number)
                let week = ScreeningDesk.week(of: day).monday
                let listing = Listing(
                    columns: [.init("body", "单位"), .init("number", "编号"), .init("outcome", "结果")],
                    rows: zip(ids, outcomes).map { id, outcome in
                        [
                            .text(directory.name(of: id)),
                            .text(number ?? ScreeningDesk.number(of: id, in: week)), .text(Self.word(outcome)),
                        ]
                    })
                print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
                if outcomes.contains(.differs) { throw ExitCode(3) }
            }
        }

        private static func word(_ outcome: SideEntryOutcome) -> String {
            switch outcome {
            case .added: "已报"
            case .present: "此前已报，相同"
            case .differs: "未报：该编号已有不同内容，另有发现的请写 --number"
            }
        }
    }

    struct Missing: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "missing",
            abstract: "一周内未报的村居 / Committees without a return in a week",
            discussion: "例 / Example: nplus screening missing --week 2023-05-15 --output csv")

        @OptionGroup var options: SessionOptions
        @Option(help: "该周中任一日，默认今天 / Any day of the week. Default: today")
        var week: String?
        @Option(help: "最多行数 / Rows at the most")
        var limit: Int = 50

        func run() async throws {
            try await Session.with(options) { session in
                let day = try week.map(ParsedDay.read) ?? session.engine.now.day
                let (monday, sunday) = ScreeningDesk.week(of: day)
                let attendance = try await ScreeningDesk(session.engine).attendance(from: monday, to: sunday)
                let listing = ScreeningCommand.listing(
                    missing: attendance, (monday, sunday), limit: limit, in: session.engine.directory)
                print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
                if !attendance.missing.isEmpty { throw ExitCode(3) }
            }
        }
    }

    struct CampaignCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "campaign",
            abstract: "专项排查：新建、列出、查看谁未报和线索去向 / Campaigns: make, list, who is missing, what was found",
            discussion: """
                期间内的任何一次报送都算数，不必重复报。
                Any return within its days counts: nobody returns twice.

                例 / Examples:
                  nplus screening campaign --new spring --name 春耕专项排查 --from 2023-03-01 --until 2023-04-15 \\
                    --place 120119100 --type 山林土地
                  nplus screening campaign
                  nplus screening campaign spring
                """)

        @OptionGroup var options: SessionOptions
        @Argument(help: "专项排查，不写则列出 / The campaign; none lists them")
        var campaign: String?
        @Option(help: "新建或修改 / Make one, or change it")
        var new: String?
        @Option(help: "名称 / Name")
        var name: String?
        @Option(help: "起 / First day")
        var from: String?
        @Option(help: "止 / Last day")
        var until: String?
        @Option(help: "区划代码，可多次，默认全区 / Division, may be repeated. Default: all")
        var place: [String] = []
        @Option(help: "纠纷类型，可多次，默认全部 / Type, may be repeated. Default: all")
        var type: [String] = []
        @Option(help: "最多行数 / Rows at the most")
        var limit: Int = 50

        func run() async throws {
            try await Session.with(options) { session in
                if let new { try await session.store.save(try made(new, in: session.engine.directory)) }
                let campaigns = try await session.store.campaigns()
                guard let campaign else {
                    print(
                        try await overview(campaigns, session).rendered(
                            as: options.output, width: Terminal.width(.output)), terminator: "")
                    return
                }
                guard let found = campaigns.first(where: { $0.id == campaign || $0.name == campaign }) else {
                    throw Failure(
                        zh: "没有专项排查「\(campaign)」", en: "there is no campaign '\(campaign)'",
                        remedy: Bilingual(
                            zh: "请用 nplus screening campaign 列出", en: "list them: nplus screening campaign"),
                        status: .refused)
                }
                let desk = ScreeningDesk(session.engine)
                let days = (found.from, found.until)
                let attendance = try await desk.attendance(from: days.0, to: days.1, places: found.places)
                var listing = ScreeningCommand.listing(
                    missing: attendance, days, limit: limit, in: session.engine.directory)
                listing.title = found.name
                listing.notes.append(try await Self.fates(of: found, desk))
                print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
                if !attendance.missing.isEmpty { throw ExitCode(3) }
            }
        }

        private func made(_ id: String, in directory: Directory) throws -> Campaign {
            guard let name, let from, let until else {
                throw ValidationError("请写明 --name、--from 和 --until / give --name, --from and --until")
            }
            let (first, last) = (try ParsedDay.read(from), try ParsedDay.read(until))
            guard first <= last else { throw ValidationError("--until 早于 --from / --until is before --from") }
            let places = try place.map { text in
                guard let code = DivisionCode(text), directory.resolve(code, on: last) != nil else {
                    throw ValidationError("没有区划「\(text)」 / there is no division '\(text)'")
                }
                return code
            }
            let types = try type.map { text in
                guard let type = DisputeType(text) else {
                    throw ValidationError("没有纠纷类型「\(text)」 / unknown type '\(text)'")
                }
                return type
            }
            return Campaign(id: id, name: name, from: first, until: last, places: places, types: types)
        }

        private func overview(_ campaigns: [Campaign], _ session: Session) async throws -> Listing {
            let desk = ScreeningDesk(session.engine)
            var rows: [[Value]] = []
            for campaign in campaigns {
                let attendance = try await desk.attendance(
                    from: campaign.from, to: campaign.until, places: campaign.places)
                rows.append([
                    .text(campaign.id), .text(campaign.name), .text("\(campaign.from)–\(campaign.until)"),
                    .text(campaign.types.isEmpty ? "全部" : campaign.types.map(\.title.zh).joined(separator: "、")),
                    .integer(attendance.expected.count), .integer(attendance.missing.count),
                ])
            }
            return Listing(
                columns: [
                    .init("id", "代码"), .init("name", "名称"), .init("days", "期间"), .init("types", "类型"),
                    .init("expected", "应报", .right), .init("missing", "未报", .right),
                ], rows: rows)
        }

        private static func fates(of campaign: Campaign, _ desk: ScreeningDesk) async throws -> String {
            let returns = try await desk.engine.store.findings(from: campaign.from, to: campaign.until)
                .filter { found in
                    guard !campaign.places.isEmpty else { return true }
                    guard let place = DivisionCode(found.place) else { return false }
                    return campaign.places.contains { $0.contains(place) }
                }
            let findings = try await desk.findings(of: returns).filter {
                campaign.types.isEmpty || campaign.types.contains($0.dispute.type)
            }
            let parts = ScreeningDesk.Fate.allCases.map { fate in
                "\(fate.title.zh) \(findings.count { $0.fate == fate }) 件"
            }
            return
                "发现 \(returns.reduce(0) { $0 + $1.found }) 件，登记线索 \(findings.count) 件：\(parts.joined(separator: "，"))"
        }
    }
}
