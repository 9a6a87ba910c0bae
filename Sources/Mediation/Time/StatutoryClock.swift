package import LegalTime
package import Workflow

/// A time limit that the law sets, by its number in the list of those this system answers for, and where it runs.
package struct StatutoryClock: Hashable, Sendable {
    /// `C01` … `C40`.
    package let id: String
    package let title: Bilingual
    package let homes: [Home]
    package let law: Citation
    /// False where no text with a number was at hand: what runs then is a stand-in.
    package let isKnown: Bool

    /// Where a limit runs.
    package enum Home: Hashable, Sendable {
        /// A clock of a workflow.
        case workflow(String, clock: String)
        /// Counted from a day that no act of ours tells (what a party knew, the last day of performance): on request.
        case onRequest(Term)
        /// Among the findings of the directory check.
        case directory(Term)
    }

    /// The limit by its number, in either case.
    package init?(_ id: String) {
        guard let found = Self.all.first(where: { $0.id == id.uppercased() }) else { return nil }
        self = found
    }

    /// The terms it has: that of an ordinary and of a summary procedure are two. A workflow brings its own.
    package func terms(in library: WorkflowLibrary) -> [Term] {
        homes.compactMap { home in
            switch home {
            case .workflow(let id, let clock):
                library.versions(of: id).reversed().lazy.compactMap { $0.clock(clock) }.first?.length
            case .onRequest(let term), .directory(let term): term
            }
        }
    }

    private init(
        _ id: String, _ zh: String, _ en: String, _ homes: [Home], _ law: String, _ certainty: Certainty = .verified,
        known: Bool = true
    ) {
        self.id = id
        title = Bilingual(zh: zh, en: en)
        self.homes = homes
        self.law = Citation(text: law, certainty: certainty)
        isKnown = known
    }

    private static func run(_ workflow: String, _ clock: String) -> Home { .workflow(workflow, clock: clock) }
}

extension StatutoryClock {
    /// All of them, in the order of their numbers.
    package static let all: [StatutoryClock] = mediation + confirmation + court + authorities + reconsideration + others

    private static let mediation = [
        StatutoryClock(
            "C01", "人民调解一般期限", "People's mediation",
            [run("people", "mediation"), run("property", "mediation"), run("joint", "mediation")], "人民调解工作若干规定 §33"),
        StatutoryClock("C02", "医疗纠纷人民调解", "Medical, committee", [run("medical", "mediation")], "医疗纠纷预防和处理条例 §38"),
        StatutoryClock(
            "C03", "卫健部门决定受理", "Medical, authority accepts", [run("health", "acceptance")], "医疗纠纷预防和处理条例 §40"),
        StatutoryClock(
            "C04", "卫健部门调解", "Medical, authority mediates", [run("health", "mediation")], "医疗纠纷预防和处理条例 §40"),
        StatutoryClock("C05", "劳动争议调解", "Labour mediation", [run("labour", "mediation")], "劳动争议调解仲裁法 §14"),
        StatutoryClock(
            "C06", "劳动仲裁时效", "Limitation of labour arbitration", [.onRequest(.years(1))], "劳动争议调解仲裁法 §27"),
        StatutoryClock(
            "C07", "土地承包仲裁时效", "Limitation of land arbitration", [.onRequest(.years(2))],
            "农村土地承包经营纠纷调解仲裁法 §18"),
    ]

    private static let confirmation = [
        StatutoryClock(
            "C08", "申请司法确认", "To ask for confirmation", [run("pipeline", "confirmationWindow")],
            "民事诉讼法 §205；人民调解法 §33"),
        StatutoryClock(
            "C09", "确认：决定受理", "Confirmation, acceptance", [run("confirmation", "acceptance")],
            "最高人民法院关于人民调解协议司法确认程序的若干规定 §4"),
        StatutoryClock(
            "C10", "确认：作出裁定", "Confirmation, ruling", [run("confirmation", "decision"), run("confirmation", "outer")],
            "最高人民法院关于人民调解协议司法确认程序的若干规定 §5；民事诉讼法 §187"),
        StatutoryClock(
            "C11", "确认：当事人异议", "Confirmation, a party's objection", [run("pipeline", "partyObjection")],
            "最高人民法院关于适用民事诉讼法的解释 §372"),
        StatutoryClock(
            "C12", "确认：利害关系人异议", "Confirmation, a third party's objection", [.onRequest(.months(6))],
            "最高人民法院关于适用民事诉讼法的解释 §372"),
        StatutoryClock("C13", "申请强制执行", "To ask for enforcement", [.onRequest(.years(2))], "民事诉讼法 §250"),
    ]

