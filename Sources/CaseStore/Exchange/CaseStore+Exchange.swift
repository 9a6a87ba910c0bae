import Canonical
package import LegalTime
package import Mediation
import Postgres

/// The queue between installations. Each method is one transaction.
extension CaseStore {
    package func save(_ partner: ExchangePartner) async throws(StoreError) {
        _ = try await storing { () throws(PostgresError) in
            try await client.execute(
                """
                insert into exchange_partner (district, partner, name, body, algorithm, public_key)
                values (\(district.rawValue), \(partner.district.rawValue), \(partner.name), \(partner.body.rawValue),
                    \(partner.algorithm), \(partner.publicKey))
                on conflict (district, partner) do update set name = excluded.name, body = excluded.body,
                    algorithm = excluded.algorithm, public_key = excluded.public_key
                """)
        }
    }

    package func exchangePartners() async throws(StoreError) -> [ExchangePartner] {
        try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select partner, name, body, algorithm, public_key from exchange_partner
                where district = \(district.rawValue) order by partner
                """
            ).decode((Int32, String, String, String, [UInt8]).self)
        }.map { row in
            ExchangePartner(
                district: DistrictCode(rawValue: row.0), name: row.1, body: BodyID(row.2), algorithm: row.3,
                publicKey: row.4)
        }
    }

    /// Puts a message into the queue, with what it changes here.
    ///
    /// - Returns: Its number.
    package func enqueue(
        _ message: ExchangeMessage, to partner: DistrictCode, at: Instant, with change: JointChange
    ) async throws(StoreError) -> Int64 {
        try await exchanging { (connection) throws(PostgresError) in
            try await lock(partner, connection)
            try await write(change, connection)
            let next = try await connection.query(
                """
                select coalesce(max(sequence), 0) + 1 from exchange_message
                where district = \(district.rawValue) and partner = \(partner.rawValue) and direction = 'out'
                """
            ).only(Int64.self)
            try await insert(message, .out, partner, next, CanonicalJSON.encode(message), at, nil, connection)
            return next
        }
    }

    /// Puts a received message on file, with what it changes here.
    ///
    /// - Returns: False where its number was on file already; nothing changed then.
    package func receive(
        _ message: ExchangeMessage, content: String, number: Int64, from partner: DistrictCode, at: Instant,
        refusal: ExchangeRefusal?, with change: JointChange
    ) async throws(StoreError) -> Bool {
        try await exchanging { (connection) throws(PostgresError) in
            try await lock(partner, connection)
            let known = try await connection.query(
                """
                select count(*) from exchange_message
                where district = \(district.rawValue) and partner = \(partner.rawValue) and direction = 'in'
                    and sequence = \(number)
                """
            ).only(Int64.self)
            guard known == 0 else { return false }
            try await write(change, connection)
            try await insert(message, .in, partner, number, content, at, refusal, connection)
            return true
        }
    }

    /// Notes the receipts of a partner for what we sent.
    package func acknowledge(
        _ partner: DistrictCode, upTo last: Int64, refusals: [Int64: ExchangeRefusal]
    ) async throws(StoreError) {
        let refused = refusals.sorted { $0.key < $1.key }
        _ = try await storing { () throws(PostgresError) in
            try await client.execute(
                """
                update exchange_message m
                set state = case when m.sequence = any(\(refused.map(\.key))) then 'refused' else 'taken' end,
                    refusal = (
                        select r.refusal::json
                        from unnest(\(refused.map(\.key)), \(refused.map { CanonicalJSON.encode($0.value) }))
                            r (sequence, refusal)
                        where r.sequence = m.sequence limit 1)
                where m.district = \(district.rawValue) and m.partner = \(partner.rawValue) and m.direction = 'out'
                    and m.state = 'waiting' and m.sequence <= \(last)
                """)
        }
    }

    /// Messages of one direction, in the order of their numbers.
    package func exchanged(
        _ direction: ExchangeRow.Direction, _ partner: DistrictCode,
        states: [ExchangeRow.State] = ExchangeRow.State.allCases
    ) async throws(StoreError) -> [ExchangeRow] {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select sequence, content::text, kind, about, at, state, refusal::text from exchange_message
                where district = \(district.rawValue) and partner = \(partner.rawValue)
                    and direction = \(direction.rawValue) and state = any(\(states.map(\.rawValue)))
                order by sequence
                """
            ).decode((Int64, String, String, PostgresUUID, PostgresTimestamp, String, String?).self)
        }
        return try rows.map { row throws(StoreError) in
            guard let kind = ExchangeMessage.Kind(rawValue: row.2), let state = ExchangeRow.State(rawValue: row.5)
            else {
                throw StoreError(.corrupt, "exchange message of kind \(row.2) in state \(row.5)")
            }
            var refusal: ExchangeRefusal?
            if let text = row.6 { refusal = try CanonicalJSON.decode(ExchangeRefusal.self, from: text) }
            return ExchangeRow(
                sequence: row.0, content: row.1, kind: kind, about: CaseID(row.3), at: Instant(row.4), state: state,
                refusal: refusal)
        }
    }

    private func insert(
        _ message: ExchangeMessage, _ direction: ExchangeRow.Direction, _ partner: DistrictCode, _ number: Int64,
        _ content: String, _ at: Instant, _ refusal: ExchangeRefusal?, _ connection: PostgresConnection
    ) async throws(PostgresError) {
        let state: ExchangeRow.State = direction == .out ? .waiting : refusal == nil ? .taken : .refused
        _ = try await connection.execute(
            """
            insert into exchange_message (district, partner, direction, sequence, about, kind, content, at, state, refusal)
            values (\(district.rawValue), \(partner.rawValue), \(direction.rawValue), \(number),
                \(message.about.postgres), \(message.kind.rawValue), \(content)::text::json, \(at.postgres),
                \(state.rawValue), \(refusal.map { CanonicalJSON.encode($0) })::text::json)
            """)
    }

    /// One writer a partner at a time, so that numbers have no gaps.
    private func lock(_ partner: DistrictCode, _ connection: PostgresConnection) async throws(PostgresError) {
        _ = try await connection.query(
            "select pg_advisory_xact_lock(\(district.rawValue), \(partner.rawValue))")
    }

    private func exchanging<Value: Sendable>(
        _ body: (PostgresConnection) async throws(PostgresError) -> Value
    ) async throws(StoreError) -> Value {
        do {
            return try await client.withTransaction(body)
        } catch {
            throw error.postgresError.map(StoreError.init) ?? StoreError(.database, "\(error)")
        }
    }
}
