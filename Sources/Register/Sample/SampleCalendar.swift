import LegalTime

/// The days of a span with their weights: seasons and days of the week differ.
struct SampleCalendar {
    private let days: [Day]
    /// Sum of the weights up to and with each day.
    private let sums: [Double]

    init(_ parameters: SampleParameters, from first: Day, to last: Day) throws(SampleParameterError) {
        var days: [Day] = []
        var sums: [Double] = []
        var sum = 0.0
        var months: [Double] = []
        for month in 1...12 { months.append(try parameters.number("季节", "\(month)")) }
        var weekdays: [Double] = []
        for weekday in 1...7 { weekdays.append(try parameters.number("星期", "\(weekday)")) }
        var day = first
        while day <= last {
            sum += months[day.month - 1] * weekdays[day.weekday.rawValue - 1]
            days.append(day)
            sums.append(sum)
            day = day.adding(days: 1)
        }
        self.days = days
        self.sums = sums
    }

    func pick(_ chance: inout SeededGenerator) -> Day {
        let aim = chance.unit() * (sums.last ?? 0)
        var low = 0
        var high = days.count - 1
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > aim { high = middle } else { low = middle + 1 }
        }
        return days[low]
    }
}
