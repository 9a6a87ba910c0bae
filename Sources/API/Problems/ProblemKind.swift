package import Workflow

/// Every kind of problem that the interface answers with. The raw value is the stable code that programs go by.
package enum ProblemKind: String, Hashable, Sendable, CaseIterable {
    // The request as such.
    case address = "no-such-address"
    case method = "method-not-allowed"
    case mediaType = "unsupported-media-type"
    case tooLarge = "too-large"
    case malformed = "malformed-json"
    case content = "invalid-content"
    case parameter = "invalid-parameter"
    case keyMissing = "idempotency-key-missing"
    case keyReused = "idempotency-key-reused"
    case revisionMissing = "if-match-missing"
    // Who asks.
    case unauthenticated
    case wrongPassword = "wrong-name-or-password"
    case wrongCode = "wrong-code-or-telephone"
    case signOnMissing = "sign-on-not-set"
    case signOnRefused = "sign-on-refused"
    case signOnAway = "sign-on-away"
    case lockedOut = "locked-out"
    case passwordExpired = "password-must-change"
    case forbidden
    case tooMany = "too-many-requests"
    // The matter.
    case dispute = "no-such-dispute"
    case party = "no-such-party"
    case figure = "no-such-figure"
    case importJob = "no-such-import"
    case refused = "refused-by-procedure"
    case stale = "changed-meanwhile"
    // The house.
    case busy
    case timeout = "timed-out"
    case notReady = "not-ready"
    case database = "database-away"
    case readOnly = "database-read-only"
    case full = "disk-full"
    case unknownOutcome = "outcome-unknown"
    case fault = "internal-fault"

    package var status: Int {
        switch self {
        case .malformed, .parameter, .keyMissing: 400
        case .unauthenticated, .wrongPassword, .wrongCode, .signOnRefused: 401
        case .forbidden, .passwordExpired: 403
        case .address, .signOnMissing, .dispute, .party, .figure, .importJob: 404
        case .method: 405
        case .refused: 409
        case .stale: 412
        case .tooLarge: 413
        case .mediaType: 415
        case .content, .keyReused: 422
        case .revisionMissing: 428
        case .lockedOut, .tooMany: 429
        case .fault: 500
        case .signOnAway: 502
        case .busy, .timeout, .notReady, .database, .readOnly, .unknownOutcome: 503
        case .full: 507
        }
    }

    package var title: Bilingual {
        switch self {
        case .address: Bilingual(zh: "没有这个地址", en: "no such address")
        case .method: Bilingual(zh: "此地址不支持该方法", en: "the address does not take this method")
        case .mediaType: Bilingual(zh: "内容类型不受支持", en: "unsupported media type")
        case .tooLarge: Bilingual(zh: "内容过大", en: "too large")
        case .malformed: Bilingual(zh: "不是有效的 JSON", en: "not JSON")
        case .content: Bilingual(zh: "内容填写有误", en: "the content is not filled in right")
        case .parameter: Bilingual(zh: "参数有误", en: "a parameter is wrong")
        case .keyMissing: Bilingual(zh: "缺少幂等键", en: "the idempotency key is missing")
        case .keyReused: Bilingual(zh: "幂等键已用于另一请求", en: "the idempotency key was used for another request")
        case .revisionMissing: Bilingual(zh: "未写明所见版本", en: "the revision seen is not said")
        case .unauthenticated: Bilingual(zh: "尚未登录", en: "not signed in")
        case .wrongPassword: Bilingual(zh: "账号或密码不正确", en: "wrong name or password")
        case .wrongCode: Bilingual(zh: "编号或电话不正确", en: "wrong code or telephone number")
        case .signOnMissing: Bilingual(zh: "本服务未接统一身份认证", en: "the service has no identity provider")
        case .signOnRefused: Bilingual(zh: "统一身份认证未通过", en: "the sign-in through the identity provider did not hold")
        case .signOnAway: Bilingual(zh: "统一身份认证不可用", en: "the identity provider cannot be used")
        case .lockedOut: Bilingual(zh: "暂时锁定", en: "locked for now")
        case .passwordExpired: Bilingual(zh: "须先更改密码", en: "the password has to be changed first")
        case .tooMany: Bilingual(zh: "请求过于频繁", en: "too many requests")
        case .forbidden: Bilingual(zh: "无此权限", en: "not permitted")
        case .dispute: Bilingual(zh: "没有这件纠纷，或您无权查看", en: "no such dispute, or not for you to see")
        case .party: Bilingual(zh: "没有这名当事人", en: "no such party")
        case .figure: Bilingual(zh: "没有这个数字", en: "no such figure")
        case .importJob: Bilingual(zh: "没有这次导入", en: "no such import")
        case .refused: Bilingual(zh: "流程不允许", en: "refused by the procedure")
        case .stale: Bilingual(zh: "已被他人更新", en: "changed meanwhile")
        case .busy: Bilingual(zh: "系统繁忙", en: "busy")
        case .timeout: Bilingual(zh: "处理超时", en: "timed out")
        case .notReady: Bilingual(zh: "服务尚未就绪", en: "not ready yet")
        case .database: Bilingual(zh: "数据库不可用", en: "the database is away")
        case .readOnly: Bilingual(zh: "数据库只读", en: "the database only reads")
        case .full: Bilingual(zh: "数据库磁盘已满", en: "the database's disk is full")
        case .unknownOutcome: Bilingual(zh: "不能确定是否已办理", en: "it is not known whether it was carried out")
        case .fault: Bilingual(zh: "系统内部错误", en: "internal fault")
        }
    }
}
