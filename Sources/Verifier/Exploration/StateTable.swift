/// A set of equally long rows of words, numbered in the order of their coming.
struct StateTable: Hashable, Sendable {
    private(set) var words: [UInt64] = []
    private(set) var count = 0
    let width: Int
    /// Open addressing; 0 is free, else the number plus one.
    private var slots: [UInt32]
    private var mask: Int

    init(width: Int) {
        self.width = width
        mask = (1 << 12) - 1
        slots = Array(repeating: 0, count: 1 << 12)
    }

    /// The number of a row, and whether it is new.
    mutating func insert(_ row: [UInt64]) -> (number: Int, isNew: Bool) {
        if count * 2 > mask { grow() }
        var slot = Int(truncatingIfNeeded: Self.hash(row, from: 0, width)) & mask
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if holds(row, at: number) { return (number, false) }
            slot = (slot + 1) & mask
        }
        words.append(contentsOf: row)
        count += 1
        slots[slot] = UInt32(count)
        return (count - 1, true)
    }

    /// Whether the row of this number is this one.
    func holds(_ row: [UInt64], at number: Int) -> Bool {
        let start = number * width
        for index in 0..<width where words[start + index] != row[index] { return false }
        return true
    }

    private mutating func grow() {
        mask = mask * 2 + 1
        slots = Array(repeating: 0, count: mask + 1)
        for number in 0..<count {
            var slot = Int(truncatingIfNeeded: Self.hash(words, from: number * width, width)) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(number + 1)
        }
    }

    private static func hash(_ words: [UInt64], from start: Int, _ width: Int) -> UInt64 {
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
        for index in start..<start + width {
            hash = (hash ^ words[index]) &* 0xFF51_AFD7_ED55_8CCD
            hash ^= hash >> 32
        }
        return hash
    }
}

/// One bit for each of very many things.
struct Bitmap: Sendable {
    private var words: [UInt64]

    init(count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

    subscript(_ index: Int) -> Bool {
        get { words[index >> 6] & 1 << UInt64(index & 63) != 0 }
        set {
            if newValue {
                words[index >> 6] |= 1 << UInt64(index & 63)
            } else {
                words[index >> 6] &= ~(1 << UInt64(index & 63))
            }
        }
    }

    /// Sets a bit and tells whether it was clear.
    mutating func insert(_ index: Int) -> Bool {
        let isNew = !self[index]
        self[index] = true
        return isNew
    }
}
