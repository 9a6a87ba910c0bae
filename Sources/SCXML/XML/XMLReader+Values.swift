import Workflow

// What attributes and references stand for.
extension XMLReader {
    mutating func attributeValue() throws(XMLProblem) -> (value: String, position: Position, isVerbatim: Bool) {
        passSpace()
        try expect("=")
        passSpace()
        guard let quote = next, quote == "\"" || quote == "'" else {
            throw problem("属性值要写在引号里", "an attribute's value must be quoted")
        }
        let opening = position
        advance()
        let start = position
        var isVerbatim = true
        var value = ""
        while next != quote {
            guard let scalar = next else {
                throw XMLProblem(
                    position: opening, message: Bilingual(zh: "属性值的引号没有结束", en: "the quotation does not end"))
            }
            guard scalar != "<" else {
                throw problem("属性值中不能有“<”，请写“&lt;”", "“<” cannot stand in a value; write “&lt;”")
            }
            if scalar == "&" {
                isVerbatim = false
                value.unicodeScalars.append(try reference())
                continue
            }
            try checkCharacter()
            if scalar == "\n" { isVerbatim = false }
            value.unicodeScalars.append(scalar.isXMLSpace ? " " : scalar)
            advance()
        }
        advance()
        return (value, start, isVerbatim)
    }

    /// `&amp;`, `&#38;`, `&#x26;` and the like.
    mutating func reference() throws(XMLProblem) -> Unicode.Scalar {
        let start = position
        advance()
        var text = ""
        while let scalar = next, scalar != ";" {
            guard text.utf8.count < 40, scalar.isXMLName || scalar == "#" else { break }
            text.unicodeScalars.append(scalar)
            advance()
        }
        guard next == ";" else {
            throw XMLProblem(
                position: start,
                message: Bilingual(
                    zh: "“&”后面不是实体；要写“&”本身请写“&amp;”", en: "no entity follows “&”; for “&” itself write “&amp;”"))
        }
        advance()
        let named: [String: Unicode.Scalar] = ["lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": "\""]
        if let scalar = named[text] { return scalar }
        let digits = text.hasPrefix("#x") ? text.dropFirst(2) : text.dropFirst()
        if text.hasPrefix("#"), digits.first?.isHexDigit == true,
            let scalar = UInt32(digits, radix: text.hasPrefix("#x") ? 16 : 10).flatMap(Unicode.Scalar.init),
            scalar.isXMLCharacter
        {
            return scalar
        }
        throw XMLProblem(
            position: start,
            message: Bilingual(
                zh: "没有实体“&\(text);”（只有 lt、gt、amp、apos、quot 和字符编号）",
                en: "there is no entity “&\(text);” (only lt, gt, amp, apos, quot and numbers of characters)"))
    }
}
