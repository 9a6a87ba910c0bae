/// `nplus --server URL COMMAND …`: the service stands before the command or behind it.
enum ServerFirst {
    /// The arguments with the service behind the command, where commands take it.
    static func moved(_ arguments: [String]) -> [String] {
        guard let first = arguments.first else { return arguments }
        let count = first == "--server" ? 2 : first.hasPrefix("--server=") ? 1 : 0
        guard count > 0, arguments.count > count else { return arguments }
        let rest = arguments.dropFirst(count)
        let end = rest.firstIndex(of: "--") ?? rest.endIndex
        return Array(rest[..<end]) + arguments.prefix(count) + rest[end...]
    }
}
