import CLibPQ

/// A connection URL taken apart, so that its password need not stand in the arguments of a program, where every user of the
/// machine can read it.
package struct ConnectionWords: Sendable {
    /// Everything but the password, as keywords and values, which every program of PostgreSQL takes for `--dbname`.
    package let text: String
    /// Goes into `PGPASSWORD`.
    package let password: String?

    /// Nil where the text is neither a URL nor a keyword string.
    package init?(_ url: String) {
        guard url.contains("://") || url.contains("="), let options = PQconninfoParse(url, nil) else { return nil }
        defer { PQconninfoFree(options) }
        var words: [String] = []
        var secret: String?
        var option = options
        while let keyword = option.pointee.keyword {
            defer { option += 1 }
            guard let value = option.pointee.val.map({ String(cString: $0) }) else { continue }
            let name = String(cString: keyword)
            if name == "password" { secret = value } else { words.append("\(name)=\(Self.quoted(value))") }
        }
        text = words.joined(separator: " ")
        password = secret
    }

    private static func quoted(_ value: String) -> String {
        var quoted = "'"
        for character in value {
            if character == "'" || character == "\\" { quoted.append("\\") }
            quoted.append(character)
        }
        return quoted + "'"
    }
}
