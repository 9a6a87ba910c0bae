import CaseStore
import Postgres
import PostgresServer

extension TestDatabase.Template {
    /// A database with the whole schema.
    package static let store = Self("store") { url in
        let client = PostgresClient(PostgresConfiguration.patient(url.description))
        _ = try await Migrator(client: client).migrate()
        await client.close()
    }
}
