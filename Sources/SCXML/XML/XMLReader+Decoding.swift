import Workflow

extension XMLReader {
    /// The text of a file in UTF-8, or in UTF-16 with its mark.
    static func decode(_ bytes: [UInt8]) throws(XMLProblem) -> String {
        func fail(_ zh: String, _ en: String) -> XMLProblem {
            XMLProblem(position: Position(line: 1, column: 1), message: Bilingual(zh: zh, en: en))
        }
        guard bytes.count <= largestText * 4 else {
            throw fail("文件太大（最多 1,048,576 个字符）", "the file is too large (1,048,576 characters at most)")
        }
        let isBig = bytes.starts(with: [0xFE, 0xFF])
        if isBig || bytes.starts(with: [0xFF, 0xFE]) {
            let units = stride(from: 2, to: bytes.count - 1, by: 2).map { place in
                let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
                return isBig ? first << 8 | second : second << 8 | first
            }
            guard bytes.count.isMultiple(of: 2), let text = String(validating: units, as: UTF16.self) else {
                throw fail("文件不是有效的 UTF-16", "the file is not valid UTF-16")
            }
            return text
        }
        guard
            let text = String(
                validating: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...], as: UTF8.self)
        else { throw fail("文件不是有效的 UTF-8", "the file is not valid UTF-8") }
        return text
    }
}
