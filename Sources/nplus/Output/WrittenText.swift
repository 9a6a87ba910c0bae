import Foundation

/// Writes what a command made to a file, or to standard output.
struct WrittenText {
    let text: String

    /// - Parameter path: nil or `-` for standard output.
    func write(to path: String?) throws {
        guard let path, path != "-" else { return print(text, terminator: text.hasSuffix("\n") ? "" : "\n") }
        do {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        } catch {
            throw Failure(zh: "不能写入 \(path)", en: "cannot write \(path)")
        }
    }
}
