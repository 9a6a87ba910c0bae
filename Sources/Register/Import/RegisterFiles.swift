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

    /// Reads every sheet at the paths. In a folder, files of refused rows and files of other kinds are passed over.
    package init(_ paths: [String]) {
        for path in paths {
            var isFolder: Bool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                problems.append(
                    FileProblem(path, zh: "没有这个文件或文件夹。请检查路径", en: "there is no such file or folder; check the path"))
                continue
            }
            if isFolder { readFolder(path) } else { read(path, isNamed: true) }
        }
    }

    private mutating func readFolder(_ path: String) {
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
            for name in names where name.hasSuffix(".csv") && !RejectFile.isReject(name) {
                read(path.hasSuffix("/") ? path + name : path + "/" + name, isNamed: false)
            }
        } catch {
            problems.append(
                FileProblem(path, zh: "文件夹无法读取。请检查权限", en: "the folder cannot be read; check its permissions"))
        }
    }

    private mutating func read(_ path: String, isNamed: Bool) {
        let sheet: Sheet
        do throws(SheetError) {
            sheet = try Sheet.read(path: path)
        } catch {
            problems.append(FileProblem(path, Bilingual(zh: error.zh, en: error.en)))
            return
        }
        if let kind = SheetKind.recognised(in: sheet) {
            files.append(File(path: path, kind: kind, sheet: sheet))
        } else if let (kind, lacking) = SheetKind.nearest(to: sheet) {
            problems.append(
                FileProblem(
                    path, zh: "像是“\(kind.title.zh)”表,但\(lacking.map(\.zh).joined())",
                    en: "it looks like the sheet of \(kind.title.en), but \(lacking.map(\.en).joined(separator: " "))"))
        } else if isNamed {
            let kinds = SheetKind.allCases.map(\.title.zh).joined(separator: "、")
            problems.append(
                FileProblem(
                    path, zh: "不是登记簿的任何一张表(\(kinds))。请核对表头", en: "it is no sheet of a register; check its header"))
        }
    }
}

/// Why a file was not taken as a sheet of a register.
package struct FileProblem: Hashable, Sendable {
    package let path: String
    package let message: Bilingual

    init(_ path: String, _ message: Bilingual) {
        self.path = path
        self.message = message
    }

    init(_ path: String, zh: String, en: String) {
        self.init(path, Bilingual(zh: zh, en: en))
    }
}
