package import Workflow

/// A fault in a file of the directory: where it is, what it is and what to do.
package struct DirectoryProblem: Sendable, Hashable, CustomStringConvertible {
    package let file: String
    /// The row as a spreadsheet numbers it; nil if the whole file is concerned.
    package let row: Int?
    /// The title of the column; nil if the whole row is concerned.
    package let column: String?
    /// What is wrong and what to do about it.
    package let text: Bilingual

    package init(file: String, row: Int? = nil, column: String? = nil, zh: String, en: String) {
        self.file = file
        self.row = row
        self.column = column
        text = Bilingual(zh: zh, en: en)
    }

    package var description: String {
        let zh = [file, row.map { "第 \($0) 行" }, column.map { "“\($0)”列" }].compactMap(\.self).joined(separator: " ")
        let en = [file, row.map { "row \($0)" }, column.map { "column \($0)" }].compactMap(\.self).joined(
            separator: ", ")
        return "\(zh)：\(text.zh)\n\(en): \(text.en)"
    }

    static func unreadableFolder(_ path: String) -> DirectoryProblem {
        DirectoryProblem(
            file: path, zh: "无法读取名录文件夹。请检查路径和权限。",
            en: "the folder of the directory cannot be read. Check the path and its permissions.")
    }

    static func missingFile(_ name: String, folder: String) -> DirectoryProblem {
        DirectoryProblem(
            file: name, zh: "名录文件夹 \(folder) 中缺少此文件。请补上；没有内容时只留表头。",
            en: "the folder \(folder) lacks this file. Add it, with a header alone if there is nothing to list.")
    }
}
