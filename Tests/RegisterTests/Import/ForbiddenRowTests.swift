import LegalTime
import Mediation
import Testing
import Workflow

@testable import Register

/// A row that must not come in, made from a good one by changing cells, and the cell that has to be named.
struct ForbiddenRow: CustomTestStringConvertible {
    let name: String
    var isFailed = false
    let cells: [String: String]
    let column: String
    let code: String

    var testDescription: String { name }

    static let all: [ForbiddenRow] = [
        .init(name: "agreement before consent", cells: ["同意日期": "2023-03-06"], column: "受理日期", code: "day-order"),
        .init(name: "agreement before the session", cells: ["协议日期": "2023-03-04"], column: "协议日期", code: "day-order"),
        .init(name: "acceptance without consent", cells: ["同意日期": ""], column: "同意日期", code: "needed"),
        .init(
            name: "confirmation asked for on day 31",
            cells: ["司法确认申请日期": "2023-04-05", "确认法院": "天津市蓟州区人民法院", "结案日期": "", "履行情况": "", "履行日期": ""],
            column: "司法确认申请日期", code: "not-here"),
        .init(
            name: "confirmation of an oral agreement",
            cells: [
                "协议形式": "口头", "司法确认申请日期": "2023-03-10", "确认法院": "天津市蓟州区人民法院", "结案日期": "", "履行情况": "", "履行日期": "",
            ], column: "司法确认申请日期", code: "not-here"),
        .init(
            name: "confirmation by a committee",
            cells: ["司法确认申请日期": "2023-03-10", "确认法院": "渔阳镇人民调解委员会", "结案日期": "", "履行情况": "", "履行日期": ""],
            column: "确认法院", code: "body-kind"),
        .init(name: "unknown body", cells: ["登记单位": "无此单位"], column: "登记单位", code: "unknown-body"),
        .init(name: "unknown place", cells: ["发生地": "无此镇"], column: "发生地", code: "unknown-place"),
        .init(name: "impossible date", cells: ["受理日期": "2023-02-30"], column: "受理日期", code: "date"),
        .init(name: "a date of another century", cells: ["登记日期": "1923-03-01"], column: "登记日期", code: "year"),
        .init(name: "a date to come", cells: ["结案日期": "2099-01-01"], column: "结案日期", code: "future"),
        .init(name: "the number of another row", cells: ["登记编号": "好-0"], column: "登记编号", code: "duplicate-number"),
        .init(name: "no number", cells: ["登记编号": ""], column: "登记编号", code: "empty"),
        .init(
            name: "wrong check digit of an identity number", cells: ["申请人证件号码": "110105194912310021"],
            column: "申请人证件号码", code: "identity-number"),
        .init(
            name: "a credit code that does not add up", cells: ["被申请人": "样例商店", "被申请人证件号码": "91350100M000100Y44"],
            column: "被申请人证件号码", code: "credit-code"),
        .init(name: "two numbers for one party", cells: ["申请人证件号码": "-、-"], column: "申请人证件号码", code: "party-count"),
        .init(
            name: "end before start", isFailed: true, cells: ["终止日期": "2023-03-01"], column: "终止日期", code: "day-order"),
        .init(
            name: "end before the last session", isFailed: true, cells: ["终止日期": "2023-03-03"], column: "终止日期",
            code: "day-order"),
        .init(
            name: "failed without telling the routes", isFailed: true, cells: ["告知渠道": ""], column: "告知渠道",
            code: "needed"),
        .init(name: "unknown type", cells: ["纠纷类型": "天气"], column: "纠纷类型", code: "dispute-type"),
        .init(name: "unknown track", cells: ["调解类别": "武力调解"], column: "调解类别", code: "choice"),
        .init(name: "unknown result", cells: ["调解结果": "好"], column: "调解结果", code: "choice"),
        .init(name: "entrusted by nobody", cells: ["纠纷来源": "委托移送"], column: "移送单位", code: "needed"),
        .init(name: "judicial mediation without a court", cells: ["调解类别": "司法调解"], column: "移送单位", code: "needed"),
        .init(name: "a stranger as mediator", cells: ["调解员": "样例路人"], column: "调解员", code: "condition"),
        .init(name: "an amount in words", cells: ["涉及金额": "三千"], column: "涉及金额", code: "amount"),
        .init(name: "no terms", cells: ["协议内容": ""], column: "协议内容", code: "needed"),
        .init(name: "an agreement that failed", isFailed: true, cells: ["协议形式": "书面"], column: "协议形式", code: "not-for"),
        .init(name: "performance without its day", cells: ["履行日期": ""], column: "履行日期", code: "needed"),
        .init(
            name: "paid in part more than owed", cells: ["履行情况": "部分履行", "已履行金额": "3000", "结案日期": ""], column: "已履行金额",
            code: "paid-in-full"),
        .init(
            name: "an extension without its basis", cells: ["延期日期": "2023-03-03", "延期天数": "10"], column: "延期依据",
            code: "needed"),
        .init(name: "a referral that is not there", cells: ["流转次数": "1"], column: "流转次数", code: "referral-count"),
        .init(name: "a dossier number in another form", cells: ["卷宗编号": "12号"], column: "卷宗编号", code: "dossier-number"),
        .init(
            name: "a dossier number twice", cells: ["卷宗编号": "（2023）渔阳人调字第900号"], column: "卷宗编号", code: "number-taken"),
        .init(
            name: "a number of sample data", cells: ["申请人证件号码": "999999194912310010"], column: "申请人证件号码",
            code: "sample-number"),
        .init(
            name: "a text without end", cells: ["诉求": String(repeating: "长", count: 501)], column: "诉求",
            code: "text-length"),
    ]
}

