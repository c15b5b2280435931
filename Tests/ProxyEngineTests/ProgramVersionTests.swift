import Journal
import ProxyConfiguration
import ProxyEngine
import Testing
import Translation
import TranslationTestSupport

@Suite struct ProgramVersionTests {
    @Test func `the version is three numbers, as a tag can name it`() {
        #expect(ProgramVersion.number.wholeMatch(of: /\d+\.\d+\.\d+/) != nil)
    }

    @Test func `the commit follows the number if it is known`() {
        #expect(ProgramVersion.line(commit: "a1b2c3d") == "\(ProgramVersion.number) (a1b2c3d)")
        #expect(ProgramVersion.line(commit: "") == ProgramVersion.number)
    }
}
