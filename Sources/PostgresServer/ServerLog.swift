import Glibc

/// What the server writes from now on, for the person who has to know why it did not start.
struct ServerLog {
    private let layout: ClusterLayout
    private let sizes: [String: Int]

    /// Remembers how long the log files are now.
    init(layout: ClusterLayout) {
        self.layout = layout
        sizes = Self.sizes(in: layout.log)
    }

    /// The last lines written since.
    func newLines(_ limit: Int = 12) -> [String] {
        var text = readFile(layout.startupLog) ?? ""
        for (path, size) in Self.sizes(in: layout.log).sorted(by: { $0.key < $1.key }) {
            let old = sizes[path] ?? 0
            if size != old { text += "\n" + (readFile(path, from: size < old ? 0 : old) ?? "") }
        }
        return text.split(separator: "\n").suffix(limit).map(String.init)
    }

    private static func sizes(in folder: String) -> [String: Int] {
        guard let stream = opendir(folder) else { return [:] }
        defer { closedir(stream) }
        var sizes: [String: Int] = [:]
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            var about = stat()
            guard name.hasSuffix(".log"), stat("\(folder)/\(name)", &about) == 0 else { continue }
            sizes["\(folder)/\(name)"] = Int(about.st_size)
        }
        return sizes
    }
}
