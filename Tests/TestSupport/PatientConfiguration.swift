package import Postgres
package import PostgresServer

extension PostgresConfiguration {
    /// For tests: no limit of time that a busy machine reaches. Hundreds of tests share a few cores, and a limit that a user
    /// wants from a program would fail whichever test waits longest.
    package static func patient(_ url: ConnectionURL) -> Self { patient(url.description) }

    package static func patient(_ url: String) -> Self {
        var configuration = Self(url: url)
        configuration.connectTimeout = .seconds(300)
        configuration.startupDeadline = .seconds(300)
        configuration.acquireTimeout = .seconds(600)
        configuration.cancelGrace = .seconds(300)
        return configuration
    }
}
