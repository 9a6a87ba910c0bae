import Mediation
import Workflow

/// The shares and means that shape the disputes of a sample year, read once from the parameters.
struct SampleRates {
    let types: [(DisputeType, Double)]
    let levels: [(SampleLevel, Double)]
    let sources: [(DisputeSource, Double)]
    let endings: [(MediationResult, Double)]
    let rulings: [(DisputeRow.Ruling, Double)]
    let visits: [(DisputeRow.VisitResult, Double)]
    private let parameters: SampleParameters

    init(_ parameters: SampleParameters) throws(SampleParameterError) {
        self.parameters = parameters
        types = try parameters.weights("类型") { DisputeType($0) }
        levels = try parameters.weights("层级") { SampleLevel(rawValue: $0) }
        sources = try parameters.weights("来源") { name in DisputeSource.allCases.first { $0.title.zh == name } }
        endings = try parameters.weights("未成") { Self.value($0, in: MediationResult.words) }
        rulings = try parameters.weights("确认结果") { Self.value($0, in: DisputeRow.rulingWords) }
        visits = try parameters.weights("回访结果") { Self.value($0, in: DisputeRow.visitWords) }
    }

    private static func value<Value>(_ name: String, in words: [(Value, [String])]) -> Value? {
        words.first { $0.1.contains(name) }?.0
    }

    func share(_ group: String, _ item: String) throws(SampleParameterError) -> Double {
        try parameters.number(group, item)
    }

    func phrases(_ group: String, _ item: String) throws(SampleParameterError) -> [String] {
        try parameters.phrases(group, item)
    }
}

/// Where a dispute of the sample is mediated in the end.
enum SampleLevel: String, CaseIterable {
    case village = "村居"
    case town = "乡镇街道"
    case industry = "行专"
    case unit = "行政"
    case court = "法院委派"
}
