/// A client for PostgreSQL on libpq: a pool of connections, statements with bound values, typed rows, transactions,
/// COPY and cancellation. It knows nothing of what the tables mean.
///
/// **Read in this order**: `Client/PostgresClient` (what callers use), `Client/PoolStateMachine` (who gets which
/// connection, pure), `Connection/PostgresConnection` (one session), `Connection/LibPQ` (the C calls),
/// `Statement/` and `Values/` (what goes in), `Rows/` (what comes out), `Errors/`.
///
/// **Threads.** Each connection is an actor whose executor is one thread of its own. On that thread libpq may block as
/// it likes; the cooperative pool, two threads wide on a small server, never waits for a socket. The thread sleeps in
/// `poll` on the socket and on a pipe: a cancelled task writes to the pipe, and the same thread asks the server to
/// cancel, so a request can never hit the next statement. Results leave the thread as they came and are decoded
/// in the caller's task, and on the caller's actor: the functions here are `nonisolated(nonsending)`, so that a
/// statement costs one hop to the connection and one back, and a row written to COPY none.
///
/// The alternative, one epoll thread that drives every connection without blocking, costs less processor time a
/// statement but gains no more than noise against a durable commit, and makes name lookup, COPY and multi-host
/// fail-over, which libpq does well when it may block, our business. The load here suits few threads: commands that
/// arrive together travel as arrays in one statement, so four to eight connections carry what a server can take.
package struct PostgresConfiguration: Sendable {
    /// A connection URL or keyword string, passed to libpq as it is; several hosts are allowed.
    package var url: String
    /// Shown in `pg_stat_activity`, unless the URL names another.
    package var applicationName = "nplus"
    /// For each host of the URL, unless the URL says otherwise. Whole seconds, at least two.
    package var connectTimeout: Duration = .seconds(10)
    /// How long to keep trying while the server says that it is starting up.
    package var startupDeadline: Duration = .seconds(30)
    /// The server stops longer statements; nil leaves its own setting.
    package var statementTimeout: Duration?
    /// Further session settings, by name.
    package var settings: [String: String] = [:]

    /// Connections in the pool, opened as they are needed.
    package var maximumConnections = 4
    /// How long a caller waits for a free connection.
    package var acquireTimeout: Duration = .seconds(30)
    /// Prepared statements kept by each connection.
    package var statementCacheCapacity = 256
    /// How long a cancelled statement may take to end before its connection is closed.
    package var cancelGrace: Duration = .seconds(5)

    package init(url: String) {
        self.url = url
    }
}

extension PostgresConfiguration {
    /// Lends the connection parameters to libpq. Those before `dbname` can be overridden by the URL, those after cannot.
    func withParameters<Value>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>) -> Value
    ) -> Value {
        let parameters = [
            ("fallback_application_name", applicationName),
            ("connect_timeout", String(connectTimeout.components.seconds)),
            // A machine that is gone says nothing: without these a statement would wait for it for hours.
            ("keepalives_idle", "10"), ("keepalives_interval", "5"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "30000"),
            ("dbname", url),
            ("client_encoding", "UTF8"),
        ]
        return withCStrings(parameters.map(\.0)) { names in withCStrings(parameters.map(\.1)) { body(names, $0) } }
    }

    /// One statement that applies every session setting; nil when there is none.
    var sessionStatement: Statement? {
        var all = settings
        if let statementTimeout {
            let (seconds, attoseconds) = statementTimeout.components
            all["statement_timeout"] = String(seconds * 1000 + attoseconds / 1_000_000_000_000_000)
        }
        guard !all.isEmpty else { return nil }
        let sorted = all.sorted { $0.key < $1.key }
        return Statement(
            "SELECT set_config(name, value, false) FROM unnest($1::text[], $2::text[]) AS t (name, value)",
            sorted.map(\.key), sorted.map(\.value))
    }
}

/// Lends a null-terminated array of C strings.
private func withCStrings<Value>(
    _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Value
) -> Value {
    func lend(_ rest: ArraySlice<String>, _ pointers: [UnsafePointer<CChar>?]) -> Value {
        guard let first = rest.first else { return (pointers + [nil]).withUnsafeBufferPointer { lent(body, $0) } }
        return first.withCString { lend(rest.dropFirst(), pointers + [$0]) }
    }
    func lent(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Value, _ list: UnsafeBufferPointer<UnsafePointer<CChar>?>
    ) -> Value {
        guard let base = list.baseAddress else { preconditionFailure("the list ends with nil, so it is not empty") }
        return body(base)
    }
    return lend(strings[...], [])
}
