/// One table's part of the apply statement: rows as columns, and what is done with those of the cases that were applied.
struct ApplySection {
    let name: String
    /// Column names and SQL types of the rows; `case_id` is always the first.
    let columns: [(name: String, type: String)]
    /// The statement with `{rows}` where the rows of applied cases stand, as relation `r`; `$1` is the district.
    let body: String

    static let all: [ApplySection] = [
        .insert(
            "event",
            [
                ("sequence", "int4"), ("occurred_at", "timestamptz"), ("recorded_at", "timestamptz"), ("act", "text"),
                ("content", "text"), ("previous", "bytea"), ("algorithm", "text"), ("hash", "bytea"),
                ("idempotency", "text"), ("request", "bytea"),
            ]),
        .insert(
            "case_number",
            [("kind", "text"), ("number", "text"), ("series", "text"), ("year", "int4"), ("sequence", "int4")]),
        .insert(
            "person", [("party", "int4"), ("salt", "bytea"), ("particulars", "text")], casts: ["particulars": "json"]),
        .insert(
            "custody", [("body", "text"), ("since", "timestamptz")],
            suffix: "on conflict (district, case_id) do update set body = excluded.body, since = excluded.since"),
        .insert(
            "custody_past",
            [("sequence", "int4"), ("body", "text"), ("since", "timestamptz"), ("until", "timestamptz")]),
        .insert(
            "work_item", [("body", "text"), ("due", "date"), ("registered", "date")],
            suffix: """
                on conflict (district, case_id) do update set body = excluded.body, due = excluded.due
                """),
        .delete("work_item", []),
        .insert(
            "clock", [("proceeding", "int4"), ("name", "text"), ("due_at", "timestamptz"), ("revision", "int4")],
            suffix: """
                on conflict (district, case_id, proceeding, name) do update
                set due_at = excluded.due_at, revision = excluded.revision
                """),
        .delete("clock", [("proceeding", "int4"), ("name", "text")]),
        .insert(
            "outbox",
            [
                ("sequence", "int4"), ("number", "int4"), ("topic", "text"), ("body", "text"),
                ("not_before", "timestamptz"),
            ], casts: ["body": "json"]),
        .insert(
            "report_entry",
            [
                ("sequence", "int4"), ("proceeding", "int4"), ("measure", "int2"), ("day", "date"),
                ("recorded_at", "timestamptz"), ("body", "text"), ("office", "text"), ("body_kind", "text"),
                ("track", "text"), ("type", "text"), ("source", "text"), ("outcome", "text"), ("form", "text"),
                ("days", "int4"), ("amount", "int8"), ("synthetic", "bool"),
            ]),
        .insert(
            "complaint",
            [
                ("number", "int4"), ("code", "text"), ("receiver", "text"), ("body", "text"), ("mediator", "text"),
                ("ground", "text"), ("filed", "date"), ("due", "date"), ("answered", "date"), ("confirmed", "bool"),
                ("lifted", "date"),
            ],
            suffix: """
                on conflict (district, case_id, number) do update
                set answered = excluded.answered, confirmed = excluded.confirmed, lifted = excluded.lifted
                """),
        .insert(
            "subsidy",
            [
                ("code", "text"), ("dossier", "text"), ("mediator", "text"), ("body", "text"), ("grade", "text"),
                ("amount", "int8"), ("basis", "text"), ("verified", "bool"), ("day", "date"),
            ]),
        .insert("event_trace", [("sequence", "int4"), ("trace", "bytea")]),
    ]

    private static let key = [("case_id", "uuid")]

    private static func insert(
        _ table: String, _ columns: [(String, String)], casts: [String: String] = [:], suffix: String = ""
    ) -> ApplySection {
        let all = key + columns
        let names = all.map(\.0).joined(separator: ", ")
        let values = all.map { column in "r.\(column.0)" + (casts[column.0].map { "::\($0)" } ?? "") }
        return ApplySection(
            name: "insert_\(table)", columns: all.map { (name: $0.0, type: $0.1) },
            body:
                "insert into \(table) (district, \(names)) select $1, \(values.joined(separator: ", ")) from {rows} \(suffix)"
        )
    }

    private static func delete(_ table: String, _ columns: [(String, String)]) -> ApplySection {
        let all = key + columns
        let match = all.map { "t.\($0.0) = s.\($0.0)" }.joined(separator: " and ")
        return ApplySection(
            name: "delete_\(table)", columns: all.map { (name: $0.0, type: $0.1) },
            body: """
                delete from \(table) t using (select $1::int4 as district, r.* from {rows} offset 0) s
                where t.district = s.district and \(match)
                """)
    }
}
