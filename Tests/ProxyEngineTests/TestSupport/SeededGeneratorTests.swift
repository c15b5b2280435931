import Testing
import TranslationTestSupport

struct SeededGeneratorTests {
    @Test
    func `seed zero gives SplitMix64's published numbers`() {
        var generator = SeededGenerator(seed: 0)

        #expect(generator.next() == 0xE220_A839_7B1D_CDAF)
        #expect(generator.next() == 0x6E78_9E6A_A1B9_65F4)
        #expect(generator.next() == 0x06C4_5D18_8009_454F)
    }
}
