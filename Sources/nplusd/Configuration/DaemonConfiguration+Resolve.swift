import Foundation
import PostgresServer
import Workflow

/// Everything that is wrong with a configuration, each with its place.
struct ConfigurationError: Error, Hashable, Sendable {
    struct Fault: Hashable, Sendable {
        /// Where it was written: a file with its line, a variable, an option.
        let place: String
        let name: String
        let message: Bilingual
    }

    let faults: [Fault]
}

extension DaemonConfiguration {
    /// A configuration with the place that each setting comes from.
    struct Resolved: Hashable, Sendable {
        var configuration: DaemonConfiguration
        /// By the name of the setting; those that are not here have their default.
        var places: [String: String]

        /// One line a setting: its name, its value, where it comes from.
        var listing: String {
            Setting.all.map { setting in
                "\(setting.name) = \(setting.show(configuration))    # \(places[setting.name] ?? "默认 / default")\n"
            }.joined()
        }
    }

    /// Puts together what options, environment and file say: the first that says something of a setting counts. All of it is
    /// checked, also what does not count.
    ///
    /// - Parameters:
    ///   - options: By the name of the setting.
    ///   - file: The file named on the command line, which has to exist. Nil reads the usual one, which may be missing.
    static func resolve(
        options: [String: String] = [:], environment: [String: String] = ProcessEnvironment.current,
        file: String? = nil
    ) throws(ConfigurationError) -> Resolved {
        var faults: [ConfigurationError.Fault] = []
        var written: [String: [(text: String, place: String)]] = [:]
        for (name, text) in options { written[name, default: []].append((text, "命令行 / command line")) }
        for setting in Setting.all {
            if let text = environment[setting.variable], !text.isEmpty {
                written[setting.name, default: []].append((text, setting.variable))
            }
        }
        for (name, (text, place)) in try read(file, environment) { written[name, default: []].append((text, place)) }

        var resolved = Resolved(configuration: DaemonConfiguration(), places: [:])
        for setting in Setting.all {
            for (index, (text, place)) in (written[setting.name] ?? []).enumerated() {
                var configuration = resolved.configuration
                if let message = setting.set(&configuration, text) {
                    faults.append(.init(place: place, name: setting.name, message: message))
                } else if index == 0 {
                    resolved.configuration = configuration
                    resolved.places[setting.name] = place
                }
            }
        }
        // A data folder that is named on the command line means the private database in it, as with `nplus --folder`.
        if options["data.folder"] != nil { resolved.configuration.databaseURL = nil }
        faults += contradictions(in: resolved)
        guard faults.isEmpty else { throw ConfigurationError(faults: faults) }
        return resolved
    }

    /// Settings that are right alone and not together.
    private static func contradictions(in resolved: Resolved) -> [ConfigurationError.Fault] {
        func fault(_ name: String, _ zh: String, _ en: String) -> ConfigurationError.Fault {
            .init(place: resolved.places[name] ?? "", name: name, message: Bilingual(zh: zh, en: en))
        }
        let configuration = resolved.configuration
        if (configuration.certificate == nil) != (configuration.certificateKey == nil) {
            let (set, missing) =
                configuration.certificate == nil ? ("tls.key", "tls.certificate") : ("tls.certificate", "tls.key")
            return [fault(set, "须同时设置 \(missing)", "needs \(missing) beside it")]
        }
        if configuration.signOnIssuer != nil, configuration.signOnClient == nil || configuration.signOnMapping == nil {
            return [
                fault("oidc.issuer", "须同时设置 oidc.client 和 oidc.mapping", "needs oidc.client and oidc.mapping beside it")
            ]
        }
        if configuration.outboxURL != nil, configuration.outboxFolder != nil {
            return [fault("outbox.url", "与 outbox.folder 只能设其一", "excludes outbox.folder")]
        }
        if configuration.outboxURL != nil, configuration.outboxSecret == nil {
            return [fault("outbox.url", "须同时设置 outbox.secret", "needs outbox.secret beside it")]
        }
        return []
    }

    /// What the file says, by the name of the setting.
    private static func read(
        _ named: String?, _ environment: [String: String]
    ) throws(ConfigurationError) -> [String: (String, String)] {
        let chosen = named ?? environment["NPLUSD_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
        let path = chosen ?? defaultFile
        func fault(_ line: Int?, _ name: String, _ message: Bilingual) -> ConfigurationError.Fault {
            .init(place: line.map { "\(path):\($0)" } ?? path, name: name, message: message)
        }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            if chosen == nil, !FileManager.default.fileExists(atPath: path) {
                return [:]
            }
            throw ConfigurationError(faults: [
                fault(
                    nil, "",
                    Bilingual(zh: "无法读取，请核对路径、权限和编码（UTF-8）", en: "cannot be read; check path, permissions and encoding")
                )
            ])
        }
        let tree: DataTree
        do throws(DataTreeError) {
            tree = try DataTree.read(text)
        } catch {
            throw ConfigurationError(faults: [fault(error.line, "", error.message)])
        }
        var found: [String: (String, String)] = [:]
        var faults: [ConfigurationError.Fault] = []
        func walk(_ tree: DataTree, _ prefix: String) {
            for (key, value) in tree.sortedFields {
                let name = prefix.isEmpty ? key : "\(prefix).\(key)"
                if let text = value.text, Setting.all.contains(where: { $0.name == name }) {
                    found[name] = (text, "\(path):\(value.line)")
                } else if case .fields = value.content, Setting.all.contains(where: { $0.name.hasPrefix("\(name).") }) {
                    walk(value, name)
                } else {
                    let hint = Spelling.nearest(to: name, among: Setting.all.map(\.name))
                    faults.append(
                        fault(
                            value.line, name,
                            Bilingual(
                                zh: "没有这项设置" + (hint.map { "，是否指「\($0)」？" } ?? ""),
                                en: "there is no such setting" + (hint.map { "; did you mean '\($0)'?" } ?? ""))))
                }
            }
        }
        guard case .fields = tree.content else {
            throw ConfigurationError(faults: [fault(1, "", Bilingual(zh: "应为 名称: 值", en: "has to be NAME: VALUE"))])
        }
        walk(tree, "")
        guard faults.isEmpty else { throw ConfigurationError(faults: faults) }
        return found
    }
}
