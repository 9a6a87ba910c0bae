import CaseStore
package import Postgres
package import PostgresServer

extension PostgresConfiguration {
    /// For tests: no limit of time that a busy machine reaches. Hundreds of tests share a few cores, and a limit that a user
    /// wants from a program would fail whichever test waits longest.
    package static func patient(_ url: ConnectionURL) -> Self { patient(url.description) }

    package static func patient(_ url: String) -> Self { patient(Self(url: url)) }

    /// The same for work on cases, which takes the role that may add to the history but not change it.
    package static func patientWriter(_ url: String) -> Self { patient(.writer(url: url)) }

    private static func patient(_ usual: Self) -> Self {
        var configuration = usual
        configuration.connectTimeout = .seconds(300)
        configuration.startupDeadline = .seconds(300)
        configuration.acquireTimeout = .seconds(600)
        configuration.cancelGrace = .seconds(300)
        return configuration
    }
}
