import Foundation
import Workflow

/// A file of plain data that a person filled in.
enum InputFile {
    static func tree(at path: String) throws -> DataTree {
        do {
            return try DataTree.read(text(at: path))
        } catch let error as DataTreeError {
            throw Failure(
                zh: "\(path):\(error.line)：\(error.message.zh)", en: "\(path):\(error.line): \(error.message.en)")
        }
    }

    static func text(at path: String) throws -> String {
        do {
            return try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw Failure(
                zh: "无法读取文件「\(path)」", en: "the file '\(path)' cannot be read",
                remedy: Bilingual(zh: "请核对路径和编码（UTF-8）", en: "check the path and the encoding (UTF-8)"))
        }
    }
}
