import Testing

@testable import Postgres

@Suite("Values go to the server and come back")
struct RoundTripTests {
    /// Sends the value, lets the server tell its type and its text, and reads it back.
    private func roundTrip<Value: PostgresScalar & Equatable>(_ values: [Value], type: String, texts: [String])
        async throws
    {
        try await withClient { client in
            for (value, text) in zip(values, texts) {
                let (back, seenType, seenText) = try await client.query(
                    "SELECT \(value), pg_typeof(\(value))::text, \(value)::text"
                ).only((Value, String, String).self)
                #expect(back == value)
                #expect(seenType == type)
                #expect(seenText == text)
            }
            let null: Value? = nil
            let (back, seenType) = try await client.query("SELECT \(null), pg_typeof(\(null))::text")
                .only((Value?, String).self)
            #expect(back == nil)
            #expect(seenType == type)

            let array = try await client.query("SELECT \(values), pg_typeof(\(values))::text").only(
                ([Value], String).self)
            #expect(array.0 == values)
            #expect(array.1 == type + "[]")

            let holes: [Value?] = [nil] + values + [nil]
            #expect(try await client.query("SELECT \(holes)").only([Value?].self) == holes)

            let empty: [Value] = []
            let (none, length) = try await client.query("SELECT \(empty), cardinality(\(empty))")
                .only(([Value], Int32).self)
            #expect(none == [] && length == 0)

            let rows = try await client.query("SELECT * FROM unnest(\(values)) WITH ORDINALITY ORDER BY 2")
            #expect(try rows.decode((Value, Int).self).map(\.0) == values)
        }
    }

    @Test("whole numbers of every width, at their limits")
    func integers() async throws {
        try await roundTrip([0, .min, .max, -1], type: "bigint", texts: ["0", "\(Int.min)", "\(Int.max)", "-1"])
        try await roundTrip([Int64.min, .max], type: "bigint", texts: ["\(Int64.min)", "\(Int64.max)"])
        try await roundTrip([Int32.min, .max], type: "integer", texts: ["\(Int32.min)", "\(Int32.max)"])
        try await roundTrip([Int16.min, .max], type: "smallint", texts: ["\(Int16.min)", "\(Int16.max)"])
    }

    @Test("truth values and floating point")
    func boolAndDouble() async throws {
        try await roundTrip([true, false], type: "boolean", texts: ["true", "false"])
        try await roundTrip(
            [0.1, -1e300, .infinity], type: "double precision", texts: ["0.1", "-1e+300", "Infinity"])
    }

    @Test("text with Chinese, quotes, backslashes and nothing")
    func text() async throws {
        let texts = ["蓟州区人民调解委员会 𠮷", "", "it's \"so\" \\ {,} NULL", "a\tb\nc\r"]
        try await roundTrip(texts, type: "text", texts: texts)
    }

    @Test("bytes, none of them special")
    func bytes() async throws {
        let all = (0...255).map { UInt8($0) }
        let hex = "\\x" + all.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
        try await roundTrip([all, [], [0]], type: "bytea", texts: [hex, "\\x", "\\x00"])
    }

