import CaseStore
import Engine
package import LegalTime
package import Mediation
import Workflow

/// What a row of the register, with its referrals, asks the engine to do: one request, carried out all or none.
///
/// This is the conformance mapping: each fact of the row becomes the act of the workflow that such a fact needs, dated as the
/// row says. What the row does not tell is taken as the usual: the parties act together, the first party signs, sues or
/// withdraws, a court accepts a filing on the day it comes.
struct DisputePlan {
    let request: Request
    /// For each command of the request.
    let origins: [CellOrigin]
    /// By which the same row is known again.
    let fingerprint: String

    /// The key under which a row can be imported once.
    static func key(_ number: String) -> String { "import:\(number)" }

    /// - Parameter now: Up to which clocks of what is still open run on.
    init(
        _ row: DisputeRow, _ referrals: [ReferralRow], bodies: BodyNames, at now: Instant
    ) throws(PlanFaults) {
        var builder = DisputePlanBuilder(row, referrals, bodies)
        builder.build()
        guard builder.faults.isEmpty else { throw PlanFaults(faults: builder.faults) }
        let planned = builder.steps.commands(by: now)
        origins = planned.map(\.origin) + [DisputePlanBuilder.disputes("登记编号")]
        fingerprint = builder.fingerprint
        var request = Request(
            commands: planned.map(\.command) + [.advance(to: now)], particulars: builder.particulars,
            key: Self.key(row.number))
        request.isAnnounced = false
        self.request = request
    }
}

/// What stands in the way of a plan, by cell.
struct PlanFaults: Error {
    let faults: [(origin: CellOrigin, fault: CellFault)]
}

/// Names of bodies as registers write them, looked up in the directory.
package struct BodyNames {
    let directory: Directory

    package init(directory: Directory) {
        self.directory = directory
    }

    /// The body that bears the name, or the id, on a day.
    ///
    /// - Parameter kinds: Those that are meant; nil for any.
    package func body(_ name: String, on day: Day, kinds: [BodyKind]? = nil) throws(CellFault) -> Body {
        let body = try body(name, on: day)
        if let kinds, !kinds.contains(body.kind) {
            let titles = kinds.map(\.title)
            throw CellFault(
                "body-kind", zh: "“\(body.name)”是\(body.kind.title.zh)，这里应为\(titles.map(\.zh).joined(separator: "或"))",
                en:
                    "\(body.id) is of the kind \(body.kind.title.en), \(titles.map(\.en).joined(separator: " or ")) is wanted",
                remedyZh: "请核对单位名称", remedyEn: "check the name of the body")
        }
        return body
    }

    private func body(_ name: String, on day: Day) throws(CellFault) -> Body {
        let named = directory.bodies(named: name, on: day)
        if named.count == 1 { return named[0] }
        if let body = directory.body(BodyID(name), on: day) { return body }
        if named.isEmpty {
            throw CellFault(
                "unknown-body", zh: "名录中没有 \(day) 存续的单位“\(name)”",
                en: "the directory has no body \"\(name)\" on \(day)",
                remedyZh: "请核对单位全称，或先在名录中补上", remedyEn: "check the name, or add the body to the directory")
        }
        throw CellFault(
            "ambiguous-body", zh: "有 \(named.count) 个单位叫“\(name)”", en: "\(named.count) bodies are called \"\(name)\"",
            remedyZh: "请改填单位编号：\(named.map(\.id.rawValue).joined(separator: "、"))",
            remedyEn: "write the id instead: \(named.map(\.id.rawValue).joined(separator: ", "))")
    }

    /// The code of the division that is meant, by name or code.
    package func place(_ text: String, on day: Day) throws(CellFault) -> String {
        if let code = DivisionCode(text), directory.resolve(code, on: day) != nil { return code.description }
        if let division = directory.division(named: text, on: day) { return division.code.description }
        throw CellFault(
            "unknown-place", zh: "没有 \(day) 有效的区划“\(text)”", en: "there is no division \"\(text)\" on \(day)",
            remedyZh: "请填镇（街）全称或区划代码，或留空", remedyEn: "write the full name or the code, or leave it blank")
    }
}
