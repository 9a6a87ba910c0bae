import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

/// `nplus confirmation`: whether an agreement can be confirmed, where, until when and by whom.
struct ConfirmationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirmation",
        abstract: "司法确认：可向哪些法院申请、何时届满、有无不予受理的情形 / Which courts may confirm, until when, and what bars it",
        discussion: """
            当事人住所地不在案卷中，用 --domicile 写明后一并计算。
            Where the parties live is not in the history; name it with --domicile to have it counted in.

            例 / Examples:
              nplus confirmation 230417-7K2QD
              nplus confirmation 230417-7K2QD --domicile 120115 --on 2023-05-20
            """)

    @OptionGroup var options: SessionOptions
    @OptionGroup var reference: CaseReference
    @Option(help: "协议序号，可多次；默认为有效协议 / Number of an agreement, may be repeated. Default: the one in force")
    var agreement: [Int] = []
    @Option(help: "当事人住所地的区划代码，可多次 / Division of a party's domicile, may be repeated")
    var domicile: [String] = []
    @Option(help: "以何日计 / As of this day. 默认今天 / Default: today")
    var on: String?

    func run() async throws {
        try await Session.with(options) { session in
            let dispute = try await reference.find(in: session).dispute
            let day = try on.map(ParsedDay.read) ?? session.engine.now.day
            let domiciles = try domicile.map { text in
                guard let code = DivisionCode(text) else {
                    throw ValidationError("「\(text)」不是区划代码 / '\(text)' is no division code")
                }
                return code
            }
            let outlook = ConfirmationOutlook(
                dispute, agreements: agreement.isEmpty ? nil : agreement, domiciles: domiciles,
                decider: session.engine.decider, on: day)
            print(
                report(outlook, dispute, day, session).rendered(
                    as: options.output, width: Terminal.width(.output)), terminator: "")
        }
    }

    private func report(_ outlook: ConfirmationOutlook, _ dispute: Dispute, _ day: Day, _ session: Session) -> Report {
        let words = CaseWords(session)
        var lines: [String] = []
        if let last = outlook.lastDay, let left = outlook.daysLeft {
            let state = outlook.isProlonged ? "法院准许顺延" : left < 0 ? "已届满 \(-left) 天" : "还有 \(left) 天"
            lines.append("申请期限 / Last day to file：\(last)（\(state)）")
        }
        if !outlook.applicants.isEmpty {
            lines.append("申请人 / Applicants：当事人 \(outlook.applicants.numbered) 共同申请 / all of them together")
        }
        let office = session.engine.directory.office(of: dispute.custody.body, on: day)
        if let paired = session.engine.directory.pairings(on: day).first(where: { $0.office.id == office })?.tribunal {
            lines.append("对接法庭（默认去向） / Paired by default：\(paired.name)（\(paired.id)）")
        }
        lines.append(outlook.bars.isEmpty ? "✔ 可以申请 / it can be asked for" : "✘ 不能申请 / it cannot be asked for")
        let bars = Listing(
            title: "障碍 / What bars it", columns: [.init("bar", "情形"), .init("law", "依据")],
            rows: outlook.bars.map { [.text($0.title.zh), .text($0.law)] })
        let grounds = Listing(
            title: "有管辖权的法院 / Competent courts",
            columns: [
                .init("ground", "连接点"), .init("of", "调解组织"), .init("district", "区县"), .init("courts", "法院（法庭）"),
                .init("law", "依据"),
            ],
            rows: outlook.venue.grounds.map { ground in
                [
                    .text(ground.kind.title.zh), .text(ground.body.map(words.name(of:))),
                    .text(words.place(ground.district.description, on: day)),
                    .text(
                        ground.courts.isEmpty
                            ? "该地基层人民法院（不在名录）" : ground.courts.map(words.name(of:)).joined(separator: "、")),
                    .text(ground.kind.law),
                ]
            },
            notes: outlook.venue.grounds.isEmpty
                ? [] : ["联合调解的，各组织所在地法院均可；先立案的法院管辖（最高人民法院关于适用民事诉讼法的解释 §352）"])
        return Report(
            title: "\(dispute.code) 司法确认 / Judicial confirmation",
            sections: [.init("outlook", paragraph: lines.joined(separator: "\n"))]
                + (outlook.bars.isEmpty ? [] : [.init("bars", bars)]) + [.init("courts", grounds)])
    }
}
