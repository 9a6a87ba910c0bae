import CaseStore
import Engine
import Mediation
import Workflow

extension Problem {
    init(_ error: EngineError) {
        let kind: ProblemKind =
            switch error {
            case .refused: .refused
            case .notFound: .dispute
            case .stale: .stale
            case .keyReused: .keyReused
            case .busy: .busy
            case .store(let error): ProblemKind(error.code)
            }
        if case .store(let error) = error {
            self.init(error)
        } else {
            self.init(kind, error.message, remedy: error.remedy)
        }
        if case .refused(let refusal) = error { reason = refusal.code }
    }

    /// What the database said stays in the log: it is for an operator.
    init(_ error: StoreError) {
        let kind = ProblemKind(error.code)
        let remedy: Bilingual? =
            switch kind {
            case .unknownOutcome: Bilingual(zh: "请用同一幂等键重新提交", en: "repeat it under the same idempotency key")
            case .fault: Bilingual(zh: "请联系管理员，并告知请求编号", en: "tell the administrator, with the number of the request")
            default: Bilingual(zh: "请稍后重试；仍不可用时请联系管理员", en: "try again later; tell the administrator if it lasts")
            }
        self.init(kind, remedy: remedy)
    }

    init(_ error: FormError) {
        self.init(faults: [SchemaFault(pointer: "/fields/\(error.field)", message: error.message)])
    }

    init(_ error: ReferenceError, _ kind: ProblemKind = .parameter) {
        self.init(kind, error.message, remedy: error.remedy)
    }
}

extension ProblemKind {
    fileprivate init(_ code: StoreError.Code) {
        self =
            switch code {
            case .unavailable, .tooLong: .database
            case .commitUnknown: .unknownOutcome
            case .diskFull: .full
            case .readOnly: .readOnly
            case .schema: .notReady
            case .numberTaken, .keyTaken, .conflict: .busy
            case .corrupt, .database: .fault
            }
    }
}
