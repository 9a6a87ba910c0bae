/// Bits or bytes packed in 64-bit words. The first word is inline, so that charts of up to 64 states or 8 facts
/// allocate nothing.
///
/// Reading beyond the end gives zero, writing there does nothing: nothing here traps.
struct WordVector: Hashable, Sendable {
    private var first: UInt64 = 0
    private var rest: [UInt64] = []

    init() {}

    /// All zero.
    init(words: Int) {
        if words > 1 { rest = Array(repeating: 0, count: words - 1) }
    }

    var count: Int { 1 + rest.count }

    subscript(word index: Int) -> UInt64 {
        get {
            if index == 0 { return first }
            return index > 0 && index <= rest.count ? rest[index - 1] : 0
        }
        set {
            if index == 0 {
                first = newValue
            } else if index > 0, index <= rest.count {
                rest[index - 1] = newValue
            }
        }
    }

    subscript(byte index: Int) -> UInt8 {
        get { UInt8(truncatingIfNeeded: self[word: index >> 3] >> UInt64((index & 7) << 3)) }
        set {
            let shift = UInt64((index & 7) << 3)
            self[word: index >> 3] = self[word: index >> 3] & ~(0xFF << shift) | UInt64(newValue) << shift
        }
    }

    /// Appends zero words until there are `words`.
    mutating func grow(toWords words: Int) {
        while count < words { rest.append(0) }
    }
}
