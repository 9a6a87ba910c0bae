import Workflow

extension Picture {
    private static let margin = 28.0
    private static let fonts =
        "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','WenQuanYi Micro Hei',sans-serif"

    /// One page as SVG 1.1: no scripts, no fonts or pictures from elsewhere, with a title and a description for readers who
    /// do not see it.
    package var svg: String { document.document }

    /// The sheet the picture is made for.
    package var page: Page { Page.fitting(pageSize) }

    private var legend: Legend { Legend(self, width: max(layout.size.width, 520)) }
    private var titleHeight: Double { 52 }
    private var pageSize: Size {
        Size(
            max(layout.size.width, 520) + 2 * Self.margin,
            layout.size.height + titleHeight + legend.height + 2 * Self.margin + 16)
    }

    private var document: SVGElement {
        let page = page
        // The sheet is filled: what is over stays white at the right and the bottom.
        let width = page.width / page.scale
        let height = page.height / page.scale
        var svg = SVGElement(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "width": "\(page.width.short)mm",
                "height": "\(page.height.short)mm", "viewBox": "0 0 \(width.short) \(height.short)", "role": "img",
                "aria-labelledby": "\(diagram.name)-title \(diagram.name)-desc", "xml:lang": "zh-CN",
                "font-family": Self.fonts,
            ])
        svg.append(SVGElement("title", ["id": "\(diagram.name)-title"]).with(text: diagram.title.description))
        svg.append(SVGElement("desc", ["id": "\(diagram.name)-desc"]).with(text: description))
        svg.append(SVGElement("rect", ["width": "100%", "height": "100%", "fill": "#FFFFFF"]))
        let left = (width - max(layout.size.width, 520)) / 2
        for element in titles(left) { svg.append(element) }
        let offset = Point((width - layout.size.width) / 2, Self.margin + titleHeight)
        var drawing = SVGElement("g", ["transform": "translate(\(offset.x.short) \(offset.y.short))"])
        for element in boxes + arrows + cards + marks { drawing.append(element) }
        svg.append(drawing)
        for element in legend.draw(at: Point(left, offset.y + layout.size.height + 16)) { svg.append(element) }
        return svg
    }

    private func titles(_ left: Double) -> [SVGElement] {
        var block = TextBlock()
        block.lines.append(
            .init(items: [
                .text(.init(text: diagram.title.zh, size: 21, isBold: true)),
                .space(10), .text(.init(text: diagram.title.en, size: 13, colour: Palette.faint)),
            ]))
        block.lines.append(
            .init(items: [
                .text(.init(text: diagram.subtitle.zh, size: 9.5, colour: Palette.faint)),
                .space(12), .text(.init(text: diagram.subtitle.en, size: 8.6, colour: Palette.faint)),
            ]))
        return block.draw(at: Point(left, Self.margin - 6))
    }

    /// The states in words, and where the case stands.
    private var description: String {
        let states = diagram.boxes.filter { $0.kind != .start }
        let active = states.filter { $0.emphasis == .active }.map(\.title.zh)
        let stands = active.isEmpty ? "" : "现在处于：\(active.joined(separator: "、"))。"
        return stands + "状态：\(states.map(\.title.description).joined(separator: "；"))。"
    }

    // MARK: Boxes

    private var parents: Set<Int> { Set(diagram.boxes.compactMap(\.parent)) }

    private var boxes: [SVGElement] {
        let parents = parents
        return diagram.boxes.enumerated().map { index, box in
            let frame = layout.frames[index]
            var group = SVGElement("g", ["data-state": box.id])
            if box.kind == .start {
                group.append(
                    SVGElement(
                        "circle",
                        ["cx": frame.midX.short, "cy": frame.midY.short, "r": "5.5", "fill": Palette.ink]))
                return group
            }
            group.append(SVGElement("title").with(text: box.title.description))
            let hasInside = parents.contains(index)
            for element in outline(of: box, frame, hasInside: hasInside) { group.append(element) }
            for element in text(of: box, index, frame, hasInside: hasInside) { group.append(element) }
            return group
        }
    }

    private func outline(of box: Diagram.Box, _ frame: Rect, hasInside: Bool) -> [SVGElement] {
        let stroke = Palette.stroke(box.emphasis)
        let radius = box.kind == .state ? 8 : min(frame.height / 2, 18)
        var outer = rectangle(frame, radius: radius)
        outer.attributes += [
            (
                "fill",
                box.kind == .final && box.emphasis == .plain
                    ? "#EEF2F7" : Palette.fill(box.emphasis, hasInside: hasInside)
            ),
            ("stroke", stroke.colour), ("stroke-width", stroke.width.short),
        ]
        if box.emphasis == .removed || box.isRegion { outer.attributes.append(("stroke-dasharray", "6 4")) }
        guard box.kind == .final else { return [outer] }
        // A line around a line ends a procedure.
        var inner = rectangle(frame.insetBy(3.5), radius: max(radius - 3.5, 2))
        inner.attributes += [("fill", "none"), ("stroke", stroke.colour), ("stroke-width", "1")]
        return [outer, inner]
    }

    private func rectangle(_ frame: Rect, radius: Double) -> SVGElement {
        SVGElement(
            "rect",
            [
                "x": frame.x.short, "y": frame.y.short, "width": frame.width.short, "height": frame.height.short,
                "rx": radius.short,
            ])
    }

    private func text(of box: Diagram.Box, _ index: Int, _ frame: Rect, hasInside: Bool) -> [SVGElement] {
        let head = blocks.head(of: box)
        let place = layout.headers[index] ?? frame.insetBy(Self.inset)
        guard !box.steps.isEmpty else {
            return hasInside
                ? head.draw(at: place.origin)
                : head.draw(at: Point(frame.x, frame.midY - head.size.height / 2), centredIn: frame.width)
        }
        let columns = Self.fewestColumns(of: box, style) + (hasInside ? layout.headerChoices[index] : 0)
        var elements = head.draw(at: place.origin)
        var at = Point(place.x, place.y + head.size.height + (hasInside ? 6 : 8))
        elements.append(
            SVGElement(
                "line",
                [
                    "x1": place.x.short, "y1": (at.y - 3).short, "x2": place.maxX.short, "y2": (at.y - 3).short,
                    "stroke": "#CBD5E1", "stroke-width": "0.8",
                ]))
        for column in blocks.steps(of: box, columns: columns) {
            elements += column.draw(at: at)
            at.x += column.size.width + Self.columnGap
        }
        return elements
    }

    // MARK: Arrows

    private var arrows: [SVGElement] {
        // What is emphasised lies on top.
        let order = diagram.arrows.indices.sorted {
            (diagram.arrows[$0].emphasis == .plain ? 0 : 1, $0) < (diagram.arrows[$1].emphasis == .plain ? 0 : 1, $1)
        }
        return order.map { index in
            let arrow = diagram.arrows[index]
            let colour = colour(of: arrow)
            var group = SVGElement("g", ["fill": "none", "stroke": colour])
            group.attributes.append(("stroke-width", (arrow.emphasis == .plain ? 1.3 : 2.6).short))
            if arrow.emphasis == .removed { group.attributes.append(("stroke-dasharray", "6 4")) }
            let route = layout.routes[index]
            if route.stem.count > 1 { group.append(line(route.stem)) }
            for branch in route.branches where branch.count > 1 {
                group.append(line(branch))
                group.append(head(of: branch, colour))
            }
            return group
        }
    }

    private func colour(of arrow: Diagram.Arrow) -> String {
        arrow.emphasis == .plain
            ? (arrow.steps.isEmpty ? Palette.ink : blocks.palette.colour(of: arrow.steps))
            : Palette.stroke(arrow.emphasis).colour
    }

    /// A line through points, its corners rounded.
    private func line(_ points: [Point]) -> SVGElement {
        var path = "M\(points[0].x.short) \(points[0].y.short)"
        for index in points.indices.dropFirst() {
            let point = points[index]
            guard index + 1 < points.count else {
                path += "L\(point.x.short) \(point.y.short)"
                break
            }
            let radius = min(5, distance(points[index - 1], point) / 2, distance(point, points[index + 1]) / 2)
            let before = toward(points[index - 1], from: point, radius)
            let after = toward(points[index + 1], from: point, radius)
            path +=
                "L\(before.x.short) \(before.y.short)Q\(point.x.short) \(point.y.short) \(after.x.short) \(after.y.short)"
        }
        return SVGElement("path", ["d": path])
    }

    private func distance(_ a: Point, _ b: Point) -> Double { abs(a.x - b.x) + abs(a.y - b.y) }

    private func toward(_ other: Point, from point: Point, _ length: Double) -> Point {
        let total = distance(point, other)
        guard total > 0 else { return point }
        return Point(point.x + (other.x - point.x) / total * length, point.y + (other.y - point.y) / total * length)
    }

    private func head(of points: [Point], _ colour: String) -> SVGElement {
        let end = points[points.count - 1]
        let isDown = points[points.count - 2].y < end.y
        let back = isDown ? -8.0 : 8.0
        return SVGElement(
            "path",
            [
                "d": "M\(end.x.short) \(end.y.short)l-3.8 \(back.short)h7.6z", "fill": colour, "stroke": "none",
            ])
    }

    // MARK: Labels

    private var cards: [SVGElement] {
        diagram.arrows.indices.compactMap { index in
            guard let frame = layout.labels[index] else { return nil }
            let arrow = diagram.arrows[index]
            let colour = colour(of: arrow)
            var group = SVGElement("g")
            let details = arrow.steps.flatMap(\.details).map(\.description).joined(separator: "\n")
            group.append(SVGElement("title").with(text: details))
            var card = rectangle(frame, radius: 5)
            card.attributes += [
                ("fill", arrow.emphasis == .plain ? "#FFFFFF" : Palette.fill(arrow.emphasis, hasInside: false)),
                ("stroke", colour), ("stroke-width", arrow.emphasis == .plain ? "0.9" : "1.8"),
            ]
            group.append(card)
            for element in stripe(of: arrow, frame) { group.append(element) }
            for element in blocks.card(of: arrow).draw(at: Point(frame.x + 12, frame.y + 4)) { group.append(element) }
            return group
        }
    }

    /// The colours of all who may act, at the left of the label.
    private func stripe(of arrow: Diagram.Arrow, _ frame: Rect) -> [SVGElement] {
        let actors = blocks.palette.badges.filter { badge in arrow.steps.contains { $0.actors.contains(badge.actor) } }
        let height = (frame.height - 8) / Double(max(actors.count, 1))
        return actors.enumerated().map { place, badge in
            SVGElement(
                "rect",
                [
                    "x": (frame.x + 4).short, "y": (frame.y + 4 + Double(place) * height).short, "width": "3.5",
                    "height": height.short, "fill": badge.colour,
                ])
        }
    }

    // MARK: Where the case stands

    private var marks: [SVGElement] {
        let parents = parents
        return diagram.boxes.indices.filter { diagram.boxes[$0].emphasis == .active && !parents.contains($0) }
            .flatMap { index -> [SVGElement] in
                let frame = layout.frames[index]
                let label = "现在 now"
                let width = TextMetrics.width(of: label, size: 8.5) + 10
                let tag = Rect(x: frame.maxX - width - 6, y: frame.y - 7, width: width, height: 14)
                var box = rectangle(tag, radius: 7)
                box.attributes.append(("fill", "#D9480F"))
                let text = SVGElement(
                    "text",
                    [
                        "x": tag.midX.short, "y": (tag.midY + 3).short, "font-size": "8.5", "fill": "#FFFFFF",
                        "text-anchor": "middle",
                    ]
                ).with(text: label)
                return [box, text]
            }
    }
}
