use crate::check::engine::fault::Faults;
use crate::check::engine::functions::Functions;
use crate::check::engine::schema::Schema;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule};
use crate::check::rule_sets::claim;
use crate::diag::Severity;
use crate::model::Node;
use crate::parse::parse;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3051",
        title: "Documents of Systems Manager",
        about: "A document is an object, or the text of one in JSON or YAML. Its schemaVersion is text: quote it.",
        source: "https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-syntax-data-elements-parameters.html",
        wrong: r"Resources:
  Listing:
    Type: AWS::SSM::Document
    Properties:
      DocumentType: Command
      Content:
        schemaVersion: 2.2
",
        right: r"Resources:
  Listing:
    Type: AWS::SSM::Document
    Properties:
      DocumentType: Command
      Content:
        schemaVersion: '2.2'
",
        hooks: &[Hook::At(&[], document)],
    },
    Rule {
        id: "W3701",
        title: "Names of parameters that are AWS's",
        about: "Names of parameters in the Parameter Store that begin with aws or ssm are reserved: most accounts cannot make such.",
        source: "https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html",
        wrong: r"Resources:
  Limit:
    Type: AWS::SSM::Parameter
    Properties: {Type: String, Name: /aws/limit, Value: '7'}
",
        right: r"Resources:
  Limit:
    Type: AWS::SSM::Parameter
    Properties: {Type: String, Name: /jobs/limit, Value: '7'}
",
        hooks: &[Hook::At(&[], parameter_name)],
    },
];

fn document(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    const RULE: &str = "E3051";
    let before = faults.len();
    let strict = Scope { strict: true, ..*scope };
    let schema = Schema::named("other/ssm/document");
    match node.as_str() {
        Some(text) => {
            let document = parse("", text.as_bytes());
            let problem = document.problems.iter().find(|problem| problem.severity == Severity::Error);
            if let Some(problem) = problem {
                faults.push(scope.fault(format!("this is no document: {}", problem.message)));
                return;
            }
            let content = document.root.unwrap_or_default();
            Scope { functions: Functions::NONE, ..strict }.validate(&content, schema, faults);
        }
        None => strict.validate(node, schema, faults),
    }
    for fault in faults.iter_mut().skip(before) {
        if !fault.keyword.starts_with("fn_") && fault.keyword != "cfnLint" {
            fault.rule = Some(RULE);
        }
        claim(RULE, fault);
    }
}

fn parameter_name(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(name) = node.as_str().filter(|name| !is_recommended(name)) else { return };
    let message = format!("'{name}' is reserved for AWS, or is no name such as 'limit' or '/jobs/limit'");
    faults.push(scope.fault(message));
}

/// Whether a name is one word, or a path of words from the root, and not AWS's.
fn is_recommended(name: &str) -> bool {
    let path = name.strip_prefix('/');
    let mut words = path.unwrap_or(name).split('/');
    let is_reserved = words.clone().next().is_some_and(|first| {
        ["aws", "ssm"].into_iter().any(|prefix| {
            first.get(..prefix.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(prefix))
        })
    });
    let is_word = |word: &str| {
        let fits = |character: char| character.is_alphanumeric() || matches!(character, '_' | '.' | '-');
        !word.is_empty() && word.chars().all(fits)
    };
    !is_reserved && (path.is_some() || !name.contains('/')) && words.all(is_word)
}
