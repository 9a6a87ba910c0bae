/// A set of small integers as bits: the states of a configuration, the transitions that answer an event.
///
/// Sets that are combined come from the same chart and so have the same width.
struct BitSet: Hashable, Sendable {
    private var words: WordVector

    /// The empty set, with room for 0 ..< `capacity`.
    init(capacity: Int) {
        words = WordVector(words: (capacity + 63) / 64)
    }

    func contains(_ member: Int) -> Bool {
        words[word: member >> 6] & (1 << UInt64(member & 63)) != 0
    }

    mutating func insert(_ member: Int) {
        words[word: member >> 6] |= 1 << UInt64(member & 63)
    }

    mutating func remove(_ member: Int) {
        words[word: member >> 6] &= ~(1 << UInt64(member & 63))
    }

    mutating func removeAll() {
        for index in 0..<words.count { words[word: index] = 0 }
    }

    mutating func formUnion(_ other: BitSet) {
        for index in 0..<words.count { words[word: index] |= other.words[word: index] }
    }

    mutating func formIntersection(_ other: BitSet) {
        for index in 0..<words.count { words[word: index] &= other.words[word: index] }
    }

    mutating func subtract(_ other: BitSet) {
        for index in 0..<words.count { words[word: index] &= ~other.words[word: index] }
    }

    func intersection(_ other: BitSet) -> BitSet {
        var result = self
        result.formIntersection(other)
        return result
    }

    func intersects(_ other: BitSet) -> Bool {
        for index in 0..<words.count where words[word: index] & other.words[word: index] != 0 { return true }
        return false
    }

    var isEmpty: Bool {
        for index in 0..<words.count where words[word: index] != 0 { return false }
        return true
    }

    var count: Int {
        (0..<words.count).reduce(0) { $0 + words[word: $1].nonzeroBitCount }
    }

    /// The members as bits, for those who pack or unpack them.
    subscript(word index: Int) -> UInt64 {
        get { words[word: index] }
        set { words[word: index] = newValue }
    }

    /// The smallest member that is at least `start`.
    func first(from start: Int) -> Int? {
        var index = start >> 6
        guard index < words.count else { return nil }
        var word = words[word: index] & (UInt64.max << UInt64(start & 63))
        while word == 0 {
            index += 1
            guard index < words.count else { return nil }
            word = words[word: index]
        }
        return index << 6 + word.trailingZeroBitCount
    }

    /// The greatest member that is less than `end`.
    func last(before end: Int) -> Int? {
        guard end > 0 else { return nil }
        var index = Swift.min((end - 1) >> 6, words.count - 1)
        var word = words[word: index]
        if index == (end - 1) >> 6 { word &= UInt64.max >> UInt64(63 - (end - 1) & 63) }
        while word == 0 {
            index -= 1
            guard index >= 0 else { return nil }
            word = words[word: index]
        }
        return index << 6 + 63 - word.leadingZeroBitCount
    }
}

extension BitSet: Sequence {
    /// The members, ascending.
    struct Iterator: IteratorProtocol {
        fileprivate let set: BitSet
        fileprivate var position = 0

        mutating func next() -> Int? {
            guard let member = set.first(from: position) else { return nil }
            position = member + 1
            return member
        }
    }

    func makeIterator() -> Iterator { Iterator(set: self) }
}
