package import Postgres

extension PostgresConfiguration {
    /// For all work on cases: the session takes the role that may add to the history but not change it, which the
    /// migrations make. Migrations themselves run as the owner of the tables.
    package static func writer(url: String) -> PostgresConfiguration {
        var configuration = PostgresConfiguration(url: url)
        configuration.settings["role"] = "nplus_writer"
        return configuration
    }
}
