import Foundation
import LegalTime
import Picture
import Testing
import Workflow

@Suite("Pictures of the shipped workflows")
struct PictureTests {
    @Test("keep boxes, labels and lines apart", arguments: Files.names)
    func layout(name: String) throws {
        let picture = try Files.picture(name)
        let faults = LayoutCheck(graph: picture.graph, layout: picture.layout).faults
        #expect(faults.isEmpty, "\(faults.prefix(5))")
    }

    @Test("are one page on which the text is at least four points high", arguments: Files.names)
    func page(name: String) throws {
        let page = try Files.picture(name).page
        #expect(["A4", "A3"].contains(page.name))
        // Titles of steps are 11 pixels high.
        let points = 11 * page.scale / 25.4 * 72
        #expect(points >= 4, "\(points)")
    }

    @Test("show every state, act, clock, outcome and article of the file", arguments: Files.names)
    func complete(name: String) throws {
        let workflow = try Files.workflow(name)
        let words = try Self.words(Files.picture(name).svg)
        for state in workflow.states {
            #expect(words.contains(state.title.zh), "\(state.id)")
            #expect(words.contains(state.title.en), "\(state.id)")
        }
        for transition in workflow.transitions where transition.event != nil {
            let title = workflow.words(forEventOf: transition)
            #expect(words.contains(title.zh) && words.contains(title.en), "\(title)")
            if let law = transition.law { #expect(words.contains(law.text), "\(law.text)") }
        }
        for clock in Set(workflow.states.flatMap(\.clocks)).compactMap(workflow.clock) {
            #expect(words.contains(clock.title.zh) && words.contains(clock.length.words.zh))
        }
        for outcome in workflow.states.compactMap(\.outcome) {
            #expect(words.contains(workflow.vocabulary.title(ofOutcome: outcome).zh))
        }
    }

    @Test("are well-formed XML without scripts or anything from elsewhere", arguments: Files.names)
    func wellFormed(name: String) throws {
        let svg = try Files.picture(name).svg
        let elements = try XMLCheck.elements(of: svg)
        #expect(elements.first == "svg")
        #expect(elements.dropFirst().prefix(2) == ["title", "desc"])
        #expect(Set(elements).isSubset(of: ["svg", "title", "desc", "rect", "g", "circle", "path", "text", "line"]))
        #expect(!svg.replacing("http://www.w3.org/2000/svg", with: "").contains("http"))
    }

    @Test("come out the same every time")
    func deterministic() throws {
        let name = "tracks/people.yaml"
        #expect(try Picture(of: Diagram(of: Files.workflow(name))).svg == Files.picture(name).svg)
    }

    @Test("mark where a case stands and the way it came")
    func progress() throws {
        let workflow = try Files.workflow("tracks/people.yaml")
        let progress = Progress(
            active: ["assigned", "within"], visited: ["asking", "accepted"], events: ["accept", "appoint"])
        let diagram = Diagram(of: workflow, progress: progress)
        func emphasis(_ id: String) -> Diagram.Emphasis? {
            diagram.boxes.first { $0.id == id && $0.kind != .start }?.emphasis
        }
        #expect(emphasis("assigned") == .active && emphasis("working") == .active && emphasis("mediating") == .active)
        #expect(emphasis("asking") == .done && emphasis("accepted") == .done)
        #expect(emphasis("talking") == .plain && emphasis("agreed") == .plain)
        func arrow(_ from: String, _ to: String) -> Diagram.Emphasis? {
            diagram.arrows.first {
                diagram.boxes[$0.source].id == from && $0.targets.map { diagram.boxes[$0].id } == [to]
                    && diagram.boxes[$0.source].kind != .start
            }?.emphasis
        }
        #expect(arrow("asking", "mediating") == .done && arrow("accepted", "assigned") == .done)
        #expect(arrow("working", "accepted") == .plain && arrow("asking", "declined") == .plain)
        let svg = Picture(of: diagram).svg
        #expect(svg.components(separatedBy: "现在 now").count - 1 == 2)
        #expect(svg.contains("现在处于"))
    }

    @Test("tell roles apart by a character of their own")
    func badges() throws {
        for name in Files.names {
            let svg = try Files.picture(name).svg
            #expect(!svg.contains(">?</text>"), "\(name)")
        }
    }

    @Test("escape what XML gives a meaning")
    func escaping() throws {
        let workflow = try Files.workflow(
            text: """
                workflow: odd
                kind: track
                title: { zh: "<甲&乙>", en: "a \\"b\\" <c>" }
                inForce: { from: 2020-01-01 }
                states:
                  here: { title: { zh: "<开始>", en: "a & b" }, on: { go: { to: there, by: clerk, title: { zh: 走, en: "]]>" } } } }
                  there: { final: true, outcome: succeeded }
                """)
        let svg = Picture(of: Diagram(of: workflow)).svg
        let words = try Self.words(svg)
        #expect(words.contains("<甲&乙>") && words.contains("]]>"))
    }

    /// All text of a document in one, without the breaks between lines.
    static func words(_ svg: String) throws -> WordSearch {
        WordSearch(try XMLCheck.text(of: svg))
    }
}

/// Finds a text in texts that were broken into lines.
struct WordSearch {
    private let text: String

    init(_ parts: [String]) {
        text = parts.joined().filter { $0 != " " }
    }

    func contains(_ words: String) -> Bool { text.contains(words.filter { $0 != " " }) }
}
