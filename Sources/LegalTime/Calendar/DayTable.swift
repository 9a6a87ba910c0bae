/// Working and rest days between the first and the last day any notice names, one byte a day: the counting of days asks
/// nothing else, and asks often. Outside the table the weekday rule holds.
struct DayTable: Hashable, Sendable {
    private let first: Int32
    private let working: [Bool]

    init(_ explicit: [Day: Bool]) {
        guard let first = explicit.keys.min(), let last = explicit.keys.max() else {
            self.first = 0
            working = []
            return
        }
        self.first = first.number
        working = (first...last).map { explicit[$0] ?? !$0.weekday.isWeekend }
    }

    func isWorking(_ day: Int32) -> Bool {
        let index = Int(day) - Int(first)
        if index >= 0, index < working.count { return working[index] }
        return !Day(number: day).weekday.isWeekend
    }
}
