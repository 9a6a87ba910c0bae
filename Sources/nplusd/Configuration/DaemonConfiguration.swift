import PostgresServer

/// What can be set of the daemon.
struct DaemonConfiguration: Hashable, Sendable {
    var host = "127.0.0.1"
    var port = 8421
    /// Files in PEM with which the daemon speaks TLS itself; without them a proxy does.
    var certificate: String?
    var certificateKey: String?
    /// Signing in through an identity provider (OpenID Connect); nil where there is none.
    var signOnIssuer: String?
    var signOnClient: String?
    var signOnSecret: String?
    /// Pages that the provider may send people back to, with commas between.
    var signOnRedirects: String?
    /// A file that says which claims give which role.
    var signOnMapping: String?
    /// A database that the user runs; nil runs a private one in the data folder.
    var databaseURL: String?
    var connections = 8
    var folder = PrivateCluster.defaultFolder()
    /// Nil takes the only one that the database knows.
    var district: Int32?
    /// The largest content of a request, in bytes.
    var largestBody = 1_048_576
    /// The largest content that registers may come in, in bytes.
    var largestImport = 16_777_216
    /// How long a request may take, its content included.
    var requestSeconds = 30
    /// Requests that are answered at the same time; further ones are told to come again.
    var concurrentRequests = 64
    /// Requests that a principal may send a second, on average.
    var requestRate = 200
    /// Connections that are open at the same time; further ones wait.
    var openConnections = 1024
    /// A connection on which nothing is asked for so long is closed.
    var idleSeconds = 60
    /// How often the directory and the calendar are read anew.
    var refreshSeconds = 30
    /// A folder that messages are delivered into; nil delivers none that way.
    var outboxFolder: String?
    /// Where messages are sent; nil sends none. A folder and an address exclude each other.
    var outboxURL: String?
    /// What they are signed with: `whsec_` and at least 24 bytes in base64, as in Standard Webhooks.
    var outboxSecret: String?
    var logLevel = "info"

    static let defaultFile = "/etc/nplus/nplusd.yaml"
}
