// Workflow files.
extension Grammar {
    private static let title = Key("title", .bilingual, zh: "名称", en: "title")
    private static let note = Key("note", .note, zh: "给读者的说明", en: "for readers")
    private static let law = [
        Key(
            "law", .text, zh: "依据的法律和条文；只写“§23”时属于文件的“law”",
            en: "the rule it rests on; “§23” alone belongs to the “law” of the file"),
        Key(
            "certainty", .one(of: Certainty.allCases.map(\.rawValue)), zh: "对引用的把握",
            en: "how sure the citation is; verified when absent"),
    ]

    static let file = Object(
        name: "file",
        keys: [
            Key("workflow", .identifier, zh: "流程的标识", en: "the id of the workflow", isRequired: true),
            Key(
                "kind", .one(of: Workflow.Kind.allCases.map(\.rawValue)), zh: "pipeline：纠纷在各组织间的全过程；track：一种程序",
                en: "pipeline, the life of a dispute across bodies; track, one procedure", isRequired: true),
            Key("title", .bilingual, zh: "名称", en: "title", isRequired: true),
            Key("inForce", .object(inForce), zh: "施行期间", en: "when it is in force", isRequired: true),
            Key("law", .text, zh: "只写条文时所属的法律", en: "the instrument that an article alone belongs to"),
            note,
            Key(
                "initial", .oneOrList(.identifier), zh: "开始的状态，默认第一个",
                en: "where a run begins; the first state when absent"),
            Key("facts", .map(.object(fact)), zh: "条件所依据的事实", en: "what conditions read"),
            Key("clocks", .map(.object(clock)), zh: "期限", en: "time limits"),
            Key("states", .states, zh: "状态", en: "states", isRequired: true),
            Key("properties", .list(.object(property)), zh: "对一切可能经过的保证", en: "what holds on every possible history"),
        ])

    static let inForce = Object(
        name: "inForce",
        keys: [
            Key("from", .day, zh: "施行之日", en: "the first day", isRequired: true),
            Key("until", .day, zh: "最后一日", en: "the last day"),
        ])

    static let fact = Object(
        name: "fact",
        keys: domains + [
            Key("each", .word(.role), zh: "每个成员各有一个值", en: "a value for each member of the role"), title,
        ])

    /// Exactly one of them stands in a fact.
    static let domains = [
        Key("boolean", .onlyTrue, zh: "是或否，开始为否", en: "true or false; false at the start"),
        Key("values", .list(.identifier), zh: "取值，开始为第一个", en: "the values; the first holds at the start"),
        Key("counter", .integer(1...255), zh: "从 0 计到此数", en: "counts from 0 up to this"),
        Key("asks", .word(.predicate), zh: "事件发生时查询业务数据", en: "asked of the domain when an event arrives"),
    ]

    static let clock = Object(
        name: "clock",
        keys: [
            title,
            Key("length", .term, zh: "长度", en: "how long", isRequired: true),
            Key("warn", .list(.integer(1...366)), zh: "届满前几日提醒", en: "days before the end on which to warn"),
            Key("extend", .object(`extension`), zh: "延长的规则", en: "how it can be extended"),
        ] + law + [note])

    static let `extension` = Object(
        name: "extension",
        keys: [
            Key("by", .oneOrList(.consent), zh: "须经谁同意", en: "whose consent it needs", isRequired: true),
            Key("most", .term, zh: "一次最长", en: "the longest single extension"),
        ])

    static let state = Object(
        name: "state",
        keys: [
            title,
            Key("initial", .oneOrList(.identifier), zh: "内部开始的状态", en: "where it begins inside"),
            Key("states", .states, zh: "内部状态", en: "the states inside"),
            Key("parallel", .boolean, zh: "内部各状态同时进行", en: "all states inside are active together"),
            Key("final", .boolean, zh: "终结状态", en: "completes the state around it"),
            Key(
                "history", .one(of: ["shallow", "deep"]), zh: "回到离开前的状态",
                en: "stands for what was last active beside it"),
            Key("outcome", .word(.outcome), zh: "最上层终结状态的结果", en: "what a final state at the top reports"),
            Key(
                "invoke", .identifier, zh: "运行另一流程；track 为启动时所选",
                en: "runs another workflow; track: the one named when it was opened"),
            Key("clock", .oneOrList(.identifier), zh: "在此状态中计算的期限", en: "clocks that run while it is active"),
            Key("pauses", .oneOrList(.identifier), zh: "在此状态中中止的期限", en: "clocks that stand still while it is active"),
            Key("enter", .list(.object(effect)), zh: "进入时", en: "done on entry"),
            Key("exit", .list(.object(effect)), zh: "离开时", en: "done on exit"),
            Key("on", .map(.oneOrList(.object(transition))), zh: "事件引起的转换", en: "transitions by event"),
            Key(
                "always", .oneOrList(.object(transition)), zh: "条件具备即转换",
                en: "transitions taken as soon as their condition holds"),
        ] + law + [note])

