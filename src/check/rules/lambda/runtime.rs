use crate::check::engine::fault::Faults;
use crate::check::engine::scope::Scope;
use crate::check::facts::day;
use crate::check::registry::{Hook, Rule};
use crate::model::Node;
use crate::schema::{Fact, check_table};

const SOURCE: &str = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html";

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E2531",
        title: "A Lambda runtime for which no function can be created",
        about: "Some time after a runtime is deprecated, functions with it can still be updated and no \
                longer be created. Take the runtime's successor.",
        source: SOURCE,
        wrong: "",
        right: "",
        hooks: &[Hook::At(&[], create)],
    },
    Rule {
        id: "W2531",
        title: "A deprecated Lambda runtime",
        about: "A deprecated runtime gets no more security fixes, and later functions with it can be \
                neither created nor updated. Take the runtime's successor.",
        source: SOURCE,
        wrong: "",
        right: "",
        hooks: &[Hook::At(&[], deprecated)],
    },
    Rule {
        id: "E2533",
        title: "A Lambda runtime for which no function can be updated",
        about: "Functions with this runtime can be neither created nor updated. Take the runtime's \
                successor.",
        source: SOURCE,
        wrong: r"Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python2.7
      Handler: index.handler
      Role: !Sub arn:aws:iam::${AWS::AccountId}:role/lambda
      Code: {ZipFile: pass}
",
        right: r"Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.14
      Handler: index.handler
      Role: !Sub arn:aws:iam::${AWS::AccountId}:role/lambda
      Code: {ZipFile: pass}
",
        hooks: &[Hook::At(&[], update)],
    },
];

/// How far the end of a runtime has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Deprecated,
    NotCreated,
    NotUpdated,
}

fn create(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    check(scope, node, Stage::NotCreated, faults);
}

fn deprecated(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    check(scope, node, Stage::Deprecated, faults);
}

fn update(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    check(scope, node, Stage::NotUpdated, faults);
}

fn check(scope: &Scope<'_, '_>, node: &Node, wanted: Stage, faults: &mut Faults) {
    let Some(name) = node.as_str() else { return };
    let Some(runtime) = check_table("lambda-runtimes").and_then(|runtimes| runtimes.get(name)) else {
        return;
    };
    if stage(runtime, scope.check.options.day) != Some(wanted) {
        return;
    }
    let date = |what: &str| runtime.get(what).and_then(Fact::as_str);
    let mut message = format!("the runtime '{name}' is deprecated");
    let days = [
        (" since ", date("deprecated")),
        (", functions cannot be created from ", date("create-block")),
        (" and not updated from ", date("update-block")),
    ];
    for (what, date) in days {
        if let Some(date) = date {
            message.push_str(what);
            message.push_str(date);
        }
    }
    if let Some(successor) = date("successor") {
        message.push_str(&format!(": take '{successor}'"));
    }
    faults.push(scope.fault(message));
}

/// The stage on a day. A date that is not known has not come.
fn stage(runtime: Fact, today: i64) -> Option<Stage> {
    let past =
        |what: &str| runtime.get(what).and_then(Fact::as_str).and_then(day).is_some_and(|day| day <= today);
    if past("update-block") {
        Some(Stage::NotUpdated)
    } else if past("create-block") {
        Some(Stage::NotCreated)
    } else if past("deprecated") {
        Some(Stage::Deprecated)
    } else {
        None
    }
}
