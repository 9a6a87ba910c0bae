package import LegalTime

/// A file of notices about rest days and make-up working days, as in `Workflows/calendars`.
///
/// ```yaml
/// notices:
///   - year: 2026
///     number: 国办发明电〔2025〕7号
///     title: 国务院办公厅关于2026年部分节假日安排的通知
///     issuer: 国务院办公厅
///     issued: 2025-11-04
///     verified: true          # compared with the published text
///     provisional: false      # may be left out
///     days:
///       - { from: 2026-01-01, to: 2026-01-03, kind: holiday, name: { zh: 元旦, en: New Year } }
///       - { from: 2026-01-04, kind: working, name: { zh: 元旦调休上班, en: Make-up day for New Year } }
/// ```
package enum CalendarFile {
    /// The notices of a file, in its order.
    ///
    /// - Throws: every problem of the file, each with line and column.
    package static func notices(in text: String, file: String) throws(LoadFailure) -> [Notice] {
        try read(text, file: file).map(\.value)
    }

    /// The calendar of several files together, in whatever order they are given.
    ///
    /// - Throws: every problem of every file; then the contradictions between notices, each at the notice it was found in.
    package static func calendar(
        of files: some Collection<(name: String, text: String)>
    ) throws(LoadFailure) -> WorkingCalendar {
        var notices: [Notice] = []
        var places: [Notice.Source: (file: String, position: Position)] = [:]
        var problems: [Diagnostic] = []
        for (name, text) in files {
            do {
                for notice in try read(text, file: name) {
                    notices.append(notice.value)
                    places[notice.value.source] = (name, notice.position)
                }
            } catch {
                problems += error.diagnostics
            }
        }
        guard problems.isEmpty else { throw LoadFailure(diagnostics: problems) }
        do {
            return try WorkingCalendar(merging: notices)
        } catch {
            let problems = error.conflicts.map { conflict in
                let place = places[conflict.other]
                return Diagnostic(
                    file: place?.file ?? "", position: place?.position ?? Position(line: 1, column: 1),
                    message: message(on: conflict))
            }
            throw LoadFailure(diagnostics: problems)
        }
    }

    private static func read(_ text: String, file: String) throws(LoadFailure) -> [Located<Notice>] {
        var reader = YAMLReader(file: file, text: text)
        let notices = YAMLText.root(of: text, reader: &reader).map { reader.noticeList($0) } ?? []
        guard !reader.hasErrors else {
            throw LoadFailure(diagnostics: reader.diagnostics.sorted { $0.position < $1.position })
        }
        return notices
    }

    private static func message(on conflict: CalendarConflicts.Conflict) -> Bilingual {
        let (day, one, other) = (conflict.day, conflict.one, conflict.other)
        return Bilingual(
            zh: "同日（\(one.issued)）发布的\(one.number)与\(other.number)对\(day)是否上班说法相反；请更正其中之一",
            en: """
                \(one.number) and \(other.number), both issued \(one.issued), contradict each other on whether \(day) is a \
                working day; correct one of them
                """)
    }
}
