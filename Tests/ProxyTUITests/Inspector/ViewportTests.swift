import Testing
import TranslationTestSupport

@testable import ProxyTUI

@Suite struct ViewportTests {
    /// Lines of one, two and three rows in turn.
    private static var uneven: Viewport.Extent { Viewport.Extent(count: 30, height: 10) { $0 % 3 + 1 } }
    private static var even: Viewport.Extent { Viewport.Extent(count: 30, height: 10) { _ in 1 } }

    @Test func `down goes row by row`() {
        var viewport = Viewport()
        for _ in 0..<4 { viewport.move(1, in: Self.uneven) }
        #expect(viewport.cursor == Viewport.Place(line: 2, row: 1))
    }

    @Test func `up undoes down`() {
        var viewport = Viewport()
        viewport.move(37, in: Self.uneven)
        viewport.move(-37, in: Self.uneven)
        #expect(viewport.cursor == Viewport.Place())
        #expect(viewport.top == Viewport.Place())
    }

    @Test(arguments: [1, 7, 500, -1, -500])
    func `the cursor is on the screen, and the screen among the lines`(_ steps: Int) {
        var viewport = Viewport()
        viewport.go(to: 15, in: Self.even)
        viewport.move(steps, in: Self.even)
        #expect((0..<30).contains(viewport.cursor.line))
        #expect((viewport.top.line..<viewport.top.line + 10).contains(viewport.cursor.line))
        #expect(viewport.top.line <= 20)
    }

    @Test func `the end shows a whole screen`() {
        var viewport = Viewport()
        viewport.goToEnd(in: Self.even)
        #expect(viewport.cursor.line == 29)
        #expect(viewport.top.line == 20)
    }

    @Test func `the next page begins where this one ends`() {
        var viewport = Viewport()
        viewport.page(10, in: Self.even)
        #expect(viewport.top.line == 10)
        #expect(viewport.cursor.line == 10)
    }

    @Test func `nothing to show is shown from its beginning`() {
        var viewport = Viewport(cursor: .init(line: 9), top: .init(line: 5))
        viewport.show(in: Viewport.Extent(count: 0, height: 10) { _ in 1 })
        #expect(viewport.cursor.line == 0 && viewport.top.line == 0)
    }

    @Test func `lines that have become fewer leave the cursor on the last`() {
        var viewport = Viewport()
        viewport.goToEnd(in: Self.even)
        viewport.show(in: Viewport.Extent(count: 4, height: 10) { _ in 1 })
        #expect(viewport.cursor.line == 3 && viewport.top.line == 0)
    }
}
