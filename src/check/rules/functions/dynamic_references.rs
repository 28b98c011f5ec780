use crate::check::engine::fault::Faults;
use crate::check::engine::functions::Function;
use crate::check::engine::path::{Part, Place};
use crate::check::engine::schema::Schema;
use crate::check::engine::scope::Scope;
use crate::check::engine::values::show;
use crate::check::facts;
use crate::check::registry::{Hook, Rule};
use crate::model::Node;

const REFERENCES: &str =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html";
const SECURE: &str = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html";
const SECRETS: &str =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html";

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E1050",
        title: "The form of a dynamic reference",
        about: "A dynamic reference names a service (`ssm`, `ssm-secure` or `secretsmanager`) and what to read from it: \
                `{{resolve:ssm:name:version}}`.",
        source: REFERENCES,
        wrong: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: '{{resolve:vault:name}}'
",
        right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: '{{resolve:ssm:name}}'
",
        hooks: &[],
    },
    Rule {
        id: "E1027",
        title: "A secure parameter where it is not resolved",
        about: "`ssm-secure` is resolved only in a few properties, most of them passwords. Use Secrets Manager elsewhere.",
        source: SECURE,
        wrong: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: '{{resolve:ssm-secure:name}}'
",
        right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: '{{resolve:ssm:name}}'
",
        hooks: &[Hook::DynamicReference(secure)],
    },
    Rule {
        id: "E1051",
        title: "A secret where it is not resolved",
        about: "References to Secrets Manager are resolved in the properties of resources only.",
        source: SECRETS,
        wrong: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Secret:
    Value: '{{resolve:secretsmanager:name}}'
",
        right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Name:
    Value: name
",
        hooks: &[Hook::DynamicReference(secret)],
    },
    Rule {
        id: "W1051",
        title: "A secret where its ARN is wanted",
        about: "The property takes the ARN of a secret, and the dynamic reference puts the secret itself there.",
        source: SECRETS,
        wrong: r"Resources:
  Proxy:
    Type: AWS::RDS::DBProxy
    Properties:
      DBProxyName: proxy
      EngineFamily: MYSQL
      RoleArn: arn:aws:iam::123456789012:role/proxy
      VpcSubnetIds: [subnet-12345678]
      Auth:
        - SecretArn: '{{resolve:secretsmanager:login}}'
",
        right: r"Resources:
  Secret:
    Type: AWS::SecretsManager::Secret
  Proxy:
    Type: AWS::RDS::DBProxy
    Properties:
      DBProxyName: proxy
      EngineFamily: MYSQL
      RoleArn: arn:aws:iam::123456789012:role/proxy
      VpcSubnetIds: [subnet-12345678]
      Auth:
        - SecretArn: !Ref Secret
",
        hooks: &[
            Hook::DynamicReference(secret_for_arn),
            Hook::Function(Function::Sub, substituted_secret_for_arn),
        ],
    },
    Rule {
        id: "W1053",
        title: "A dynamic reference with spaces in it",
        about: "With spaces behind the braces CloudFormation takes `{{ resolve:… }}` for plain text. Take them out.",
        source: REFERENCES,
        wrong: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: '{{ resolve:ssm:name }}'
",
        right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: '{{resolve:ssm:name}}'
",
        hooks: &[Hook::Special("dynamicReferenceSpaces", spaces)],
    },
    Rule {
        id: "W1054",
        title: "The name of a pseudo parameter as plain text",
        about: "Text such as `AWS::Region` stays as it is. `Ref` yields the region.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html",
        wrong: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: AWS::StackName
",
        right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref AWS::StackName
",
        hooks: &[Hook::Special("rawPseudoParameter", raw)],
    },
];

fn is_of(reference: &str, service: &str) -> bool {
    reference.split(':').nth(1) == Some(service)
}

fn secure(scope: &Scope<'_, '_>, reference: &str, _schema: Schema, faults: &mut Faults) {
    let is_resolved =
        || facts::list("secure-string-properties", None).any(|place| Place::of(place) == scope.place);
    if is_of(reference, "ssm-secure") && !is_resolved() {
        faults.push(scope.fault(format!(
            "'{reference}' is not resolved here, as only some properties take secure parameters"
        )));
    }
}

/// Whether this is in the part of a resource, or of another thing, that has that name.
fn is_in(scope: &Scope<'_, '_>, section: &str, part: &str) -> bool {
    scope.path.get(0) == Some(Part::Key(section)) && scope.path.get(2) == Some(Part::Key(part))
}

fn secret(scope: &Scope<'_, '_>, reference: &str, _schema: Schema, faults: &mut Faults) {
    if is_of(reference, "secretsmanager")
        && !is_in(scope, "Resources", "Properties")
        && !is_in(scope, "Parameters", "Default")
    {
        faults.push(scope.fault(format!("'{reference}' is resolved in the properties of resources only")));
    }
}

fn secret_for_arn(scope: &Scope<'_, '_>, reference: &str, _schema: Schema, faults: &mut Faults) {
    // Within Fn::Sub the whole text counts, which the other hook sees.
    if is_of(reference, "secretsmanager") && scope.path.last() != Part::Key(Function::Sub.key()) {
        add_for_arn(scope, reference, faults);
    }
}

fn substituted_secret_for_arn(scope: &Scope<'_, '_>, argument: &Node, _schema: Schema, faults: &mut Faults) {
    let text = argument.as_list().map_or(Some(argument), |items| items.first()).and_then(Node::as_str);
    let Some(text) = text else { return };
    let bare = text.strip_prefix("\\\"").unwrap_or(text);
    let bare = bare.strip_suffix("\\\"").unwrap_or(bare);
    if bare.starts_with("{{resolve:secretsmanager:") && bare.ends_with("}}") && !bare.contains('\n') {
        add_for_arn(scope, text, faults);
    }
}

fn add_for_arn(scope: &Scope<'_, '_>, reference: &str, faults: &mut Faults) {
    if !is_in(scope, "Resources", "Properties") {
        return;
    }
    for property in facts::list("secrets-manager-arn-properties", None) {
        if scope.path.backwards().any(|step| step == Part::Key(property)) {
            faults
                .push(scope.fault(format!("'{reference}' yields the secret, and {property} takes its ARN")));
        }
    }
}

fn spaces(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    faults.push(scope.fault(format!("{} has spaces and so is not resolved", show(node))));
}

fn raw(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    faults.push(scope.fault(format!("{} is text here; 'Ref' yields the value of that name", show(node))));
}
