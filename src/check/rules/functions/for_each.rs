use crate::analysis::LANGUAGE_EXTENSIONS;
use crate::check::Check;
use crate::check::finding::Findings;
use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E0001",
        title: "A transform that cannot run",
        about: "The loops of a template run before anything else is looked at. Where one cannot, nothing more is known of the \
                template, and its stack cannot be made.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html",
        wrong: r"Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Topics:
    - Name
    - [A, B]
    - Topic:
        Type: AWS::SNS::Topic
",
        right: r"Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Topics:
    - Name
    - [A, B]
    - Topic${Name}:
        Type: AWS::SNS::Topic
",
        hooks: &[],
    },
    Rule {
        id: "E1032",
        title: "Fn::ForEach without its transform",
        about: "Loops are expanded by the transform `AWS::LanguageExtensions`, which the template has to name.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html",
        wrong: r"Resources:
  Fn::ForEach::Topics:
    - Name
    - [A, B]
    - 'Topic${Name}':
        Type: AWS::SNS::Topic
",
        right: r"Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Topics:
    - Name
    - [A, B]
    - 'Topic${Name}':
        Type: AWS::SNS::Topic
",
        hooks: &[Hook::Template(loops)],
    },
];

fn loops(check: &Check<'_>, findings: &mut Findings) {
    if check.has_transform(LANGUAGE_EXTENSIONS) {
        return;
    }
    for used in check.uses().functions.iter().filter(|used| used.key.starts_with("Fn::ForEach::")) {
        let message = format!("{} needs the transform '{LANGUAGE_EXTENSIONS}'", used.key);
        findings.add(used.key_steps(), message);
    }
}
