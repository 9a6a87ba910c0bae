extension GuardExpression {
    /// The condition with some of its parts decided. Parts for which `decide` has no answer stay.
    package func folding(_ decide: (GuardExpression) -> Bool?) -> GuardExpression {
        if let value = decide(self) { return .constant(value) }
        switch self {
        case .not(let inner):
            let inner = inner.folding(decide)
            if case .constant(let value) = inner { return .constant(!value) }
            return .not(inner)
        case .and(let parts):
            let parts = parts.map { $0.folding(decide) }.filter { $0 != .constant(true) }
            if parts.contains(.constant(false)) { return .constant(false) }
            return parts.isEmpty ? .constant(true) : parts.count == 1 ? parts[0] : .and(parts)
        case .or(let parts):
            let parts = parts.map { $0.folding(decide) }.filter { $0 != .constant(false) }
            if parts.contains(.constant(true)) { return .constant(true) }
            return parts.isEmpty ? .constant(false) : parts.count == 1 ? parts[0] : .or(parts)
        default: return self
        }
    }
}
