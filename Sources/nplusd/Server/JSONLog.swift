#if Daemon
    import Engine
    import Glibc
    import LegalTime
    import Logging
    import Tabular

    /// Writes the log to standard error, one JSON object a line, for journald and collectors.
    struct JSONLog: LogHandler {
        var metadata: Logger.Metadata = [:]
        var logLevel: Logger.Level = .info
        var metadataProvider: Logger.MetadataProvider?

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            var members: [(key: String, value: JSON)] = [
                ("time", .string(Environment.live.now().description)), ("level", .string(event.level.rawValue)),
                ("message", .string(event.message.description)),
            ]
            let all = metadata.merging(event.metadata ?? [:]) { $1 }
            for (key, value) in all.sorted(by: { $0.key < $1.key }) { members.append((key, .string("\(value)"))) }
            // One write a line, so that lines of several threads do not mix.
            let line = JSON.object(members).line + "\n"
            _ = line.utf8CString.withUnsafeBytes { write(2, $0.baseAddress, $0.count - 1) }
        }
    }
#endif
