import Canonical
package import LegalTime
package import Mediation
import Postgres

/// Accounts, tokens, and who looked at what.
extension CaseStore {
    // MARK: Tokens

    /// Whom a token stands for, if it is valid at that instant.
    package func holder(ofToken hash: [UInt8], at instant: Instant) async throws(StoreError) -> TokenHolder? {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(Statement(Self.holderText, district.rawValue, hash, instant.postgres))
                .decode((PostgresUUID, String, String?, String, Bool, PostgresUUID?, Int32?, String?).self)
        }
        guard let (id, label, account, grants, mustChange, dispute, party, issuer) = rows.first else { return nil }
        let own = dispute.flatMap { dispute in party.map { PartyRef(dispute: CaseID(dispute), number: Int($0)) } }
        return TokenHolder(
            id: CaseID(id), label: label, account: account, party: own, issuer: issuer,
            grants: try CanonicalJSON.decode([AccessGrant].self, from: grants), mustChangePassword: mustChange)
    }

    package func add(_ token: TokenRow, hash: [UInt8], by: String) async throws(StoreError) {
        let statement = Statement(
            Self.addTokenText, district.rawValue, hash, token.id.postgres, token.label, token.account,
            CanonicalJSON.encode(token.grants), token.created.postgres, by, token.expires.postgres,
            token.party?.dispute.postgres, token.party.map { Int32($0.number) }, token.issuer)
        try await storing { () throws(PostgresError) in _ = try await client.execute(statement) }
    }

    /// Programs' tokens, the latest first.
    package func tokens() async throws(StoreError) -> [TokenRow] {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(Statement(Self.tokensText, district.rawValue)).decode(
                (PostgresUUID, String, String, PostgresTimestamp, PostgresTimestamp, PostgresTimestamp?).self)
        }
        var tokens: [TokenRow] = []
        for (id, label, grants, created, expires, revoked) in rows {
            tokens.append(
                TokenRow(
                    id: CaseID(id), label: label, account: nil,
                    grants: try CanonicalJSON.decode([AccessGrant].self, from: grants), created: Instant(created),
                    expires: Instant(expires), revoked: revoked.map { Instant($0) }))
        }
        return tokens
    }

    /// - Returns: Whether there was such a token that was not revoked yet.
    package func revoke(token id: CaseID, at instant: Instant) async throws(StoreError) -> Bool {
        try await changed(Statement(Self.revokeText, district.rawValue, id.postgres, instant.postgres))
    }

    // MARK: Accounts

    package func account(named name: String) async throws(StoreError) -> AccountRow? {
        try await accounts(Statement(Self.accountText, district.rawValue, name)).first
    }

    package func accounts() async throws(StoreError) -> [AccountRow] {
        try await accounts(Statement(Self.accountsText, district.rawValue))
    }

    /// - Returns: Whether the name was free.
    package func add(_ account: AccountRow, by: String, at instant: Instant) async throws(StoreError) -> Bool {
        try await changed(
            Statement(
                Self.addAccountText, district.rawValue, account.name, account.title, account.password,
                account.mustChange, CanonicalJSON.encode(account.grants), instant.postgres, by))
    }

    /// Sets a password. Whoever is signed in by the account is signed out.
    package func setPassword(
        of name: String, to password: String, mustChange: Bool, at instant: Instant
    ) async throws(StoreError) -> Bool {
        try await changed(
            Statement(
                Self.setPasswordText, district.rawValue, name, password, mustChange, instant.postgres))
    }

    /// Counts a wrong password; the account is locked from so many on.
    package func countFailure(of name: String, limit: Int, lockedUntil: Instant) async throws(StoreError) {
        _ = try await changed(
            Statement(Self.failureText, district.rawValue, name, Int32(limit), lockedUntil.postgres))
    }

    package func forgetFailures(of name: String) async throws(StoreError) {
        _ = try await changed(Statement(Self.successText, district.rawValue, name))
    }

    /// - Returns: Whether there was such an account in use.
    package func disable(account name: String, at instant: Instant) async throws(StoreError) -> Bool {
        try await changed(Statement(Self.disableText, district.rawValue, name, instant.postgres))
    }

    // MARK: Looks

    package func log(_ look: AccessLogRow, at id: CaseID) async throws(StoreError) {
        _ = try await changed(
            Statement(
                Self.logText, district.rawValue, id.postgres, look.at.postgres, look.principal, look.operation,
                look.party.map { Int32($0) }, look.reason))
    }

    /// Who looked at a dispute, the latest first.
    package func looks(at id: CaseID, limit: Int) async throws(StoreError) -> [AccessLogRow] {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(Statement(Self.looksText, district.rawValue, id.postgres, Int64(limit)))
                .decode((PostgresTimestamp, String, String, Int32?, String?).self)
        }
        return rows.map {
            AccessLogRow(at: Instant($0.0), principal: $0.1, operation: $0.2, party: $0.3.map { Int($0) }, reason: $0.4)
        }
    }

    // MARK: -

    private func changed(_ statement: Statement) async throws(StoreError) -> Bool {
        try await storing { () throws(PostgresError) in try await client.execute(statement) } > 0
    }

    private func accounts(_ statement: Statement) async throws(StoreError) -> [AccountRow] {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(statement).decode(
                (String, String, String, Bool, String, Int32, PostgresTimestamp?, PostgresTimestamp?).self)
        }
        var accounts: [AccountRow] = []
        for row in rows {
            accounts.append(
                AccountRow(
                    name: row.0, title: row.1, password: row.2, mustChange: row.3,
                    grants: try CanonicalJSON.decode([AccessGrant].self, from: row.4), failed: Int(row.5),
                    lockedUntil: row.6.map { Instant($0) }, disabled: row.7.map { Instant($0) }))
        }
        return accounts
    }

    private static let holderText: SQL = """
        select t.id, t.label, t.account, coalesce(a.grants, t.grants)::text, coalesce(a.must_change, false),
            t.case_id, t.party, t.issuer
        from access_token t
        left join account a on a.district = t.district and a.name = t.account
        where t.district = $1 and t.hash = $2 and t.revoked_at is null and t.expires_at > $3
            and (t.account is null or a.name is not null and a.disabled_at is null)
            and (t.case_id is null or exists (
                select from person p
                where p.district = t.district and p.case_id = t.case_id and p.party = t.party
                    and p.particulars is not null))
        """
    private static let addTokenText: SQL = """
        insert into access_token
            (district, hash, id, label, account, grants, created_at, created_by, expires_at, case_id, party,
             issuer)
        values ($1, $2, $3, $4, $5, $6::text::json, $7, $8, $9, $10, $11, $12)
        """
    private static let tokensText: SQL = """
        select id, label, grants::text, created_at, expires_at, revoked_at from access_token
        where district = $1 and account is null and case_id is null and issuer is null order by created_at desc, id
        """
    private static let revokeText: SQL = """
        update access_token set revoked_at = $3 where district = $1 and id = $2 and revoked_at is null
        """
    private static let accountText: SQL = """
        select name, title, password, must_change, grants::text, failed, locked_until, disabled_at
        from account where district = $1 and name = $2
        """
    private static let accountsText: SQL = """
        select name, title, password, must_change, grants::text, failed, locked_until, disabled_at
        from account where district = $1 order by name
        """
    private static let addAccountText: SQL = """
        insert into account (district, name, title, password, must_change, grants, created_at, created_by)
        values ($1, $2, $3, $4, $5, $6::text::json, $7, $8) on conflict do nothing
        """
    private static let setPasswordText: SQL = """
        with signed_out as (
            update access_token set revoked_at = $5 where district = $1 and account = $2 and revoked_at is null)
        update account set password = $3, must_change = $4, failed = 0, locked_until = null
        where district = $1 and name = $2
        """
    private static let failureText: SQL = """
        update account set failed = failed + 1,
            locked_until = case when failed + 1 >= $3 then $4 else locked_until end
        where district = $1 and name = $2
        """
    private static let successText: SQL = """
        update account set failed = 0, locked_until = null
        where district = $1 and name = $2 and (failed > 0 or locked_until is not null)
        """
    private static let disableText: SQL = """
        update account set disabled_at = $3 where district = $1 and name = $2 and disabled_at is null
        """
    private static let logText: SQL = """
        insert into access_log (district, case_id, at, principal, operation, party, reason)
        values ($1, $2, $3, $4, $5, $6, $7)
        """
    private static let looksText: SQL = """
        select at, principal, operation, party, reason from access_log
        where district = $1 and case_id = $2 order by at desc limit $3
        """
}
