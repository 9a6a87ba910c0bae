import Foundation
import PostgresServer
import TestSupport
import Testing

/// What a person is told who asks for something that cannot be done: what is wrong, in Chinese and in English, and what can
/// be done now; and the code by which a script sees it.
@Suite("Misuse of the command line")
struct MisuseTests {
    @Test(
        "each slip is named, with its remedy",
        arguments: slips)
    func slip(_ slip: Slip) async throws {
        try await Bureau.with { bureau in
            var arguments = slip.arguments
            if let place = arguments.firstIndex(of: "CASE") { arguments[place] = try bureau.register() }
            let answer = try bureau.nplus(arguments)
            #expect(answer.code == slip.code, "\(answer.errors)")
            for words in slip.says { #expect(answer.errors.contains(words), "\(words) is not in: \(answer.errors)") }
            #expect(answer.output == "")
        }
    }

    @Test("a database without the schema, or without a directory, says which command comes first")
    func emptyDatabase() async throws {
        try await TestDatabase.with(.empty) { url in
            let bare = try Bureau(url: url).nplus(["list"])
            #expect(bare.code == 1)
            #expect(bare.errors.contains("数据库结构尚未建立") && bare.errors.contains("nplus migrate"))
        }
        try await TestDatabase.with(.store) { url in
            let noDirectory = try Bureau(url: url).nplus(["list"])
            #expect(noDirectory.code == 1)
            #expect(noDirectory.errors.contains("库中还没有名录") && noDirectory.errors.contains("nplus directory load"))
        }
    }

    @Test("a database that is not there is said to be away")
    func noDatabase() throws {
        let answer = try Bureau(url: ConnectionURL("postgresql:///nplus?host=/nonexistent")).nplus(["list"])
        #expect(answer.code == 1)
        #expect(answer.errors.contains("无法连接数据库") && answer.errors.contains("cannot connect"))
    }
}

/// A command line that is not right, the code it ends with, and words of what is said.
struct Slip: CustomTestStringConvertible, Sendable {
    let arguments: [String]
    let code: Int32
    let says: [String]

    /// `CASE` stands for a dispute that was just registered at the committee of Yuyang town.
    init(_ command: String, _ code: Int32, _ says: String...) {
        arguments = command.split(separator: " ").map(String.init)
        self.code = code
        self.says = says
    }