    private static let court = [
        StatutoryClock("C14", "登记立案", "Docketing of a suit", [run("judicial", "docketing")], "民事诉讼法 §126"),
        StatutoryClock(
            "C15", "委托调解（普通/简易）", "Entrusted, ordinary and summary",
            [run("judicial", "ordinary"), run("judicial", "summary")], "最高人民法院关于人民法院特邀调解的规定 §27"),
        StatutoryClock(
            "C16", "委派调解（2024年底前）", "Commissioned, until the end of 2024", [run("judicial", "commission")],
            "最高人民法院关于人民法院特邀调解的规定 §27"),
        StatutoryClock("C17", "在线：选定调解员", "Online, choice", [run("judicial", "choice")], "人民法院在线调解规则 §10"),
        StatutoryClock(
            "C18", "在线：法院指定", "Online, appointment", [run("judicial", "appointment")], "人民法院在线调解规则 §10"),
        StatutoryClock("C19", "在线：接受委派", "Online, acceptance", [run("judicial", "receipt")], "人民法院在线调解规则 §12"),
        StatutoryClock("C20", "在线：联系对方", "Online, contact", [run("judicial", "contact")], "人民法院在线调解规则 §15"),
    ]

    private static let authorities = [
        StatutoryClock(
            "C21", "治安：首次调解", "Police, first session", [run("police", "firstSession")], "治安调解工作规范（公通字〔2007〕81号）",
            .secondary),
        StatutoryClock(
            "C22", "治安：再次调解", "Police, second session", [run("police", "secondSession")], "公安机关办理行政案件程序规定 §183"),
        StatutoryClock("C23", "治安：办案期限", "Police, the case", [run("police", "caseLimit")], "治安管理处罚法 §118"),
        StatutoryClock(
            "C24", "交通：申请调解", "Traffic, to apply", [run("traffic", "application")], "道路交通安全法实施条例 §94"),
        StatutoryClock(
            "C25", "交通：人民调解终止后申请", "Traffic, after a committee", [run("traffic", "afterCommittee")],
            "道路交通事故处理程序规定 §85"),
        StatutoryClock(
            "C26", "交通：调解", "Traffic, mediation", [run("traffic", "mediation")],
            "道路交通安全法实施条例 §95；道路交通事故处理程序规定 §90"),
        StatutoryClock(
            "C27", "消费：受理", "Consumer, acceptance", [run("consumer", "acceptance")], "市场监督管理投诉举报处理暂行办法 §14", .secondary
        ),
        StatutoryClock(
            "C28", "消费：调解", "Consumer, mediation", [run("consumer", "mediation")], "市场监督管理投诉举报处理暂行办法 §20、§21",
            .secondary),
        StatutoryClock(
            "C29", "消费：告知终止", "Consumer, to tell the end", [run("consumer", "tellClosing")],
            "市场监督管理投诉举报处理暂行办法 §21", .secondary),
        StatutoryClock("C30", "信访：登记处置", "Petition, disposal", [run("petition", "disposal")], "信访工作条例 §22"),
        StatutoryClock("C31", "信访：告知受理", "Petition, receipt told", [run("petition", "receiptNotice")], "信访工作条例 §23"),
        StatutoryClock("C32", "信访：转送异议", "Petition, objection", [run("petition", "objection")], "信访工作条例 §23"),
        StatutoryClock("C33", "信访：办理", "Petition, handling", [run("petition", "handle")], "信访工作条例 §34"),
        StatutoryClock(
            "C34", "信访：复查、复核", "Petition, review and re-review",
            [
                run("petition", "reviewRequest"), run("petition", "reviewAnswer"), run("petition", "reReviewRequest"),
                run("petition", "reReviewAnswer"),
            ], "信访工作条例 §35、§36"),
    ]

    private static let reconsideration = [
        StatutoryClock(
            "C35", "复议：申请", "Reconsideration, to apply",
            [run("reconsideration", "application"), .onRequest(.days(60))], "行政复议法 §20"),
        StatutoryClock("C36", "复议：审查受理", "Reconsideration, review", [run("reconsideration", "review")], "行政复议法 §30"),
        StatutoryClock(
            "C37", "复议：补正", "Reconsideration, correction", [run("reconsideration", "correction")], "行政复议法 §31"),
        StatutoryClock(
            "C38", "复议：作出决定", "Reconsideration, decision",
            [run("reconsideration", "decision"), run("reconsideration", "decisionSimplified")], "行政复议法 §62"),
    ]

    private static let others = [
        StatutoryClock(
            "C39", "行政调解（天津）", "Administrative mediation in Tianjin", [run("administrative", "mediation")],
            "天津市行政调解规定（期限条文未读到）", .unverified, known: false),
        StatutoryClock(
            "C40", "医调委备案", "Filing of a medical committee", [.directory(.workingDays(30))], "医疗纠纷预防和处理条例 §32"),
    ]
}
