/// The address of a database as libpq, psql and pg_dump take it: `postgresql:///name?host=…`.
package struct ConnectionURL: Sendable, Hashable, CustomStringConvertible {
    /// The URL itself.
    package let description: String

    /// An address given by the user, for example in `NPLUS_DATABASE_URL`. It is not checked.
    package init(_ url: String) {
        description = url
    }

    /// A database reached through a Unix socket.
    ///
    /// Port and user are always named, so that `PGPORT` and `PGUSER` of the caller's shell do not lead elsewhere.
    package init(socketFolder: String, database: String, user: String = PrivateCluster.owner) {
        description =
            "postgresql:///\(Self.escape(database))?host=\(Self.escape(socketFolder))"
            + "&port=\(SocketFolder.port)&user=\(Self.escape(user))"
    }

    private static func escape(_ text: String) -> String {
        var escaped = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                escaped.append(Character(Unicode.Scalar(byte)))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                escaped += digits.count == 1 ? "%0" + digits : "%" + digits
            }
        }
        return escaped
    }
}

extension PrivateCluster {
    /// The database role that owns everything in a private cluster.
    package static let owner = "nplus"
    /// The database of a private cluster that ``start(note:)`` returns the address of.
    package static let database = "nplus"
}
