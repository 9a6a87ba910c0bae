import Workflow

/// What colours and signs mean, below the picture.
struct Legend {
    private struct Entry {
        let draw: (Point) -> [SVGElement]
        let signWidth: Double
        let text: Bilingual

        var width: Double {
            signWidth + 6 + TextMetrics.width(of: text.description, size: Legend.textSize) + 16
        }
    }

    private static let textSize = 9.0
    private static let rowHeight = 19.0
    private let rows: [[Entry]]

    init(_ picture: Picture, width: Double) {
        var entries: [Entry] = picture.blocks.palette.badges.map { badge in
            Entry(
                draw: { TextBlock.draw(badge, at: Point($0.x + 6.5, $0.y)) }, signWidth: 13, text: badge.title)
        }
        entries += Self.signs(picture.diagram)
        var rows: [[Entry]] = [[]]
        var used = 0.0
        for entry in entries {
            if used + entry.width > width, used > 0 {
                rows.append([])
                used = 0
            }
            rows[rows.count - 1].append(entry)
            used += entry.width
        }
        self.rows = rows
    }

    var height: Double { Double(rows.count) * Self.rowHeight + 6 }

    func draw(at origin: Point) -> [SVGElement] {
        var elements: [SVGElement] = []
        for (row, entries) in rows.enumerated() {
            var x = origin.x
            let y = origin.y + (Double(row) + 0.5) * Self.rowHeight
            for entry in entries {
                elements += entry.draw(Point(x, y))
                let run = TextBlock.Run(text: entry.text.description, size: Self.textSize, colour: "#334155")
                let line = TextBlock.Line(items: [.text(run)])
                elements += TextBlock(lines: [line])
                    .draw(at: Point(x + entry.signWidth + 6, y - Self.textSize * 0.66))
                x += entry.width
            }
        }
        return elements
    }

    // MARK: Signs

    private static func signs(_ diagram: Diagram) -> [Entry] {
        var entries = [
            Entry(
                draw: {
                    [SVGElement("circle", ["cx": ($0.x + 6).short, "cy": $0.y.short, "r": "5", "fill": Palette.ink])]
                },
                signWidth: 12, text: Bilingual(zh: "开始", en: "start"))
        ]
        if diagram.boxes.contains(where: { $0.kind == .final }) {
            entries.append(box(Bilingual(zh: "终结", en: "end"), fill: "#EEF2F7", stroke: "#64748B", isDouble: true))
        }
        if diagram.boxes.contains(where: \.isRegion) {
            entries.append(
                box(
                    Bilingual(zh: "同时进行的部分", en: "parts that go on together"), fill: "none", stroke: "#64748B",
                    isDashed: true))
        }
        if diagram.boxes.contains(where: { if case .history = $0.kind { true } else { false } }) {
            entries.append(
                Entry(
                    draw: { letter("H", at: $0) }, signWidth: 12,
                    text: Bilingual(zh: "回到离开前的状态", en: "back to where it was")))
        }
        switch diagram.legend {
        case .plain: break
        case .progress:
            entries.append(
                box(Bilingual(zh: "案件现在的状态", en: "where the case stands"), fill: "#FFE8A3", stroke: "#D9480F"))
            entries.append(box(Bilingual(zh: "已经过", en: "been there"), fill: "#EDF7EF", stroke: "#2B8A3E"))
        case .difference:
            for (emphasis, text) in [
                (Diagram.Emphasis.added, Bilingual(zh: "＋新增", en: "added")),
                (.removed, Bilingual(zh: "－删除", en: "removed")), (.changed, Bilingual(zh: "≠变更", en: "changed")),
            ] {
                entries.append(
                    box(
                        text, fill: Palette.fill(emphasis, hasInside: false), stroke: Palette.stroke(emphasis).colour,
                        isDashed: emphasis == .removed))
            }
        }
        return entries
    }

    private static func letter(_ letter: String, at point: Point) -> [SVGElement] {
        [
            SVGElement(
                "text", ["x": point.x.short, "y": (point.y + 3.5).short, "font-size": "11", "font-weight": "bold"]
            ).with(text: letter)
        ]
    }

    private static func box(
        _ text: Bilingual, fill: String, stroke: String, isDouble: Bool = false, isDashed: Bool = false
    ) -> Entry {
        Entry(
            draw: { point in
                func rectangle(_ inset: Double) -> SVGElement {
                    SVGElement(
                        "rect",
                        [
                            "x": (point.x + inset).short, "y": (point.y - 6 + inset).short,
                            "width": (22 - 2 * inset).short, "height": (12 - 2 * inset).short, "rx": "4",
                            "fill": inset > 0 ? "none" : fill, "stroke": stroke,
                            "stroke-dasharray": isDashed ? "4 3" : "none",
                        ])
                }
                return isDouble ? [rectangle(0), rectangle(2.5)] : [rectangle(0)]
            }, signWidth: 22, text: text)
    }
}
