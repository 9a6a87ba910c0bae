import Testing

@testable import Postgres

@Suite("Errors of the server")
struct ServerErrorTests {
    @Test("constraints are told apart by SQLSTATE and name")
    func constraints() async throws {
        try await withClient(connections: 1) { client in
            try await client.withConnection { connection in
                try await connection.simple(
                    """
                    CREATE TABLE body (id int8 PRIMARY KEY, name text NOT NULL CONSTRAINT body_name CHECK (name <> ''));
                    CREATE TABLE member (body int8 CONSTRAINT member_body REFERENCES body);
                    INSERT INTO body VALUES (1, '司法所');
                    """)
            }
            let cases: [(Statement, SQLState, String?)] = [
                ("INSERT INTO body VALUES (1, 'x')", .uniqueViolation, "body_pkey"),
                ("INSERT INTO body VALUES (2, '')", .checkViolation, "body_name"),
                ("INSERT INTO body VALUES (2, null)", .notNullViolation, nil),
                ("INSERT INTO member VALUES (2)", .foreignKeyViolation, "member_body"),
                ("SELECT * FROM nowhere", .undefinedTable, nil),
                ("SELEC 1", .syntaxError, nil),
                ("SELECT nothing FROM body", .undefinedColumn, nil),
            ]
            for (statement, state, constraint) in cases {
                let error = try await postgresError { try await client.query(statement) }
                #expect(error.code == .server)
                #expect(error.sqlState == state)
                #expect(error.constraint == constraint)
            }
            let missing = try await postgresError { try await client.query("INSERT INTO body VALUES (2, null)") }
            #expect(missing.column == "name" && missing.table == "body")
            #expect(missing.sqlState?.category == .integrityConstraintViolation)
            #expect(try await client.query("SELECT count(*) FROM body").only(Int.self) == 1)
        }
    }

    @Test("a script stops at its first error and leaves nothing")
    func script() async throws {
        try await withClient(connections: 1) { client in
            let error = try await postgresError {
                try await client.withConnection {
                    try await $0.simple("CREATE TABLE a (); SELECT 1/0; CREATE TABLE b ()")
                }
            }
            #expect(error.sqlState?.category == .dataException)
            #expect(try await client.query("SELECT to_regclass('a') IS NULL").only(Bool.self))
        }
    }

    @Test("session settings, statement timeout and application name are applied")
    func settings() async throws {
        try await withClient(
            connections: 1,
            configure: {
                $0.applicationName = "调解 test"
                $0.statementTimeout = .milliseconds(1500)
                $0.settings = ["lock_timeout": "2s", "work_mem": "5MB"]
            }
        ) { client in
            let seen = try await client.query(
                """
                SELECT current_setting('application_name'), current_setting('statement_timeout'),
                       current_setting('lock_timeout'), current_setting('work_mem')
                """
            ).only((String, String, String, String).self)
            #expect(seen.0.hasSuffix("test"))
            #expect((seen.1, seen.2, seen.3) == ("1500ms", "2s", "5MB"))
        }
    }

    @Test("the statement timeout is the server's error, not a cancellation")
    func statementTimeout() async throws {
        try await withClient(configure: { $0.statementTimeout = .milliseconds(20) }) { client in
            let error = try await postgresError { try await client.query("SELECT pg_sleep(60)") }
            #expect(error.code == .server)
            #expect(error.sqlState == .queryCanceled)
        }
    }

    @Test("no server: the error says so, and a wrong setting refuses the connection")
    func noServer() async throws {
        let client = PostgresClient(PostgresConfiguration(url: "host=/nonexistent dbname=x"))
        let error = try await postgresError { try await client.query("SELECT 1") }
        #expect(error.code == .connectionFailed)
        try await withClient(configure: { $0.settings = ["no_such_setting": "1"] }) { client in
            let error = try await postgresError { try await client.query("SELECT 1") }
            #expect(error.code == .server && error.sqlState == "42704")
        }
    }
}
