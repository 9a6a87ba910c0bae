import ArgumentParser
import Engine
import Foundation
import Picture
import Workflow

extension WorkflowCommand {
    /// `nplus workflow pages`: a page with a picture for every procedure.
    struct Pages: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "pages", abstract: "为每个流程写一页说明和一张图 / Write a page and a picture for every procedure",
            discussion: "例 / Example: nplus workflow pages --folder docs/tracks")

        @Option(help: "写入的文件夹 / The folder to write to")
        var folder: String = "docs/tracks"

        func run() throws {
            let pages = ProcedurePage.all(of: try Shipped.library())
            do {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            } catch {
                throw Failure(zh: "不能建立文件夹 \(folder)", en: "cannot make the folder \(folder)")
            }
            try WrittenText(text: ProcedurePage.index(of: pages)).write(to: "\(folder)/README.md")
            for page in pages {
                try WrittenText(text: page.markdown).write(to: "\(folder)/\(page.name).md")
                try WrittenText(text: page.svg).write(to: "\(folder)/\(page.name).svg")
            }
            print("已写 \(pages.count) 个流程 / \(pages.count) procedures written")
        }
    }
}
