import Foundation
import Picture
import Testing
import Workflow

@Suite("Mermaid and DOT")
struct TextFormatTests {
    @Test("of a small file, as Mermaid")
    func mermaid() throws {
        let text = Diagram(of: try Files.workflow(text: Self.small)).mermaid
        #expect(
            text == """
                ---
                title: "小例 Small"
                ---
                stateDiagram-v2
                    state "甲 A" as a
                    state a {
                        state "乙 B" as b
                        state "丙 C" as c
                        [*] --> b
                    }
                    state "完成 Done<br>结果：调解成功 outcome： succeeded" as done
                    done --> [*]
                    [*] --> a
                    a --> done : 结束 Finish （司法所（调委会）工作人员）
                    b --> c : 继续 Go on （调解员） 人民调解法 §22
                    note right of a
                        说明 Tell （调解员）
                    end note

                """)
    }

    @Test("name every state once and balance their brackets", arguments: Files.names)
    func shipped(name: String) throws {
        let workflow = try Files.workflow(name)
        let diagram = Diagram(of: workflow)
        for text in [diagram.mermaid, diagram.dot] {
            #expect(text.count { $0 == "{" } == text.count { $0 == "}" })
            #expect(text.count { $0 == "\"" }.isMultiple(of: 2))
            for state in workflow.states { #expect(text.contains(state.title.zh)) }
        }
        let declared = diagram.mermaid.split(separator: "\n").filter { $0.contains(#/^ *state ".*" as \w+$/#) }
        #expect(declared.count == workflow.states.count)
        #expect(Set(declared).count == declared.count)
    }

    @Test("of a small file, as DOT")
    func dot() throws {
        let text = Diagram(of: try Files.workflow(text: Self.small)).dot
        #expect(text.contains("subgraph cluster_a {"))
        #expect(text.contains("b -> c [label=\"继续 Go on（调解员）\\n人民调解法 §22\""))
        #expect(text.contains("a -> done [label=\"结束 Finish（司法所（调委会）工作人员）\", color=\"#2E7D32\", ltail=cluster_a];"))
    }

    private static let small = """
        workflow: small
        kind: track
        title: { zh: 小例, en: Small }
        inForce: { from: 2020-01-01 }
        states:
          a:
            title: { zh: 甲, en: A }
            on:
              finish: { to: done, by: clerk, title: { zh: 结束, en: Finish } }
              tell: { by: mediator, set: { told: true }, title: { zh: 说明, en: Tell } }
            states:
              b:
                title: { zh: 乙, en: B }
                on:
                  go: { to: c, by: mediator, law: 人民调解法 §22, title: { zh: 继续, en: Go on } }
              c: { title: { zh: 丙, en: C } }
          done: { final: true, outcome: succeeded, title: { zh: 完成, en: Done } }
        facts:
          told: { boolean: true }
        """
}
