/// What an element may hold: its attributes, and the elements directly inside.
struct Grammar {
    let attributes: [String]
    let required: [String]
    let children: [String]

    private init(_ attributes: [String] = [], required: [String] = [], children: [String] = []) {
        self.attributes = required + attributes
        self.required = required
        self.children = children
    }

    /// Elements that make a node of the tree of states.
    static let stateNames: Set<String> = ["state", "parallel", "final", "history"]
    private static let actions = ["raise", "if", "send", "cancel", "log", "assign"]

    static let scxml = Grammar(
        ["initial", "name", "version", "datamodel", "binding"], children: ["datamodel", "state", "parallel", "final"])
    static let elements: [String: Grammar] = [
        "state": Grammar(
            ["id", "initial"],
            children: ["onentry", "onexit", "transition", "initial", "state", "parallel", "final", "history"]),
        "parallel": Grammar(["id"], children: ["onentry", "onexit", "transition", "state", "parallel", "history"]),
        "final": Grammar(["id"], children: ["onentry", "onexit", "donedata"]),
        "history": Grammar(["id", "type"], children: ["transition"]),
        "initial": Grammar(children: ["transition"]),
        "transition": Grammar(["event", "cond", "target", "type"], children: actions),
        "onentry": Grammar(children: actions),
        "onexit": Grammar(children: actions),
        "raise": Grammar(required: ["event"]),
        "if": Grammar(required: ["cond"], children: actions + ["elseif", "else"]),
        "elseif": Grammar(required: ["cond"]),
        "else": Grammar(),
        "send": Grammar(["target", "type", "id", "delay"], required: ["event"], children: ["content"]),
        "cancel": Grammar(required: ["sendid"]),
        "log": Grammar(["label", "expr"]),
        "assign": Grammar(required: ["location", "expr"]),
        "donedata": Grammar(children: ["content"]),
        "content": Grammar(),
        "datamodel": Grammar(children: ["data"]),
        "data": Grammar(["expr"], required: ["id"]),
    ]

    /// Elements of the Recommendation that need a data model, or another session.
    static let beyond: Set<String> = [
        "script", "foreach", "param", "invoke", "finalize", "content", "datamodel", "data", "assign",
    ]
    /// Attributes of the Recommendation that hold an expression whose value a data model would have to give.
    static let expressions: Set<String> = [
        "eventexpr", "targetexpr", "typeexpr", "delayexpr", "sendidexpr", "idlocation", "namelist", "expr", "src",
        "location",
    ]
    /// Elements that only the data model of facts understands.
    static let ofFacts: Set<String> = ["datamodel", "data", "assign"]
    /// What may hold text.
    static let withText: Set<String> = ["content"]
}
