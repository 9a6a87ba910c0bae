import Canonical
package import LegalTime
package import Mediation
import Postgres

/// The queue of what outside systems are told. Each method is one transaction.
extension CaseStore {
    /// Puts reports into the queue that are not in it yet, and notes how far there was looked for them.
    package func enqueue(
        _ reports: [OutsideMessage.Draft], to system: String, at: Instant, looked: FeedPosition
    ) async throws(StoreError) -> Int {
        try await sending(to: system) { (connection) throws(PostgresError) in
            let count = try await send(reports, to: system, at: at, connection)
            _ = try await connection.execute(
                """
                update outside_system set looked = \(looked.description)
                where district = \(district.rawValue) and system = \(system)
                """)
            return count
        }
    }

    /// Writes a report that was refused, or could not be written, anew.
    ///
    /// - Returns: Its new number; nil where it is open no more.
    package func replace(
        _ sequence: Int64, by report: OutsideMessage.Draft, to system: String, at: Instant
    ) async throws(StoreError) -> Int64? {
        try await sending(to: system) { (connection) throws(PostgresError) in
            let replaced = try await connection.execute(
                """
                update outside_message set state = 'replaced'
                where district = \(district.rawValue) and system = \(system) and sequence = \(sequence)
                    and kind = 'report' and state in ('refused', 'unmapped')
                """)
            guard replaced == 1 else { return nil }
            _ = try await send([report], to: system, at: at, connection)
            return try await last(system, connection)
        }
    }

    /// Notes what the system said to messages of ours.
    ///
    /// - Returns: The numbers whose answer changed something.
    package func answer(
        _ system: String, _ answers: [(sequence: Int64, faults: [OutsideFault]?)]
    ) async throws(StoreError) -> [Int64] {
        let refusals = answers.map { $0.faults.map { CanonicalJSON.encode($0) } ?? "" }
        let changed: [Int64] = try await storing { () throws(PostgresError) in
            try await client.query(
                """
                update outside_message m
                set state = case when a.faults = '' then 'taken' else 'refused' end,
                    faults = nullif(a.faults, '')::json
                from (
                    select distinct on (sequence) sequence, faults
                    from unnest(\(answers.map(\.sequence)), \(refusals)) with ordinality x (sequence, faults, place)
                    order by sequence, place) a
                where m.district = \(district.rawValue) and m.system = \(system) and m.sequence = a.sequence
                    and m.state = 'waiting'
                returning m.sequence
                """
            ).decode(Int64.self)
        }
        return changed.sorted()
    }

    /// Messages to a system in the order of their numbers.
    package func outsideMessages(
        to system: String, states: [OutsideMessage.State] = OutsideMessage.State.allCases
    ) async throws(StoreError) -> [OutsideMessage] {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select sequence, kind, subject, case_id, content::text, source::text, at, state, faults::text
                from outside_message
                where district = \(district.rawValue) and system = \(system)
                    and state = any(\(states.map(\.rawValue)))
                order by sequence
                """
            ).decode(
                (Int64, String, String, PostgresUUID?, String, String?, PostgresTimestamp, String, String?).self)
        }
        return try rows.map { row throws(StoreError) in
            guard let kind = OutsideMessage.Kind(rawValue: row.1), let state = OutsideMessage.State(rawValue: row.7)
            else {
                throw StoreError(.corrupt, "outside message of kind \(row.1) in state \(row.7)")
            }
            var (source, faults): (OutsideReport?, [OutsideFault]) = (nil, [])
            if let text = row.5 { source = try CanonicalJSON.decode(OutsideReport.self, from: text) }
            if let text = row.8 { faults = try CanonicalJSON.decode([OutsideFault].self, from: text) }
            return OutsideMessage(
                sequence: row.0,
                draft: .init(
                    kind: kind, subject: row.2, dispute: row.3.map { CaseID($0) }, content: row.4, source: source,
                    faults: faults),
                at: Instant(row.6), state: state)
        }
    }

    /// The highest number used so far; 0 before the first.
    package func lastOutsideMessage(to system: String) async throws(StoreError) -> Int64 {
        try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select coalesce(max(sequence), 0) from outside_message
                where district = \(district.rawValue) and system = \(system)
                """
            ).only(Int64.self)
        }
    }

    // MARK: Parts of a transaction

    /// - Returns: How many were new.
    func send(
        _ drafts: [OutsideMessage.Draft], to system: String, at: Instant, _ connection: PostgresConnection
    ) async throws(PostgresError) -> Int {
        var next = try await last(system, connection)
        var count = 0
        for draft in drafts {
            let faults = draft.faults.isEmpty ? nil : CanonicalJSON.encode(draft.faults)
            let source = draft.source.map { CanonicalJSON.encode($0) }
            let state: OutsideMessage.State = draft.faults.isEmpty ? .waiting : .unmapped
            let sent = try await connection.execute(
                """
                insert into outside_message (district, system, sequence, kind, subject, case_id, content, source, at,
                    state, faults)
                values (\(district.rawValue), \(system), \(next + 1), \(draft.kind.rawValue), \(draft.subject),
                    \(draft.dispute?.postgres), \(draft.content)::text::json, \(source)::text::json, \(at.postgres),
                    \(state.rawValue), \(faults)::text::json)
                on conflict do nothing
                """)
            next += Int64(sent)
            count += Int(sent)
        }
        return count
    }

    private func last(_ system: String, _ connection: PostgresConnection) async throws(PostgresError) -> Int64 {
        try await connection.query(
            """
            select coalesce(max(sequence), 0) from outside_message
            where district = \(district.rawValue) and system = \(system)
            """
        ).only(Int64.self)
    }

    /// One writer a system at a time, so that numbers have no gaps.
    func sending<Value: Sendable>(
        to system: String, _ body: (PostgresConnection) async throws(PostgresError) -> Value
    ) async throws(StoreError) -> Value {
        do {
            return try await client.withTransaction { (connection) throws(PostgresError) in
                _ = try await connection.query(
                    "select pg_advisory_xact_lock(\(district.rawValue), hashtext('outside ' || \(system)))")
                return try await body(connection)
            }
        } catch {
            throw error.postgresError.map(StoreError.init) ?? StoreError(.database, "\(error)")
        }
    }
}