    static let transition = Object(
        name: "transition",
        keys: [
            Key("to", .oneOrList(.identifier), zh: "转入的状态", en: "the target, or several in parallel states"),
            Key("internal", .boolean, zh: "不离开所在状态", en: "does not leave and re-enter its state"),
            Key("by", .oneOrList(.word(.role)), zh: "谁可以", en: "who may do it; absent: only the engine"),
            Key("when", .condition, zh: "条件", en: "the condition"),
            Key("records", .oneOrList(.word(.record)), zh: "须登记的内容", en: "the data an act must carry"),
            Key("mayRecord", .oneOrList(.word(.record)), zh: "可附的内容", en: "the data an act may carry"),
        ] + law + [title, note] + doings)

    /// What a transition does.
    static let doings = [
        Key("set", .map(.factValue), zh: "设定事实", en: "sets facts"),
        Key("raise", .oneOrList(.event), zh: "引发事件", en: "events handled within the same step"),
        Key("start", .oneOrList(.identifier), zh: "开始计算期限", en: "starts clocks anew"),
        Key("stop", .oneOrList(.identifier), zh: "停止计算期限", en: "stops clocks"),
        Key("extend", .oneOrList(.identifier), zh: "延长期限", en: "extends clocks"),
        Key("papers", .oneOrList(.word(.paper)), zh: "制作的文书", en: "the documents it makes"),
        Key("notify", .oneOrList(.word(.role)), zh: "通知谁", en: "the roles to be told"),
    ]

    /// One thing done on entry or exit; it has one key.
    static let effect = Object(
        name: "effect",
        keys: [
            Key("start", .oneOrList(.identifier), zh: "开始计算期限", en: "starts clocks"),
            Key("stop", .oneOrList(.identifier), zh: "停止计算期限", en: "stops clocks"),
            Key("paper", .oneOrList(.word(.paper)), zh: "制作文书", en: "makes documents"),
            Key("notify", .oneOrList(.word(.role)), zh: "通知谁", en: "tells roles"),
            Key("raise", .oneOrList(.event), zh: "引发事件", en: "raises events"),
            Key("set", .map(.factValue), zh: "设定事实", en: "sets facts"),
        ])

    static let property = Object(
        name: "property",
        keys: [Key("id", .text, zh: "编号", en: "its number", isRequired: true), title] + law + [note] + forms + parts
            + scopes)

    /// Exactly one of them stands in a property.
    static let forms = [
        Key("never", .condition, zh: "从不", en: "no step satisfies it"),
        Key("always", .condition, zh: "总是", en: "every step satisfies it"),
        Key("whenever", .condition, zh: "凡……（与 holds 同用）", en: "every step that satisfies it satisfies “holds”"),
        Key("leadsTo", .object(fromTo("leadsTo")), zh: "其后必有", en: "the first is always followed by the second"),
        Key("precedes", .object(firstThen), zh: "其前必有", en: "the second never comes before the first"),
        Key("atMost", .integer(0...100), zh: "至多几次（与 of 同用）", en: "at most so many steps satisfy “of”"),
        Key("fromEvery", .text, zh: "凡处于此状态（或条件）", en: "wherever the state is active or the condition holds"),
    ]

    /// Each stands with one form only.
    static let parts = [
        Key("holds", .condition, zh: "则须（与 whenever 同用）", en: "what must hold; with “whenever”"),
        Key("of", .condition, zh: "所计的（与 atMost 同用）", en: "what is counted; with “atMost”"),
        Key("possible", .event, zh: "此事件随时可以（与 fromEvery 同用）", en: "the event is accepted; with “fromEvery”"),
        Key("by", .word(.role), zh: "由此角色（与 possible 同用）", en: "of this role; with “possible”"),
        Key("reachable", .condition, zh: "终能达到（与 fromEvery 同用）", en: "a history goes on to it; with “fromEvery”"),
    ]

    static let scopes = [
        Key("before", .condition, zh: "限于此前", en: "looks only before this"),
        Key("after", .condition, zh: "限于此后", en: "looks only after this"),
        Key("between", .object(fromTo("between")), zh: "限于两者之间", en: "looks only between these"),
    ]

    private static func fromTo(_ name: String) -> Object {
        Object(
            name: name,
            keys: [
                Key("from", .condition, zh: "自", en: "from", isRequired: true),
                Key("to", .condition, zh: "至", en: "to", isRequired: true),
            ])
    }

    private static let firstThen = Object(
        name: "precedes",
        keys: [
            Key("first", .condition, zh: "先", en: "what comes first", isRequired: true),
            Key("then", .condition, zh: "后", en: "what comes then", isRequired: true),
        ])
}
