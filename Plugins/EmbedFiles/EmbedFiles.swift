import Foundation
import PackagePlugin

/// Puts the package's data folders inside the target that reads them, so that one binary is the whole program.
///
/// `CaseStore` carries `Migrations/`, `Engine` carries `Workflows/`, `API` carries `Access/`. The target finds them in an enum
/// `EmbeddedFiles` whose `all` lists every file as a relative path and its text.
@main
struct EmbedFiles: BuildToolPlugin {
    private static let folders = ["CaseStore": "Migrations", "Engine": "Workflows", "API": "Access"]

    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let name = Self.folders[target.name] else { return [] }
        let folder = context.package.directoryURL.appending(path: name, directoryHint: .isDirectory)
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
        return [
            .buildCommand(
                displayName: "Embedding \(name)/",
                executable: try context.tool(named: "embed-files").url,
                arguments: [folder.path, output.path],
                inputFiles: try Self.files(below: folder),
                outputFiles: [output])
        ]
    }

    private static func files(below folder: URL) throws -> [URL] {
        let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        guard let found else { return [] }
        return try found.compactMap { $0 as? URL }
            .filter { try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true }
            .filter { ["sql", "yaml"].contains($0.pathExtension) }
            .sorted { $0.path < $1.path }
    }
}
