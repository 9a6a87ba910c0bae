import FoundationEssentials

/// Base64 in the alphabet for addresses, without padding (RFC 4648 §5), as JSON Web Tokens write bytes.
enum Base64URL {
    static func encoded(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Nil where it is none.
    static func decoded(_ text: some StringProtocol) -> [UInt8]? {
        guard text.utf8.allSatisfy({ isPart($0) }) else { return nil }
        let plain = String(text).replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
        return Data(base64Encoded: plain + padding).map { Array($0) }
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        switch Character(Unicode.Scalar(byte)) {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
        default: false
        }
    }
}
