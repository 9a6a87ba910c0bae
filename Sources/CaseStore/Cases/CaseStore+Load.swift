import Canonical
package import Mediation
package import Postgres

/// A dispute as stored, with the hash its next event is linked to.
package struct LoadedCase: Sendable {
    package let dispute: Dispute
    package let head: [UInt8]

    package init(dispute: Dispute, head: [UInt8]) {
        self.dispute = dispute
        self.head = head
    }
}

/// The first answer to a command that came under a key.
package struct Answered: Hashable, Sendable {
    package let id: CaseID
    package let revision: Int
    package let request: [UInt8]

    package init(id: CaseID, revision: Int, request: [UInt8]) {
        self.id = id
        self.revision = revision
        self.request = request
    }
}

extension CaseStore {
    /// Reads cases by id. Those that do not exist are missing in the answer.
    package func load(_ ids: [CaseID]) async throws(StoreError) -> [CaseID: LoadedCase] {
        try await run(loading(ids))
    }

    package func load(
        _ ids: [CaseID], on connection: isolated PostgresConnection
    ) throws(StoreError) -> [CaseID: LoadedCase] {
        try run(loading(ids), on: connection)
    }

    private func loading(_ ids: [CaseID]) -> StoreQuery<[CaseID: LoadedCase]> {
        StoreQuery(statement: Statement(Self.loadText, district.rawValue, ids.map(\.postgres))) { rows in
            var loaded: [CaseID: LoadedCase] = [:]
            loaded.reserveCapacity(rows.count)
            for (id, head, document) in try rows.decode((PostgresUUID, [UInt8], StoredJSON<Dispute>).self) {
                loaded[CaseID(id)] = LoadedCase(dispute: document.value, head: head)
            }
            return loaded
        }
    }

