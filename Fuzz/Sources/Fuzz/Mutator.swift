import CLibFuzzer
import FuzzTargets

/// libFuzzer looks for this function by its name: half of the time the input is changed as JSON or as a stream, half
/// of the time as bytes.
@_cdecl("LLVMFuzzerCustomMutator")
func mutate(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ limit: Int, _ seed: UInt32) -> Int {
    var mutation = StructuredMutation(seed: UInt64(seed))
    guard let target = Fuzz.target,
        let mutated = mutation.mutated(Array(UnsafeBufferPointer(start: bytes, count: count)), target),
        mutated.count <= limit
    else { return LLVMFuzzerMutate(bytes, count, limit) }
    for (offset, byte) in mutated.enumerated() { bytes[offset] = byte }
    return mutated.count
}
