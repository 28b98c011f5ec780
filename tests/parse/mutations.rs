//! Documents with something put in, taken out or cut off. Deterministic: the same on every run and machine.

/// What matters to a reader of YAML or JSON.
const PIECES: &[&str] = &[
    "\t",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    ":",
    ": ",
    "- ",
    "-",
    "#",
    " #",
    "\"",
    "'",
    "''",
    "[",
    "]",
    "{",
    "}",
    ",",
    "!",
    "!Ref ",
    "!GetAtt ",
    "!!str ",
    "!!int ",
    "&a ",
    "*a",
    "<<: *a\n",
    "<<: ",
    "|\n",
    "|2\n",
    ">-\n",
    "|+\n",
    "%",
    "%TAG ! x\n",
    "@",
    "`",
    "? ",
    "\\",
    "\\x41",
    "\\u00e9",
    "\\ud83d",
    "\\/",
    "---\n",
    "...\n",
    "é",
    "\u{2028}",
    "\u{FEFF}",
    "{{ x }}",
    "=",
    "~",
    "0",
    "012",
    "0x1F",
    "1_0",
    "1:30",
    "1.5",
    ".5",
    "1e5",
    "yes",
    "null",
    "2012-10-17",
    "\u{0}",
    "\u{7}",
];

pub(crate) struct Mutations {
    state: u64,
}

impl Mutations {
    /// From the seed that `SYNTH_TEST_SEED` says, or a fixed one.
    pub(crate) fn new() -> Self {
        let seed =
            std::env::var("SYNTH_TEST_SEED").map_or(20_101_009, |seed| seed.parse().expect("a number"));
        Self { state: seed }
    }

    /// How many to make: as many as `SYNTH_TEST_MUTATIONS` says, or the usual number.
    pub(crate) fn count(usual: usize) -> usize {
        std::env::var("SYNTH_TEST_MUTATIONS").map_or(usual, |count| count.parse().expect("a number"))
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
        usize::try_from(self.next() % bound.max(1) as u64).expect("below a usize")
    }

    /// Changes a text in one to three places.
    pub(crate) fn text(&mut self, text: &str) -> String {
        let mut text = text.to_owned();
        for _ in 0..=self.below(3) {
            let at = boundary(&text, self.below(text.len() + 1));
            match self.below(10) {
                0..=5 => text.insert_str(at, PIECES[self.below(PIECES.len())]),
                6..=8 => {
                    let end = boundary(&text, (at + 4 + self.below(4)).min(text.len()));
                    text.replace_range(at..end, "");
                }
                _ => text.truncate(at),
            }
        }
        text
    }

    /// Changes bytes, so that what was a text may be none.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len() + 1);
            let byte = u8::try_from(self.below(256)).expect("a byte");
            match self.below(3) {
                0 => bytes.insert(at, byte),
                1 if at < bytes.len() => bytes[at] = byte,
                _ => bytes.truncate(at.max(1)),
            }
        }
        bytes
    }
}

/// The last place between two characters up to `at`.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
