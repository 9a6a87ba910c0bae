package import Workflow

/// Something that the law demands of every case, by its number in docs/law-coverage.md, and what else than a property of a
/// workflow file holds it. A property belongs to the invariant with whose number its id begins.
package struct Invariant: Hashable, Sendable {
    /// What keeps an invariant.
    package enum Holder: Hashable, Sendable {
        /// A piece of the schema, as it stands in a migration.
        case constraint(String)
        /// A test, by its name.
        case test(String)
        /// A check of reports, by the name of its test.
        case reportCheck(String)
        /// A rule of access, by the name of its test.
        case access(String)
        /// A person, where no program can judge: what the system puts before him.
        case person(Bilingual)
        /// Nothing, or not all of it, for this reason.
        case open(Bilingual)
    }

    package let id: String
    package let title: Bilingual
    /// Instruments and articles.
    package let basis: String
    package let holders: [Holder]

    private init(_ id: String, zh: String, en: String, _ basis: String, _ holders: [Holder] = []) {
        self.id = id
        self.title = Bilingual(zh: zh, en: en)
        self.basis = basis
        self.holders = holders
    }

    /// All sixty, in order.
    package static let all = mediation + afterwards + procedures + books

    /// Of mediation, from consent to the agreement.
    private static let mediation: [Invariant] = [
        Invariant(
            "I-01", zh: "未经全体当事人同意不得调解", en: "No mediation without the consent of every party",
            "人民调解法 §3、§17；民事诉讼法 §125"),
        Invariant(
            "I-02", zh: "当事人明确拒绝后不再调解", en: "After a clear refusal nothing more is mediated",
            "人民调解法 §17"),
        Invariant(
            "I-03", zh: "当事人随时可以要求终止", en: "A party may end it at any time",
            "人民调解法 §23"),
        Invariant(
            "I-04", zh: "调解不妨碍仲裁、行政和司法救济", en: "Mediation never bars another remedy",
            "人民调解法 §3"),
        Invariant(
            "I-05", zh: "调解不成的，结案前告知救济途径", en: "A failed mediation ends only after the remedies were told",
            "人民调解法 §26",
            [
                .test("no agreement: remedies are told before it can be closed; reopened, it must be told again")
            ]),
        Invariant(
            "I-06", zh: "不予受理须说明理由和正确渠道", en: "A refusal to accept names its reason and the right channel",
            "人民调解工作若干规定 §24"),
        Invariant(
            "I-07", zh: "有回避事由的调解员不得主持，披露后全体接受的除外",
            en: "A mediator with a conflict does not conduct, unless all accept after disclosure",
            "最高人民法院关于人民法院特邀调解的规定 §15；人民调解工作若干规定 §25"),
        Invariant(
            "I-08", zh: "调解员由调委会指定或当事人选定，拒绝须尊重", en: "The mediator is appointed or chosen, and a rejection is honoured",
            "人民调解法 §19、§23"),
        Invariant(
            "I-09", zh: "只有在册在任的成年人可以调解", en: "Only registered adults in office mediate",
            "人民调解法 §14、§15",
            [
                .test("Mediators are those whose term holds the day")
            ]),
        Invariant(
            "I-10", zh: "首次调解前告知权利义务", en: "Rights are told before the first session",
            "人民调解工作若干规定 §30"),
        Invariant(
            "I-11", zh: "邀请他人协助须经当事人同意", en: "Helpers are invited with the parties' consent",
            "人民调解法 §20"),
        Invariant(
            "I-12", zh: "调解不收费", en: "Mediation is free of charge",
            "人民调解法 §4",
            [
                .test("I-12: a fee can be put on record in commercial mediation and nowhere else")
            ]),
        Invariant(
            "I-13", zh: "专属管辖或禁止调解的事项不受理", en: "What is reserved or forbidden is not accepted",
            "人民调解工作若干规定 §22"),
        Invariant(
            "I-14", zh: "已被其他机关受理的，只凭其移送受理", en: "What another authority has seized is accepted only on its referral",
            "人民调解工作若干规定 §22；医疗纠纷预防和处理条例 §31、§40"),
        Invariant(
            "I-15", zh: "同一纠纷同时只有一个调解程序，联合调解除外", en: "One mediation at a time, except a joint one",
            "医疗纠纷预防和处理条例 §31",
            [
                .constraint("custody primary key (district, case_id)"),
                .test(
                    "a dispute is held by exactly one body: a second custody row is refused, also under another body"),
            ]),
        Invariant(
            "I-16", zh: "书面协议须全体签名、调解员签名并盖章方生效",
            en: "A written agreement takes effect with all signatures, the mediator's and the seal",
            "人民调解法 §29"),
        Invariant(
            "I-17", zh: "口头协议须登记内容", en: "An oral agreement is recorded",
            "人民调解法 §28、§30",
            [
                .test("an oral agreement, performed on another day, visited and closed")
            ]),
        Invariant(
            "I-18", zh: "劳动、医疗、土地纠纷须用书面协议", en: "Labour, medical and land agreements are written",
            "劳动争议调解仲裁法 §14；医疗纠纷预防和处理条例 §39；农村土地承包经营纠纷调解仲裁法 §10"),
        Invariant(
            "I-19", zh: "协议不得违法或损害他人", en: "An agreement breaks no law and harms no outsider",
            "人民调解法 §3；最高人民法院关于适用民事诉讼法的解释 §358",
            [
                .person(
                    Bilingual(
                        zh: "内容是否合法由调解员、审查的法院判断；流程保证涉嫌虚假调解之后的步骤（见 I-19 各项）",
                        en:
                            "whether the content is lawful the mediator and the reviewing court judge; the files hold what follows a suspected sham"
                    ))
            ]),
        Invariant(
            "I-20", zh: "协议载明当事人、事实、争议、内容、方式和期限",
            en: "An agreement states parties, facts, dispute, content, manner and time",
            "人民调解法 §29；人民调解工作若干规定 §35",
            [
                .test(
                    "I-20: a written agreement without its parties, dispute, content, manner or time is refused, and told which"
                ),
                .test(
                    "I-20: each way to say the time will do; an oral agreement, and one made elsewhere, is taken as it is"
                ),
                .test("I-20: the facts are the brief of the dispute, without which nothing is registered"),
            ]),
    ]

    /// Of what follows an agreement, and of time.
    private static let afterwards: [Invariant] = [
        Invariant(
            "I-21", zh: "生效三十日内申请确认，或经法院准许顺延",
            en: "Confirmation is asked for within thirty days, or with the court's leave",
            "民事诉讼法 §205、§86；人民调解法 §33",
            [
                .test("on the thirty-first day nothing can be filed, unless the court lets the limit run on")
            ]),
        Invariant(
            "I-22", zh: "司法确认由双方共同申请", en: "Both parties ask for confirmation",
            "民事诉讼法 §205"),
        Invariant(
            "I-23", zh: "身份关系、确权等不得申请确认", en: "Status, ownership and the like are not confirmed",
            "最高人民法院关于适用民事诉讼法的解释 §355"),
        Invariant(
            "I-24", zh: "向有管辖权的法院申请", en: "The court asked is a competent one",
            "民事诉讼法 §205；最高人民法院关于适用民事诉讼法的解释 §352"),
        Invariant(
            "I-25", zh: "只有经确认的协议或法院文书可以执行", en: "Only a confirmed agreement or a court's paper is enforced",
            "民事诉讼法 §206；人民调解法 §33"),
        Invariant(
            "I-26", zh: "驳回确认后仍可重新调解或起诉", en: "After a dismissal mediation and suit stay open",
            "民事诉讼法 §206；人民调解法 §33"),
        Invariant(
            "I-27", zh: "医疗纠纷达成协议后告知司法确认", en: "Medical parties are told of confirmation",
            "医疗纠纷预防和处理条例 §39"),
        Invariant(
            "I-28", zh: "协议须有履行监督和回访记录", en: "Performance is supervised on record",
            "人民调解法 §31；人民调解工作若干规定 §36"),
        Invariant(
            "I-29", zh: "归档前材料齐全，归档后不得更改", en: "The dossier is complete before it is archived and not changed after",
            "人民调解法 §27",
            [
                .constraint("revoke update, delete on event, custody_past, case_number from nplus_writer"),
                .test(
                    "I-29: a dossier is archived when it holds what its track makes; else the refusal names what is missing"
                ),
                .test("I-29: every track says by its papers what its dossier holds"),
            ]),
        Invariant(
            "I-30", zh: "期限届满必有处理", en: "Every limit that has run out has its decision",
            "人民调解工作若干规定 §33；最高人民法院关于人民法院特邀调解的规定 §27"),
        Invariant(
            "I-31", zh: "延长期限须经应当同意的人同意", en: "An extension has the consent it needs",
            "最高人民法院关于人民法院特邀调解的规定 §27"),
        Invariant(
            "I-32", zh: "期限计算不计开始日，末日遇假日顺延", en: "The start day is not counted, a last rest day rolls over",
            "民事诉讼法 §85；民法典 §201、§203",
            [
                .test("the start day is not counted, and a rest day at the end rolls over to the next working day"),
                .test("every start day of 2021–2027 with every length 1–90"),
            ]),
        Invariant(
            "I-33", zh: "可能激化的，立即报告", en: "A risk is reported at once",
            "人民调解法 §25；反家庭暴力法 §14"),
    ]

    /// Of the other procedures.
    private static let procedures: [Invariant] = [
        Invariant(
            "I-34", zh: "治安调解至多两次，第二次在七个工作日内",
            en: "The police mediate twice at most, the second time within seven working days",
            "公安机关办理行政案件程序规定 §183"),
        Invariant(
            "I-35", zh: "治安调解不成或不履行的，依法处理并告知可诉",
            en: "A failed police mediation leads to a decision and the notice of suit",
            "治安管理处罚法 §9"),
        Invariant(
            "I-36", zh: "因调解免予处罚须具备全部条件", en: "Exemption from punishment needs all its conditions",
            "治安管理处罚法 §9；公安机关办理行政案件程序规定 §186"),
        Invariant(
            "I-37", zh: "法定不适用调解的治安案件不进入调解", en: "Excluded police cases are never mediated",
            "公安机关办理行政案件程序规定 §179"),
        Invariant(
            "I-38", zh: "一名警察调解的全程录音录像", en: "A single officer's mediation is recorded",
            "治安管理处罚法 §108"),
        Invariant(
            "I-39", zh: "未成年当事人通知监护人，嫌疑人不得由人代理", en: "A minor's guardian is notified; a suspect is not represented",
            "公安机关办理行政案件程序规定 §181"),
        Invariant(
            "I-40", zh: "2025年起先立案后委托", en: "From 2025 a suit is docketed before it is entrusted",
            "最高人民法院关于严格依法规范民事案件立案与调解工作的意见 §2、§5",
            [
                .test("since 2025 a court entrusts after docketing; its paper can be enforced without confirmation")
            ]),
        Invariant(
            "I-41", zh: "调解期限不计入审限，延期以双方同意为限", en: "Mediation is not trial time; it is prolonged only by consent",
            "最高人民法院关于严格依法规范民事案件立案与调解工作的意见 §3"),
        Invariant(
            "I-42", zh: "调解中认可的事实不用于诉讼", en: "What was conceded in mediation is not used in court",
            "最高人民法院关于人民法院特邀调解的规定 §22",
            [
                .test("I-42: a concession may leave only when every party has released it"),
                .test("I-42: no file for another district holds a concession"),
                .access("I-42: a court sees a concession only when every party has released it"),
            ]),
        Invariant(
            "I-43", zh: "调解员不得再任同案陪审员、代理人、证人或鉴定人", en: "A mediator is nothing else in the same dispute",
            "最高人民法院关于人民法院特邀调解的规定 §16",
            [
                .test("I-43: who represents, testifies, assesses or sits is not appointed mediator, by name or by id"),
                .test("I-43: a mediator does not represent, testify, assess or sit in the dispute, also after its end"),
                .test("I-43: names beside the history are compared, and a complaint stops a mediator in every dispute"),
            ]),
        Invariant(
            "I-44", zh: "调解过程和内容默认保密", en: "What happens in mediation is confidential by default",
            "人民调解法 §15、§23",
            [
                .access("each role gets exactly what the matrix says, in its own disputes and in others'"),
                .access("who sees the whole district sees no person and no sealed matter of others"),
                .access("I-44: what was said in mediation is shown to nobody over the interface"),
            ]),
        Invariant(
            "I-45", zh: "劳动调解满十五日未果的，可以申请仲裁并已告知",
            en: "After fifteen days without agreement labour arbitration is open and told",
            "劳动争议调解仲裁法 §14"),
        Invariant(
            "I-46", zh: "交警只受理一致的书面申请，起诉后不再调解",
            en: "Traffic police accept only a unanimous written application, and a suit ends it",
            "道路交通事故处理程序规定 §84、§86"),
        Invariant(
            "I-47", zh: "消费投诉七个工作日内决定受理，四十五个工作日内办结",
            en: "A consumer complaint is decided on in 7 working days and closed in 45",
            "市场监督管理投诉举报处理暂行办法 §14、§20、§21"),
        Invariant(
            "I-48", zh: "复议中止调解须双方同意", en: "Reconsideration is suspended for mediation with both consents",
            "行政复议法 §39"),
        Invariant(
            "I-49", zh: "复议和解撤回后不得以同一事实再申请", en: "After a settled reconsideration the same facts are not brought again",
            "行政复议法 §74"),
        Invariant(
            "I-50", zh: "复议审查期满视为受理", en: "Silence on an application for reconsideration accepts it",
            "行政复议法 §30"),
        Invariant(
            "I-51", zh: "信访十五日内告知，复核后终结", en: "A petition is acknowledged in fifteen days and final after re-review",
            "信访工作条例 §22、§23、§36"),
        Invariant(
            "I-52", zh: "信访调解须双方同意并书面达成", en: "A petition is mediated by consent and settled in writing",
            "信访工作条例 §33"),
        Invariant(
            "I-53", zh: "联合调解至少两个组织，一个牵头，计一件", en: "Joint mediation has two bodies or more, one lead, one count",
            "人民调解工作若干规定 §21、§27"),
    ]

    /// Of numbers, reports, payments and the whole.
    private static let books: [Invariant] = [
        Invariant(
            "I-54", zh: "案号连续不重复不更改", en: "Case numbers are unique, without gap, and never change",
            "人民调解委员会卷宗格式",
            [
                .constraint("case_number_series"),
                .constraint("primary key (district, kind, number)"),
                .test(
                    "dossier numbers of a body and year have neither gap nor double, whoever asks at the same moment"),
            ]),
        Invariant(
            "I-55", zh: "每案一个主类型、一个来源，分项之和等于合计",
            en: "Each case has one type and one source, and parts add up to totals",
            "人民调解工作统计",
            [
                .reportCheck("The parts of a split add up to the whole; open at start and end reconcile")
            ]),
        Invariant(
            "I-56", zh: "成功不多于调解，履行不多于成功，比率在零与一之间",
            en: "Successes never exceed mediations, performances never exceed successes",
            "人民调解工作统计",
            [
                .reportCheck("I-56: no report of any period and any part of a year breaks a theorem"),
                .reportCheck("I-56: made-up years of every seed keep the theorems"),
            ]),
        Invariant(
            "I-57", zh: "一案至多补贴一次，且须成功、履行、卷宗齐全", en: "A dispute is paid for once, when settled, performed and complete",
            "人民调解案件补贴办法",
            [
                .constraint("subsidy"),
                .test("I-57: a dispute is paid for once, when it is settled and performed, to who mediated it"),
                .test("I-57: nothing is paid while a paper of the dossier is missing"),
                .test("I-57: the database pays for a dispute once, whoever asks"),
            ]),
        Invariant(
            "I-58", zh: "申请时间一经登记不再更改", en: "The time of the application is recorded once",
            "最高人民法院关于审理民事案件适用诉讼时效制度若干问题的规定 §12",
            [
                .constraint("revoke update, delete on event, custody_past, case_number from nplus_writer"),
                .test("one changed byte is found and located"),
            ]),
        Invariant(
            "I-59", zh: "同一纠纷只有一份协议有效", en: "One agreement is in force per dispute",
            "人民调解法 §33；人民调解工作若干规定 §37",
            [
                .test("I-59: one agreement is in force on a claim between two parties")
            ]),
        Invariant(
            "I-60", zh: "投诉渠道始终可用", en: "The way to complain is always open",
            "人民调解法 §15；最高人民法院关于人民法院特邀调解的规定 §28",
            [
                .test("come out as on paper, and a complaint can be put on record at every step"),
                .test(
                    "I-60: a confirmed complaint stops the mediator here and elsewhere until the supervising body lifts it"
                ),
            ]),
    ]
}
