import Testing

struct PhiloxTests {
    /// Source: Random123, tests/kat_vectors, philox4x32 with 10 rounds.
    @Test(
        arguments: [
            (
                [0, 0, 0, 0], [0, 0],
                [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]
            ),
            (
                [.max, .max, .max, .max], [.max, .max],
                [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
            ),
            (
                [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0],
                [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
            ),
        ] as [([UInt32], [UInt32], [UInt32])]
    )
    func knownAnswers(counter: [UInt32], key: [UInt32], words: [UInt32]) {
        // Nine of them, so that whole vectors and the rest of the loop are both run.
        let blocks = [PhiloxBlock](repeating: PhiloxBlock(counter: counter, key: key), count: 9)
        let expected = (0..<9).flatMap { _ in words }
        #expect(philox(blocks) == expected)
        #expect(philox(blocks, baseline: true) == expected)
    }

    @Test func vectorWidthChangesNoBit() {
        let blocks = (0..<9973 as Range<UInt32>)
            .map { index in
                PhiloxBlock(
                    counter: [index, index &* 0x9E37_79B9, ~index, index << 16],
                    key: [index &* 0x85EB_CA6B, index >> 3]
                )
            }
        let words = philox(blocks)
        let baseline = philox(blocks, baseline: true)
        #expect(words.indices.first { words[$0] != baseline[$0] } == nil)
    }

    /// Blocks that differ in one bit of counter or key share no word.
    @Test func everyBitOfTheAddressCounts() {
        var blocks = [PhiloxBlock(counter: [1, 2, 3, 4], key: [5, 6])]
        for bit in 0..<192 {
            var block = blocks[0]
            if bit < 128 {
                block.counter[bit / 32] ^= 1 << (bit % 32)
            } else {
                block.key[bit / 32 - 4] ^= 1 << (bit % 32)
            }
            blocks.append(block)
        }
        #expect(Set(philox(blocks)).count == 4 * blocks.count)
    }
}
