package import LegalTime
import Mediation
import Postgres

extension CaseStore {
    /// Takes messages for delivery: of each dispute only the earliest that is still tried, so that its messages arrive in order.
    ///
    /// What is taken is nobody else's until the lease ends. A program that dies meanwhile leaves it to the next, so a message is
    /// delivered at least once, and its receiver knows a repetition by the id.
    ///
    /// - Parameters:
    ///   - lease: Seconds.
    ///   - start: Leaves alone what has waited since before; nil leaves nothing alone. What is delivered stays in the index until it
    ///     is cleaned up, which an old snapshot prevents, and who starts behind it need not go through it again and again.
    package func takeMessages(
        limit: Int, lease: Int, waitingSince start: Instant? = nil
    ) async throws(StoreError) -> [OutboxMessage] {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(
                Statement(
                    Self.takeText, district.rawValue, Int64(limit), Int32(lease),
                    (start ?? Instant(milliseconds: 0)).postgres)
            ).decode(
                (PostgresUUID, Int32, Int32, String, String, PostgresTimestamp, Int32, PostgresTimestamp).self)
        }
        return rows.map { id, sequence, number, topic, body, occurred, attempts, waited in
            var message = OutboxMessage((id, sequence, number, topic, body, occurred, attempts))
            message.waitedSince = Instant(waited)
            return message
        }
    }

    /// Removes what was delivered.
    package func delivered(_ ids: [OutboxMessage.ID]) async throws(StoreError) {
        guard !ids.isEmpty else { return }
        _ = try await storing { () throws(PostgresError) in
            try await client.execute(Statement(Self.deliveredText, bindings: [district.rawValue] + Self.arrays(ids)))
        }
    }

    /// Lets go of what was taken and not tried, unless somebody else has it by now.
    package func giveBack(_ messages: [OutboxMessage]) async throws(StoreError) {
        guard !messages.isEmpty else { return }
        let bindings: [any PostgresEncodable] =
            [district.rawValue] + Self.arrays(messages.map(\.id)) + [messages.map { Int32($0.attempts) }]
        _ = try await storing { () throws(PostgresError) in
            try await client.execute(Statement(Self.giveBackText, bindings: bindings))
        }
    }

    /// Notes an attempt that failed, unless somebody else has begun another by now.
    ///
    /// - Parameter pause: Seconds until the next attempt; nil gives it up.
    package func failed(_ message: OutboxMessage, error: String, pause: Double?) async throws(StoreError) {
        let id = message.id
        _ = try await storing { () throws(PostgresError) in
            try await client.execute(
                Statement(
                    Self.failedText, district.rawValue, id.dispute.postgres, Int32(id.sequence), Int32(id.number),
                    error, pause, Int32(message.attempts)))
        }
    }

    package func outboxCounts() async throws(StoreError) -> OutboxCounts {
        let (waiting, dead, oldest) = try await storing { () throws(PostgresError) in
            try await client.query(Statement(Self.countText, district.rawValue))
                .only((Int64, Int64, PostgresTimestamp?).self)
        }
        return OutboxCounts(waiting: Int(waiting), dead: Int(dead), oldest: oldest.map { .init($0) })
    }

    /// What is not delivered, the earliest next attempt first.
    package func outboxEntries(dead: Bool, limit: Int) async throws(StoreError) -> [OutboxEntry] {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(Statement(Self.entriesText, district.rawValue, dead, Int64(limit))).decode(
                (
                    PostgresUUID, Int32, Int32, String, String, PostgresTimestamp, Int32, PostgresTimestamp, String?,
                    PostgresTimestamp?
                ).self)
        }
        return rows.map { id, sequence, number, topic, body, occurred, attempts, notBefore, error, dead in
            OutboxEntry(
                message: OutboxMessage((id, sequence, number, topic, body, occurred, attempts)),
                notBefore: .init(notBefore), lastError: error, deadAt: dead.map { .init($0) })
        }
    }

    /// Has messages that were given up tried again, as if for the first time.
    ///
    /// - Parameter ids: Nil for all of them.
    /// - Returns: How many there were.
    package func revive(_ ids: [OutboxMessage.ID]?) async throws(StoreError) -> Int {
        try await storing { () throws(PostgresError) in
            guard let ids else {
                return try await client.execute(Statement(Self.reviveAllText, district.rawValue))
            }
            return try await client.execute(
                Statement(Self.reviveText, bindings: [district.rawValue] + Self.arrays(ids)))
        }
    }

    private static func arrays(_ ids: [OutboxMessage.ID]) -> [any PostgresEncodable] {
        [ids.map(\.dispute.postgres), ids.map { Int32($0.sequence) }, ids.map { Int32($0.number) }]
    }

    /// The earliest of each dispute is looked up by key: an anti-join would, under the statistics of a table that was empty a
    /// while ago, go through all messages for each. In the order of the index alone, it ends at the limit.
    private static let takeText: SQL = """
        with ready as materialized (
            select o.district, o.case_id, o.sequence, o.number, o.not_before
            from outbox o
            where o.district = $1 and o.dead_at is null and o.not_before between $4 and statement_timestamp()
                and (o.sequence, o.number) = (
                    select e.sequence, e.number from outbox e
                    where e.district = o.district and e.case_id = o.case_id and e.dead_at is null
                    order by e.sequence, e.number
                    limit 1)
            order by o.not_before
            limit $2
            for update of o skip locked
        )
        update outbox o
        set attempts = o.attempts + 1, not_before = clock_timestamp() + $3 * interval '1 second'
        from ready r
        join event e on e.district = r.district and e.case_id = r.case_id and e.sequence = r.sequence
        where o.district = r.district and o.case_id = r.case_id and o.sequence = r.sequence and o.number = r.number
        returning o.case_id, o.sequence, o.number, o.topic, o.body::text, e.occurred_at, o.attempts,
            date_trunc('milliseconds', r.not_before)
        """
    private static let deliveredText: SQL = """
        delete from outbox o using unnest($2::uuid[], $3::int4[], $4::int4[]) as d (case_id, sequence, number)
        where o.district = $1 and o.case_id = d.case_id and o.sequence = d.sequence and o.number = d.number
        """
    private static let giveBackText: SQL = """
        update outbox o set attempts = o.attempts - 1, not_before = statement_timestamp()
        from unnest($2::uuid[], $3::int4[], $4::int4[], $5::int4[]) as d (case_id, sequence, number, attempts)
        where o.district = $1 and o.case_id = d.case_id and o.sequence = d.sequence and o.number = d.number
            and o.attempts = d.attempts
        """
    private static let failedText: SQL = """
        update outbox
        set last_error = $5, not_before = clock_timestamp() + coalesce($6::float8, 0) * interval '1 second',
            dead_at = case when $6::float8 is null then clock_timestamp() end
        where district = $1 and case_id = $2 and sequence = $3 and number = $4 and attempts = $7
        """
    private static let countText: SQL = """
        select count(*) filter (where o.dead_at is null), count(*) filter (where o.dead_at is not null),
            min(e.occurred_at) filter (where o.dead_at is null)
        from outbox o
        join event e on e.district = o.district and e.case_id = o.case_id and e.sequence = o.sequence
        where o.district = $1
        """
    private static let entriesText: SQL = """
        select o.case_id, o.sequence, o.number, o.topic, o.body::text, e.occurred_at, o.attempts, o.not_before,
            o.last_error, o.dead_at
        from outbox o
        join event e on e.district = o.district and e.case_id = o.case_id and e.sequence = o.sequence
        where o.district = $1 and (o.dead_at is not null) = $2
        order by o.not_before, o.case_id, o.sequence, o.number limit $3
        """
    private static let reviveAllText: SQL = """
        update outbox set dead_at = null, attempts = 0, not_before = clock_timestamp()
        where district = $1 and dead_at is not null
        """
    private static let reviveText: SQL = """
        update outbox o set dead_at = null, attempts = 0, not_before = clock_timestamp()
        from unnest($2::uuid[], $3::int4[], $4::int4[]) as d (case_id, sequence, number)
        where o.district = $1 and o.case_id = d.case_id and o.sequence = d.sequence and o.number = d.number
            and o.dead_at is not null
        """
}

extension OutboxMessage {
    fileprivate init(_ row: (PostgresUUID, Int32, Int32, String, String, PostgresTimestamp, Int32)) {
        self.init(
            id: ID(dispute: CaseID(row.0), sequence: Int(row.1), number: Int(row.2)), topic: row.3, body: row.4,
            occurred: .init(row.5), attempts: Int(row.6))
    }
}
