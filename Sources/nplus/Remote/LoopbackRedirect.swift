import Glibc
import Tabular
import Workflow

/// The address of one's own machine that a browser comes back to after signing in elsewhere (RFC 8252 §7.3): listens on a port of
/// its own until the browser has come.
struct LoopbackRedirect: ~Copyable {
    private let listener: Int32
    let port: UInt16

    var address: String { "http://127.0.0.1:\(port)/" }

    init() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let done = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size) == 0 && listen(listener, 4) == 0 && getsockname(listener, $0, &size) == 0
            }
        }
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        guard done else {
            throw Failure(zh: "本机没有可用的端口", en: "no port of this machine can be used")
        }
    }

    deinit { close(listener) }

    /// Waits for the browser.
    ///
    /// - Returns: The query it came with.
    /// - Throws: where nobody came.
    func query(within seconds: Int32) throws -> String {
        while true {
            var waiting = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, seconds * 1000) > 0 else {
                throw Failure(zh: "等候登录超时", en: "nobody signed in for too long")
            }
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { continue }
            defer { close(connection) }
            var limit = timeval(tv_sec: 5, tv_usec: 0)
            setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
            var buffer = [UInt8](repeating: 0, count: 16_384)
            let count = read(connection, &buffer, buffer.count)
            let line = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self).prefix { !$0.isNewline }
            let target = line.split(separator: " ").dropFirst().first ?? ""
            // Browsers also ask for pictures of the page.
            let query = target.split(separator: "?", maxSplits: 1).dropFirst().first.map(String.init)
            let page = "<!doctype html><meta charset=utf-8><title>N+</title><p>已登录，可以关闭本页。/ Signed in; close this page."
            let reply =
                query == nil
                ? "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                : "HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: \(page.utf8.count)\r\nconnection: close\r\n\r\n\(page)"
            let bytes = Array(reply.utf8)
            _ = write(connection, bytes, bytes.count)
            if let query { return query }
        }
    }
}
