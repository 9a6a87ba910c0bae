extension Route {
    /// Everything that there is, in the order of the document.
    package static let all: [Route] =
        running + sessions + disputes + streams + imports + looks + reports + routing + directory + deadlines
}