@Suite("Rows that law or workflow forbid")
struct ForbiddenRowTests {
    /// Every bad row stands between good ones, one of which holds the dossier number that another wants.
    private static func sheet() -> TestSheet {
        var rows: [DisputeRow] = []
        for (index, bad) in ForbiddenRow.all.enumerated() {
            rows.append(
                GoodRow.dispute("好-\(index)") { row in
                    if index == 0 { row.mediation.dossier = DossierNumber("（2023）渔阳人调字第900号") }
                })
            rows.append(bad.isFailed ? GoodRow.failed("错-\(index)") : GoodRow.dispute("错-\(index)"))
        }
        var sheet = TestSheet(rows)
        for (index, bad) in ForbiddenRow.all.enumerated() {
            for (title, cell) in bad.cells { sheet[index * 2 + 1, title] = cell }
        }
        return sheet
    }

    @Test("Each is refused with its cell; its neighbours are in", arguments: [true, false])
    func refused(rehearsal: Bool) async throws {
        try await RegisterFixture.with { fixture in
            let path = try fixture.write(Self.sheet(), "disputes.csv")
            let report = await fixture.run(path, rehearsal: rehearsal)
            let sheet = try #require(report.sheets.first)
            #expect(sheet.added == ForbiddenRow.all.count)
            #expect(sheet.rejected.count == ForbiddenRow.all.count && sheet.notReached == 0)
            for (index, bad) in ForbiddenRow.all.enumerated() {
                let row = index * 2 + 3
                let problems = sheet.rejected[row] ?? []
                #expect(
                    problems.contains { $0.column == bad.column && $0.fault.code == bad.code },
                    "\(bad.name), row \(row): \(problems.map { "\($0.column ?? "") \($0.fault.code): \($0)" })")
                for problem in problems {
                    #expect(problem.sheet == "disputes.csv" && problem.row == row)
                    Self.expectReadable(problem)
                }
            }
            let stored = try await fixture.disputes()
            #expect(stored.count == (rehearsal ? 0 : ForbiddenRow.all.count))
            #expect(stored.keys.allSatisfy { $0.hasPrefix("好-") })
        }
    }

    /// Chinese first with full-width punctuation, English beside it, no word of a party.
    static func expectReadable(_ problem: RowProblem) {
        for text in [problem.fault.reason, problem.fault.remedy] {
            #expect(text.zh.contains { ("\u{4E00}"..."\u{9FFF}").contains($0) }, "\(problem)")
            #expect(!text.en.isEmpty, "\(problem)")
            for mark in [",", ";", "?", "!"] { #expect(!text.zh.contains(mark), "\(problem)") }
            for name in ["样例甲", "样例乙"] {
                #expect(!text.zh.contains(name) && !text.en.contains(name), "\(problem)")
            }
        }
    }

    @Test("A referral's fault is told at the referral, and takes its dispute along")
    func referrals() async throws {
        try await RegisterFixture.with { fixture in
            let unit = "渔阳镇人民政府"
            func moved(_ number: String) -> DisputeRow {
                GoodRow.dispute(number) { row in
                    row.track = .administrative
                    row.mediation.mediators = [GoodRow.mediator(of: unit)]
                    row.referrals = 1
                }
            }
            let disputes = ["好-1", "错-1", "错-2", "错-3", "错-4"].map(moved)
            let referrals = [
                GoodRow.referral("好-1"), GoodRow.referral("错-1") { $0.to = "无此单位" },
                GoodRow.referral("错-2") { $0.from = "别山镇人民调解委员会" },
                GoodRow.referral("错-3") { $0.answered = GoodRow.day.adding(days: -1) },
                GoodRow.referral("错-4") { $0.answer = .declined }, GoodRow.referral("错-5"),
            ]
            let report = await fixture.run(
                try fixture.write(TestSheet(disputes), "disputes.csv"),
                try fixture.write(TestSheet(referrals), "referrals.csv"))
            let told = report.sheets[1].problems.map { "\($0.row) \($0.column ?? "") \($0.fault.code)" }
            #expect(
                told == [
                    "3 移入单位 unknown-body", "4 移出单位 not-holder", "5 答复日期 day-order", "6 退回原因 needed",
                    "7 登记编号 without-dispute",
                ])
            #expect(report.sheets[0].rejected.keys.sorted() == [3, 4, 5, 6])
            #expect(report.sheets[0].problems.allSatisfy { $0.column == "流转次数" && $0.fault.code == "bad-referral" })
            #expect(report.sheets.map(\.added) == [1, 1])
            let stored = try await fixture.disputes()
            #expect(
                stored["好-1"]?.custody.body == RegisterFixture.directory.bodies(named: unit, on: GoodRow.day).first?.id)
        }
    }

    @Test("Rows beside the disputes are refused for their body, their number, their dispute")
    func sides() async throws {
        try await RegisterFixture.with { fixture in
            func screening(_ number: String, _ change: (inout ScreeningRow) -> Void = { _ in }) -> ScreeningRow {
                var row = ScreeningRow()
                (row.number, row.day, row.body) = (number, GoodRow.day, GoodRow.committee)
                change(&row)
                return row
            }
            func reception(_ number: String, _ change: (inout ReceptionRow) -> Void = { _ in }) -> ReceptionRow {
                var row = ReceptionRow()
                (row.number, row.day, row.centre, row.matter) = (number, GoodRow.day, "渔阳镇社会矛盾纠纷调处化解中心", "咨询")
                change(&row)
                return row
            }
            let report = await fixture.run(
                try fixture.write(
                    TestSheet([
                        screening("1"), screening("2") { $0.body = "无此单位" }, screening("1"),
                        screening("4") { $0.prevented = 2 },
                    ]), "screenings.csv"),
                try fixture.write(
                    TestSheet([
                        reception("1"), reception("2") { $0.centre = GoodRow.committee },
                        reception("3") { $0.registerNumber = "无此编号" },
                    ]), "receptions.csv"))
            let told = report.problems.map { "\($0.sheet) \($0.row) \($0.column ?? "") \($0.fault.code)" }
            #expect(
                told == [
                    "screenings.csv 3 排查单位 unknown-body", "screenings.csv 4 排查编号 duplicate-number",
                    "screenings.csv 5 预防纠纷数 more-prevented", "receptions.csv 3 接待中心 body-kind",
                    "receptions.csv 4 转入登记编号 unknown-dispute",
                ])
            #expect(report.sheets.map(\.added) == [1, 1])
            report.problems.forEach(ForbiddenRowTests.expectReadable)
        }
    }
}
