/// A sheet of paper, and how large the picture is on it.
package struct Page: Hashable, Sendable {
    package let name: String
    /// In millimetres.
    package let width: Double
    package let height: Double
    /// Millimetres for each pixel of the picture.
    package let scale: Double

    var area: Double { width * height }

    private static let pixel = 25.4 / 96

    /// The smallest sheet on which the smallest text can be read without a glass, else the one on which it is largest.
    static func fitting(_ size: Size) -> Page {
        let sheets = [
            ("A4", 210.0, 297.0), ("A4", 297.0, 210.0), ("A3", 297.0, 420.0), ("A3", 420.0, 297.0),
        ].map { name, width, height in
            Page(
                name: name, width: width, height: height,
                scale: min(width / size.width, height / size.height, pixel * 1.1))
        }
        let readable = sheets.filter { $0.name == "A4" && $0.scale >= pixel * 0.72 }
        return (readable.isEmpty ? sheets : readable).max { $0.scale < $1.scale } ?? sheets[0]
    }
}