    var testDescription: String { arguments.joined(separator: " ") }
}

private let register = "register --title 排水沟 --applicant 样例甲 --respondent 样例乙 --at 2023-05-15T09:00 --type"

private let slips: [Slip] = [
    // Which dispute.
    Slip("show 230417-7K2QX", 2, "没有编号为「230417-7K2QX」的纠纷", "no dispute has the number", "nplus list"),
    Slip("act 230417-7K2QX open", 2, "没有编号为", "no dispute has the number"),
    Slip("route accept 不存在", 2, "没有编号为「不存在」的纠纷", "no dispute"),
    Slip("show", 64, "缺少「<number>」", "Missing expected argument", "nplus show"),
    // Which body.
    Slip("\(register) 邻里 --body TWN-12011910", 2, "没有单位「TWN-12011910」", "是否指：TWN-120119100 渔阳镇人民调解委员会"),
    Slip("\(register) 邻里 --body 火星调委会", 2, "没有单位「火星调委会」", "nplus directory list"),
    Slip("list --body 渔阳镇", 2, "没有单位「渔阳镇」", "是否指：", "渔阳镇人民"),
    Slip("route refer CASE NO-1 --reason 试", 2, "没有单位「NO-1」", "has no body 'NO-1'"),
    Slip("route refer CASE TWN-120119100 --reason 试", 2, "不能移送给承办单位自己", "the body that holds it"),
    Slip("act CASE open --set track=people --body SFS-120119100", 2, "不是承办单位", "does not hold", "先行移送"),
    // What is missing or misspelt.
    Slip(
        "register --body TWN-120119100", 64, "缺少「--type <type>」", "Missing expected argument '--type <type>'",
        "邻里"),
    Slip("route decline CASE", 64, "缺少「--reason <reason>」", "Missing expected argument"),
    Slip("list --bodi TWN-1", 64, "没有选项「--bodi」，是否指「--body」", "Unknown option"),
    Slip("list --limit many", 64, "「--limit <limit>」的值「many」无效", "is invalid for"),
    Slip("list --limit 0", 64, "--limit 应大于 0", "must be positive"),
    Slip("list --output xml", 64, "「--output <format>」的值「xml」无效", "'table', 'json' or 'csv'"),
    Slip("show CASE extra", 64, "多余的内容「extra」", "Unexpected argument 'extra'"),
    Slip("shw CASE", 64, "没有命令「nplus shw」，是否指 nplus show？", "unexpected arguments"),
    Slip("frobnicate", 64, "没有命令「nplus frobnicate」，全部命令见 nplus --help", "Unexpected argument"),
    Slip("route explian CASE", 64, "没有命令「nplus route explian」，是否指 nplus route explain？", "Unexpected argument"),
    // Values.
    Slip("\(register) 吵架 --body TWN-120119100", 64, "没有纠纷类型「吵架」", "unknown type", "邻里"),
    Slip("\(register) 邻里 --body TWN-120119100 --source 天上", 64, "没有来源「天上」", "application 依申请调解"),
    Slip("\(register) 邻里 --body TWN-120119100 --amount 很多", 64, "「很多」不是金额", "is no amount"),
    Slip("route refer CASE ADM-120119-14 --reason 试 --manner 扔", 64, "没有移送方式「扔」", "transfer 移送"),
    Slip("act CASE open --set track=people --at 昨天", 64, "「昨天」不是时间", "write 2023-04-17T09:30"),
    Slip("act CASE open --set track=people --at 2023-02-30T09:00", 64, "不是时间", "is no time"),
    Slip("act CASE open --set track=people --at 2023-05-14T09:00", 2, "早于上一步", "earlier than the last step"),
    Slip("act CASE open --set track=people --at 2123-01-01T09:00", 2, "尚未到来", "has not come yet"),
    Slip("list --due-by 2023-13-01", 64, "不是日期", "is no date"),
    Slip("report annual --year 12", 64, "12"),
    Slip("report open 2023/nonsense", 64, "nonsense"),
    Slip("report period 2023 --by mood", 64, "没有维度“mood”", "office"),
    Slip("directory list --kind none", 64, "没有类别「none」", "there is no kind"),
    // Acts.
    Slip("act CASE opn", 2, "没有「opn」这一步，是否指「open」", "did you mean 'open'", "现在可以办理：", "possible now:"),
    Slip("act CASE accept", 2, "人民调解", "no such procedure is under way", "启动调解（open）"),
    Slip("act CASE open --as mayor --set track=people", 64, "没有身份「mayor」", "clerk 工作人员"),
    Slip("act CASE withdraw --as party --set text=不调了", 2, "未指明是哪一方当事人", "当事人序号为 1 至 2"),
    Slip("act CASE withdraw --as party --party 7 --set text=不调了", 2, "没有第 7 方当事人", "1 to 2"),
    Slip("act CASE withdraw --as clerk --set text=不调了", 2, "只有当事人可以", "only party may"),
    Slip("act CASE open", 64, "「启动程序」的「调解类别」（track）：必填", "可填：track（调解类别"),
    Slip("act CASE open --set track=magic", 2, "没有生效的调解类别「magic」", "no track 'magic'"),
    Slip("act CASE open --set trak=people", 64, "没有内容「trak」，是否指「track」", "可填：track"),
    Slip("act CASE open --set track", 64, "「track」应写成 名称=值", "name=value"),
    Slip("act CASE close --set reason=完", 2, "须已告知其他救济途径", "required:"),
    Slip("act CASE open --set track=people --expect 7", 2, "已被他人更新", "请重新打开后再办理"),
    Slip("act CASE open --set track=people --declare nonsense", 64, "没有事实「nonsense」", "parties.jointly"),
    // Files.
    Slip("import /nonexistent.csv", 1, "没有可导入的登记表", "/nonexistent.csv"),
    Slip("directory load /nonexistent", 1, "/nonexistent"),
    Slip("workflow show nonsense", 1, "没有流程「nonsense」", "people"),
]
