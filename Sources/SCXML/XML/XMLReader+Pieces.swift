import Workflow

// Comments, instructions and text.
extension XMLReader {
    mutating func comment() throws(XMLProblem) {
        let start = position
        advance(4)
        while !starts(with: "--") {
            guard !isAtEnd else {
                throw XMLProblem(position: start, message: Bilingual(zh: "注释没有结束", en: "the comment does not end"))
            }
            try checkCharacter()
            advance()
        }
        guard starts(with: "-->") else { throw problem("注释内不能有“--”", "“--” cannot stand in a comment") }
        advance(3)
    }

    mutating func instruction() throws(XMLProblem) {
        let start = position
        advance(2)
        let target = try name()
        guard target.lowercased() != "xml" else {
            throw XMLProblem(
                position: start,
                message: Bilingual(
                    zh: "XML 声明只能在文件最开头", en: "the XML declaration may only stand at the very beginning"))
        }
        guard starts(with: "?>") || next?.isXMLSpace == true else { throw unexpected() }
        while !starts(with: "?>") {
            guard !isAtEnd else {
                throw XMLProblem(
                    position: start, message: Bilingual(zh: "处理指令没有结束", en: "the instruction does not end"))
            }
            try checkCharacter()
            advance()
        }
        advance(2)
    }

    mutating func cdata(into element: inout XMLElement) throws(XMLProblem) {
        let start = position
        advance(9)
        while !starts(with: "]]>") {
            guard !isAtEnd, let scalar = next else {
                throw XMLProblem(
                    position: start, message: Bilingual(zh: "CDATA 没有结束", en: "the CDATA section does not end"))
            }
            try checkCharacter()
            append(scalar, to: &element)
            advance()
        }
        advance(3)
    }

    mutating func characters(into element: inout XMLElement) throws(XMLProblem) {
        while let scalar = next, scalar != "<" {
            if scalar == "&" {
                let place = position
                let referred = try reference()
                if element.textPosition == nil { element.textPosition = place }
                element.text.unicodeScalars.append(referred)
                continue
            }
            guard !starts(with: "]]>") else { throw problem("文字中不能有“]]>”", "“]]>” cannot stand in text") }
            try checkCharacter()
            append(scalar, to: &element)
            advance()
        }
    }

    private func append(_ scalar: Unicode.Scalar, to element: inout XMLElement) {
        if element.textPosition == nil, !scalar.isXMLSpace { element.textPosition = position }
        element.text.unicodeScalars.append(scalar)
    }
}
