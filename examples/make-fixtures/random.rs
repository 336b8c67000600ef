//! A small seeded generator: takes a key, gives a stream of numbers that is the same on every machine.
//!
//! Every figure draws from a stream of its own, named by what the figure is about, so that adding a form or a
//! commune never shifts the figures of another.

/// Changing it changes every synthetic figure.
const SEED: u64 = 0x7469_6e68_736f_3031;

/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014): one word of state,
/// enough quality for made-up counts, and twenty lines instead of a dependency whose streams may change.
pub struct Random {
    state: u64,
}

impl Random {
    /// The stream that belongs to `key`.
    pub fn new(key: &str) -> Self {
        // FNV-1a, because the standard library's hasher does not promise the same digest in its next release.
        let digest = key.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |digest, byte| {
            (digest ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Self { state: digest ^ SEED }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.state;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }

    /// A whole number from `low` to `high`, both included. The bias of the remainder is far below one in a billion.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = (high - low + 1).unsigned_abs();
        low + (self.next() % width) as i64
    }
}

/// `value × share ÷ 10,000`, rounded half up: shares are basis points, so that no figure rests on floating point.
pub fn portion(value: i64, basis_points: i64) -> i64 {
    (value * basis_points + 5_000).div_euclid(10_000)
}
