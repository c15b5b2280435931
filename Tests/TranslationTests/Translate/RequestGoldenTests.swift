import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct RequestGoldenTests {
    @Test(arguments: DialectName.translated)
    func `a dialect has its fixtures`(_ dialect: DialectName) {
        #expect(RequestFixture.all.count { $0.dialect == dialect } >= 25)
    }

    @Test(arguments: RequestFixture.all)
    func `a request becomes what its fixture says`(_ fixture: RequestFixture) throws {
        let translated: TranslatedRequest
        do {
            translated = try Dialects.named(fixture.dialect).translate(fixture.request(), for: fixture.target())
        } catch let error as InvalidRequest {
            #expect(try Golden.difference(of: error.description + "\n", from: fixture.file("error.txt")) == nil)
            #expect(!fixture.has("request.upstream.json"))
            return
        }
        let body = ReadableJSON(try JSONDocument(translated.body).root).text
        let notes = translated.notes.map(\.listing).joined()

        #expect(try Golden.difference(of: body, from: fixture.file("request.upstream.json")) == nil)
        #expect(try Golden.difference(of: notes, from: fixture.file("notes.txt")) == nil)
        #expect(!fixture.has("error.txt"))
    }
}
