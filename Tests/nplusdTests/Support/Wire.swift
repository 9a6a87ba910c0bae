import Dispatch
import Foundation
import Glibc
import Tabular

/// A connection to a port of this machine, byte by byte, so that also what is no HTTP can be sent.
final class Wire: @unchecked Sendable {
    // Unchecked: each is used by one test at a time.
    private let descriptor: Int32

    struct Failed: Error {}

    /// `MSG_NOSIGNAL`: a connection that the other side closed is no reason to end the tests.
    private static let noSignal: Int32 = 0x4000

    struct Reply: Sendable {
        let status: Int
        let fields: [String: String]
        let body: String

        var json: JSON { (try? JSON(reading: Array(body.utf8))) ?? .null }
        var code: String? { json["code"]?.string }
    }

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = Self.address(port)
        let done = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { [descriptor] in
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        // What is initialised is deinitialised also when this throws, and closed there.
        guard done == 0 else { throw Failed() }
    }

    deinit { close(descriptor) }

    private static func address(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return address
    }

    /// A socket that listens on a port of its own.
    static func listener() throws -> (descriptor: Int32, port: UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = Self.address(0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let done = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && listen(descriptor, 16) == 0
                    && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard done else {
            close(descriptor)
            throw Failed()
        }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }

    /// A port that nothing listens on.
    static func freePort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = Self.address(0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let done = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard done else { throw Failed() }
        return UInt16(bigEndian: address.sin_port)
    }

    func send(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let sent = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Self.noSignal) }
            // The other side may have answered and closed already.
            guard sent > 0 else { return }
            bytes = bytes.dropFirst(sent)
        }
    }

    /// Says that nothing more comes.
    func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// The answer: everything until the other side closes.
    func reply() throws -> Reply {
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            received += buffer[..<count]
        }
        let text = String(decoding: received, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { throw Failed() }
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            let pair = line.split(separator: ":", maxSplits: 1)
            if pair.count == 2 { fields[pair[0].lowercased()] = pair[1].trimmingCharacters(in: .whitespaces) }
        }
        return Reply(status: status, fields: fields, body: String(text[end.upperBound...]))
    }

    /// Waits for the other side to close. Returns what it said before.
    func rest() -> String {
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return String(decoding: received, as: UTF8.self) }
            received += buffer[..<count]
        }
    }

    /// What the other side says until a text comes in it, or until it closes.
    func said(until text: String) -> String {
        var received: [UInt8] = []
        var byte: [UInt8] = [0]
        let end = Array(text.utf8)
        while !received.suffix(end.count).elementsEqual(end), recv(descriptor, &byte, 1, 0) == 1 { received += byte }
        return String(decoding: received, as: UTF8.self)
    }

    /// Runs what blocks on a thread outside of the pool that tests run on.
    static func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result(catching: body)) }
        }
    }
}
