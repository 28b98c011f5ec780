//! Texts that readers of YAML are known to change or to refuse, and more that are made from their parts.

use std::collections::BTreeMap;

/// The texts of `hazards.json`, which is grouped by what is hazardous.
pub(crate) fn hazards() -> Vec<String> {
    let groups: BTreeMap<String, Vec<String>> =
        serde_json::from_str(include_str!("hazards.json")).expect("lists of texts");
    groups.into_values().flatten().collect()
}

/// Deterministic: the same texts on every run and machine.
pub(crate) struct Texts {
    state: u64,
    hazards: Vec<String>,
}

impl Texts {
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed, hazards: hazards() }
    }

    /// SplitMix64.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).expect("below a usize")
    }

    /// One to six pieces: hazards, single characters of them, and characters from anywhere.
    pub(crate) fn text(&mut self) -> String {
        const NEAR: [&str; 12] = [" ", "\n", "\n  ", ":", "#", "-", "'", "\"", "a", "0", "\t", "\r\n"];
        let mut text = String::new();
        for _ in 0..=self.below(6) {
            match self.below(8) {
                0..=1 => text.push_str(&self.hazard()),
                2..=4 => text.push_str(NEAR[self.below(NEAR.len())]),
                5 => text.extend(self.hazard().chars().take(1)),
                6 => text.extend(char::from_u32(u32::try_from(self.below(0x80)).expect("small"))),
                _ => text.extend(self.character()),
            }
        }
        text
    }

    fn hazard(&mut self) -> String {
        let index = self.below(self.hazards.len());
        self.hazards[index].clone()
    }

    /// Any character, those of one plane and those around its edges more often.
    fn character(&mut self) -> Option<char> {
        const EDGES: [u32; 9] = [0x80, 0x85, 0xA0, 0x2028, 0xD7FF, 0xE000, 0xFEFF, 0xFFFF, 0x10FFFF];
        let code = match self.below(3) {
            0 => {
                EDGES[self.below(EDGES.len())].saturating_sub(2)
                    + u32::try_from(self.below(5)).expect("small")
            }
            1 => u32::try_from(self.below(0x1_0000)).expect("small"),
            _ => u32::try_from(self.below(0x11_0000)).expect("small"),
        };
        char::from_u32(code)
    }
}
