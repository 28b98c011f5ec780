use crate::check::engine::fault::Faults;
use crate::check::engine::schema::Schema;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule};
use crate::model::Node;
use crate::schema::Fact;

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3024",
    title: "Tags whose keys or values AWS does not take",
    about: "Each tag of a resource has another key, of at most 128 characters and not beginning with aws:, and a value of \
            at most 256 characters.",
    source: "https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html",
    wrong: r"Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      Tags:
        - Key: team
          Value: jobs
        - Key: team
          Value: logs
",
    right: r"Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      Tags:
        - Key: team
          Value: jobs
        - Key: stage
          Value: logs
",
    hooks: &[Hook::Keyword("tagging", tagging)],
}];

/// `tagging`: what all tags have in common, whatever the resource's type says of them.
fn tagging(scope: &Scope<'_, '_>, value: Fact, node: &Node, _schema: Schema, faults: &mut Faults) {
    if value.get("taggable").and_then(Fact::as_bool) != Some(true) || scope.check.is_off("E3024") {
        return;
    }
    let inner = Scope { rules: false, ..*scope };
    for mut fault in inner.faults(node, Schema::named("other/resources/tagging")) {
        fault.keyword = "tagging";
        faults.push(fault);
    }
}
