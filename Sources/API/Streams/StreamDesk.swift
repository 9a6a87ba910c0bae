import Synchronization
import Workflow

/// Answers that go on for long: how many there are at a time, and for whom.
package final class StreamDesk: Sendable {
    private let limit: Int
    private let limitEach: Int
    private let open = Mutex<[String: Int]>([:])

    /// - Parameters:
    ///   - limit: In all.
    ///   - limitEach: For one principal.
    package init(limit: Int = 256, limitEach: Int = 16) {
        self.limit = limit
        self.limitEach = limitEach
    }

    package var count: Int { open.withLock { $0.values.reduce(0, +) } }

    /// A place that is given back when the ticket goes.
    final class Ticket: Sendable {
        private let desk: StreamDesk
        private let principal: String

        fileprivate init(desk: StreamDesk, principal: String) {
            self.desk = desk
            self.principal = principal
        }

        deinit { desk.leave(principal) }
    }

    func enter(_ principal: String) throws(Problem) -> Ticket {
        let isFree = open.withLock { open in
            guard open.values.reduce(0, +) < limit, open[principal, default: 0] < limitEach else { return false }
            open[principal, default: 0] += 1
            return true
        }
        guard isFree else {
            throw Problem(
                .busy, zh: "同时打开的事件流和导出过多", en: "too many streams and exports are open",
                remedy: Bilingual(zh: "请关闭不用的连接后再试", en: "close those that are not needed and try again"))
        }
        return Ticket(desk: self, principal: principal)
    }

    private func leave(_ principal: String) {
        open.withLock { open in
            let left = open[principal, default: 1] - 1
            open[principal] = left > 0 ? left : nil
        }
    }
}
