extension Sheet {
    /// Reads a CSV file; see `read(_:name:encoding:delimiter:)`.
    package static func read(
        path: String, encoding: TextEncoding? = nil, delimiter: Delimiter? = nil
    ) throws(SheetError) -> Sheet {
        let bytes: [UInt8]
        do {
            bytes = try FileBytes.read(path)
        } catch {
            throw .unreadable(file: path, reason: error.reason)
        }
        return try read(bytes, name: FileBytes.name(of: path), encoding: encoding, delimiter: delimiter)
    }

    /// Reads the bytes of a CSV file as a spreadsheet program saves it.
    ///
    /// The encoding is found by its byte-order mark, else taken as UTF-8 if every byte agrees, else as GB 18030 if every
    /// byte agrees, else refused with the place. The delimiter (comma, tab, semicolon) is the one that splits the header
    /// into the most cells, or the one an Excel `sep=` line names. What `SheetWriter` adds to guard a cell is taken off.
    ///
    /// - Parameters:
    ///   - name: What messages call the sheet.
    ///   - encoding: Use this instead of finding out.
    ///   - delimiter: Use this instead of finding out.
    package static func read(
        _ bytes: [UInt8], name: String, encoding: TextEncoding? = nil, delimiter: Delimiter? = nil
    ) throws(SheetError) -> Sheet {
        if bytes.starts(with: zipMark) || bytes.starts(with: compoundFileMark) { throw .workbook(file: name) }
        let text: DecodedText
        do {
            text = try TextDecoding.decode(bytes, as: encoding)
        } catch {
            throw SheetError(error, file: name)
        }
        let body = separatorLine(text.bytes)
        let sheet = try text.bytes[body.start...].withUnsafeBufferPointer { (buffer) throws(SheetError) -> Sheet? in
            try parse(
                buffer, name: name, encoding: text.encoding,
                delimiter: delimiter ?? body.delimiter ?? Delimiter.guessed(buffer))
        }
        guard let sheet else { throw .empty(file: name) }
        return sheet
    }

    /// - Returns: nil if every row is blank.
    private static func parse(
        _ bytes: UnsafeBufferPointer<UInt8>, name: String, encoding: TextEncoding, delimiter: Delimiter
    ) throws(SheetError) -> Sheet? {
        var parser = CSVParser(bytes, delimiter: delimiter)
        var cells: [String] = []
        var sheet: Sheet?
        func next() throws(SheetError) -> Bool {
            do {
                return try parser.next(into: &cells)
            } catch {
                throw .unterminatedQuote(file: name, row: error.record, column: error.column)
            }
        }
        while try next() {
            for index in cells.indices { cells[index] = CellGuard.removed(from: cells[index]) }
            if cells.allSatisfy(\.isBlank) { continue }
            let remarks = parser.columnsWithTextAfterQuote.map {
                SheetRemark(row: parser.record, column: $0, kind: .textAfterQuote)
            }
            if sheet == nil {
                while cells.last?.isBlank == true { cells.removeLast() }
                sheet = Sheet(
                    name: name, header: cells, headerNumber: parser.record, rows: [], encoding: encoding,
                    delimiter: delimiter, remarks: remarks)
            } else {
                sheet?.remarks += remarks
                sheet?.append(&cells, number: parser.record)
            }
        }
        return sheet
    }

    /// Adds a row, as wide as the header.
    private mutating func append(_ cells: inout [String], number: Int) {
        for index in cells.indices.dropFirst(header.count) where !cells[index].isBlank {
            remarks.append(SheetRemark(row: number, column: index, kind: .beyondHeader(cells[index])))
        }
        if cells.count > header.count { cells.removeSubrange(header.count...) }
        cells.append(contentsOf: repeatElement("", count: header.count - cells.count))
        rows.append(Row(number: number, cells: cells))
    }

    /// Excel's own first line `sep=;`, which names the delimiter and is not shown as a row.
    private static func separatorLine(_ bytes: [UInt8]) -> (delimiter: Delimiter?, start: Int) {
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard line.count == 5, line.starts(with: Array("sep=".utf8)), let delimiter = Delimiter(rawValue: line[4])
        else { return (nil, 0) }
        let breakLength = bytes[line.count...].starts(with: [0x0D, 0x0A]) ? 2 : 1
        return (delimiter, min(bytes.count, line.count + breakLength))
    }

    private static let zipMark: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    private static let compoundFileMark: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]
}

extension SheetError {
    fileprivate init(_ failure: DecodingFailure, file: String) {
        switch failure {
        case .notText(let offset):
            self = .notText(file: file, byte: offset)
        case .unavailable(let encoding):
            self = .unavailable(file: file, encoding: encoding)
        case .undecodable(let encoding, let offset, let readable):
            self = .undecodable(file: file, encoding: encoding, byte: offset, row: Self.row(after: readable))
        }
    }

    /// The row in which the text after `readable` stands: line breaks inside quotes do not count.
    private static func row(after readable: [UInt8]) -> Int {
        var row = 1
        var quoted = false
        for (index, byte) in readable.enumerated() {
            switch byte {
            case UInt8(ascii: "\""): quoted.toggle()
            case UInt8(ascii: "\n") where !quoted && (index == 0 || readable[index - 1] != UInt8(ascii: "\r")): row += 1
            case UInt8(ascii: "\r") where !quoted: row += 1
            default: break
            }
        }
        return row
    }
}
