package import LegalTime

/// The address of a number: the period, the indicator, what it is narrowed to, and as of when it was known.
///
/// Its text is short and can stand unquoted in a shell: `2023/succeeded/office=SFS-120119100/type=neighbour`. A rate may name one of
/// its two lists, `2023/performanceRate/part=numerator`; a figure of an earlier state of knowledge ends in `asof=2024-01-05T09:00:00+08:00`.
package struct FigureReference: Hashable, Sendable {
    package let period: Period
    package let indicator: Indicator
    package let filter: Filter
    package var part: Part?
    /// Only what was recorded by then counts; nil for all that is recorded now.
    package let asOf: Instant?

    /// The two lists of a rate.
    package enum Part: String, Hashable, Sendable, CaseIterable {
        case numerator, denominator
    }

    package init(
        period: Period, indicator: Indicator, filter: Filter = Filter(), part: Part? = nil, asOf: Instant? = nil
    ) throws(ReferenceError) {
        for dimension in filter.dimensions where !indicator.dimensions.contains(dimension) {
            throw .notBy(indicator, dimension)
        }
        if part != nil, !indicator.isRate { throw .notRate(indicator) }
        self.period = period
        self.indicator = indicator
        self.filter = filter
        self.part = part
        self.asOf = asOf
    }

    /// The words that may stand before `=`.
    static let names = Dimension.allCases.map(\.rawValue) + ["part", "asof"]
}

// MARK: - Text

extension FigureReference: CustomStringConvertible {
    package var description: String {
        var parts = [period.description, indicator.rawValue]
        parts += filter.dimensions.map { "\($0.rawValue)=\(Self.escaped(filter[$0] ?? ""))" }
        if let part { parts.append("part=\(part.rawValue)") }
        if let asOf { parts.append("asof=\(asOf)") }
        return parts.joined(separator: "/")
    }

    /// Reads the text form.
    package init(parsing text: String) throws(ReferenceError) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard let period = Period(parts[0]) else { throw .period(parts[0]) }
        guard parts.count > 1, !parts[1].isEmpty else { throw .incomplete(text) }
        guard let indicator = Indicator(rawValue: parts[1]) else { throw .unknownIndicator(parts[1]) }
        var narrowing: [String] = []
        var part: Part?
        var asOf: Instant?
        for item in parts.dropFirst(2) {
            let (name, value) = try Self.pair(item)
            switch name {
            case "part":
                guard part == nil else { throw .twice(name) }
                guard let named = Part(rawValue: value) else { throw .unknownPart(value) }
                part = named
            case "asof":
                guard asOf == nil else { throw .twice(name) }
                guard let instant = Instant(value) else { throw .instant(value) }
                asOf = instant
            default: narrowing.append(item)
            }
        }
        let filter = try Filter(parsing: narrowing)
        try self.init(period: period, indicator: indicator, filter: filter, part: part, asOf: asOf)
    }

    /// The name before `=` and the value behind it.
    fileprivate static func pair(_ item: String) throws(ReferenceError) -> (name: String, value: String) {
        guard let equals = item.firstIndex(of: "=") else { throw .noValue(item) }
        return (String(item[..<equals]), try unescaped(String(item[item.index(after: equals)...])))
    }

    /// Letters, digits, `-`, `.`, `_`, `:`, `+` and everything beyond ASCII stay; the rest is written as `%` and two hexadecimal
    /// digits, so that no shell takes it for a sign of its own.
    private static func escaped(_ value: String) -> String {
        var text = ""
        for scalar in value.unicodeScalars {
            let stays =
                scalar.isASCII
                ? scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                    || "-._:+".unicodeScalars.contains(scalar)
                : !scalar.properties.isWhitespace
            if stays {
                text.unicodeScalars.append(scalar)
            } else {
                for byte in String(scalar).utf8 {
                    let digits = String(byte, radix: 16, uppercase: true)
                    text += "%" + (digits.count < 2 ? "0" : "") + digits
                }
            }
        }
        return text
    }

    private static func unescaped(_ value: String) throws(ReferenceError) -> String {
        guard value.contains("%") else { return value }
        var bytes: [UInt8] = []
        var rest = Array(value.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            guard digits.utf8.count == 2, !digits.contains("+"), let escaped = UInt8(digits, radix: 16) else {
                throw .encoding(value)
            }
            bytes.append(escaped)
            rest = rest.dropFirst(2)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .encoding(value) }
        return text
    }
}

extension Filter {
    /// Reads `type=neighbour`, one item for each dimension.
    package init(parsing items: [String]) throws(ReferenceError) {
        self.init()
        for item in items {
            let (name, value) = try FigureReference.pair(item)
            guard let dimension = Dimension(rawValue: name) else { throw .unknownDimension(name) }
            guard self[dimension] == nil else { throw .twice(name) }
            self[dimension] = try dimension.value(value)
        }
    }
}
