package import Tabular

/// What is answered to a request.
package struct APIResponse: Sendable {
    package var status: Int
    /// In the order in which they are written.
    package var fields: [(name: String, value: String)]
    package var body: [UInt8]
    /// What follows the body, made while it is sent; nil where the body is all.
    package var stream: (any Chunks)?

    package init(
        status: Int, fields: [(name: String, value: String)] = [], body: [UInt8] = [], stream: (any Chunks)? = nil
    ) {
        self.status = status
        self.fields = fields
        self.body = body
        self.stream = stream
    }

    package init(
        _ json: JSON, status: Int = 200, fields: [(name: String, value: String)] = [],
        type: String = "application/json"
    ) {
        self.init(status: status, fields: [("content-type", type)] + fields, body: Array((json.text + "\n").utf8))
    }

    /// The first field of that name.
    package func field(_ name: String) -> String? {
        fields.first { $0.name == name }?.value
    }
}
