import Mediation
import Tabular
import Workflow

/// A dispute as a service tells it, for a person: what is covered there stays covered here.
struct RemoteCaseText {
    /// As the service wrote it.
    let document: JSON

    /// - Parameter format: a table for people, JSON as the service wrote it (docs/api.md), or the timeline as CSV.
    func rendered(as format: OutputFormat) -> String {
        switch format {
        case .table:
            ([head] + sections.filter { !$0.rows.isEmpty }.map { $0.rendered(as: .table) }).joined(separator: "\n")
        case .json: document.text + "\n"
        case .csv: timeline.rendered(as: .csv)
        }
    }

    /// The titles of the states, those of one run together.
    static func standing(_ states: JSON?) -> String {
        var runs: [(scope: Int, titles: [String])] = []
        for state in states?.elements ?? [] {
            let (scope, title) = (state["scope"]?.integer ?? 0, state["title"]?["zh"]?.string ?? "")
            if runs.last?.scope == scope {
                runs[runs.count - 1].titles.append(title)
            } else {
                runs.append((scope, [title]))
            }
        }
        return runs.map { $0.titles.joined(separator: "，") }.joined(separator: " · ")
    }

    var isIntact: Bool { document["chain"]?["intact"]?.flag != false }

    private func text(_ key: String) -> String { document[key]?.string ?? "" }

    private var head: String {
        let holder = document["holder"]
        let type = DisputeType(rawValue: text("type")).title.zh
        let source = DisputeSource(rawValue: text("source"))?.title.zh ?? text("source")
        let mark = document["synthetic"]?.flag == true ? "  【样例数据（合成）/ synthetic】" : ""
        return """
            \(text("code"))  \(document["title"]?["zh"]?.string ?? "")\(mark)

            现状 Stands at：\(Self.standing(document["standing"]))
            承办 Held by：\(holder?["name"]?.string ?? "")（\(holder?["id"]?.string ?? "")），自 \(text("heldSince").prefix(10))
            类型 Type：\(type)　来源 Source：\(source)
            登记 Registered：\(Self.minute(text("registered")))　第 \(document["revision"]?.integer ?? 0) 版 / revision

            """
    }

    private static func minute(_ instant: String) -> String { String(instant.prefix(16)).replacing("T", with: " ") }

    private var sections: [Listing] {
        [
            parties,
            listing(
                "请求 / Claims", "claims",
                [("number", "序号"), ("by", "由"), ("against", "对"), ("subject", "事项"), ("amount", "金额")]),
            listing(
                "流转 / Referrals", "referrals",
                [
                    ("number", "序号"), ("offered", "提出"), ("from", "移出单位"), ("to", "移入单位"), ("state", "结果"),
                    ("reason", "理由"), ("reply", "答复内容"),
                ]),
            listing(
                "调解案件 / Proceedings", "proceedings",
                [
                    ("number", "序号"), ("trackTitle", "类别"), ("body", "单位"), ("dossier", "卷宗编号"), ("accepted", "受理"),
                    ("concluded", "办结"), ("mediators", "调解员"), ("overdue", "超期"),
                ]),
            listing(
                "协议 / Agreements", "agreements",
                [("number", "序号"), ("parties", "当事人"), ("terms", "内容"), ("effective", "生效"), ("inForce", "有效")]),
            listing(
                "期限 / Clocks", "clocks",
                [("title", "期限"), ("started", "起算"), ("due", "届满"), ("expired", "已届满"), ("provisional", "暂定")]),
            timeline, possible, blocked,
        ]
    }

    private var parties: Listing {
        Listing(
            title: "当事人 / Parties",
            columns: [
                .init("number", "序号", .right), .init("side", "方别", .right), .init("role", "地位"),
                .init("name", "姓名或名称"), .init("kind", "种类"), .init("phone", "电话"),
            ],
            rows: (document["parties"]?.elements ?? []).map { party in
                let name = party["erased"]?.flag == true ? "（个人信息已删除）" : party["name"]?.string
                return [
                    .integer(party["number"]?.integer), .integer(party["side"]?.integer),
                    .text(party["role"]?.string.flatMap { Party.Role(rawValue: $0) }?.title.zh), .text(name),
                    .text(party["kind"]?.string.flatMap { Party.Kind(rawValue: $0) }?.title.zh),
                    .text(party["phone"]?.string),
                ]
            })
    }

