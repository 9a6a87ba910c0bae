import Foundation
import Mediation
import Testing
import Workflow

@Suite("The catalogue of indicators")
struct IndicatorCatalogueTests {
    @Test("docs/indicators.md is what nplus report indicators prints")
    func page() throws {
        let page = URL(filePath: #filePath).appending(path: "../../../docs/indicators.md").standardized
        #expect(
            try String(contentsOf: page, encoding: .utf8) == IndicatorCatalogue.markdown,
            "renew it: nplus report indicators > docs/indicators.md")
    }

    @Test(
        "Every indicator has words in both languages, and its text says which day counts", arguments: Indicator.allCases
    )
    func words(indicator: Indicator) {
        #expect(!indicator.title.zh.isEmpty && !indicator.title.en.isEmpty)
        #expect(indicator.definition.text.zh.hasSuffix("。") && indicator.definition.text.en.hasSuffix("."))
        #expect(indicator.version >= 1)
        #expect(indicator.dimensions.contains(.office))
    }
}
