import Dispatch
import Foundation
import Glibc
import Synchronization

/// The other side of a webhook: takes requests one after the other and answers each with the status it was told to.
final class Mailbox: Sendable {
    struct Letter: Sendable {
        let head: String
        let content: String

        func field(_ name: String) -> String? {
            head.split(separator: "\r\n").map(String.init).first { $0.lowercased().hasPrefix("\(name):") }
                .map { String($0.dropFirst(name.count + 1)).trimmingCharacters(in: .whitespaces) }
        }
    }

    let port: UInt16
    private let descriptor: Int32
    private let state: Mutex<(letters: [Letter], statuses: [Int])>

    /// - Parameter statuses: What the first requests are answered with; later ones get 204.
    init(answering statuses: [Int] = []) throws {
        state = Mutex(([], statuses))
        (descriptor, port) = try Wire.listener()
        DispatchQueue.global().async { [self] in serve() }
    }

    /// Ends the listening; the loop below ends with it.
    func close() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    var letters: [Letter] { state.withLock { $0.letters } }

    private func serve() {
        while true {
            let connection = accept(descriptor, nil, nil)
            guard connection >= 0 else { break }
            answer(connection)
            Glibc.close(connection)
        }
        Glibc.close(descriptor)
    }

    private func answer(_ connection: Int32) {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            if let letter = Self.letter(bytes) {
                let status = state.withLock { state in
                    state.letters.append(letter)
                    return state.statuses.isEmpty ? 204 : state.statuses.removeFirst()
                }
                let reply = Array("HTTP/1.1 \(status) Told\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".utf8)
                _ = write(connection, reply, reply.count)
                return
            }
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { return }
            bytes += buffer[..<count]
        }
    }

    /// The request, once all of it is there.
    private static func letter(_ bytes: [UInt8]) -> Letter? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { return nil }
        let letter = Letter(head: String(text[..<end.lowerBound]), content: String(text[end.upperBound...]))
        let length = letter.field("content-length").flatMap { Int($0) } ?? 0
        return letter.content.utf8.count >= length ? letter : nil
    }
}
