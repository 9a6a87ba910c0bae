import Engine
import Foundation
import LegalTime
import Mediation
import Workflow

/// A procedure as a command names it: `people`, `judicial@2022-01-01` for the version in force on a day, or a file.
enum WorkflowReference {
    /// - Parameters:
    ///   - name: the id of a shipped procedure, with a day or without, or the path of a `.yaml` file.
    ///   - day: `2023-06-01`: of a shipped one the version in force then; nil for the day in the name, or the latest.
    static func load(_ name: String, on day: String? = nil) throws -> Workflow {
        if isFile(name) {
            return try WorkflowFile.load(try read(name), file: name, vocabulary: .mediation)
        }
        let library = try Shipped.library()
        let parts = name.split(separator: "@", maxSplits: 1).map(String.init)
        let id = parts.first ?? ""
        let versions = library.versions(of: id)
        guard let latest = versions.last else { throw unknown(id, library) }
        guard let asked = try (day ?? parts.dropFirst().first).map(ParsedDay.read) else { return latest }
        guard let found = library.inForce(id, on: asked) else {
            let days = versions.map(\.from.description)
            throw Failure(
                zh: "「\(id)」在 \(asked) 没有施行的版本；各版本自 \(days.joined(separator: "、")) 起施行",
                en:
                    "no version of '\(id)' is in force on \(asked); there are versions from \(days.joined(separator: ", "))"
            )
        }
        return found
    }

    static func isFile(_ name: String) -> Bool { name.hasSuffix(".yaml") || name.hasSuffix(".yml") }

    static func read(_ path: String) throws -> String {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw Failure(zh: "读不到 UTF-8 文件 \(path)", en: "cannot read \(path) as UTF-8 text")
        }
        return text
    }

    private static func unknown(_ id: String, _ library: WorkflowLibrary) -> Failure {
        let near = Spelling.nearest(to: id, among: library.ids)
        let hint = near.map { Bilingual(zh: "是否指「\($0)」？", en: "Did you mean '\($0)'? ") } ?? Bilingual("")
        return Failure(
            zh: "没有流程「\(id)」。\(hint.zh)现有：\(library.ids.joined(separator: "、"))",
            en: "no procedure '\(id)'. \(hint.en)There are \(library.ids.joined(separator: ", "))")
    }
}
