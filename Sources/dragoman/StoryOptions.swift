import ArgumentParser
import Foundation
import MockOpenAI

/// Options that make the demonstration the same every time, for pictures and tests.
struct StoryOptions: ParsableArguments {
    @Option(help: "With --demo: play at full speed, with this seed for the timing.")
    var seed: UInt32?

    @Option(
        name: .customLong("clock"),
        help: ArgumentHelp("With --demo: the time of day at which the story starts.", valueName: "HH:MM")
    )
    var beginning: TimeOfDay?

    func validate(isDemo: Bool) throws {
        guard seed != nil || beginning != nil, !isDemo else { return }
        let name = seed != nil ? "--seed" : "--clock"
        throw ValidationError("\(name) requires --demo.")
    }

    /// Nil if the demonstration plays in real time.
    func clock() -> StoryClock? {
        guard seed != nil || beginning != nil else { return nil }
        let time = beginning ?? TimeOfDay(hour: 14, minute: 0)
        return StoryClock(start: time.date, seed: seed ?? 7)
    }
}

/// `14:03`
struct TimeOfDay: ExpressibleByArgument {
    let hour: Int
    let minute: Int

    init(hour: Int, minute: Int) {
        self.hour = hour
        self.minute = minute
    }

    init?(argument: String) {
        let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]),
            (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        self.init(hour: hour, minute: minute)
    }

    /// On a fixed day, in this machine's time zone.
    var date: Date {
        let day = DateComponents(year: 2026, month: 12, day: 1, hour: hour, minute: minute)
        return Calendar(identifier: .gregorian).date(from: day) ?? Date(timeIntervalSince1970: 1_796_083_200)
    }
}
