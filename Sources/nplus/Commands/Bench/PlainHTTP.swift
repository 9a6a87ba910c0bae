import Glibc
import Tabular

/// A connection to a daemon on this machine that is kept open: one request at a time, on the thread that asks. It does as little as can
/// be, so that what is measured is the other side.
struct PlainHTTP: ~Copyable {
    private let descriptor: Int32
    private let head: String

    struct Reply {
        let status: Int
        let tag: String?
        let body: [UInt8]
        /// Whether the other side takes no further request on this connection.
        let isLast: Bool
    }

    /// The connection is gone, before or while it answered.
    struct Broken: Error {}

    init(port: UInt16, token: String) throws(Broken) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        head = "host: 127.0.0.1\r\nauthorization: Bearer \(token)\r\n"
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let done = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { [descriptor] in
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard done == 0 else { throw Broken() }
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(descriptor) }

    func ask(
        _ method: String, _ path: String, _ content: String? = nil, fields: [(name: String, value: String)] = []
    ) throws(Broken) -> Reply {
        var text = "\(method) \(path) HTTP/1.1\r\n\(head)"
        for (name, value) in fields { text += "\(name): \(value)\r\n" }
        if let content { text += "content-type: application/json\r\ncontent-length: \(content.utf8.count)\r\n" }
        text += "\r\n\(content ?? "")"
        try send(Array(text.utf8))
        return try reply()
    }

    private func send(_ bytes: [UInt8]) throws(Broken) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.send(
                    descriptor, buffer.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL)
                )
            }
            guard count > 0 else { throw Broken() }
            sent += count
        }
    }

    private func reply() throws(Broken) -> Reply {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var end: Int?
        var length = 0
        var fields = ""
        while true {
            if let end, bytes.count >= end + length {
                let status = Int(fields.split(separator: " ").dropFirst().first ?? "") ?? 0
                return Reply(
                    status: status, tag: Self.field("etag", in: fields), body: Array(bytes[end..<(end + length)]),
                    isLast: Self.field("connection", in: fields) == "close")
            }
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { throw Broken() }
            bytes += buffer[..<count]
            if end == nil, let place = Self.endOfHead(bytes) {
                end = place
                fields = String(decoding: bytes[..<place], as: UTF8.self)
                length = Self.field("content-length", in: fields).flatMap { Int($0) } ?? 0
            }
        }
    }

    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        for place in 0...(bytes.count - 4)
        where bytes[place] == 13 && bytes[place + 1] == 10 && bytes[place + 2] == 13 && bytes[place + 3] == 10 {
            return place + 4
        }
        return nil
    }

    private static func field(_ name: String, in head: String) -> String? {
        for line in head.split(separator: "\r\n") where line.utf8.count > name.utf8.count + 1 {
            guard line.prefix(name.count + 1).lowercased() == "\(name):" else { continue }
            let value = line.dropFirst(name.count + 1)
            return String(value.drop { $0 == " " })
        }
        return nil
    }
}
