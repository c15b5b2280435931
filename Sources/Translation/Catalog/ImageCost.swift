/// The cost of images in tokens, by their size (OpenAI's vision guide).
public enum ImageCost: Sendable, Equatable {
    /// Scaled into 2,048 pixels square, then to a short side of at most 768, and cut into tiles of 512.
    case tiles(base: Int, each: Int)
    /// Patches of 32 pixels, of which there are `most` at most, times a factor of the model's.
    case patches(factor: Double, most: Int)

    /// For models that were not measured.
    public static let assumed = ImageCost.patches(factor: 1.2, most: 1536)

    /// The cost of an image of this size.
    public func tokens(width: Int, height: Int) -> Double {
        switch self {
        case .tiles(let base, let each):
            let (wide, high) = Self.fitted(width, height)
            return Double(base + each * Self.pieces(wide, 512) * Self.pieces(high, 512))
        case .patches(let factor, let most):
            let patches = Self.pieces(Double(width), 32) * Self.pieces(Double(height), 32)
            return max(Self.least, factor * Double(min(most, patches)))
        }
    }

    /// The cost of the largest possible image, for images of unknown size.
    public var most: Double { tokens(width: 2048, height: 768) }

    /// The least observed cost of an image.
    private static let least = 85.0

    private static func fitted(_ width: Int, _ height: Int) -> (Double, Double) {
        let (width, height) = (Double(max(1, width)), Double(max(1, height)))
        let scale = min(1, 2048 / max(width, height))
        let shorter = min(1, 768 / (min(width, height) * scale))
        return (width * scale * shorter, height * scale * shorter)
    }

    private static func pieces(_ length: Double, _ size: Double) -> Int {
        // A side that scaling made a hair longer than a whole number of pieces is one of them.
        max(1, Int(((length - 1e-6) / size).rounded(.up)))
    }
}
