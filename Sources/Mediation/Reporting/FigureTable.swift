package import LegalTime
import Workflow

/// What is asked of the figures: a period, what to split it by, what to narrow it to, and as of when it was known.
package struct FigureQuery: Hashable, Sendable {
    package var period: Period
    package var dimension: Dimension?
    package var filter: Filter
    /// Only what was recorded by then counts; nil for all that is recorded now.
    package var asOf: Instant?

    package init(_ period: Period, by dimension: Dimension? = nil, filter: Filter = Filter(), asOf: Instant? = nil) {
        self.period = period
        self.dimension = dimension
        self.filter = filter
        self.asOf = asOf
    }

    /// The dimensions that the answer depends on.
    package var dimensions: [Dimension] {
        Dimension.allCases.filter { $0 == dimension || filter[$0] != nil }
    }
}

/// The figures of a query: one row for each value of the dimension, and the whole.
package struct FigureTable: Sendable {
    package let query: FigureQuery
    /// In the order of their keys.
    package let rows: [Row]
    package let total: Row
    /// Whether something that was counted is sample data and true of nobody.
    package let isSynthetic: Bool

    package init(query: FigureQuery, rows: [Row], total: Row, isSynthetic: Bool) {
        self.query = query
        self.rows = rows
        self.total = total
        self.isSynthetic = isSynthetic
    }

    /// The answer to a query of which nothing can be known, such as one of a period that has not begun.
    package static func withoutData(_ query: FigureQuery) -> FigureTable {
        FigureTable(query: query, rows: [], total: Row(key: nil, values: [:]), isSynthetic: false)
    }

    package struct Row: Hashable, Sendable {
        /// The value of the dimension; nil for the whole.
        package let key: String?
        package let values: [Indicator: FigureValue]

        package init(key: String?, values: [Indicator: FigureValue]) {
            self.key = key
            self.values = values
        }

        package subscript(indicator: Indicator) -> FigureValue { values[indicator] ?? .noData }

        /// Whether nothing at all was counted.
        package var isEmpty: Bool { values.values.allSatisfy(\.isNothing) }
    }

    package subscript(indicator: Indicator) -> FigureValue { total[indicator] }

    /// The address under which a figure opens; nil where the indicator is not counted by the dimensions asked for.
    package func reference(_ indicator: Indicator, in row: Row? = nil) -> FigureReference? {
        var filter = query.filter
        if let dimension = query.dimension, let key = row?.key { filter[dimension] = key }
        return try? FigureReference(period: query.period, indicator: indicator, filter: filter, asOf: query.asOf)
    }

    /// How sample data is named wherever it is counted.
    package static let syntheticMark = "样例数据（合成）"
}
