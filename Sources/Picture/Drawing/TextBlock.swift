import Workflow

/// Lines of text with their signs, as they stand in a state or on an arrow: measured first, drawn later.
struct TextBlock {
    struct Run {
        var text: String
        var size: Double
        var colour = Palette.ink
        var isBold = false
        var isStruck = false
    }

    enum Item {
        case text(Run)
        case badge(Palette.Badge)
        case symbol(Diagram.Note.Symbol, colour: String)
        case space(Double)

        var width: Double {
            switch self {
            case .text(let run): TextMetrics.width(of: run.text, size: run.size, isBold: run.isBold)
            case .badge: TextBlock.badgeWidth
            case .symbol: 15
            case .space(let width): width
            }
        }

        var height: Double {
            switch self {
            case .text(let run): run.size * 1.25
            case .badge: 14
            case .symbol: 14
            case .space: 0
            }
        }
    }

    static let badgeWidth = 15.0

    /// What stands on a line from left to right, with its distance to the left and below the line before.
    struct Line {
        var items: [Item]
        var indent = 0.0
        var space = 0.0

        var width: Double { items.reduce(indent) { $0 + $1.width } }
        var height: Double { (items.map(\.height).max() ?? 0) + space }
    }

    var lines: [Line] = []

    var size: Size {
        Size(lines.map(\.width).max() ?? 0, lines.map(\.height).reduce(0, +))
    }

    mutating func add(_ run: Run, width: Double, indent: Double = 0, space: Double = 0, most: Int = 9) {
        let broken = TextMetrics.lines(run.text, size: run.size, isBold: run.isBold, width: width - indent, most: most)
        for (place, text) in broken.enumerated() {
            var part = run
            part.text = text
            lines.append(Line(items: [.text(part)], indent: indent, space: place == 0 ? space : 0))
        }
    }

    /// The lines drawn with their upper left corner at a point.
    func draw(at origin: Point, centredIn width: Double? = nil) -> [SVGElement] {
        var elements: [SVGElement] = []
        var y = origin.y
        for line in lines {
            y += line.height
            var x = origin.x + line.indent
            if let width { x = origin.x + (width - line.width) / 2 }
            let height = line.height - line.space
            for item in line.items {
                elements += draw(item, x: x, bottom: y, height: height)
                x += item.width
            }
        }
        return elements
    }

    private func draw(_ item: Item, x: Double, bottom: Double, height: Double) -> [SVGElement] {
        switch item {
        case .text(let run):
            var element = SVGElement(
                "text",
                [
                    "x": x.short, "y": (bottom - height * 0.5 + run.size * 0.36).short, "font-size": run.size.short,
                    "fill": run.colour,
                ])
            if run.isBold { element.attributes.append(("font-weight", "bold")) }
            if run.isStruck { element.attributes.append(("text-decoration", "line-through")) }
            return [element.with(text: run.text)]
        case .badge(let badge):
            let middle = Point(x + 6.5, bottom - height / 2)
            return Self.draw(badge, at: middle)
        case .space: return []
        case .symbol(let symbol, let colour):
            return [Self.draw(symbol, at: Point(x + 6, bottom - height / 2), colour: colour)]
        }
    }

    static func draw(_ badge: Palette.Badge, at middle: Point) -> [SVGElement] {
        [
            SVGElement(
                "circle", ["cx": middle.x.short, "cy": middle.y.short, "r": "6.5", "fill": badge.colour]),
            SVGElement(
                "text",
                [
                    "x": middle.x.short, "y": (middle.y + 3.1).short, "font-size": "8.6", "fill": "#FFFFFF",
                    "text-anchor": "middle",
                ]
            ).with(text: badge.sign),
        ]
    }

    /// Small drawings instead of characters that office fonts lack.
    private static func draw(_ symbol: Diagram.Note.Symbol, at middle: Point, colour: String) -> SVGElement {
        let (x, y) = (middle.x, middle.y)
        let path =
            switch symbol {
            case .clock:
                "M\((x - 5).short) \(y.short)a5 5 0 1 0 10 0a5 5 0 1 0 -10 0M\(x.short) \((y - 3).short)V\(y.short)H\((x + 2.6).short)"
            case .pause: "M\((x - 2).short) \((y - 4).short)v8M\((x + 2).short) \((y - 4).short)v8"
            case .invoke:
                "M\((x - 5).short) \((y - 4).short)h7v8h-7zM\((x + 2).short) \(y.short)h3m-2 -2l2 2l-2 2"
            case .outcome: "M\((x - 4).short) \((y + 5).short)v-10h8l-2 2.5l2 2.5h-8"
            }
        return SVGElement("path", ["d": path, "fill": "none", "stroke": colour, "stroke-width": "1.4"])
    }
}