    private var timeline: Listing {
        Listing(
            title: "经过 / Timeline",
            columns: [
                .init("sequence", "序号", .right), .init("occurred", "时间"), .init("actor", "由谁"), .init("act", "步骤"),
                .init("papers", "文书"), .init("law", "依据"),
            ],
            rows: (document["timeline"]?.elements ?? []).map { event in
                let actor = event["actor"]
                let who =
                    actor?["party"]?.integer.map { "当事人\($0)" } ?? RoleName.title(of: actor?["role"]?.string ?? "")
                return [
                    .integer(event["sequence"]?.integer), .text(Self.minute(event["occurred"]?.string ?? "")),
                    .text(who), .text(event["title"]?["zh"]?.string),
                    Self.joined(event["papers"]?.elements.compactMap { $0["title"]?["zh"]?.string }),
                    Self.joined(event["law"]?.elements.compactMap(\.string)),
                ]
            })
    }

    private var possible: Listing {
        Listing(
            title: "现在可以办理 / Possible now",
            columns: [
                .init("act", "步骤"), .init("title", "名称"), .init("roles", "由谁 --as"), .init("yours", "您可办理"),
                .init("fields", "须填 --set"), .init("depends", "办理时审查"),
            ],
            rows: (document["acts"]?["possible"]?.elements ?? []).map { offer in
                let fields = (offer["fields"]?.elements ?? []).filter { $0["required"]?.flag == true }
                return Self.offered(offer) + [
                    .flag(offer["yours"]?.flag == true),
                    Self.joined(
                        fields.map { "\($0["name"]?.string ?? "")=\($0["title"]?["zh"]?.string ?? "")" }, by: " "),
                    Self.joined(offer["examined"]?.elements.compactMap { $0["zh"]?.string }, by: "、"),
                ]
            })
    }

    private var blocked: Listing {
        Listing(
            title: "现在还不能办理 / Not yet",
            columns: [.init("act", "步骤"), .init("title", "名称"), .init("roles", "由谁 --as"), .init("reason", "原因")],
            rows: (document["acts"]?["blocked"]?.elements ?? []).map { offer in
                Self.offered(offer) + [Self.joined(offer["reasons"]?.elements.compactMap { $0["zh"]?.string })]
            })
    }

    private static func offered(_ offer: JSON) -> [Value] {
        [
            .text(offer["act"]?.string), .text(offer["title"]?["zh"]?.string),
            joined(offer["roles"]?.elements.compactMap(\.string).map(RoleName.title), by: " "),
        ]
    }

    /// A table of members that tell themselves.
    private func listing(_ title: String, _ key: String, _ columns: [(key: String, title: String)]) -> Listing {
        Listing(
            title: title, columns: columns.map { .init($0.key, $0.title, $0.key == "number" ? .right : .left) },
            rows: (document[key]?.elements ?? []).map { row in columns.map { Self.value(row[$0.key]) } })
    }

    private static func value(_ json: JSON?) -> Value {
        switch json ?? .null {
        case .null: .missing
        case .bool(let flag): .flag(flag)
        case .number(let text): .text(text)
        case .string(let text): .text(isInstant(text) ? String(text.prefix(10)) : text)
        case .array(let elements): joined(elements.map { value($0).display }, by: "、")
        case .object: .text(json?["zh"]?.string ?? json?["name"]?.string)
        }
    }

    private static func isInstant(_ text: String) -> Bool {
        text.utf8.count > 19 && text.utf8.dropFirst(10).first == UInt8(ascii: "T")
            && text.prefix(4).allSatisfy(\.isNumber)
    }

    private static func joined(_ parts: [String]?, by separator: String = "；") -> Value {
        guard let parts, !parts.isEmpty else { return .missing }
        return .text(parts.joined(separator: separator))
    }
}
