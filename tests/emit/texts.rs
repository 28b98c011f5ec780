//! Texts that readers of YAML are known to change or to refuse, and more that are made from their parts.

/// What each hazard of YAML is about; the first lines are the texts that started the list.
pub(crate) const HAZARDS: &[&str] = &[
    "", " ", "NO", "on", "012345678901", "0o7", "1_000", "12:30:45", "2012-10-17", "=", "<<", "~", "1e3", ".5",
    // Words, in all cases.
    "y", "Y", "n", "N", "yes", "Yes", "YES", "no", "No", "nO", "On", "ON", "off", "Off", "OFF", "true", "True", "TRUE",
    "false", "False", "FALSE", "null", "Null", "NULL", "nil", "none", "None", "undefined", "NaN", "nan", "inf", "Infinity",
    // Numbers.
    "0", "-0", "+1", "-1", "00", "07", "08", "0777", "0o", "0o17", "0O17", "-0o17", "0x", "0x1F", "0XFF", "-0x1f", "0x_1", "0b1",
    "0b", "0B1", "0b1_0", "1,000", "80,443", "1.0", "1.", "1.e1", "-.5", "+.5", ".", "..", "...", "._", "_", "_1", "1_", "1__0",
    "1_000.5", "1e+3", "1E-3", "1e", "e1", "1.5e+3", "0.1.2", "10.0.0.1", "1.2.3", ".inf", "-.inf", "+.Inf", ".INF", ".nan",
    ".NaN", ".NAN", "-.nan", "+-5", "--5", "+", "-", "--", "1:2", "1:30", "190:20:30", "190:20:30.15", "-1:30", "22:22", "60:60",
    "0x-5", "9223372036854775808", "123456789012345678901234567890", "1e400", "Inf", "+1e3", "1d", "1f", "0d1", "1e1e1",
    // Dates.
    "2012-1-1", "2012-10-17T12:30:45Z", "2012-10-17t12:30:45.10-05:00", "2012-10-17 12:30:45", "2012-10-17 21:59:43.10 -5",
    "2012-10-17  1:00:00", "2012-10", "12-10-17", "2012-10-17-backup", "2012-10-17T", "20121017T123045Z", "2012/10/17",
    // Indicators, at the start and elsewhere.
    "*", "**", "*a", "&a", "& a", "!", "!a", "!!str", "!Ref A", "|", "|-", "| a", ">", ">-", "%", "%a", "%YAML 1.2", "@", "@a",
    "`", "`a`", "#", "# a", "a #", "a # b", "a#b", "a\t# b", ",", ",a", "a,b", "a, b", "[", "]", "[]", "[a]", "a]", "{", "}", "{}",
    "{a: b}", "{{resolve:ssm:/a/b:1}}", "${A}", "a${A}b", "a{b}c", "?", "? a", "?a", "a?", ":", ": a", ":a", "a:", "a: b", "a:b",
    "a :b", "a : b", "a:\tb", "a::", "::", "- a", "-a", "--flag", "---", "--- a", "---a", "....", "...a", "'", "''", "'a'",
    "it's", "\"", "\"a\"", "a\"b", "\\", "\\n", "a\\", "C:\\dir", "<<: *a", "<", "<a", "=a", "==", "~a", "~/.ssh", "$", "a$", "^", "(a)",
    ";", "a;b", "a|b", "a>b", "a&b", "a*b", "a!b", "a%b", "a@b",
    // What templates are made of.
    "s3:*", "ssm:GetDocument", "arn:aws:s3:::bucket/*", "10.0.0.0/16", "::/0", "0.0.0.0/0", "t3.micro", "AWS::Region",
    "AWS::S3::Bucket", "/", "/a/b", "rate(5 minutes)", "cron(0 12 * * ? *)", "https://example.com/?a=b&c=d#e", "user@example.com",
    "{\"a\": [1, null]}", "<b>&amp;</b>", "^[a-z]{2,3}$", "\\d+", "a=b", "key=value, other=value", "12h", "3600s", "us-east-1a",
    "123e4567-e89b-12d3-a456-426614174000", "deadbeef", "0123456789abcdef", "1.2.3-beta", "v1.2.3", "1024-65535", "+49 30 123",
    // Spaces and tabs.
    " a", "a ", "  a  ", "\t", "\ta", "a\t", "a\tb", "a  b", "\u{A0}", "\u{A0}a", "a\u{A0}", "a\u{A0}b", "\u{3000}a", "a\u{3000}",
    "\u{2003}a", "a\u{2009}b", "\u{1680}", "\u{205F}x",
    // Line ends.
    "\n", "\n\n", "a\n", "a\n\n", "a\nb", "a\nb\n", "a\nb\n\n\n", "\na", "\n\na", "\n a", " \na", "  \na\n", "a\n ", "a\n \n", "a\n\tb\n",
    "\ta\nb\n", "a\n  b\n c\n", "  a\nb\n", " a\n  b", "a \nb \n", "a\n\nb\n", "a\n   \nb\n", "a\n\t\nb\n", "\t\na\n", "# a\nb\n", "a\n# b\n",
    "---\na\n", "a\n---\n", "...\n", "- a\n- b\n", "a: b\nc: d\n", "|\n", "%\n%", "'\n'", "\"\n\"", "a\n'b'\n\"c\"\\\n",
    "\r", "\r\n", "a\r\nb\r\n", "a\rb", "a\n\r", "\n\r\n", "#!/bin/bash -xe\ncat <<'EOF' > /a\n\tb: ${c}\nEOF\n",
    "\u{85}", "a\u{85}b", "\u{2028}", "a\u{2028}b", "a\u{2029}", "\u{2028}\n", "a\n\u{2028}b\n", "\u{B}", "a\u{C}b",
    // Control characters, what is no character, what cannot be seen.
    "\0", "a\0b", "\u{1}", "\u{7}", "\u{8}", "\u{1B}[31mred", "\u{1F}", "\u{7F}", "\u{80}", "\u{9F}", "\u{AD}", "\u{61C}", "\u{FEFF}", "\u{FEFF}a",
    "a\u{FEFF}", "\u{FFFD}", "\u{FFFE}", "\u{FFFF}", "\u{FDD0}", "\u{1FFFE}", "\u{10FFFF}", "\u{E000}", "\u{D7FF}", "\u{200B}",
    "\u{200D}", "\u{200E}a", "\u{202E}abc", "\u{2066}a\u{2069}", "\u{FFF9}", "\u{E0001}", "a\n\u{1}\n", "a\n\u{FEFF}b\n",
    // Beyond ASCII.
    "ä", "Zürich", "é: è", "ñ #", "\u{130}", "日本語", "日本語\n二行目\n", "😀", "a 😀 b", "👩‍💻", "🇩🇪", "𝒳\n𝒴\n", "e\u{301}", "\u{301}", "نعم",
    "١٢٣", "１２３", "ｎｏ", "Ｎ", "½", "“quoted”", "—", "…", "€5", "K", "ſ",
];

/// Deterministic: the same texts on every run and machine.
pub(crate) struct Texts {
    state: u64,
}

impl Texts {
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed }
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
                0..=1 => text.push_str(HAZARDS[self.below(HAZARDS.len())]),
                2..=4 => text.push_str(NEAR[self.below(NEAR.len())]),
                5 => text.extend(HAZARDS[self.below(HAZARDS.len())].chars().take(1)),
                6 => text.extend(char::from_u32(u32::try_from(self.below(0x80)).expect("small"))),
                _ => text.extend(self.character()),
            }
        }
        text
    }

    /// Any character, those of one plane and those around its edges more often.
    fn character(&mut self) -> Option<char> {
        const EDGES: [u32; 9] = [0x80, 0x85, 0xA0, 0x2028, 0xD7FF, 0xE000, 0xFEFF, 0xFFFF, 0x10FFFF];
        let code = match self.below(3) {
            0 => EDGES[self.below(EDGES.len())].saturating_sub(2) + u32::try_from(self.below(5)).expect("small"),
            1 => u32::try_from(self.below(0x1_0000)).expect("small"),
            _ => u32::try_from(self.below(0x11_0000)).expect("small"),
        };
        char::from_u32(code)
    }
}
