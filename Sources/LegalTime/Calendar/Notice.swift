/// One notice that fixes rest days and make-up working days, such as the State Council's yearly holiday notice.
package struct Notice: Hashable, Sendable {
    /// The year the notice arranges. Its days may reach into the neighbouring years.
    package let year: Int
    package let source: Source
    package let entries: [Entry]

    package init(year: Int, source: Source, entries: [Entry]) {
        self.year = year
        self.source = source
        self.entries = entries
    }

    /// Where a ruling on a day comes from.
    package struct Source: Hashable, Sendable {
        /// The number of the document, 国办发明电〔2025〕7号.
        package let number: String
        package let title: String
        package let issuer: String
        package let issued: Day
        /// Whether the days here were compared with the document's own text.
        package let verified: Bool
        /// Whether the days are only expected, the year's notice not being out yet.
        package let provisional: Bool

        package init(
            number: String, title: String, issuer: String, issued: Day, verified: Bool, provisional: Bool = false
        ) {
            self.number = number
            self.title = title
            self.issuer = issuer
            self.issued = issued
            self.verified = verified
            self.provisional = provisional
        }
    }

    /// Days that the notice makes rest days or working days.
    package struct Entry: Hashable, Sendable {
        package let range: DayRange
        package let kind: Kind
        package let name: Name

        package init(_ range: DayRange, _ kind: Kind, name: Name) {
            self.range = range
            self.kind = kind
            self.name = name
        }
    }

    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// A rest day, whatever the weekday.
        case holiday
        /// A day of work, whatever the weekday (调休上班).
        case working
    }

    /// The name of the occasion in both languages.
    package struct Name: Hashable, Sendable, Codable {
        package let zh: String
        package let en: String

        package init(zh: String, en: String) {
            self.zh = zh
            self.en = en
        }
    }
}
