import Picture
import Testing
import Workflow

@Suite("Pictures of differences")
struct DifferencePictureTests {
    @Test("mark what was added, removed and changed between two versions of the law")
    func judicial() throws {
        let earlier = try Files.workflow("tracks/judicial-2022.yaml")
        let later = try Files.workflow("tracks/judicial.yaml")
        let difference = WorkflowDifference(from: earlier, to: later)
        let diagram = Diagram(of: difference)
        func emphasis(_ id: String) -> Diagram.Emphasis? {
            diagram.boxes.first { $0.id == id && $0.kind != .start }?.emphasis
        }
        for state in later.states where earlier.state(state.id) == nil { #expect(emphasis(state.id) == .added) }
        for state in earlier.states where later.state(state.id) == nil { #expect(emphasis(state.id) == .removed) }
        let picture = Picture(of: diagram)
        let faults = LayoutCheck(graph: picture.graph, layout: picture.layout).faults
        #expect(faults.isEmpty, "\(faults.prefix(5))")
        let words = try PictureTests.words(picture.svg)
        #expect(words.contains("＋新增") && words.contains("－删除"))
    }

    @Test("marks nothing between a file and itself", arguments: Files.names)
    func same(name: String) throws {
        let workflow = try Files.workflow(name)
        let diagram = Diagram(of: WorkflowDifference(from: workflow, to: workflow))
        #expect(diagram.boxes.allSatisfy { $0.emphasis == .plain && $0.steps.allSatisfy { $0.emphasis == .plain } })
        #expect(diagram.arrows.allSatisfy { $0.emphasis == .plain })
    }
}
