/// Content that is made while it is sent, piece by piece: the next piece is asked for when the one before has gone out, so
/// that a slow reader costs the memory of one.
package protocol Chunks: Sendable {
    /// The next piece; nil where there is none. An error breaks the answer off, which its reader can tell from an end.
    mutating func next() async throws -> [UInt8]?
}
