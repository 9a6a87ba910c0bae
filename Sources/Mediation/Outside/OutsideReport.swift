package import LegalTime
package import Workflow

/// How far a matter has come, as outside systems are told.
package enum OutsideStage: String, Hashable, Sendable, Codable, CaseIterable {
    case registered, accepted, ended, closed

    package var title: Bilingual {
        switch self {
        case .registered: Bilingual(zh: "已登记", en: "registered")
        case .accepted: Bilingual(zh: "已受理", en: "accepted")
        case .ended: Bilingual(zh: "调解结束", en: "mediation ended")
        case .closed: Bilingual(zh: "已结案", en: "closed")
        }
    }
}

/// How a mediation, or a matter, ended.
package enum OutsideResult: String, Hashable, Sendable, Codable, CaseIterable {
    case succeeded, partly, failed, declined, notAccepted, withdrawn, prevented, arose, preCaseResolved, confirmed
    case dismissed
    case resolved, unsettled, litigated, handedOver, preResolved

    package var title: Bilingual {
        if let outcome = Outcome(rawValue: rawValue) { return outcome.title }
        return switch self {
        case .resolved: Bilingual(zh: "已化解", en: "resolved")
        case .unsettled: Bilingual(zh: "未化解", en: "not settled")
        case .litigated: Bilingual(zh: "已转诉讼", en: "gone to court")
        case .handedOver: Bilingual(zh: "已转其他渠道", en: "handed over")
        default: Bilingual(zh: "案前化解", en: "resolved before acceptance")
        }
    }
}

/// Something that an outside system is told of a dispute, once.
package struct OutsideReport: Hashable, Sendable, Codable {
    package let about: CaseID
    /// Says which of the things to be told it is: stage, proceeding or result, such as `ended/1`.
    package let milestone: String
    package let values: [String: String]
}

extension Dispute {
    /// Everything there is to tell of the dispute as it stands now, the earliest first.
    ///
    /// - Parameters:
    ///   - reference: Its number in the system that is told.
    ///   - tracks: Only proceedings of these, and only them; nil for the dispute as a whole.
    package func outsideReports(
        reference: String?, tracks: [String]?, directory: Directory
    ) -> [OutsideReport] {
        var reports: [OutsideReport] = []
        func tell(
            _ stage: OutsideStage, _ part: String, on day: Day, at body: BodyID,
            _ more: [OutsideReportSlot: String?] = [:]
        ) {
            var values: [OutsideReportSlot: String?] = [
                .reference: reference, .code: code.description, .stage: stage.rawValue, .day: day.description,
                .type: type.rawValue, .title: isSealed ? type.title.zh : title, .place: place,
                .body: directory.name(of: body),
            ]
            values.merge(more) { _, new in new }
            reports.append(
                OutsideReport(
                    about: id, milestone: part.isEmpty ? stage.rawValue : "\(stage.rawValue)/\(part)",
                    values: Dictionary(
                        uniqueKeysWithValues: values.compactMap { slot, value in value.map { (slot.rawValue, $0) } })))
        }
        if tracks == nil { tell(.registered, "", on: registered.day, at: firstReceiver) }
        for proceeding in proceedings where tracks?.contains(proceeding.track) ?? true {
            let more: [OutsideReportSlot: String?] = [
                .track: proceeding.track, .dossier: proceeding.dossier?.description,
            ]
            let number = String(proceeding.number)
            if let accepted = proceeding.accepted {
                tell(.accepted, number, on: accepted.day, at: proceeding.body, more)
            }
            if let outcome = proceeding.outcome, let ended = proceeding.concluded {
                tell(
                    .ended, number, on: ended.day, at: proceeding.body,
                    more.merging([.result: outcome]) { _, new in new })
            }
        }
        if tracks == nil, phase == "closed",
            let result = OutsideResult.allCases.first(where: { pipeline.states.contains($0.rawValue) })
        {
            tell(
                .closed, "\(proceedings.count)/\(result.rawValue)", on: changed.day, at: custody.body,
                [.result: result.rawValue])
        }
        return reports
    }
}

extension OutsideReport {
    /// The report in the words of the other side.
    ///
    /// - Throws: every field that cannot be told, and why.
    package func written(
        _ mapping: OutsideMapping, on day: Day
    ) throws(OutsideFaults) -> [String: String] {
        var fields: [String: String] = [:]
        var faults: [OutsideFault] = []
        for field in mapping.fields(.out, on: day) {
            guard let value = values[field.ours] else {
                if field.isRequired { faults.append(Self.untold(field.theirs)) }
                continue
            }
            switch field.form {
            case .compactDay: fields[field.theirs] = value.filter { $0 != "-" }
            case .code:
                switch mapping.match(value, in: field.ours, .out, on: day) {
                case .one(let code): fields[field.theirs] = code
                case .none: faults.append(.unknownCode(field.theirs, value, list: field.ours))
                case .several(let codes): faults.append(.openCode(field.theirs, value, codes))
                }
            default: fields[field.theirs] = value
            }
        }
        guard faults.isEmpty else { throw OutsideFaults(faults: faults) }
        return fields
    }

    private static func untold(_ field: String) -> OutsideFault {
        OutsideFault(
            "missing", field: field, Bilingual(zh: "本环节没有这一项", en: "there is no such thing at this stage"),
            remedy: Bilingual(zh: "请在对照表中取消 required", en: "take required away in the mapping"))
    }
}

/// Everything that stands in the way.
package struct OutsideFaults: Error, Hashable, Sendable, Codable {
    package let faults: [OutsideFault]

    package init(faults: [OutsideFault]) {
        self.faults = faults
    }
}
