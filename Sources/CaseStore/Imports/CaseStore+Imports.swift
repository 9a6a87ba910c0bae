package import LegalTime
package import Mediation
import Postgres

/// A register that is to come in.
package struct ImportJob: Sendable {
    package enum State: String, Sendable, CaseIterable {
        case waiting, running, done, failed
    }

    package let id: CaseID
    package let created: Instant
    package let createdBy: String
    package let state: State
    /// Rows in all, and how many of them are decided.
    package let rows: Int
    package let done: Int
    package let finished: Instant?
    /// JSON; nil until it is finished.
    package let report: String?
}

/// A sheet as it was sent.
package struct ImportSheet: Sendable {
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

extension CaseStore {
    /// Keeps some sheets until somebody takes them in.
    package func addImport(
        _ id: CaseID, _ sheets: [ImportSheet], rows: Int, by: String, at: Instant
    ) async throws(StoreError) {
        let statement = Statement(
            Self.addImportText, district.rawValue, id.postgres, at.postgres, by, Int32(rows), sheets.map(\.name),
            sheets.map(\.bytes))
        try await storing { () throws(PostgresError) in _ = try await client.execute(statement) }
    }

    package func importJob(_ id: CaseID) async throws(StoreError) -> ImportJob? {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(Statement(Self.importJobText, district.rawValue, id.postgres)).decode(
                (PostgresTimestamp, String, String, Int32, Int32, PostgresTimestamp?, String?).self)
        }
        guard let row = rows.first else { return nil }
        guard let state = ImportJob.State(rawValue: row.2) else { throw StoreError(.corrupt, "an import is \(row.2)") }
        return ImportJob(
            id: id, created: Instant(row.0), createdBy: row.1, state: state, rows: Int(row.3), done: Int(row.4),
            finished: row.5.map { Instant($0) }, report: row.6)
    }

    /// How many registers wait or are coming in.
    package func openImports() async throws(StoreError) -> Int {
        let statement = Statement(Self.openImportsText, district.rawValue)
        let count: Int64 = try await run(StoreQuery(statement: statement) { try $0.only(Int64.self) })
        return Int(count)
    }

    /// Takes the earliest job that nobody works on.
    ///
    /// - Parameter seconds: After so long a silence whoever worked on it counts as gone.
    package func takeImport(silentFor seconds: Int) async throws(StoreError) -> (id: CaseID, sheets: [ImportSheet])? {
        let taken = try await storing { () throws(PostgresError) in
            try await client.query(Statement(Self.takeImportText, district.rawValue, Int32(seconds)))
                .decode(PostgresUUID.self)
        }
        guard let id = taken.first else { return nil }
        let sheets = try await storing { () throws(PostgresError) in
            try await client.query(Statement(Self.importSheetsText, district.rawValue, id))
                .decode((String, [UInt8]).self)
        }
        return (CaseID(id), sheets.map { ImportSheet(name: $0.0, bytes: $0.1) })
    }

    /// Says that somebody is still at work on a job, and how far.
    package func beatImport(_ id: CaseID, done: Int) async throws(StoreError) {
        let statement = Statement(Self.beatImportText, district.rawValue, id.postgres, Int32(done))
        try await storing { () throws(PostgresError) in _ = try await client.execute(statement) }
    }

    /// Puts a job back that could not be finished now.
    package func returnImport(_ id: CaseID) async throws(StoreError) {
        let statement = Statement(Self.returnImportText, district.rawValue, id.postgres)
        try await storing { () throws(PostgresError) in _ = try await client.execute(statement) }
    }

    /// Keeps what became of a job; what was sent is not needed any more.
    package func finishImport(
        _ id: CaseID, _ state: ImportJob.State, done: Int, report: String, at: Instant
    ) async throws(StoreError) {
        let statement = Statement(
            Self.finishImportText, district.rawValue, id.postgres, state.rawValue, Int32(done), report, at.postgres)
        try await storing { () throws(PostgresError) in _ = try await client.execute(statement) }
    }

    private static let addImportText: SQL = """
        with job as (
            insert into import_job (district, id, created_at, created_by, state, rows) values ($1, $2, $3, $4, 'waiting', $5)
        )
        insert into import_sheet (district, job, number, name, content)
        select $1, $2, s.number, s.name, s.content
        from unnest($6::text[], $7::bytea[]) with ordinality as s (name, content, number)
        """
    private static let importJobText: SQL = """
        select created_at, created_by, state, rows, done, finished_at, report::text
        from import_job where district = $1 and id = $2
        """
    private static let openImportsText: SQL = """
        select count(*) from import_job where district = $1 and state in ('waiting', 'running')
        """
    private static let takeImportText: SQL = """
        update import_job j set state = 'running', beat_at = clock_timestamp()
        from (
            select id from import_job
            where district = $1 and (state = 'waiting'
                or state = 'running' and beat_at < clock_timestamp() - $2 * interval '1 second')
            order by created_at, id limit 1 for update skip locked) w
        where j.district = $1 and j.id = w.id
        returning j.id
        """
    private static let importSheetsText: SQL = """
        select name, content from import_sheet where district = $1 and job = $2 order by number
        """
    private static let beatImportText: SQL = """
        update import_job set beat_at = clock_timestamp(), done = $3 where district = $1 and id = $2 and state = 'running'
        """
    private static let returnImportText: SQL = """
        update import_job set state = 'waiting' where district = $1 and id = $2 and state = 'running'
        """
    private static let finishImportText: SQL = """
        with sheets as (
            delete from import_sheet where district = $1 and job = $2
        )
        update import_job set state = $3, done = $4, report = $5::json, finished_at = $6
        where district = $1 and id = $2 and state = 'running'
        """
}
