import Workflow

/// Turns the texts of a diagram into blocks of a width that can be laid out.
struct Blocks {
    let palette: Palette
    /// Widest line on an arrow.
    static let cardWidth = 176.0
    /// Widest line in a state.
    static let stepWidth = 236.0

    // MARK: States

    /// Title and notes of a state.
    func head(of box: Diagram.Box) -> TextBlock {
        var block = TextBlock()
        let isStruck = box.emphasis == .removed
        let colour = colour(box.emphasis)
        if case .history(let deep) = box.kind {
            let sign = deep ? "H*" : "H"
            block.add(.init(text: "\(sign) \(box.title.zh)", size: 11.5, isBold: true, isStruck: isStruck), width: 150)
        } else {
            let title = sign(box.emphasis) + box.title.zh
            block.add(
                .init(text: title, size: 13.5, colour: colour, isBold: true, isStruck: isStruck), width: Self.stepWidth)
        }
        if box.title.en != box.title.zh {
            block.add(.init(text: box.title.en, size: 9.5, colour: Palette.faint), width: Self.stepWidth)
        }
        for note in box.notes { add(note, to: &block) }
        return block
    }

    private func add(_ note: Diagram.Note, to block: inout TextBlock) {
        let colour = note.emphasis == .plain ? "#92400E" : self.colour(note.emphasis)
        let zh = TextBlock.Run(
            text: sign(note.emphasis) + note.text.zh, size: 10, colour: colour, isStruck: note.emphasis == .removed)
        block.lines.append(.init(items: [.symbol(note.symbol, colour: colour), .text(zh)], space: 2))
        if note.text.en != note.text.zh {
            block.add(.init(text: note.text.en, size: 8.5, colour: colour), width: Self.stepWidth, indent: 15)
        }
    }

    /// The steps of a state in so many columns, below its head.
    func steps(of box: Diagram.Box, columns: Int) -> [TextBlock] {
        let blocks = box.steps.map { step($0, width: Self.stepWidth, isInState: true) }
        guard columns > 1 else { return [joined(blocks)] }
        let total = blocks.reduce(0) { $0 + $1.size.height }
        var found: [[TextBlock]] = [[]]
        var height = 0.0
        for block in blocks {
            if height > 0, height + block.size.height / 2 > total / Double(columns), found.count < columns {
                found.append([])
                height = 0
            }
            found[found.count - 1].append(block)
            height += block.size.height
        }
        return found.map(joined)
    }

    func joined(_ blocks: [TextBlock]) -> TextBlock {
        var whole = TextBlock()
        for (place, block) in blocks.enumerated() {
            var lines = block.lines
            if place > 0, !lines.isEmpty { lines[0].space += 3 }
            whole.lines += lines
        }
        return whole
    }

    // MARK: Steps

    func card(of arrow: Diagram.Arrow) -> TextBlock {
        joined(arrow.steps.map { step($0, width: Self.cardWidth, isInState: false) })
    }

    /// Who, what, where to, and under which article.
    private func step(_ step: Diagram.Step, width: Double, isInState: Bool) -> TextBlock {
        var block = TextBlock()
        let badges = step.actors.compactMap(palette.badge).map { TextBlock.Item.badge($0) }
        let colour = colour(step.emphasis)
        let isStruck = step.emphasis == .removed
        let indent = isInState && badges.count <= 3 ? TextBlock.badgeWidth : 0
        var zh = sign(step.emphasis) + step.title.zh
        if let target = step.leadsTo { zh += " → " + target.zh }
        let title = TextBlock.Run(text: zh, size: 11, colour: colour, isBold: !isInState, isStruck: isStruck)
        let en = step.title.en + (step.leadsTo.map { " → " + $0.en } ?? "")
        let english = TextBlock.Run(text: en, size: 8.6, colour: Palette.faint, isStruck: isStruck)
        let lead = badges.count <= 3 ? badges : []
        if badges.count > 3 {
            block.lines.append(.init(items: badges))
        }
        // The first line begins with the signs of who acts.
        let leadWidth = Double(lead.count) * TextBlock.badgeWidth
        let broken = TextMetrics.lines(zh, size: title.size, isBold: title.isBold, width: width - leadWidth)
        for (place, text) in broken.enumerated() {
            var run = title
            run.text = text
            block.lines.append(.init(items: (place == 0 ? lead : []) + [.text(run)], indent: place == 0 ? 0 : indent))
        }
        if en != zh {
            place(english, in: &block, width: width, indent: indent, besides: isInState && broken.count == 1)
        }
        if let condition = step.condition {
            block.add(
                .init(text: condition.zh, size: 8.6, colour: Palette.faint), width: width, indent: indent, most: 3)
        }
        if let law = step.law {
            block.add(.init(text: law.zh, size: 7.8, colour: "#7C5E10"), width: width, indent: indent, most: 2)
        }
        return block
    }

    /// English beside the Chinese where it fits, else below it.
    private func place(
        _ run: TextBlock.Run, in block: inout TextBlock, width: Double, indent: Double, besides: Bool
    ) {
        guard besides, let last = block.lines.indices.last else {
            return block.add(run, width: width, indent: indent)
        }
        let items = [TextBlock.Item.space(6), .text(run)]
        if block.lines[last].width + items.reduce(0, { $0 + $1.width }) <= width {
            block.lines[last].items += items
        } else {
            block.add(run, width: width, indent: indent)
        }
    }

    private func sign(_ emphasis: Diagram.Emphasis) -> String {
        switch emphasis {
        case .plain, .active, .done: ""
        case .added: "＋"
        case .removed: "－"
        case .changed: "≠"
        }
    }

    private func colour(_ emphasis: Diagram.Emphasis) -> String {
        switch emphasis {
        case .plain, .active, .done: Palette.ink
        case .added: "#1B6B2E"
        case .removed: "#A61E1E"
        case .changed: "#9A5B00"
        }
    }
}
