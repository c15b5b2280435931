import Testing

@testable import ProxyConfiguration
@testable import Translation

@Suite struct ConfigLocationTests {
    private func find(
        flag: String? = nil,
        _ environment: [String: String] = ["HOME": "/home/me"],
        existing: Set<String>
    ) throws -> ConfigLocation? {
        try ConfigLocation.find(
            flag: flag,
            environment: environment,
            workingDirectory: "/home/person",
            exists: existing.contains
        )
    }

    private let everywhere: Set<String> = [
        "/home/person/flag.yaml", "/etc/variable.yaml", "/home/person/config.yaml", "/xdg/dragoman/config.yaml",
        "/home/me/.config/dragoman/config.yaml",
    ]

    @Test func `the flag goes first, then the variable, the working directory, and the home`() throws {
        let environment = ["HOME": "/home/me", "XDG_CONFIG_HOME": "/xdg", "DRAGOMAN_CONFIG": "/etc/variable.yaml"]
        var remaining = everywhere
        let flag = try find(flag: "flag.yaml", environment, existing: remaining)
        let variable = try find(environment, existing: remaining)
        let unnamed = environment.filter { $0.key != "DRAGOMAN_CONFIG" }
        let directory = try find(unnamed, existing: remaining)
        remaining.remove("/home/person/config.yaml")
        let xdg = try find(unnamed, existing: remaining)
        let home = try find(existing: remaining)

        #expect(flag == ConfigLocation(name: "flag.yaml", path: "/home/person/flag.yaml"))
        #expect(variable == ConfigLocation(name: "/etc/variable.yaml", path: "/etc/variable.yaml"))
        #expect(directory == ConfigLocation(name: "config.yaml", path: "/home/person/config.yaml"))
        #expect(xdg?.path == "/xdg/dragoman/config.yaml")
        #expect(home?.path == "/home/me/.config/dragoman/config.yaml")
    }

    @Test func `without a file the defaults are used`() throws {
        #expect(try find(existing: []) == nil)
        #expect(try find([:], existing: []) == nil)
    }

    @Test func `empty variables say nothing, and relative XDG paths are ignored`() throws {
        let environment = ["DRAGOMAN_CONFIG": "", "XDG_CONFIG_HOME": "relative", "HOME": "/home/me"]

        #expect(try find(environment, existing: ["/home/me/.config/dragoman/config.yaml"]) != nil)
    }

    @Test func `a file that was asked for must be there`() {
        let place = ConfigPlace(origin: .option("config"))
        let variable = ConfigPlace(origin: .variable("DRAGOMAN_CONFIG"))

        #expect(
            throws: ConfigErrors(errors: [
                ConfigError(place: place, cause: .missingFile, message: "/home/person/no.yaml does not exist")
            ])
        ) {
            try find(flag: "no.yaml", existing: everywhere)
        }
        #expect(
            throws: ConfigErrors(errors: [
                ConfigError(place: variable, cause: .missingFile, message: "/no.yaml does not exist")
            ])
        ) {
            try find(["DRAGOMAN_CONFIG": "/no.yaml"], existing: everywhere)
        }
    }
}
