import Foundation
import Testing

@testable import Tabular

@Suite("Writing sheets")
struct SheetWriterTests {
    @Test("By default the file has a UTF-8 mark and CR LF")
    func defaults() throws {
        let bytes = try SheetWriter.bytes(header: ["甲", "b"], rows: [["1", "x,\"y\"\n"]])
        #expect(bytes == [0xEF, 0xBB, 0xBF] + Array("甲,b\r\n1,\"x,\"\"y\"\"\n\"\r\n".utf8))
    }

    @Test("A file appears whole, and only on commit")
    func atomic() throws {
        try withFolder { folder in
            let path = folder + "/a.csv"
            try "old".write(toFile: path, atomically: false, encoding: .utf8)
            do {
                var writer = try SheetWriter(path: path, header: ["甲"])
                try writer.append(["1"])
                #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 2)
                try writer.commit()
            }
            #expect(try Sheet.read(path: path).rows == [.init(number: 2, cells: ["1"])])
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.csv"])
        }
    }

    @Test("A writer let go leaves the old file and nothing else")
    func abandoned() throws {
        try withFolder { folder in
            let path = folder + "/a.csv"
            try "old".write(toFile: path, atomically: false, encoding: .utf8)
            do {
                var writer = try SheetWriter(path: path, header: ["甲"])
                for number in 0..<20_000 { try writer.append(["第\(number)号"]) }
            }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.csv"])
        }
    }

    @Test("Many rows pass through in pieces", arguments: [TextEncoding.utf8WithMark, .gb18030])
    func streaming(encoding: TextEncoding) throws {
        try withFolder { folder in
            let path = folder + "/a.csv"
            var writer = try SheetWriter(path: path, header: ["编号"], options: .init(encoding: encoding))
            for number in 0..<20_000 { try writer.append(["第\(number)号"]) }
            try writer.commit()
            let sheet = try Sheet.read(path: path)
            #expect(sheet.encoding == encoding)
            #expect(sheet.rows.count == 20_000)
            #expect(sheet.rows.last == .init(number: 20_001, cells: ["第19999号"]))
        }
    }

    @Test("A folder that is not there is refused with the path and the system's reason")
    func noFolder() {
        #expect(throws: SheetWriteError.unwritable(file: "/nowhere/a.csv", reason: "No such file or directory")) {
            _ = try SheetWriter(path: "/nowhere/a.csv", header: [])
        }
    }

    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path())
    }
}
