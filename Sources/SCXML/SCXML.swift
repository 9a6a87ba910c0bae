// SCXML documents (W3C Recommendation of 1 September 2015) in and out.
//
// ``SCXMLDocument/read(_:file:)`` turns a document into a ``Statechart/ChartSource`` and compiles it, or says with line
// and column everything that is wrong with it. ``SCXMLSession`` runs one on a clock of its own. ``SCXMLDocument/text()``
// writes one. Nothing here does input or output or reads a clock.
//
// Which elements, attributes and expressions are understood, and where the behaviour is ours to choose, stands in
// docs/statecharts.md.

package import Statechart
package import Workflow

/// A statechart with what only its SCXML form knows.
package struct SCXMLDocument: Sendable {
    /// What expressions and executable content may say.
    package enum DataModel: String, Hashable, Sendable, CaseIterable {
        /// Nothing but `In()`, alone or with `and`, `or`, `not`.
        case null
        /// The finite facts of our charts, besides.
        case facts = "nplus-facts"
    }

    /// The namespace of every element of the Recommendation.
    static let namespace = "http://www.w3.org/2005/07/scxml"
    /// The namespace of what the Recommendation has no word for.
    static let ownNamespace = "urn:nplus:facts"

    package let name: String?
    package let dataModel: DataModel
    package let source: ChartSource
    /// What the indices in ``Statechart/Action/effect(_:)`` mean.
    package let effects: [String]
    /// What the indices in ``Statechart/StateSource/doneData`` mean.
    package let doneData: [String]

    /// What people call a state, by its id. Written, and not read.
    package let titles: [String: String]
    /// What people call a transition and what it rests on, by its tag. Written, and not read.
    package let transitionTitles: [Int: String]

    package init(
        name: String?, dataModel: DataModel, source: ChartSource, effects: [String] = [], doneData: [String] = [],
        titles: [String: String] = [:], transitionTitles: [Int: String] = [:]
    ) {
        self.name = name
        self.dataModel = dataModel
        self.source = source
        self.effects = effects
        self.doneData = doneData
        self.titles = titles
        self.transitionTitles = transitionTitles
    }

    /// A document as read: with its chart when it has no error, and everything found in it, in its order.
    package struct Result: Sendable {
        package let document: SCXMLDocument?
        package let chart: Chart?
        package let diagnostics: [Diagnostic]
    }

    /// How many microsteps one step may take before it counts as one that never ends.
    static let microstepLimit = 100_000

    /// Reads a document, whatever it holds.
    ///
    /// - Parameters:
    ///   - bytes: the file, in UTF-8 or, with a byte order mark, UTF-16.
    ///   - file: the name shown in diagnostics.
    package static func read(_ bytes: [UInt8], file: String) -> Result {
        do {
            return read(try XMLReader.read(XMLReader.decode(bytes)), file: file)
        } catch {
            let diagnostic = Diagnostic(file: file, position: error.position, message: error.message)
            return Result(document: nil, chart: nil, diagnostics: [diagnostic])
        }
    }

    package static func read(_ text: String, file: String) -> Result { read(Array(text.utf8), file: file) }

    private static func read(_ root: XMLElement, file: String) -> Result {
        var loader = SCXMLLoader(file: file)
        let document = loader.load(root)
        var chart: Chart?
        if let document, !loader.hasErrors {
            do {
                chart = try Chart(compiling: document.source, microstepLimit: microstepLimit)
            } catch {
                for problem in error.problems { loader.report(problem) }
            }
        }
        return Result(
            document: chart == nil ? nil : document, chart: chart, diagnostics: loader.inFileOrder)
    }
}
