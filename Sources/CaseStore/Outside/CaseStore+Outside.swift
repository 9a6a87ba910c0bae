import Canonical
package import LegalTime
package import Mediation
import Postgres

/// Outside systems and the matters they send. Each method is one transaction.
extension CaseStore {
    /// Enters a system, or changes its receiver and key. Where the search for news stands is kept.
    package func save(_ system: OutsideSystem) async throws(StoreError) {
        _ = try await storing { () throws(PostgresError) in
            try await client.execute(
                """
                insert into outside_system (district, system, receiver, algorithm, public_key)
                values (\(district.rawValue), \(system.id), \(system.receiver.rawValue), \(system.algorithm),
                    \(system.publicKey))
                on conflict (district, system) do update set receiver = excluded.receiver,
                    algorithm = excluded.algorithm, public_key = excluded.public_key
                """)
        }
    }

    package func outsideSystems() async throws(StoreError) -> [OutsideSystem] {
        try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select system, receiver, algorithm, public_key, looked from outside_system
                where district = \(district.rawValue) order by system
                """
            ).decode((String, String, String, [UInt8], String?).self)
        }.map { row in
            OutsideSystem(
                id: row.0, receiver: BodyID(row.1), algorithm: row.2, publicKey: row.3,
                looked: row.4.flatMap(FeedPosition.init))
        }
    }

    /// Puts an item on file with its receipt.
    ///
    /// - Returns: False where the same item was on file already, or another one of its number is; nothing changed then.
    package func file(
        _ item: OutsideItem, of system: String, with receipt: OutsideMessage.Draft
    ) async throws(StoreError) -> Bool {
        let faults = item.faults.isEmpty ? nil : CanonicalJSON.encode(item.faults)
        let content = item.content.map { CanonicalJSON.encode($0) }
        return try await sending(to: system) { (connection) throws(PostgresError) in
            let filed = try await connection.execute(
                """
                insert into outside_item (district, system, number, fingerprint, line, made, received_at, state,
                    case_id, faults, content)
                values (\(district.rawValue), \(system), \(item.number), \(item.fingerprint), \(Int32(item.line)),
                    \(item.made.postgres), \(item.received.postgres), \(item.state.rawValue),
                    \(item.dispute?.postgres), \(faults)::text::json, \(content)::text::json)
                on conflict do nothing
                """)
            guard filed == 1 else { return false }
            try await forget(item, of: system, connection)
            _ = try await send([receipt], to: system, at: item.received, connection)
            return true
        }
    }

    /// What became of an item that was on file: held and now taken, or refused and now right.
    ///
    /// - Returns: False where somebody else settled it meanwhile; nothing changed then.
    package func settle(
        _ item: OutsideItem, of system: String, at: Instant, with receipt: OutsideMessage.Draft
    ) async throws(StoreError) -> Bool {
        let faults = item.faults.isEmpty ? nil : CanonicalJSON.encode(item.faults)
        return try await sending(to: system) { (connection) throws(PostgresError) in
            let settled = try await connection.execute(
                """
                update outside_item set state = \(item.state.rawValue), case_id = \(item.dispute?.postgres),
                    faults = \(faults)::text::json
                where district = \(district.rawValue) and system = \(system) and number = \(item.number)
                    and fingerprint = \(item.fingerprint) and state in ('held', 'refused')
                """)
            guard settled == 1 else { return false }
            try await forget(item, of: system, connection)
            _ = try await send([receipt], to: system, at: at, connection)
            return true
        }
    }

    /// What an item that is taken said of persons stands in its dispute now, and nowhere else; the same goes for refused attempts at it.
    private func forget(
        _ item: OutsideItem, of system: String, _ connection: PostgresConnection
    ) async throws(PostgresError) {
        guard item.dispute != nil else { return }
        _ = try await connection.execute(
            """
            update outside_item set content = null
            where district = \(district.rawValue) and system = \(system) and number = \(item.number)
            """)
    }

    /// Items of a system, the earliest first.
    ///
    /// - Parameters:
    ///   - number: Only those of this number.
    ///   - states: Only those in one of these.
    package func outsideItems(
        of system: String, number: String? = nil, states: [OutsideItem.State] = OutsideItem.State.allCases
    ) async throws(StoreError) -> [OutsideItem] {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select number, fingerprint, line, made, received_at, state, case_id, faults::text, content::text
                from outside_item
                where district = \(district.rawValue) and system = \(system)
                    and (\(number)::text is null or number = \(number)) and state = any(\(states.map(\.rawValue)))
                order by received_at, line, number
                """
            ).decode(
                (
                    String, [UInt8], Int32, PostgresTimestamp, PostgresTimestamp, String, PostgresUUID?, String?,
                    String?
                ).self)
        }
        return try rows.map { row throws(StoreError) in
            guard let state = OutsideItem.State(rawValue: row.5) else {
                throw StoreError(.corrupt, "outside item in state \(row.5)")
            }
            var (faults, content): ([OutsideFault], [String: String]?) = ([], nil)
            if let text = row.7 { faults = try CanonicalJSON.decode([OutsideFault].self, from: text) }
            if let text = row.8 { content = try CanonicalJSON.decode([String: String].self, from: text) }
            return OutsideItem(
                number: row.0, fingerprint: row.1, line: Int(row.2), made: Instant(row.3), received: Instant(row.4),
                state: state, dispute: row.6.map { CaseID($0) }, faults: faults, content: content)
        }
    }

    /// The number under which an outside system knows each of some disputes.
    package func outsideNumbers(
        of disputes: [CaseID], in system: String
    ) async throws(StoreError) -> [CaseID: String] {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select case_id, min(number) from outside_item
                where district = \(district.rawValue) and system = \(system)
                    and case_id = any(\(disputes.map(\.postgres))) group by case_id
                """
            ).decode((PostgresUUID, String).self)
        }
        return Dictionary(rows.map { (CaseID($0.0), $0.1) }, uniquingKeysWith: { first, _ in first })
    }

    /// Disputes that came from a system and that it was told nothing of.
    package func outsideUntold(by system: String) async throws(StoreError) -> [CaseID] {
        try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select distinct case_id from outside_item i
                where district = \(district.rawValue) and system = \(system) and case_id is not null
                    and not exists (
                        select from outside_message m
                        where m.district = i.district and m.system = i.system and m.kind = 'report'
                            and m.case_id = i.case_id)
                """
            ).decode(PostgresUUID.self)
        }.map { CaseID($0) }
    }

    /// The dispute that a request under a key was carried out on.
    package func dispute(answeredUnder key: String) async throws(StoreError) -> CaseID? {
        try await storing { () throws(PostgresError) in
            try await client.query(
                "select case_id from event where district = \(district.rawValue) and idempotency = \(key)"
            ).decode(PostgresUUID.self)
        }.first.map { CaseID($0) }
    }
}
