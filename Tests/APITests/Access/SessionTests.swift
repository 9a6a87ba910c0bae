import API
import CaseStore
import Mediation
import Postgres
import Tabular
import Testing

@Suite("Accounts and tokens")
struct SessionTests {
    private static func credentials(_ password: String, account: String = "wang") -> JSON {
        .object([("account", .string(account)), ("password", .string(password))])
    }

    private func add(_ desk: Desk, mustChange: Bool = false) async throws {
        let row = AccountRow(
            name: "wang", title: "样例工作人员", password: PasswordHash(of: "first password").text, mustChange: mustChange,
            grants: [AccessGrant(role: "clerk", body: Desk.committee)])
        #expect(try await desk.store.add(row, by: "test", at: desk.now))
        #expect(try await !desk.store.add(row, by: "test", at: desk.now))
    }

    @Test("sign in, work, sign out; a sign-in lasts half a day")
    func life() async throws {
        try await Desk.with { desk in
            try await add(desk)
            let begun = try await desk.send("POST", "/v1/session", Self.credentials("first password"))
            #expect(begun.status == 201)
            let token = try #require(begun["token"].string)
            let me = try await desk.send("GET", "/v1/session", token: token)
            #expect(me["principal"].string == "account:wang")
            #expect(me["grants"].elements.first?["bodyName"]?.string == "渔阳镇人民调解委员会")
            #expect(me["operations"].elements.contains(.string("disputes.act")))
            #expect(try await desk.send("GET", "/v1/disputes", token: token).status == 200)
            #expect(try await desk.send("DELETE", "/v1/session", token: token).status == 204)
            #expect(try await desk.send("GET", "/v1/session", token: token).status == 401)

            let again = try #require(
                try await desk.send("POST", "/v1/session", Self.credentials("first password"))["token"].string)
            desk.pass(seconds: 12 * 3600 + 1)
            #expect(try await desk.send("GET", "/v1/session", token: again).status == 401)
        }
    }

    @Test("five wrong passwords lock the account for a quarter of an hour, also against the right one")
    func lockOut() async throws {
        try await Desk.with { desk in
            try await add(desk)
            for _ in 1...5 {
                #expect(
                    try await desk.send("POST", "/v1/session", Self.credentials("wrong")).code
                        == "wrong-name-or-password")
            }
            let locked = try await desk.send("POST", "/v1/session", Self.credentials("first password"))
            #expect(locked.status == 429 && locked.code == "locked-out")
            #expect(locked.field("retry-after") == "901")
            desk.pass(seconds: 15 * 60 + 1)
            #expect(try await desk.send("POST", "/v1/session", Self.credentials("first password")).status == 201)
            // The count begins anew.
            #expect(try await desk.send("POST", "/v1/session", Self.credentials("wrong")).status == 401)
            #expect(try await desk.send("POST", "/v1/session", Self.credentials("first password")).status == 201)
        }
    }

    @Test("guesses sent at the same time are no way around the lock")
    func parallelGuesses() async throws {
        try await Desk.with { desk in
            try await add(desk)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 1...12 {
                    group.addTask { try await desk.send("POST", "/v1/session", Self.credentials("wrong")) }
                }
                try await group.waitForAll()
            }
            #expect(try await desk.send("POST", "/v1/session", Self.credentials("first password")).code == "locked-out")
        }
    }

    @Test("an unknown name is answered like a wrong password")
    func unknownName() async throws {
        try await Desk.with { desk in
            try await add(desk)
            let unknown = try await desk.send("POST", "/v1/session", Self.credentials("x", account: "li"))
            let wrong = try await desk.send("POST", "/v1/session", Self.credentials("x"))
            #expect(unknown.text == wrong.text && unknown.status == 401)
        }
    }

    @Test("the first password has to be changed before anything else, and a change signs out everywhere")
    func firstPassword() async throws {
        try await Desk.with { desk in
            try await add(desk, mustChange: true)
            let begun = try await desk.send("POST", "/v1/session", Self.credentials("first password"))
            #expect(begun["mustChangePassword"].flag == true)
            let token = try #require(begun["token"].string)
            let refused = try await desk.send("GET", "/v1/disputes", token: token)
            #expect(refused.status == 403 && refused.code == "password-must-change")
            func change(_ old: String, _ new: String) async throws -> Int {
                try await desk.send(
                    "POST", "/v1/session/password", token: token,
                    .object([("old", .string(old)), ("new", .string(new))])
                ).status
            }
            #expect(try await change("first password", "short") == 422)
            #expect(try await change("first password", "first password") == 422)
            #expect(try await change("wrong password", "second password") == 401)
            #expect(try await change("first password", "second password") == 204)
            #expect(try await desk.send("GET", "/v1/session", token: token).status == 401)
            #expect(try await desk.send("POST", "/v1/session", Self.credentials("first password")).status == 401)
            let next = try await desk.send("POST", "/v1/session", Self.credentials("second password"))
            #expect(next.status == 201 && next["mustChangePassword"].flag == false)
        }
    }

    @Test("who is disabled is out at once")
    func disabled() async throws {
        try await Desk.with { desk in
            try await add(desk)
            let token = try #require(
                try await desk.send("POST", "/v1/session", Self.credentials("first password"))["token"].string)
            #expect(try await desk.store.disable(account: "wang", at: desk.now))
            #expect(try await desk.send("GET", "/v1/session", token: token).status == 401)
            #expect(try await desk.send("POST", "/v1/session", Self.credentials("first password")).status == 401)
        }
    }

    @Test("a token ends on its day, or when it is revoked; the database never holds it")
    func tokens() async throws {
        try await Desk.with { desk in
            let token = try await desk.token("clerk", Desk.committee)
            #expect(try await desk.send("GET", "/v1/disputes", token: token).status == 200)
            let row = try #require(try await desk.store.tokens().first)
            #expect(try await desk.store.revoke(token: row.id, at: desk.now))
            #expect(try await !desk.store.revoke(token: row.id, at: desk.now))
            #expect(try await desk.send("GET", "/v1/disputes", token: token).status == 401)
            let next = try await desk.token("clerk", Desk.committee)
            desk.pass(seconds: 86_401)
            #expect(try await desk.send("GET", "/v1/disputes", token: next).status == 401)
            let stored = try await desk.store.client.query("select access_token::text from access_token").decode(
                String.self)
            #expect(stored.count == 2 && !stored.contains { $0.contains(token) || $0.contains(token.dropFirst(3)) })
        }
    }

    @Test("hashes of passwords: salted, checked, and nothing else fits")
    func hashes() {
        let (one, two) = (PasswordHash(of: "密码 pass"), PasswordHash(of: "密码 pass"))
        #expect(one != two && one.fits("密码 pass") && two.fits("密码 pass"))
        #expect(!one.fits("密码 pas") && !one.fits("") && !PasswordHash(stored: "").fits(""))
        // As another implementation makes it (Python's hashlib.scrypt).
        let known = PasswordHash(
            stored:
                "scrypt$15$8$1$000102030405060708090a0b0c0d0e0f$186e14cb910dac4f2a1bc3d1782fb5b4fae093ea02937860e081f41fbac1b804"
        )
        #expect(known.fits("pleaseletmein"))
    }
}
