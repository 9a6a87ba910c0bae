// Snapshots as plain words, for those who keep very many of them.
extension Chart {
    /// How many words hold the active states.
    package var configurationWordCount: Int { (tables.stateCount + 63) / 64 }

    /// How many words hold active states and histories: where control stands, without the facts.
    package var controlWordCount: Int { configurationWordCount * (1 + tables.historyCount) }

    /// How many words hold a snapshot of so many members.
    package func packedWordCount(members: Int) -> Int {
        controlWordCount + factWordCount(members: members)
    }

    private func factWordCount(members: Int) -> Int {
        max(1, (tables.facts.byteCount(members: members) + 7) / 8)
    }

    /// Appends the words of a started snapshot: active states, histories, facts. Equal words stand for equal snapshots
    /// of one chart and number of members.
    package func pack(_ snapshot: Snapshot, into words: inout [UInt64]) {
        let width = configurationWordCount
        for index in 0..<width { words.append(snapshot.configuration[word: index]) }
        for history in snapshot.history {
            for index in 0..<width { words.append(history[word: index]) }
        }
        for index in 0..<factWordCount(members: snapshot.memberCount) { words.append(snapshot.facts[word: index]) }
    }

    /// A word of what ``controlWordCount`` counts.
    package func controlWord(_ index: Int, of snapshot: Snapshot) -> UInt64 {
        let width = configurationWordCount
        if index < width { return snapshot.configuration[word: index] }
        return snapshot.history[index / width - 1][word: index % width]
    }

    /// Puts packed words into a snapshot of this chart with the same number of members, whatever it held.
    package func unpack(_ words: [UInt64], from start: Int, into snapshot: inout Snapshot) {
        let width = configurationWordCount
        var position = start
        for index in 0..<width { snapshot.configuration[word: index] = words[position + index] }
        position += width
        for slot in snapshot.history.indices {
            for index in 0..<width { snapshot.history[slot][word: index] = words[position + index] }
            position += width
        }
        for index in 0..<factWordCount(members: snapshot.memberCount) {
            snapshot.facts[word: index] = words[position + index]
        }
        snapshot.isDone = tables.children[0].contains {
            tables.final.contains($0) && snapshot.configuration.contains($0)
        }
        snapshot.isRunning = !snapshot.isDone
    }
}

// What makes two snapshots the same to an observer who does not care for everything.
extension Chart {
    /// Some of the facts, for all members.
    package struct FactMask: Hashable, Sendable {
        fileprivate var words: WordVector
    }

    package func mask(of kept: Set<FactIndex>, members: Int) -> FactMask {
        var words = WordVector(words: factWordCount(members: members))
        for fact in kept where facts.indices.contains(fact.rawValue) {
            let place = tables.facts.offsets[fact.rawValue]
            if tables.facts.isEach[fact.rawValue] {
                for member in 0..<members { words[byte: tables.facts.byte(place, of: member)] = .max }
            } else {
                words[byte: place] = .max
            }
        }
        return FactMask(words: words)
    }

    /// Gives every fact outside a mask the first value of its domain.
    package func keepOnly(_ mask: FactMask, in snapshot: inout Snapshot) {
        for index in 0..<snapshot.facts.count { snapshot.facts[word: index] &= mask.words[word: index] }
    }

    /// Numbers the members anew, by their facts. Snapshots that differ only in which member is which become equal.
    package func sortMembers(in snapshot: inout Snapshot) {
        guard snapshot.memberCount > 1, !tables.facts.initialBlock.isEmpty else { return }
        for end in 1..<snapshot.memberCount {
            var member = end
            while member > 0, order(of: member, before: member - 1, in: snapshot) < 0 {
                swap(member, member - 1, in: &snapshot)
                member -= 1
            }
        }
    }

    /// Whether two members have the same facts.
    package func areAlike(_ member: Int, _ other: Int, in snapshot: Snapshot) -> Bool {
        order(of: member, before: other, in: snapshot) == 0
    }

    private func order(of member: Int, before other: Int, in snapshot: Snapshot) -> Int {
        for place in tables.facts.initialBlock.indices {
            let left = snapshot.facts[byte: tables.facts.byte(place, of: member)]
            let right = snapshot.facts[byte: tables.facts.byte(place, of: other)]
            if left != right { return left < right ? -1 : 1 }
        }
        return 0
    }

    private func swap(_ member: Int, _ other: Int, in snapshot: inout Snapshot) {
        for place in tables.facts.initialBlock.indices {
            let (left, right) = (tables.facts.byte(place, of: member), tables.facts.byte(place, of: other))
            let value = snapshot.facts[byte: left]
            snapshot.facts[byte: left] = snapshot.facts[byte: right]
            snapshot.facts[byte: right] = value
        }
    }
}
