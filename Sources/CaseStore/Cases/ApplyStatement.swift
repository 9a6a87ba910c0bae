/// The one statement that writes cases: any number of them, each by compare-and-swap, in one round trip and one commit.
///
/// The rows of the cases stand in arrays. `applied` holds the cases whose revision was as expected and whose key was
/// unused; every other part joins it, so a stale case writes nothing and never disturbs its neighbours. Only the parts
/// that have rows are in the text; each combination is one prepared statement.
enum ApplyStatement {
    /// - Parameter sections: Positions in ``ApplySection/all`` of the parts that have rows, ascending.
    static func text(sections: [Int]) -> String {
        var parts = [head]
        var parameter = headColumns.count
        for position in sections {
            let section = ApplySection.all[position]
            let arrays = section.columns.map { column in
                parameter += 1
                return "$\(parameter)::\(column.type)[]"
            }
            let names = section.columns.map(\.name).joined(separator: ", ")
            let rows = """
                (select x.* from unnest(\(arrays.joined(separator: ", "))) as x (\(names))
                join applied using (district, case_id)) as r
                """
            parts.append(
                "\(section.name) as (\(section.body.replacing("{rows}", with: rows)))")
        }
        return "with " + parts.joined(separator: ",\n") + "\nselect case_id from applied"
    }

    static let headColumns = ["int4", "uuid", "int4", "int4", "bytea", "text", "text"]

    private static let head = """
        input as (
            select * from unnest(
                $1::int4[], $2::uuid[], $3::int4[], $4::int4[], $5::bytea[], $6::text[], $7::text[])
                as i (district, id, expected, revision, head, document, idempotency)
        ),
        fresh as (
            select i.* from input i
            where i.idempotency is null or not exists (
                select 1 from event e where e.district = i.district and e.idempotency = i.idempotency)
        ),
        updated as (
            update dispute d set revision = i.revision, head = i.head, document = i.document::jsonb
            from fresh i
            where i.expected > 0 and d.district = i.district and d.id = i.id and d.revision = i.expected
            returning d.district, d.id as case_id
        ),
        inserted as (
            insert into dispute (district, id, revision, head, document)
            select i.district, i.id, i.revision, i.head, i.document::jsonb from fresh i where i.expected = 0
            on conflict do nothing
            returning district, id as case_id
        ),
        applied as (select * from updated union all select * from inserted)
        """
}
