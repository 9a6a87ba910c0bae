package import LegalTime

/// All the workflows of an installation, each in its versions by date.
package struct WorkflowLibrary: Sendable {
    /// Each workflow's versions, the earliest first.
    private let versions: [String: [Workflow]]
    /// The ids, sorted.
    package let ids: [String]
    /// Whether the earliest version of a workflow also governs what began before it.
    private var reachesBack = false

    /// - Throws: when two versions of a workflow are in force on the same day, or a workflow invokes one that is missing.
    package init(_ workflows: some Sequence<Workflow>) throws(LibraryError) {
        var groups: [String: [Workflow]] = [:]
        for workflow in workflows { groups[workflow.id, default: []].append(workflow) }
        for id in groups.keys { groups[id]?.sort { $0.from < $1.from } }
        versions = groups
        ids = groups.keys.sorted()
        let problems = ids.flatMap { id in
            Self.overlaps(groups[id] ?? []) + Self.missingInvocations(groups[id] ?? [], Set(groups.keys))
        }
        guard problems.isEmpty else { throw LibraryError(problems: problems) }
    }

    /// Every version of every workflow, by id and then by date.
    package var all: [Workflow] { ids.flatMap { versions[$0] ?? [] } }

    /// The ids of the workflows that are one procedure each.
    package var trackIDs: [String] { ids.filter { id in versions[id]?.contains { $0.kind == .track } == true } }

    /// The versions of a workflow, the earliest first.
    package func versions(of id: String) -> [Workflow] { versions[id] ?? [] }

    /// The version under which a run begun on a day runs; nil when none is in force then.
    package func inForce(_ id: String, on day: Day) -> Workflow? {
        if let found = versions[id]?.last(where: { $0.isInForce(on: day) }) { return found }
        guard reachesBack, let first = versions[id]?.first, day < first.from else { return nil }
        return first
    }

    /// The same workflows, the earliest version of each also for what began before it was in force: for telling histories
    /// that are older than the files.
    package func reachingBack() -> WorkflowLibrary {
        var library = self
        library.reachesBack = true
        return library
    }

    /// The version that governs a run; nil when it is not here.
    package func workflow(_ version: WorkflowVersion) -> Workflow? {
        versions[version.id]?.first { $0.from == version.from }
    }

    package func workflow(_ id: String, version from: Day) -> Workflow? {
        workflow(WorkflowVersion(id: id, from: from))
    }

    private static func overlaps(_ versions: [Workflow]) -> [LibraryError.Problem] {
        zip(versions, versions.dropFirst()).compactMap { earlier, later in
            (earlier.until ?? later.from) >= later.from ? .overlap(earlier.version, later.version) : nil
        }
    }

    private static func missingInvocations(_ versions: [Workflow], _ ids: Set<String>) -> [LibraryError.Problem] {
        versions.flatMap { workflow in
            workflow.states.compactMap { state in
                guard case .workflow(let id) = state.invoke, !ids.contains(id) else { return nil }
                return .missing(invoked: id, by: workflow.version, state: state.id)
            }
        }
    }
}

/// Why workflows do not make a library: everything found.
package struct LibraryError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Problem: Hashable, Sendable {
        /// The first of the two is still in force when the second begins.
        case overlap(WorkflowVersion, WorkflowVersion)
        /// No workflow has the id that a state invokes.
        case missing(invoked: String, by: WorkflowVersion, state: String)

        package var message: Bilingual {
            switch self {
            case .overlap(let earlier, let later):
                Bilingual(
                    zh: "\(later) 生效时 \(earlier) 仍有效，请为前者写明 inForce.until",
                    en: "\(earlier) is still in force when \(later) begins; give the former an inForce.until")
            case .missing(let invoked, let workflow, let state):
                Bilingual(
                    zh: "\(workflow) 的状态“\(state)”调用的工作流“\(invoked)”不存在",
                    en: "the state “\(state)” of \(workflow) invokes “\(invoked)”, which does not exist")
            }
        }
    }

    package let problems: [Problem]

    package var description: String { problems.map(\.message.description).joined(separator: "\n") }
}
