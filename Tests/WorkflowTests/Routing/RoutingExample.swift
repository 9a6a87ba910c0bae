import Workflow

/// A small vocabulary for routing files in tests.
enum RoutingExample {
    static let vocabulary = RoutingVocabulary(
        sources: [
            .init(
                "dispute.type", zh: "类型", en: "type",
                values: ["family", "medical", "labour"].map { .init($0, zh: $0, en: $0) }),
            .init("dispute.amount", zh: "金额", en: "amount", values: []),
            .init("dispute.age", zh: "天数", en: "age", values: []),
        ],
        targets: ["town", "industry", "centre"].map { .init($0, zh: $0, en: $0) }, tracks: ["people", "judicial"])
}
