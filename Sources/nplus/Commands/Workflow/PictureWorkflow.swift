import ArgumentParser
import Picture
import Workflow

extension WorkflowCommand {
    /// `nplus workflow picture`: a procedure as a picture of one page.
    struct DrawPicture: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "picture", abstract: "画出流程 / Draw a procedure on one page",
            discussion: """
                SVG 用浏览器打开或打印（A4 或 A3 一页）；mermaid、dot 供其他工具使用。
                Open or print the SVG with a browser (one page, A4 or A3); mermaid and dot are for other tools.

                例 / Examples:
                  nplus workflow picture people --out people.svg
                  nplus workflow picture judicial@2023-06-01 --format mermaid
                  nplus workflow picture my.yaml --out my.svg
                """)

        enum Format: String, ExpressibleByArgument, CaseIterable { case svg, mermaid, dot }

        @Argument(help: "流程、流程@日期或文件 / A procedure, one on a day, or a file: people, judicial@2023-06-01, my.yaml")
        var workflow: String
        @Option(help: "格式 / Format: svg, mermaid, dot")
        var format: Format = .svg
        @Option(help: "写入文件，默认标准输出 / Write to a file. Default: standard output")
        var out: String?

        func run() throws {
            let diagram = Diagram(of: try WorkflowReference.load(workflow))
            let text =
                switch format {
                case .svg: Picture(of: diagram).svg
                case .mermaid: diagram.mermaid
                case .dot: diagram.dot
                }
            try WrittenText(text: text).write(to: out)
        }
    }
}
