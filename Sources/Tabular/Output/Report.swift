/// Several listings and paragraphs printed as one.
package struct Report: Sendable {
    package enum Content: Sendable {
        case listing(Listing)
        case paragraph(String)
    }

    package struct Section: Sendable {
        /// Stable ASCII name, the member name in JSON.
        package var key: String
        package var content: Content

        package init(_ key: String, _ listing: Listing) {
            self.key = key
            self.content = .listing(listing)
        }

        package init(_ key: String, paragraph: String) {
            self.key = key
            self.content = .paragraph(paragraph)
        }
    }

    package var title: String?
    package var sections: [Section]

    package init(title: String? = nil, sections: [Section]) {
        self.title = title
        self.sections = sections
    }

    /// The report as text that ends with a line feed.
    ///
    /// Tables: title, then the sections with a blank line between them. JSON: an object with a member a section, an array for a
    /// listing and a string for a paragraph. CSV: the listings one below the other, each with its header, a blank line
    /// between them; paragraphs are left out.
    package func rendered(as format: OutputFormat, width: Int? = nil, rules: TextTable.Rules = .plain) -> String {
        switch format {
        case .table:
            let blocks = sections.map { section in
                switch section.content {
                case .listing(let listing): listing.rendered(as: .table, width: width, rules: rules)
                case .paragraph(let text): text + "\n"
                }
            }
            return ((title.map { [$0 + "\n"] } ?? []) + blocks).joined(separator: "\n")
        case .json:
            let members: [(key: String, value: JSON)] = sections.map { section in
                switch section.content {
                case .listing(let listing): (section.key, listing.json)
                case .paragraph(let text): (section.key, .string(text))
                }
            }
            return JSON.object(members).text + "\n"
        case .csv:
            let listings = sections.compactMap { section in
                if case .listing(let listing) = section.content { listing.rendered(as: .csv) } else { nil }
            }
            return listings.joined(separator: "\n")
        }
    }
}
