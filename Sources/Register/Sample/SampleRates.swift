/// The shares and means that shape the disputes of a sample year, read once from the parameters.
struct SampleRates {
    let types: [(String, Double)]
    let levels: [(SampleLevel, Double)]
    let sources: [(String, Double)]
    let endings: [(MediationResult, Double)]
    let rulings: [(DisputeRow.Ruling, Double)]
    let visits: [(DisputeRow.VisitResult, Double)]
    private let parameters: SampleParameters

    init(_ parameters: SampleParameters) throws(SampleParameterError) {
        self.parameters = parameters
        types = try parameters.weights("类型")
        levels = try parameters.weights("层级").compactMap { name, weight in
            SampleLevel(rawValue: name).map { ($0, weight) }
        }
        sources = try parameters.weights("来源")
        endings = try parameters.weights("未成").compactMap { name, weight in
            MediationResult.words.first { $0.1.contains(name) }.map { ($0.0, weight) }
        }
        rulings = try parameters.weights("确认结果").compactMap { name, weight in
            DisputeRow.rulingWords.first { $0.1.contains(name) }.map { ($0.0, weight) }
        }
        visits = try parameters.weights("回访结果").compactMap { name, weight in
            DisputeRow.visitWords.first { $0.1.contains(name) }.map { ($0.0, weight) }
        }
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
