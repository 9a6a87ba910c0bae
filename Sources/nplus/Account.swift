import PostgresServer

/// Who is at the keyboard, as the operating system knows it.
enum Account {
    static var name: String { ProcessEnvironment.current["USER"] ?? ProcessEnvironment.current["LOGNAME"] ?? "nplus" }
}
