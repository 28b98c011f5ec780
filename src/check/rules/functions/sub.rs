use crate::analysis::SERVERLESS;
use crate::analysis::sub_variables;
use crate::check::engine::fault::Faults;
use crate::check::engine::functions::{Function, only_entry};
use crate::check::engine::path::Part;
use crate::check::engine::schema::Schema;
use crate::check::engine::scope::Scope;
use crate::check::engine::values::show;
use crate::check::registry::{Hook, Rule};
use crate::model::Node;

const SUB: &str = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html";

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W1020",
        title: "Fn::Sub without a variable",
        about: "The text has nothing to be replaced in it, so it can stand without `Fn::Sub`.",
        source: SUB,
        wrong: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Sub jobs
",
        right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Sub jobs-${AWS::Region}
",
        hooks: &[Hook::Function(Function::Sub, without_variable)],
    },
    Rule {
        id: "I1022",
        title: "Fn::Join where Fn::Sub would do",
        about: "Text and references that are joined without a delimiter are easier to read as one text with variables.",
        source: SUB,
        wrong: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Join ['', [jobs-, !Ref AWS::Region]]
",
        right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Sub jobs-${AWS::Region}
",
        hooks: &[Hook::Function(Function::Join, joined_without_delimiter)],
    },
];

fn without_variable(scope: &Scope<'_, '_>, argument: &Node, _schema: Schema, faults: &mut Faults) {
    // SAM replaces functions in places of its own.
    if scope.check.has_transform(SERVERLESS) {
        return;
    }
    let text = argument.as_list().map_or(Some(argument), |items| items.first()).and_then(Node::as_str);
    if text.is_some_and(|text| sub_variables(text).next().is_none()) {
        faults.push(scope.fault(format!("{} has no variable for Fn::Sub to replace", show(argument))));
    }
}

fn joined_without_delimiter(scope: &Scope<'_, '_>, node: &Node, _schema: Schema, faults: &mut Faults) {
    let Some([delimiter, items]) = only_entry(node).and_then(|(_, argument)| argument.as_list()) else {
        return;
    };
    let fits = |item: &Node| match only_entry(item) {
        Some(("Fn::Sub", argument)) => argument.as_str().is_some(),
        Some((key, _)) => matches!(key, "Ref" | "Fn::GetAtt"),
        None => true,
    };
    let all_fit = items.as_list().is_some_and(|items| items.iter().all(fits));
    if delimiter.as_str() == Some("") && all_fit && !scope.check.is_of_cdk() {
        let path = scope.path.with(Part::Key(Function::Join.key()));
        let inner = Scope { path: &path, ..*scope };
        faults.push(
            inner.fault_at(Part::Index(0), "what is joined without a delimiter can be one text for Fn::Sub"),
        );
    }
}
