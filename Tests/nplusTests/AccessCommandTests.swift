import API
import CaseStore
import Foundation
import LegalTime
import Mediation
import Postgres
import PostgresServer
import Testing

@Suite("nplus access")
struct AccessCommandTests {
    @Test("an account is added once, with a first password that fits and is nowhere stored")
    func account() async throws {
        try await Bureau.with { bureau in
            let told = try bureau.done(
                "access", "account", "wang", "--role", "工作人员", "--body", "渔阳镇人民调解委员会")
            let password = try #require(told.firstMatch(of: #/First password: (\S+)/#)?.output.1)
            let client = PostgresClient(.writer(url: bureau.url.description))
            let store = CaseStore(client: client, district: DistrictCode(rawValue: 120119))
            let row = try await store.account(named: "wang")
            await client.close()
            let account = try #require(row)
            #expect(account.mustChange && account.grants == [AccessGrant(role: "clerk", body: BodyID("TWN-120119100"))])
            #expect(PasswordHash(stored: account.password).fits(String(password)))
            #expect(!account.password.contains(password))
            #expect(try bureau.nplus(["access", "account", "wang", "--role", "auditor"]).code == 2)
            #expect(try bureau.done("access", "reset", "wang").contains("New password"))
            #expect(try bureau.done("access", "disable", "wang").contains("wang"))
            #expect(try bureau.nplus(["access", "disable", "wang"]).code == 2)
        }
    }

    @Test("a token is shown once, listed without itself, and revoked")
    func token() async throws {
        try await Bureau.with { bureau in
            let told = try bureau.done("access", "token", "统计平台", "--role", "auditor", "--days", "30")
            let token = String(try #require(told.firstMatch(of: #/Token: (np_[0-9a-f]{64})/#)?.output.1))
            let id = String(try #require(told.firstMatch(of: #/Id: (\S+)/#)?.output.1))
            let client = PostgresClient(.writer(url: bureau.url.description))
            let store = CaseStore(client: client, district: DistrictCode(rawValue: 120119))
            let secret = try #require(Secret(token))
            let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
            let before = try await store.holder(ofToken: secret.hash, at: now)
            #expect(before?.label == "统计平台")
            let listed = try bureau.done("access", "list")
            #expect(listed.contains(id) && !listed.contains(token))
            try bureau.done("access", "revoke", id)
            let after = try await store.holder(ofToken: secret.hash, at: now)
            await client.close()
            #expect(after == nil)
            #expect(try bureau.nplus(["access", "revoke", id]).code == 2)
        }
    }

    @Test("a role that there is not, and one that needs its body")
    func wrongRoles() async throws {
        try await Bureau.with { bureau in
            let unknown = try bureau.nplus(["access", "token", "x", "--role", "king"])
            #expect(unknown.code == 64 && unknown.errors.contains("没有角色"))
            let homeless = try bureau.nplus(["access", "token", "x", "--role", "clerk"])
            #expect(homeless.code == 64 && homeless.errors.contains("--body"))
        }
    }
}
