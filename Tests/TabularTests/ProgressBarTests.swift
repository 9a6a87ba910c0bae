import Synchronization
import Testing

@testable import Tabular

@Suite("Progress")
struct ProgressBarTests {
    /// A clock that is set by hand and a paper that keeps what is written.
    private final class Desk: Sendable {
        let time = Mutex(Duration.zero)
        let text = Mutex("")

        func bar(_ total: Int, isTerminal: Bool, width: Int = 80) -> ProgressBar {
            ProgressBar(
                "导入", total: total, isTerminal: isTerminal, width: width, now: { self.time.withLock { $0 } },
                write: { text in self.text.withLock { $0 += text } })
        }

        func wait(_ duration: Duration) { time.withLock { $0 += duration } }
        var written: String { text.withLock { $0 } }
    }

    @Test("A terminal shows one line that is redrawn, with rate and time left")
    func terminal() {
        let desk = Desk()
        let bar = desk.bar(1_000, isTerminal: true)
        desk.wait(.seconds(2))
        bar.advance(by: 500)
        #expect(desk.written == "\r导入  [==========----------]  50%  500/1000  每秒 250  剩余 0:02")
        bar.advance(by: 1)
        #expect(desk.written.split(separator: "\r").count == 1, "no redraw within a tenth of a second")
        desk.wait(.seconds(3))
        bar.advance(by: 499)
        bar.finish()
        bar.finish()
        bar.advance()
        #expect(desk.written.hasSuffix("\r导入  [====================]  100%  1000/1000  每秒 200  用时 0:05\n"))
        #expect(desk.written.filter { $0 == "\n" }.count == 1)
    }

    @Test("A shorter line wipes out a longer one, and none is wider than the terminal")
    func wiping() {
        let desk = Desk()
        let bar = desk.bar(100_000, isTerminal: true, width: 30)
        desk.wait(.seconds(1))
        bar.advance(by: 10)
        desk.wait(.seconds(1))
        bar.advance(by: 10)
        #expect(desk.written.split(separator: "\r").allSatisfy { DisplayWidth.of($0) <= 29 })
    }

    @Test("A log gets one line for each tenth and nothing to redraw")
    func log() {
        let desk = Desk()
        let bar = desk.bar(200, isTerminal: false)
        for _ in 0..<200 {
            desk.wait(.seconds(60))
            bar.advance()
        }
        bar.finish()
        let lines = desk.written.split(separator: "\n")
        #expect(lines.count == 10)
        #expect(lines.first == "导入  10%  20/200  每秒 0  剩余 3:00:00")
        #expect(lines.last == "导入  100%  200/200  每秒 0  用时 3:20:00")
        #expect(!desk.written.contains("\r"))
    }

    @Test("Reports from many threads all count")
    func threads() async {
        let desk = Desk()
        let bar = desk.bar(8_000, isTerminal: false)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask { for _ in 0..<1_000 { bar.advance() } }
            }
        }
        #expect(desk.written.contains("8000/8000"))
    }

    @Test("No work at all is finished work")
    func nothing() {
        let desk = Desk()
        desk.bar(0, isTerminal: false).finish()
        #expect(desk.written == "导入  100%  0/0\n")
    }
}
