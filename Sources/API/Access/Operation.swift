/// Everything that can be asked over the network. The raw value stands in the access matrix, in the document of the
/// interface and in the log of looks.
package enum Operation: String, Hashable, Sendable, CaseIterable {
    case live = "health.live"
    case ready = "health.ready"
    case document = "openapi.show"
    case metrics = "metrics.show"
    case beginSession = "session.begin"
    case showSession = "session.show"
    case endSession = "session.end"
    case changePassword = "session.password"
    case register = "disputes.register"
    case list = "disputes.list"
    case show = "disputes.show"
    case act = "disputes.act"
    case routing = "disputes.routing"
    case unmask = "disputes.unmask"
    case looks = "disputes.looks"
    case report = "reports.show"
    case openFigure = "reports.open"
    case bodies = "directory.bodies"
    case deadline = "deadlines.compute"
}