    @Test("UUIDs, ordered as the server orders them")
    func uuids() async throws {
        let texts = [
            "00000000-0000-0000-0000-000000000001", "7fffffff-ffff-ffff-ffff-ffffffffffff",
            "80000000-0000-0000-8000-000000000000", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
        ]
        let values = try texts.map { try #require(PostgresUUID($0)) }
        #expect(values.map(\.description) == texts)
        #expect(values.map { PostgresUUID(bytes: $0.bytes) } == values)
        try await roundTrip(values, type: "uuid", texts: texts)
        let sorted = try await withClient { client in
            try await client.query("SELECT u FROM unnest(\(values.shuffled())) u ORDER BY u").decode(PostgresUUID.self)
        }
        #expect(sorted == values.sorted())
    }

    @Test(
        "text that is not a UUID",
        arguments: [
            "", "f81d4fae7dec11d0a76500a0c91e6bf6", "f81d4fae-7dec-11d0-a765-00a0c91e6bfg",
            "+81d4fae-7dec-11d0-a765-00a0c91e6bf6", "f81d4fae-7dec-11d0-a765-00a0c91e6bf",
        ])
    func notUUIDs(text: String) {
        #expect(PostgresUUID(text) == nil)
    }

    @Test("instants and days around both epochs, and infinity")
    func time() async throws {
        try await roundTrip(
            [0, 1, -1, 946_684_800_000_000, 1_700_000_000_123_456, .max, .min].map(
                PostgresTimestamp.init(microsecondsSinceUnixEpoch:)),
            type: "timestamp with time zone",
            texts: [
                "1970-01-01 00:00:00+00", "1970-01-01 00:00:00.000001+00", "1969-12-31 23:59:59.999999+00",
                "2000-01-01 00:00:00+00", "2023-11-14 22:13:20.123456+00", "infinity", "-infinity",
            ])
        try await roundTrip(
            [0, 10_957, -1, 19_675, .max, .min].map(PostgresDate.init(daysSinceUnixEpoch:)), type: "date",
            texts: ["1970-01-01", "2000-01-01", "1969-12-31", "2023-11-14", "infinity", "-infinity"])
    }

    @Test("JSON documents")
    func json() async throws {
        try await roundTrip(
            [PostgresJSON(#"{"甲": 1}"#), PostgresJSON("null")], type: "jsonb", texts: [#"{"甲": 1}"#, "null"])
        try await withClient { client in
            let (json, jsonb) = try await client.query(#"SELECT '{"a":1}'::json, '{"a":1}'::jsonb"#)
                .only((String, String).self)
            #expect(json == #"{"a":1}"#)
            #expect(jsonb == #"{"a": 1}"#)
        }
    }

    @Test(
        "decimals as their digits",
        arguments: [
            "0", "0.00", "1", "-1", "12345678901234567890.0123456789", "0.0001", "-0.00012", "10000", "100000000",
            "123.40", "0.1", "NaN", "Infinity", "-Infinity", "99999999.99",
        ])
    func decimals(text: String) async throws {
        let back = try await withClient { client in
            try await client.query("SELECT \(text)::numeric").only(String.self)
        }
        #expect(back == text)
    }

    @Test("names, labels of enumerations and padded text read as text")
    func otherText() async throws {
        try await withClient(connections: 1) { client in
            try await client.withConnection { connection in
                try await connection.simple("CREATE TYPE pg_temp.mood AS ENUM ('和', '不和')")
                let row = try await connection.query(
                    "SELECT '不和'::pg_temp.mood, 'x'::name, 'ab'::char(3), 'v'::varchar, 'l'"
                ).only((String, String, String, String, String).self)
                #expect(row == ("不和", "x", "ab ", "v", "l"))
            }
        }
    }

    @Test("a megabyte of text and of bytes, and both in arrays")
    func large() async throws {
        let text = String(repeating: "调解", count: 174_763)
        let bytes = [UInt8](repeating: 0xA5, count: 1 << 20)
        try await withClient { client in
            let (back, backBytes) = try await client.query("SELECT \(text), \(bytes)").only((String, [UInt8]).self)
            #expect(back == text)
            #expect(backBytes == bytes)
            let array = try await client.query("SELECT \([text, text])").only([String].self)
            #expect(array == [text, text])
        }
    }

    @Test("narrow integers widen, wide ones do not narrow")
    func widening() async throws {
        try await withClient { client in
            let wide = try await client.query("SELECT 1::int2, 2::int4, 3::int2, 4::oid").only(
                (Int, Int64, Int32, Int).self)
            #expect(wide == (1, 2, 3, 4))
            await #expect(throws: PostgresError.self) {
                try await client.query("SELECT 1::int8").only(Int32.self)
            }
        }
    }
}
