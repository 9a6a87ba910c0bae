// Scenario files.
extension Grammar {
    static let scenarioFile = Object(
        name: "scenarioFile",
        keys: [Key("scenarios", .list(.object(scenario)), zh: "情景", en: "scenarios", isRequired: true)])

    static let scenario = Object(
        name: "scenario",
        keys: [
            Key("name", .bilingual, zh: "名称", en: "its name", isRequired: true),
            Key("parties", .integer(0...255), zh: "几个成员", en: "how many members"),
            Key("start", .instant, zh: "开始的时间", en: "when the run begins", isRequired: true),
            Key("given", .list(.object(step)), zh: "依次发生的事", en: "what happens, in order", isRequired: true),
            Key("expect", .object(expectation), zh: "最后须如此", en: "what must hold at the end"),
            Key("note", .note, zh: "给读者的说明", en: "for readers"),
            Key("law", .text, zh: "依据", en: "the rule it shows"),
        ])

    static let step = Object(
        name: "step",
        keys: [
            Key(
                "at", .instant, zh: "时间，或当日几时", en: "a time, or a time of day on the day of the step before",
                isRequired: true),
            Key("do", .event, zh: "所做的事", en: "what is done"),
            Key("by", .word(.role), zh: "由谁", en: "by whom"),
            Key("party", .integer(1...255), zh: "哪个成员，从 1 起", en: "the member it is about, from 1"),
            Key("facts", .oneOrList(.word(.predicate)), zh: "此刻成立的查询条件", en: "the predicates that hold at that moment"),
            Key("days", .either(.integer(1...36_600), .term), zh: "延长多久", en: "the length of an extension"),
            Key("refused", .boolean, zh: "须被拒绝", en: "must be refused"),
            Key("because", .text, zh: "拒绝的话中有此", en: "what the refusal contains"),
            Key("wait", .boolean, zh: "只让时间过去", en: "only lets time pass"),
            Key("expect", .object(expectation), zh: "此后须如此", en: "what must hold then"),
            Key("note", .note, zh: "给读者的说明", en: "for readers"),
        ])

    static let expectation = Object(
        name: "expectation",
        keys: [
            Key("state", .oneOrList(.identifier), zh: "所处状态", en: "active states"),
            Key("outcome", .word(.outcome), zh: "结果", en: "the outcome"),
            Key("clocks", .map(.dueDay), zh: "期限的届满日；none 为不计算", en: "due days of clocks; none: does not run"),
            Key("papers", .oneOrList(.word(.paper)), zh: "至此制作的文书", en: "papers made so far"),
        ])
}
