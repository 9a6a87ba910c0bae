import Testing

@testable import PostgresServer

@Suite("A private cluster")
struct PrivateClusterTests {
    @Test("is made, started, found running, and stopped")
    func lifeCycle() throws {
        try withScratchFolder { folder in
            let cluster = scratchCluster(folder)
            #expect(try cluster.status() == .absent)
            var notes: [StartNote] = []
            let url = try cluster.start { notes.append($0) }
            #expect(notes.first == .creating(folder + "/postgres/data"))
            guard case .running(let pid, url) = try cluster.status() else {
                Issue.record("\(try cluster.status())")
                return
            }
            #expect(try query(url, "select 6 * 7") == "42")
            #expect(try cluster.start { _ in Issue.record("started twice") } == url)
            #expect(try cluster.status() == .running(pid: pid, url))
            #expect(try cluster.stop())
            #expect(try cluster.status() == .stopped)
            #expect(try cluster.stop() == false)
        }
    }
}
