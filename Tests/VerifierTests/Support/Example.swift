import Mediation
import Workflow

/// Small workflows for tests, written in the vocabulary of mediation.
enum Example {
    private static let head = """
        workflow: example
        kind: track
        title: { zh: 例, en: Example }
        inForce: { from: 2024-01-01 }
        law: 人民调解法

        """

    static func load(_ part: String) throws(LoadFailure) -> Workflow {
        try WorkflowFile.load(head + part, file: "example.yaml", vocabulary: .mediation)
    }
}
