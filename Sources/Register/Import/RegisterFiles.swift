import FoundationEssentials
package import Tabular
package import Workflow

/// The sheets of a register found in folders and files.
package struct RegisterFiles: Sendable {
    package struct File: Sendable {
        package let path: String
        package let kind: SheetKind
        package let sheet: Sheet
    }

    /// Sheets in the order of the paths, those of a folder by name.
    package private(set) var files: [File] = []
    /// What could not be read, or is no sheet of a register although it was named or nearly is one.
    package private(set) var problems: [FileProblem] = []
    /// Paths that were read, so that a file that is named twice is read once.
    private var seen: Set<String> = []

    /// Reads every sheet at the paths. In a folder, files of refused rows and files of other kinds are passed over.
    package init(_ paths: [String]) {
        for path in paths {
            var isFolder: Bool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                problems.append(
                    FileProblem(path, zh: "没有这个文件或文件夹。请检查路径。", en: "there is no such file or folder. Check the path."))
                continue
            }
            if isFolder { readFolder(path) } else { read(path, isNamed: true) }
        }
    }

    /// Sheets that came some other way than as files.
    package init(sheets: [(name: String, bytes: [UInt8])]) {
        for (name, bytes) in sheets {
            take(name, isNamed: true) { () throws(SheetError) in try Sheet.read(bytes, name: name) }
        }
    }

    private mutating func readFolder(_ path: String) {
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
            for name in names where !RejectFile.isReject(name) {
                let file = path.hasSuffix("/") ? path + name : path + "/" + name
                // A workbook is read so that its owner is told how to save it.
                if name.isCSV || Self.workbooks.contains(where: name.lowercased().hasSuffix) {
                    read(file, isNamed: false)
                }
            }
        } catch {
            problems.append(
                FileProblem(path, zh: "文件夹无法读取。请检查权限。", en: "the folder cannot be read. Check its permissions."))
        }
    }

    private static let workbooks = [".xls", ".xlsx", ".et"]

    private mutating func read(_ path: String, isNamed: Bool) {
        guard seen.insert(FileManager.default.resolved(path)).inserted else { return }
        take(path, isNamed: isNamed) { () throws(SheetError) in try Sheet.read(path: path) }
    }

    private mutating func take(_ path: String, isNamed: Bool, _ reading: () throws(SheetError) -> Sheet) {
        let sheet: Sheet
        do throws(SheetError) {
            sheet = try reading()
        } catch {
            problems.append(FileProblem(path, Bilingual(zh: error.zh, en: error.en)))
            return
        }
        if let kind = SheetKind.recognised(in: sheet) {
            files.append(File(path: path, kind: kind, sheet: sheet))
        } else if let (kind, lacking) = SheetKind.nearest(to: sheet) {
            problems.append(
                FileProblem(
                    path, zh: "像是“\(kind.title.zh)”表，但\(lacking.map(\.zh).joined())",
                    en: "it looks like the sheet of \(kind.title.en), but \(lacking.map(\.en).joined(separator: " "))"))
        } else if isNamed {
            let kinds = SheetKind.allCases.map(\.title)
            problems.append(
                FileProblem(
                    path, zh: "不是登记簿的任何一张表（\(kinds.map(\.zh).joined(separator: "、"))）。请核对表头。",
                    en: "it is no sheet of a register (\(kinds.map(\.en).joined(separator: ", "))). Check its header."))
        }
    }
}

extension FileManager {
    /// The path without links and dots; itself where there is none.
    fileprivate func resolved(_ path: String) -> String {
        let absolute = path.hasPrefix("/") ? path : currentDirectoryPath + "/" + path
        return URL(filePath: absolute).resolvingSymlinksInPath().standardized.path
    }
}

/// Why a file was not taken as a sheet of a register.
package struct FileProblem: Hashable, Sendable, CustomStringConvertible {
    package let path: String
    package let message: Bilingual

    init(_ path: String, _ message: Bilingual) {
        self.path = path
        self.message = message
    }

    init(_ path: String, zh: String, en: String) {
        self.init(path, Bilingual(zh: zh, en: en))
    }

    package var description: String { "\(path)：\(message.zh)\n\(path): \(message.en)" }
}
