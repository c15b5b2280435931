package import Journal
package import ProxyConfiguration

extension UnroutedModel {
    package init(_ error: RoutingError) {
        switch error {
        case .unknownModel(let asked, let nearest, let configured, let source):
            self.init(
                asked: asked,
                nearest: nearest.map { Nearest(name: $0.name, pattern: $0.pattern) },
                mapped: configured,
                place: Place(source)
            )
        }
    }
}

extension UnroutedModel.Place {
    fileprivate init(_ source: ConfigSource) {
        switch source {
        case .defaults: self = .defaults
        case .file(let file), .liteLLM(let file): self = .file(file, key: source.modelsKey)
        }
    }
}
