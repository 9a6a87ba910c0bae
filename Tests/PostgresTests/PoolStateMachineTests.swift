import Testing

@testable import Postgres

@Suite("Who gets which connection")
struct PoolStateMachineTests {
    private typealias Machine = PoolStateMachine<Int>

    @Test("slots up to the maximum, then a line in order of arrival")
    func line() {
        var machine = Machine(maximum: 2)
        #expect(machine.request(1).isSlot)
        #expect(machine.request(2).isSlot)
        #expect(machine.request(3).isWait)
        #expect(machine.request(4).isWait)
        #expect(machine.giveBack(100).wakes == 3)
        #expect(machine.openFailed().wakes == 4)
        #expect(machine.giveBack(100).wakes == nil)
        #expect(machine.request(5).connection == 100)
    }

    @Test("the connection used last is lent first")
    func mostRecent() {
        var machine = Machine(maximum: 3)
        for waiter in 0..<3 { #expect(machine.request(UInt64(waiter)).isSlot) }
        for connection in 0..<3 { #expect(machine.giveBack(connection).wakes == nil) }
        #expect(machine.request(9).connection == 2)
        #expect(machine.request(9).connection == 1)
    }

    @Test("whoever gives up leaves the line; whoever was served cannot")
    func abandon() {
        var machine = Machine(maximum: 1)
        _ = machine.request(1)
        _ = machine.request(2)
        _ = machine.request(3)
        let (first, again) = (machine.abandon(2), machine.abandon(2))
        #expect(first && !again)
        #expect(machine.giveBack(7).wakes == 3)
        let served = machine.abandon(3)
        #expect(!served)
    }

    @Test("closing refuses the waiting and the coming, and closes what comes back")
    func close() {
        var machine = Machine(maximum: 2)
        _ = machine.request(1)
        _ = machine.request(2)
        _ = machine.giveBack(10)
        _ = machine.request(3)
        _ = machine.request(4)
        let (connections, waiters) = machine.close()
        #expect(connections == [])
        #expect(waiters == [4])
        #expect(machine.request(5).isClosed)
        guard case .close(10) = machine.giveBack(10) else {
            Issue.record("a closed pool kept a connection")
            return
        }
        guard case .nothing = machine.openFailed() else {
            Issue.record("a closed pool woke somebody")
            return
        }
    }

    @Test("through any sequence: never above the maximum, nobody overtaken, nobody forgotten")
    func randomSequences() {
        let seed = UInt64.random(in: 0 ... .max)
        var generator = SeededGenerator(state: seed)
        for _ in 0..<200 {
            let maximum = Int.random(in: 1...4, using: &generator)
            var machine = Machine(maximum: maximum)
            var (lent, slots, idle, line, next): (Set<Int>, Int, Int, [UInt64], Int) = ([], 0, 0, [], 0)
            func served(_ grant: Machine.Grant) {
                switch grant {
                case .connection(let connection): #expect(lent.insert(connection).inserted, "seed \(seed)")
                case .slot: slots += 1
                default: Issue.record("\(grant), seed \(seed)")
                }
            }
            func handle(_ release: Machine.Release) {
                guard case .wake(let waiter, let grant) = release else { return }
                #expect(waiter == line.first, "seed \(seed)")
                line.removeFirst()
                served(grant)
            }
            for step in 0..<100 {
                switch Int.random(in: 0..<5, using: &generator) {
                case 0, 1:
                    switch machine.request(UInt64(step)) {
                    case .granted(let grant):
                        #expect(line.isEmpty, "seed \(seed)")
                        if case .connection = grant { idle -= 1 }
                        served(grant)
                    case .wait:
                        #expect(lent.count + slots == maximum, "seed \(seed)")
                        line.append(UInt64(step))
                    }
                case 2 where slots > 0:
                    slots -= 1
                    next += 1
                    lent.insert(next)
                case 3 where !lent.isEmpty:
                    guard let connection = lent.min() else { continue }
                    lent.remove(connection)
                    if Bool.random(using: &generator) {
                        if line.isEmpty { idle += 1 }
                        handle(machine.giveBack(connection))
                    } else {
                        handle(machine.openFailed())
                    }
                case 4 where !line.isEmpty:
                    let waiter = line.remove(at: Int.random(in: 0..<line.count, using: &generator))
                    let didLeave = machine.abandon(waiter)
                    #expect(didLeave, "seed \(seed)")
                default: break
                }
                #expect(lent.count + slots + idle <= maximum, "seed \(seed)")
                #expect(line.isEmpty || lent.count + slots == maximum, "seed \(seed)")
            }
        }
    }
}

extension PoolStateMachine.Request {
    fileprivate var isSlot: Bool { if case .granted(.slot) = self { true } else { false } }
    fileprivate var isWait: Bool { if case .wait = self { true } else { false } }
    fileprivate var isClosed: Bool { if case .granted(.closed) = self { true } else { false } }
    fileprivate var connection: Connection? {
        if case .granted(.connection(let connection)) = self { connection } else { nil }
    }
}

extension PoolStateMachine.Release {
    fileprivate var wakes: PoolStateMachine.Waiter? { if case .wake(let waiter, _) = self { waiter } else { nil } }
}
