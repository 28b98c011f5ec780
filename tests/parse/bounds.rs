//! Documents that are meant to hurt are refused soon, and those that are only large are read.


use synth::parse::{Document, parse};

/// Far more than any of them takes, on any machine.
const LIMIT: Duration = Duration::from_secs(20);

fn read(text: &str) -> Document {
    let start = Instant::now();
    let document = parse("hurts.yaml", text.as_bytes());
    let took = start.elapsed();
    assert!(took < LIMIT, "{took:?} for {:.60}", text);
    document
}

fn refused(text: &str) -> String {
    let document = read(text);
    assert!(document.root.is_none());
    document.source.in_one_line(&document.problems[0]).to_string()
}

#[test]
fn nesting_ends() {
    let block: String = (0..10_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    let texts = [
        "[".repeat(10_000),
        "[".repeat(10_000) + &"]".repeat(10_000),
        "[\n".repeat(10_000),
        "{a: ".repeat(10_000),
        "{\"a\":".repeat(10_000) + "1" + &"}".repeat(10_000),
        "- ".repeat(10_000),
        "? ".repeat(10_000),
        "!a [ ".repeat(10_000),
        (0..10_000).map(|number| format!("&a{number} [ ")).collect(),
        block,
    ];
    for text in texts {
        let refused = refused(&text);
        assert!(refused.contains("nested deeper than 100 levels"), "{refused}");
    }
}

#[test]
fn the_deepest_that_is_read_can_be_handled() {
    for (open, close) in
        [("[", "]"), ("{a: ", "}"), ("{\"a\": ", "}"), ("!Not [", "]"), ("{Fn::Not: [", "]}")]
    {
        let step = if open.contains("Not") { 2 } else { 1 };
        let levels = 100 / step;
        let text = open.repeat(levels) + "1" + &close.repeat(levels);
        let document = read(&text);
        assert!(document.problems.is_empty(), "{}", crate::reports(&document));
        super::fuzz::check(&document);
        let recognised = synth::model::recognise(document.root.unwrap());
        for format in [synth::emit::Format::Yaml, synth::emit::Format::Json] {
            assert!(synth::emit::node_to_string(&recognised, format).len() > levels);
        }
        let deeper = open.repeat(levels + 1) + "1" + &close.repeat(levels + 1);
        assert!(refused(&deeper).contains("nested deeper"));
    }
}

#[test]
fn aliases_do_not_multiply() {
    let mut bomb = "a: &a [x, x, x, x, x, x, x, x]\n".to_owned();
    let mut merges = "a: &a {k: 1}\n".to_owned();
    for (last, name) in ('a'..'o').zip('b'..='o') {
        let aliases = format!("*{last}, ").repeat(8);
        bomb += &format!("{name}: &{name} [{aliases}]\n");
        merges += &format!("{name}: &{name} {{<<: [{aliases}]}}\n");
    }
    assert!(refused(&bomb).contains("more than 250000 values once the aliases stand"));
    assert!(refused(&merges).contains("more than 250000 values once the aliases stand"));
    assert!(
        refused(&("a: &a x\nb: [".to_owned() + &"*a,".repeat(300_000) + "]"))
            .contains("more than 250000 aliases")
    );
}

#[test]
fn what_holds_itself_is_refused() {
    for text in [
        "&a [*a]",
        "a: &a {b: *a}",
        "a: &a {<<: *a}",
        "a: &a {<<: [*a, *a, *a]}",
        "a: &a {b: &b {<<: *a}, c: *b}",
    ] {
        assert!(refused(text).contains("this value holds an alias of itself"), "{text}");
    }
}

#[test]
fn values_are_counted() {
    assert!(refused(&("[".to_owned() + &"a,".repeat(1_000_001) + "]")).contains("more than 1000000 values"));
    assert!(refused(&("[".to_owned() + &"1,".repeat(1_000_001) + "1]")).contains("more than 1000000 values"));
    assert!(refused(&"- a\n".repeat(1_000_001)).contains("more than 1000000 values"));
    let document = read(&"a: 1\n".repeat(100_000));
    assert_eq!(document.problems.len(), 1_000);
}

#[test]
fn large_texts_are_read() {
    let size = 2_000_000;
    let texts = [
        format!("a: \"{}\"\n", "x y\\n".repeat(size / 4)),
        format!("a: {}\n", "x y ".repeat(size / 4)),
        format!("a: |\n{}", "  some line here\n".repeat(size / 17)),
        format!("a: x\n{}", "  some line here\n".repeat(size / 17)),
        format!("# {}\na: 1", "c".repeat(size)),
        "# c\n".repeat(size / 4) + "a: 1",
        "\n".repeat(size) + "a: 1",
        format!("{{\"{}\": 1}}", "k".repeat(size)),
    ];
    for text in texts {
        let document = read(&text);
        assert!(document.problems.is_empty(), "{:.60}", text);
    }
}
