/// A text for people, in Chinese with English beside it.
package struct Bilingual: Hashable, Sendable, Codable {
    package let zh: String
    package let en: String

    package init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    /// The same characters in both languages: a name, a number, a citation.
    package init(_ same: String) {
        self.init(zh: same, en: same)
    }
}

extension Bilingual: CustomStringConvertible {
    /// Chinese first, English beside it; once when both are the same.
    package var description: String { zh == en ? zh : "\(zh) \(en)" }
}
