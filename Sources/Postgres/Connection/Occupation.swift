extension PostgresConnection {
    /// Lends the connection's own thread to `body`, which may block as long as it likes: inside, statements are waited for
    /// in place and cost no change of threads. Other tasks' calls on this connection wait until it returns.
    package func occupy<Value: Sendable>(_ body: @Sendable (isolated PostgresConnection) -> Value) -> Value {
        body(self)
    }

    /// Runs one statement and waits for its rows on the thread that calls. It is not stopped by cancellation.
    package func wait(for statement: Statement) throws(PostgresError) -> Rows {
        Rows(try run(statement, call: nil))
    }

    /// Whether statements can still be sent; asks the server where something came from it unasked.
    package func isUsable() -> Bool {
        if needsCheck { return check() }
        return condition == .idle
    }
}

extension PostgresConnection {
    /// Runs statements as one transaction and waits in place; `body` says whether what it did shall stand.
    package func wait<Value>(
        transaction body: () throws(PostgresError) -> (value: Value, stands: Bool)
    ) throws(PostgresError) -> (value: Value, stands: Bool) {
        try runSimple("BEGIN", call: nil)
        do throws(PostgresError) {
            let done = try body()
            let result = try runSimple(done.stands ? "COMMIT" : "ROLLBACK", call: nil)
            guard !done.stands || result.commandTag == "COMMIT" else {
                throw PostgresError(.transactionAborted, "a statement had failed and its error was not passed on")
            }
            return done
        } catch {
            reset()
            throw error
        }
    }
}
