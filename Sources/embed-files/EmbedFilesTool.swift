import Foundation

/// Writes a Swift file that holds the text of every `.sql` and `.yaml` file below a folder.
///
/// Usage: `embed-files FOLDER OUTPUT`. Only the build plugin calls it.
@main
struct EmbedFilesTool {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else {
            FileHandle.standardError.write(Data("usage: embed-files FOLDER OUTPUT\n".utf8))
            exit(2)
        }
        let folder = URL(fileURLWithPath: arguments[1], isDirectory: true)
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".sql") || $0.hasSuffix(".yaml") }
            .sorted()
        var source = "enum EmbeddedFiles {\n    static let all: [(path: String, text: String)] = [\n"
        for name in names {
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            let hashes = String(repeating: "#", count: 3)
            source += "        (path: \(hashes)\"\(name)\"\(hashes), text: \(hashes)\"\"\"\n"
            source += text
            if !text.hasSuffix("\n") { source += "\n" }
            source += "\n\"\"\"\(hashes)),\n"
        }
        source += "    ]\n}\n"
        // A file that is written anew is compiled anew, and all that stands on it.
        guard source != (try? String(contentsOfFile: arguments[2], encoding: .utf8)) else { return }
        try source.write(toFile: arguments[2], atomically: true, encoding: .utf8)
    }
}
