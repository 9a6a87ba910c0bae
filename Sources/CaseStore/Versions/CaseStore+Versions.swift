import Canonical
package import LegalTime
package import Mediation
import Postgres
package import Workflow

/// A plan that was confirmed, as it is kept.
package struct ConfirmedVersionPlan: Sendable {
    package let plan: String
    package let from: WorkflowVersion
    package let to: WorkflowVersion
    package let items: [VersionMoveItem]
    package let confirmedBy: String
    package let confirmedAt: Instant
    package let finishedAt: Instant?
    package let revertedBy: String?
    package let revertedAt: Instant?
}

extension CaseStore {
    /// Every dispute that is not closed, as of one instant: page by page in one snapshot of the database.
    package func liveCasesInOneSnapshot(
        pages size: Int = 500, _ each: (Dispute) -> Void
    ) async throws(StoreError) {
        let district = district.rawValue
        let documents: [String]
        do {
            documents = try await client.withTransaction(isolation: .repeatableRead, readOnly: true) {
                (connection) throws(PostgresError) in
                var documents: [String] = []
                var last: PostgresUUID?
                while true {
                    let rows = try await connection.query(Statement(Self.snapshotText, district, last, Int64(size)))
                        .decode((PostgresUUID, String).self)
                    documents += rows.map(\.1)
                    guard rows.count == size, let end = rows.last else { return documents }
                    last = end.0
                }
            }
        } catch {
            throw error.postgresError.map(StoreError.init) ?? StoreError(.database, "\(error)")
        }
        for document in documents { each(try CanonicalJSON.decode(Dispute.self, from: document)) }
    }

    /// Keeps a confirmed plan. Doing it again changes nothing.
    package func confirm(
        plan: String, from: WorkflowVersion, to: WorkflowVersion, items: [VersionMoveItem], by: String, at: Instant
    ) async throws(StoreError) {
        let text = CanonicalJSON.encode(items)
        _ = try await storing { () throws(PostgresError) in
            try await client.execute(
                Statement(
                    Self.confirmText, district.rawValue, plan, from.id, from.from.postgres, to.from.postgres, text, by,
                    at.postgres))
        }
    }

    /// A confirmed plan; nil when there is none of this hash.
    package func versionPlan(_ plan: String) async throws(StoreError) -> ConfirmedVersionPlan? {
        try await versionPlans().first { $0.plan == plan }
    }

    /// All confirmed plans, the earliest first.
    package func versionPlans() async throws(StoreError) -> [ConfirmedVersionPlan] {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(Statement(Self.plansText, district.rawValue))
                .decode(
                    (
                        String, String, PostgresDate, PostgresDate, String, String, PostgresTimestamp,
                        PostgresTimestamp?, String?, PostgresTimestamp?
                    ).self)
        }
        var plans: [ConfirmedVersionPlan] = []
        for (plan, workflow, from, to, items, by, at, finished, revertedBy, reverted) in rows {
            plans.append(
                ConfirmedVersionPlan(
                    plan: plan, from: WorkflowVersion(id: workflow, from: Day(from)),
                    to: WorkflowVersion(id: workflow, from: Day(to)),
                    items: try CanonicalJSON.decode([VersionMoveItem].self, from: items), confirmedBy: by,
                    confirmedAt: Instant(at), finishedAt: finished.map { Instant($0) }, revertedBy: revertedBy,
                    revertedAt: reverted.map { Instant($0) }))
        }
        return plans
    }

    /// Notes that every case of a plan that could move has moved.
    package func finish(versionPlan plan: String, at: Instant) async throws(StoreError) {
        _ = try await storing { () throws(PostgresError) in
            try await client.execute(Statement(Self.finishedText, district.rawValue, plan, at.postgres))
        }
    }

    /// Notes that every case of a plan that could go back has gone back.
    package func revert(versionPlan plan: String, by: String, at: Instant) async throws(StoreError) {
        _ = try await storing { () throws(PostgresError) in
            try await client.execute(Statement(Self.revertedText, district.rawValue, plan, by, at.postgres))
        }
    }

    private static let snapshotText: SQL = """
        select d.id, d.document
        from (
            select case_id from work_item where district = $1 and ($2::uuid is null or case_id > $2)
            order by case_id limit $3) w
        join dispute d on d.district = $1 and d.id = w.case_id
        order by d.id
        """
    private static let confirmText: SQL = """
        insert into version_plan
            (district, plan, workflow, from_version, to_version, items, confirmed_by, confirmed_at)
        values ($1, $2, $3, $4, $5, $6::json, $7, $8)
        on conflict (district, plan) do nothing
        """
    private static let plansText: SQL = """
        select plan, workflow, from_version, to_version, items::text, confirmed_by, confirmed_at, finished_at,
            reverted_by, reverted_at
        from version_plan where district = $1 order by confirmed_at, plan
        """
    private static let finishedText: SQL = """
        update version_plan set finished_at = $3 where district = $1 and plan = $2 and finished_at is null
        """
    private static let revertedText: SQL = """
        update version_plan set reverted_by = $3, reverted_at = $4
        where district = $1 and plan = $2 and reverted_at is null
        """
}
