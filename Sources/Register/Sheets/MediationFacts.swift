package import LegalTime
package import Mediation

/// What a row tells about one mediation, whether it is the one under way or one that failed before a referral.
package struct MediationFacts: Hashable, Sendable {
    /// 同意日期: every party had agreed to mediation.
    package var consented: Day?
    /// 受理日期: entered among the accepted matters.
    package var accepted: Day?
    package var dossier: DossierNumber?
    /// 权利义务告知日期.
    package var rightsTold: Day?
    package var mediators: [String] = []
    /// 调解日期, in order.
    package var sessions: [Day] = []
    /// 终止日期: the day it ended without an agreement.
    package var ended: Day?

    package init() {}
}

/// How a mediation stands or ended (调解结果).
package enum MediationResult: String, Hashable, Sendable, CaseIterable {
    case succeeded, failed, declined, withdrawn, notAccepted, ongoing
    /// 未启动: registered or on its way, and no mediation has begun.
    case notOpened

    static let words: [(MediationResult, [String])] = [
        (.succeeded, ["成功", "调解成功", "达成协议"]),
        (.failed, ["不成功", "调解不成", "调解失败", "未达成协议"]),
        (.declined, ["当事人不同意", "不同意调解", "拒绝调解"]),
        (.withdrawn, ["撤回", "当事人撤回", "撤回申请"]),
        (.notAccepted, ["不予受理", "未受理"]),
        (.ongoing, ["调解中", "正在调解", "在调"]),
        (.notOpened, ["未启动", "待处理", "流转中"]),
    ]

    package var title: String { Self.words.first { $0.0 == self }?.1.first ?? rawValue }
}

/// The kind of procedure, as registers name it (调解类别).
package enum TrackName: String, Hashable, Sendable, CaseIterable {
    case people, administrative, judicial

    static let words: [(TrackName, [String])] = [
        (.people, ["人民调解", "人民"]),
        (.administrative, ["行政调解", "行政"]),
        (.judicial, ["司法调解", "诉前委派", "委派调解", "诉调对接"]),
    ]

    package var title: String { Self.words.first { $0.0 == self }?.1.first ?? rawValue }
}
