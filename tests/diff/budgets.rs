//! AWS's limits, and how far a change moves a template towards them.

use synth::cli::Exit;
use synth::diff::{Difference, Kind, Options, compare};

use crate::{Ran, diff_command, template};

fn moved(old: &str, new: &str) -> Difference {
    let (before, after) = (template(old), template(new));
    let mut difference = compare(&before, &after, &Options::default());
    difference.add_budgets((&before, old.len()), (&after, new.len()));
    difference
}

/// What is moved that somebody should look at: what it is, before and after.
fn shown(difference: &Difference) -> Vec<(String, usize, usize)> {
    let matters = difference.budgets.iter().filter(|change| change.matters());
    matters
        .map(|change| {
            let of = change.after.logical_id.as_ref().map(|id| format!(" of {id}")).unwrap_or_default();
            (format!("{}{of}", change.after.what), change.before, change.after.used)
        })
        .collect()
}

fn topics(count: usize) -> String {
    (0..count).fold("Resources:\n".to_owned(), |text, index| {
        format!("{text}  T{index}: {{Type: AWS::SNS::Topic}}\n")
    })
}

/// A managed policy of that many statements, each of 62 characters with its comma.
fn policy(id: &str, statements: usize) -> String {
    let statement = "{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:1'}";
    let statements = vec![statement; statements].join(", ");
    format!(
        "Resources: {{{id}: {{Type: 'AWS::IAM::ManagedPolicy', Properties: {{PolicyDocument: {{Statement: [{statements}]}}}}}}}}"
    )
}

#[test]
fn what_is_moved_little_and_far_from_a_limit_is_not_shown() {
    let difference = moved(&topics(10), &topics(20));
    assert!(shown(&difference).is_empty());
    let known: Vec<_> = difference.budgets.iter().map(|change| change.after.what).collect();
    assert_eq!(known, ["resources", "template in a request", "template in Amazon S3"]);
    assert_eq!(shown(&moved(&topics(10), &topics(50))), [("resources".to_owned(), 10, 50)]);
    assert!(shown(&moved(&topics(50), &topics(10))).is_empty());
    // Half of it is taken, and then each hundredth counts.
    assert!(shown(&moved(&topics(300), &topics(304))).is_empty());
    assert_eq!(shown(&moved(&topics(300), &topics(305))), [("resources".to_owned(), 300, 305)]);
    assert_eq!(shown(&moved(&topics(450), &topics(451))), [("resources".to_owned(), 450, 451)]);
}

#[test]
fn limits_of_resources_follow_their_resources() {
    assert!(shown(&moved("Resources: {}", &policy("P", 20))).is_empty());
    let name = "managed policy of P".to_owned();
    let [(what, before, after)] = &shown(&moved(&policy("P", 70), &policy("P", 80)))[..] else { panic!() };
    assert_eq!((what, after - before), (&name, 620));
    // Under another name it is the same.
    let renamed = moved(&policy("Old", 90), &policy("P", 90));
    assert_eq!((renamed.renames.len(), shown(&renamed).len()), (1, 0));
    let gone = moved(&policy("P", 90), "Resources: {}");
    assert_eq!(shown(&gone), [(name, 90 * 62 + 15, 0)]);
}

#[test]
fn a_limit_that_is_exceeded_is_said_before_all_else() {
    let difference = moved(&topics(500), &topics(501));
    let [consequence] = &difference.consequences[..] else { panic!("{difference:?}") };
    assert_eq!(consequence.kind, Kind::Refused);
    assert_eq!(consequence.text, "resources: 501 now, 500 before, and AWS takes 500");
    // It was so before.
    assert!(!moved(&topics(501), &topics(502)).has(Kind::Refused));
    assert!(moved(&policy("P", 90), &policy("P", 110)).has(Kind::Refused));
    let comment = format!("{}#{}\n", topics(2), "x".repeat(51_200));
    let by_s3 = moved(&topics(2), &comment);
    assert_eq!(by_s3.consequences[0].kind, Kind::Limits);
    // And so, a comment is a difference for once.
    assert!(by_s3.has(Kind::Limits) && !by_s3.is_empty());
    assert!(shown(&moved(&comment, &format!("{comment}#\n"))).is_empty());
    // The sizes are those of the files.
    assert!(moved(&topics(2), &format!("{}#{}\n", topics(2), "x".repeat(49_000))).is_empty());
}

#[test]
fn all_reports_have_them() {
    let folder = tempfile::tempdir().unwrap();
    let [old, new, more] = [topics(400), topics(420), topics(501)].map(|text| {
        let path = folder.path().join(text.len().to_string());
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    });
    let run = |words: &[&str]| -> Ran { diff_command(&[&[old.as_str()], words].concat()) };
    let text = run(&[&new]).stdout;
    assert!(text.ends_with("\nLimits\n  ~ resources: 400 -> 420 of 500 (80 % -> 84 %)\n"), "{text}");
    let markdown = run(&[&new, "--format", "markdown"]).stdout;
    assert!(
        markdown.ends_with("\n#### Limits\n\n- resources: 400 -&gt; 420 of 500 (80 % -&gt; 84 %)\n"),
        "{markdown}"
    );
    let html = run(&[&new, "--format", "html"]).stdout;
    assert!(html.contains("400 -&gt; 420 of 500 (80 % -&gt; 84 %)"), "{html}");
    let json = run(&[&new, "--format", "json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let budgets = json["comparisons"][0]["budgets"].as_array().unwrap();
    assert_eq!(budgets.len(), 3);
    assert_eq!(
        (&budgets[0]["what"], &budgets[0]["before"], &budgets[0]["after"]),
        (&"resources".into(), &400.into(), &420.into())
    );
    assert_eq!((&budgets[0]["limit"], &budgets[0]["exceeds"]), (&500.into(), &false.into()));

    let beyond = run(&[&more, "--fail-on", "refused"]);
    assert_eq!(beyond.exit, Exit::Findings);
    assert!(
        beyond
            .stdout
            .contains("CloudFormation refuses\n  ! resources: 501 now, 400 before, and AWS takes 500\n"),
        "{}",
        beyond.stdout
    );
    assert_eq!(run(&[&new, "--fail-on", "limits,refused"]).exit, Exit::Success);
}
