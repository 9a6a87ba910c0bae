/// Helpers for what people type into cells. Reading never applies them by itself.
extension String {
    /// Text for comparing and storing: full-width digits and letters become ASCII, every white space (ideographic and
    /// non-breaking too) one space, invisible characters go, spaces at both ends go. Punctuation stays as written.
    ///
    /// `"　２０２３年 张三\u{200B} "` is `"2023年 张三"`.
    package var normalised: String {
        var result = ""
        result.unicodeScalars.reserveCapacity(unicodeScalars.count)
        var pendingSpace = false
        for scalar in unicodeScalars where !scalar.isInvisible {
            if scalar.properties.isWhitespace {
                pendingSpace = !result.isEmpty
                continue
            }
            if pendingSpace {
                result.append(" ")
                pendingSpace = false
            }
            result.unicodeScalars.append(scalar.isFullWidthAlphanumeric ? scalar.halfWidth : scalar)
        }
        return result
    }

    /// Text for codes, numbers and dates: as `normalised`, with full-width ASCII punctuation made ASCII as well and no
    /// white space at all. `"１２０１１９　－ １００"` is `"120119-100"`.
    package var compacted: String {
        var result = ""
        for scalar in unicodeScalars where !scalar.isInvisible && !scalar.properties.isWhitespace {
            result.unicodeScalars.append(scalar.halfWidth)
        }
        return result
    }

    /// True if nothing in the cell shows.
    package var isBlank: Bool {
        // Most cells begin with a character that shows: decide on the first byte.
        if let first = utf8.first, first > 0x20, first < 0x7F { return false }
        return unicodeScalars.allSatisfy { $0.isInvisible || $0.properties.isWhitespace }
    }
}

extension Unicode.Scalar {
    /// Zero-width characters that copying from web pages and chat programs leaves in cells.
    fileprivate var isInvisible: Bool {
        switch value {
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF, 0x00AD: true
        default: false
        }
    }

    fileprivate var isFullWidthAlphanumeric: Bool {
        switch value {
        case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: true
        default: false
        }
    }

    /// The ASCII character of which this is the full-width form (U+FF01–FF5E); itself otherwise.
    fileprivate var halfWidth: Unicode.Scalar {
        guard (0xFF01...0xFF5E).contains(value) else { return self }
        return Unicode.Scalar(UInt8(value - 0xFF01 + 0x21))
    }
}