    /// Finds a case by any of its numbers: its code, the office's register number, a dossier number.
    package func find(number: String) async throws(StoreError) -> CaseID? {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(Statement(Self.findText, district.rawValue, number)).decode(PostgresUUID.self)
        }
        return rows.first.map { CaseID($0) }
    }

    /// Which of some register numbers are in use, and by what content: number → fingerprint of the imported row.
    package func registered(numbers: [String]) async throws(StoreError) -> [String: (id: CaseID, fingerprint: String?)]
    {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(Statement(Self.registeredText, district.rawValue, numbers))
                .decode((String, PostgresUUID, String?).self)
        }
        var found: [String: (id: CaseID, fingerprint: String?)] = [:]
        for (number, id, fingerprint) in rows { found[number] = (CaseID(id), fingerprint) }
        return found
    }

    /// Which of some numbers are in use; where a case is named, by another one.
    package func taken(_ numbers: [String]) async throws(StoreError) -> [String] {
        try await run(takenQuery(numbers, except: CaseID(high: 0, low: 0)))
    }

    package func taken(
        _ numbers: [String], except id: CaseID, on connection: isolated PostgresConnection
    ) throws(StoreError) -> [String] {
        try run(takenQuery(numbers, except: id), on: connection)
    }

    private func takenQuery(_ numbers: [String], except id: CaseID) -> StoreQuery<[String]> {
        StoreQuery(statement: Statement(Self.takenText, district.rawValue, numbers, id.postgres)) {
            try $0.decode(String.self)
        }
    }

    /// The answers already given under some keys, by key.
    package func answered(
        keys: [String], on connection: isolated PostgresConnection
    ) throws(StoreError) -> [String: Answered] {
        let query = StoreQuery(statement: Statement(Self.answeredText, district.rawValue, keys)) { rows in
            var answered: [String: Answered] = [:]
            for (key, id, revision, request) in try rows.decode((String, PostgresUUID, Int32, [UInt8]).self) {
                answered[key] = Answered(id: CaseID(id), revision: Int(revision), request: request)
            }
            return answered
        }
        return try run(query, on: connection)
    }

    /// Which of some events stand in the history: their hashes.
    package func standing(
        _ events: [(id: CaseID, sequence: Int, hash: [UInt8])], on connection: isolated PostgresConnection
    ) throws(StoreError) -> [[UInt8]] {
        let statement = Statement(
            Self.standingText, district.rawValue, events.map(\.id.postgres), events.map { Int32($0.sequence) },
            events.map(\.hash))
        return try run(StoreQuery(statement: statement) { try $0.decode([UInt8].self) }, on: connection)
    }

    /// Returns when everything that can be read is as durable as a commit.
    ///
    /// A commit is seen before its standby has it where its session ended meanwhile, or where the server has just restarted. An
    /// empty commit comes after it in the log, and waits for the standby like any other.
    package func secure(on connection: isolated PostgresConnection) throws(StoreError) {
        _ = try run(
            StoreQuery(statement: "select pg_logical_emit_message(true, 'nplus', '')") { _ in true }, on: connection)
    }

    /// The highest sequence used so far in each of some dossier series.
    package func lastNumbers(
        _ series: Set<DossierNumbers.Series>
    ) async throws(StoreError) -> [DossierNumbers.Series: Int] {
        series.isEmpty ? [:] : try await run(lastNumbersQuery(series))
    }

    package func lastNumbers(
        _ series: Set<DossierNumbers.Series>, on connection: isolated PostgresConnection
    ) throws(StoreError) -> [DossierNumbers.Series: Int] {
        series.isEmpty ? [:] : try run(lastNumbersQuery(series), on: connection)
    }

    private func lastNumbersQuery(
        _ series: Set<DossierNumbers.Series>
    ) -> StoreQuery<[DossierNumbers.Series: Int]> {
        let asked = Array(series)
        let statement = Statement(
            Self.lastNumbersText, district.rawValue, asked.map(\.name), asked.map { Int32($0.year) })
        return StoreQuery(statement: statement) { rows in
            var last: [DossierNumbers.Series: Int] = [:]
            for (name, year, sequence) in try rows.decode((String, Int32, Int32).self) {
                last[.init(name: name, year: Int(year))] = Int(sequence)
            }
            return last
        }
    }

    /// The whole history of a case, oldest first.
    package func history(of id: CaseID) async throws(StoreError) -> [HistoryRow] {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(Statement(Self.historyText, district.rawValue, id.postgres))
                .decode((PostgresTimestamp, String, [UInt8], String, [UInt8]).self)
        }
        var history: [HistoryRow] = []
        for (recorded, content, previous, algorithm, hash) in rows {
            history.append(
                HistoryRow(
                    event: try CanonicalJSON.decode(CaseEvent.self, from: content), recorded: .init(recorded),
                    content: content, previous: previous, algorithm: algorithm, hash: hash))
        }
        return history
    }

    /// The parties' particulars, by party number; an erased party is missing.
    package func persons(of id: CaseID) async throws(StoreError) -> [Int: Particulars] {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(Statement(Self.personsText, district.rawValue, id.postgres))
                .decode((Int32, String).self)
        }
        var persons: [Int: Particulars] = [:]
        for (party, text) in rows {
            persons[Int(party)] = try CanonicalJSON.decode(Particulars.self, from: text)
        }
        return persons
    }

    private static let loadText: SQL = """
        select id, head, document from dispute where district = $1 and id = any($2)
        """
    private static let findText: SQL = """
        select case_id from case_number where district = $1 and number = $2
        order by array_position(array['code', 'dossier', 'register'], kind) limit 1
        """
    private static let registeredText: SQL = """
        select n.number, n.case_id, e.content::json #>> '{records,0,fingerprint}'
        from case_number n
        join event e on e.district = n.district and e.case_id = n.case_id and e.sequence = 1
        where n.district = $1 and n.kind = 'register' and n.number = any($2)
        """
    private static let takenText: SQL = """
        select number from case_number where district = $1 and number = any($2) and case_id <> $3 order by number
        """
    private static let answeredText: SQL = """
        select k.key, e.case_id, e.sequence, e.request
        from (select $1::int4 as district, key from unnest($2::text[]) as k (key) offset 0) k
        join event e on e.district = k.district and e.idempotency = k.key
        """
    private static let standingText: SQL = """
        select e.hash
        from (
            select $1::int4 as district, a.*
            from unnest($2::uuid[], $3::int4[], $4::bytea[]) as a (id, sequence, hash) offset 0) a
        join event e on e.district = a.district and e.case_id = a.id and e.sequence = a.sequence and e.hash = a.hash
        """
    private static let lastNumbersText: SQL = """
        select a.series, a.year, n.sequence
        from unnest($2::text[], $3::int4[]) as a (series, year)
        cross join lateral (
            select sequence from case_number n
            where n.district = $1 and n.series = a.series and n.year = a.year
            order by n.sequence desc limit 1) n
        """
    private static let historyText: SQL = """
        select recorded_at, content, previous, algorithm, hash from event
        where district = $1 and case_id = $2 order by sequence
        """
    private static let personsText: SQL = """
        select party, particulars::text from person
        where district = $1 and case_id = $2 and particulars is not null order by party
        """
}
