/// How wide texts are, without a font at hand: Chinese fills its square, Latin letters have the widths of the usual sans serif
/// faces, rounded up, so that no text is wider on paper than it was taken to be.
enum TextMetrics {
    static func width(of text: String, size: Double, isBold: Bool = false) -> Double {
        text.unicodeScalars.reduce(0) { $0 + width(of: $1) } * size * (isBold ? 1.05 : 1)
    }

    /// In units of the font size.
    private static func width(of scalar: Unicode.Scalar) -> Double {
        switch scalar.value {
        case 0x20: 0.3
        case 0x21...0x7E: latin[Int(scalar.value) - 0x21]
        // Section sign, middle dot and the rest of Latin.
        case 0x7F...0x24F: 0.62
        // Zero width and combining.
        case 0x300...0x36F, 0x200B...0x200F: 0
        case 0x2010...0x201F, 0x2026: 1
        default: 1
        }
    }

    /// From `!` to `~`.
    private static let latin: [Double] = [
        0.33, 0.47, 0.58, 0.58, 0.91, 0.7, 0.27, 0.36, 0.36, 0.46, 0.6, 0.32, 0.37, 0.32, 0.4,  // ! … /
        0.57, 0.57, 0.57, 0.57, 0.57, 0.57, 0.57, 0.57, 0.57, 0.57, 0.32, 0.32, 0.6, 0.6, 0.6, 0.54,  // 0 … ?
        1, 0.68, 0.68, 0.72, 0.72, 0.68, 0.62, 0.78, 0.73, 0.32, 0.56, 0.68, 0.58, 0.85, 0.73, 0.78, 0.68, 0.78, 0.72,
        0.68, 0.63, 0.73, 0.68, 0.95, 0.68, 0.68, 0.62,  // @ … Z
        0.36, 0.4, 0.36, 0.55, 0.58, 0.36,  // [ … `
        0.57, 0.58, 0.52, 0.58, 0.57, 0.33, 0.58, 0.58, 0.27, 0.28, 0.53, 0.28, 0.86, 0.58, 0.58, 0.58, 0.58, 0.38,
        0.51, 0.33, 0.58, 0.52, 0.75, 0.52, 0.52, 0.5,  // a … z
        0.36, 0.3, 0.36, 0.6,  // { … ~
    ]

    /// Breaks a text into lines no wider than `width`: Chinese between any two characters except before closing
    /// punctuation, other texts between words. With more than `most` lines the last ends in an ellipsis.
    static func lines(_ text: String, size: Double, isBold: Bool = false, width: Double, most: Int = 9) -> [String] {
        var lines: [String] = []
        var line = ""
        for piece in pieces(of: text) {
            let longer = line + piece
            if line.isEmpty || self.width(of: longer.trimmingEnd, size: size, isBold: isBold) <= width {
                line = longer
            } else {
                lines.append(line.trimmingEnd)
                line = String(piece.drop { $0 == " " })
            }
        }
        if !line.isEmpty { lines.append(line.trimmingEnd) }
        guard lines.count > most else { return lines }
        var last = lines[most - 1]
        while !last.isEmpty, self.width(of: last + "…", size: size, isBold: isBold) > width { last.removeLast() }
        return lines[..<(most - 1)] + [last + "…"]
    }

    /// What may not be torn apart.
    private static func pieces(of text: String) -> [String] {
        var pieces: [String] = []
        for character in text {
            let isClosing = "，。、；：？！）》”’」』］】…".contains(character)
            let isOpening = pieces.last?.last.map { "（《“‘「『［【§".contains($0) } ?? false
            let joinsWord =
                pieces.last?.last.map { !isWide($0) && !isWide(character) && $0 != " " } ?? false
            if pieces.isEmpty || !(isClosing || isOpening || joinsWord) {
                pieces.append(String(character))
            } else {
                pieces[pieces.count - 1].append(character)
            }
        }
        return pieces
    }

    private static func isWide(_ character: Character) -> Bool {
        (character.unicodeScalars.first?.value ?? 0) >= 0x2E80
    }
}

extension String {
    fileprivate var trimmingEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
