import Foundation

/// Long computations on many things, as many at once as the machine has processors.
enum SideBySide {
    /// - Parameters:
    ///   - work: what is done with each item.
    ///   - use: is given the results in the order of the items, each as soon as those before it are there.
    static func work<Item: Sendable, Result: Sendable>(
        on items: [Item], _ work: @escaping @Sendable (Item) throws -> Result, then use: (Result) throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            var waiting = items.enumerated().makeIterator()
            func begin() {
                if let (place, item) = waiting.next() { group.addTask { (place, try work(item)) } }
            }
            for _ in 0..<ProcessInfo.processInfo.activeProcessorCount { begin() }
            var done: [Int: Result] = [:]
            var next = 0
            for try await (place, result) in group {
                begin()
                done[place] = result
                while let ready = done.removeValue(forKey: next) {
                    try use(ready)
                    next += 1
                }
            }
        }
    }
}
