package import Mediation
import Workflow

extension Engine {
    /// What a key of a dimension is called, such as the office of a code.
    package func title(of key: String, in dimension: Dimension) -> String {
        switch dimension {
        case .office: directory.officeName(key)
        case .body: directory.name(of: BodyID(key))
        case .bodyKind: BodyKind(rawValue: key)?.title.zh ?? key
        case .track: decider.library.versions(of: key).last?.title.zh ?? key
        case .type: DisputeType(rawValue: key).title.zh
        case .source: DisputeSource(rawValue: key)?.title.zh ?? key
        case .outcome: Outcome(rawValue: key)?.title.zh ?? key
        }
    }
}
