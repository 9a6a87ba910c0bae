import Postgres

/// The one statement that writes cases of a district: any number of them, each by compare-and-swap, in one round trip and
/// one commit.
///
/// The rows of the cases stand in arrays. `applied` holds the cases whose revision and last hash were as expected and whose
/// key was unused; every other part asks it, so a stale case writes nothing and never disturbs its neighbours. Only the parts
/// that have rows are in the text; each combination is one prepared statement.
///
/// A lone case takes the first elements of the same arrays instead of making rows of them: a lone caller waits for every
/// microsecond of the server.
///
/// Rows that are looked for take their district from the input, not from the parameter: a plan made while the tables are
/// small could otherwise go through all rows of the district, and would be kept when they have grown.
enum ApplyStatement {
    /// Which parts a statement has.
    struct Shape: OptionSet, Hashable {
        let rawValue: UInt32

        /// Some case exists already.
        static let updates = Shape(rawValue: 1)
        /// Some case is new.
        static let inserts = Shape(rawValue: 2)
        /// Some command came under a key.
        static let keys = Shape(rawValue: 4)

        /// It is one case.
        static let lone = Shape(rawValue: 8)

        /// The section at a position of ``ApplySection/all`` has rows.
        static func section(_ position: Int) -> Shape { Shape(rawValue: 16 << UInt32(position)) }
        /// It has more than one.
        static func several(_ position: Int) -> Shape { Shape(rawValue: 0x4_0000 << UInt32(position)) }
    }

    static func sql(_ shape: Shape) -> SQL {
        texts.withLock { texts in
            if let known = texts[shape] { return known }
            let sql = SQL(trusted: text(shape))
            texts[shape] = sql
            return sql
        }
    }

    private static let texts = Lock<[Shape: SQL]>([:])

    private static func text(_ shape: Shape) -> String {
        let isLone = shape.contains(.lone)
        var parts = isLone ? [] : [input(shape)]
        var applied: [String] = []
        if shape.contains(.updates) {
            parts.append(isLone ? loneUpdated : updated)
            applied.append("select case_id from updated")
        }
        if shape.contains(.inserts) {
            parts.append(isLone ? loneInserted : inserted)
            applied.append("select case_id from inserted")
        }
        parts.append("applied as (\(applied.joined(separator: " union all ")))")
        var parameter = shape.contains(.keys) ? 8 : 7
        for (position, section) in ApplySection.all.enumerated() where shape.contains(.section(position)) {
            let arrays = section.columns.map { column in
                parameter += 1
                return "$\(parameter)::\(column.type)[]"
            }
            let names = section.columns.map(\.name)
            let rows =
                isLone && !shape.contains(.several(position))
                ? firstElements(of: arrays, names) : elements(of: arrays, names)
            parts.append("\(section.name) as (\(section.body.replacing("{rows}", with: rows)))")
        }
        return "with " + parts.joined(separator: ",\n") + "\nselect case_id from applied"
    }

    private static func elements(of arrays: [String], _ names: [String]) -> String {
        // "is true" keeps the planner from making a join of it: a hash of the ids serves any size of batch.
        """
        (select x.* from unnest(\(arrays.joined(separator: ", "))) as x (\(names.joined(separator: ", ")))
        where (x.case_id in (select case_id from applied)) is true) as r
        """
    }

    private static func firstElements(of arrays: [String], _ names: [String]) -> String {
        let values = zip(arrays, names).map { "(\($0))[1] as \($1)" }
        return "(select \(values.joined(separator: ", ")) from applied) as r"
    }

    /// A command whose key was used before is left out, and so counts as stale.
    private static func input(_ shape: Shape) -> String {
        guard shape.contains(.keys) else {
            return """
                input as materialized (
                    select $1::int4 as district, i.*
                    from unnest($2::uuid[], $3::int4[], $4::bytea[], $5::int4[], $6::bytea[], $7::text[])
                        as i (id, expected, previous, revision, head, document)
                )
                """
        }
        return """
            asked as materialized (
                select $1::int4 as district, i.*
                from unnest($2::uuid[], $3::int4[], $4::bytea[], $5::int4[], $6::bytea[], $7::text[], $8::text[])
                    as i (id, expected, previous, revision, head, document, idempotency)
            ),
            input as materialized (
                select i.* from asked i
                left join event e on e.district = i.district and e.idempotency = i.idempotency
                where e.case_id is null
            )
            """
    }

    private static let updated = """
        updated as (
            update dispute d set revision = i.revision, head = i.head, document = i.document
            from input i
            where i.expected > 0 and d.district = i.district and d.id = i.id and d.revision = i.expected
                and d.head = i.previous
            returning d.id as case_id
        )
        """

    private static let inserted = """
        inserted as (
            insert into dispute (district, id, revision, head, document)
            select $1, i.id, i.revision, i.head, i.document from input i where i.expected = 0
            on conflict do nothing
            returning id as case_id
        )
        """

    private static let loneUpdated = """
        updated as (
            update dispute set revision = ($5::int4[])[1], head = ($6::bytea[])[1], document = ($7::text[])[1]
            where district = $1::int4 and id = ($2::uuid[])[1] and revision = ($3::int4[])[1]
                and head = ($4::bytea[])[1]
            returning id as case_id
        )
        """

    private static let loneInserted = """
        inserted as (
            insert into dispute (district, id, revision, head, document)
            select $1::int4, ($2::uuid[])[1], ($5::int4[])[1], ($6::bytea[])[1], ($7::text[])[1] where ($3::int4[])[1] = 0
            on conflict do nothing
            returning id as case_id
        )
        """
}
