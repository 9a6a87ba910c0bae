import LegalTime
package import Mediation
import Tabular

/// Mediators as rows of a directory file, so that made-up ones can stand beside the listed ones.
package enum MediatorSheet {
    package static let header = DirectoryColumns.mediators.map { $0.titles[0] }

    package static func cells(_ mediator: Mediator) -> [String] {
        [
            mediator.id, mediator.name, mediator.isSynthetic ? "是" : "否", mediator.body.rawValue,
            mediator.isFullTime ? "是" : "否", mediator.level, mediator.qualification,
            mediator.validity.from?.description ?? "", mediator.validity.to?.description ?? "",
            mediator.provenance.source, mediator.provenance.isVerified ? "是" : "否", mediator.provenance.note,
        ]
    }
}
