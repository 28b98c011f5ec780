use crate::check::engine::fault::{Fault, Faults};
use crate::check::engine::functions::{Function, Functions};
use crate::check::engine::path::Part;
use crate::check::engine::schema::Schema;
use crate::check::engine::scope::Scope;
use crate::check::facts;
use crate::check::finding::steps;
use crate::check::registry::{Hook, Rule, is_place_of};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W1011",
        title: "A secret that is a parameter",
        about: "A secret that is given as a parameter passes through whoever deploys. A dynamic reference to Secrets Manager or \
                the Parameter Store leaves it where it is kept.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html#creds",
        wrong: r"Parameters:
  Password:
    Type: String
    NoEcho: true
Resources:
  User:
    Type: AWS::IAM::User
    Properties:
      LoginProfile:
        Password: !Ref Password
",
        right: r"Resources:
  User:
    Type: AWS::IAM::User
    Properties:
      LoginProfile:
        Password: '{{resolve:secretsmanager:login}}'
",
        hooks: &[Hook::Ref(secret)],
    },
    Rule {
        id: "W2506",
        title: "The type of a parameter that is an image's ID",
        about: "With the type `AWS::EC2::Image::Id`, or that of the Parameter Store, CloudFormation makes sure before it deploys \
                that there is such an image.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html",
        wrong: r"Parameters:
  Image:
    Type: String
Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: !Ref Image
",
        right: r"Parameters:
  Image:
    Type: AWS::EC2::Image::Id
Resources:
  Server:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: !Ref Image
",
        hooks: &[Hook::Ref(image)],
    },
];

fn is_within(scope: &Scope<'_, '_>, functions: Functions) -> bool {
    scope.path.backwards().any(|step| match step {
        Part::Key(key) => Function::from_key(key).is_some_and(|function| functions.has(function)),
        _ => false,
    })
}

fn secret(scope: &Scope<'_, '_>, name: &str, _schema: Schema, faults: &mut Faults) {
    if scope.check.parameter(name).is_some()
        && is_place_of("W1011", scope.place)
        && !is_within(scope, Functions::VALUES.without(Function::If))
    {
        faults.push(scope.fault(format!("the secret is the parameter '{name}', not a dynamic reference")));
    }
}

fn image(scope: &Scope<'_, '_>, name: &str, _schema: Schema, faults: &mut Faults) {
    let Some(parameter) = scope.check.parameter(name).filter(|_| is_place_of("W2506", scope.place)) else {
        return;
    };
    let is_typed = facts::list("image-id-parameter-types", None).any(|kind| kind == parameter.kind);
    if is_typed || is_within(scope, Functions::VALUES) {
        return;
    }
    let message = format!("'{name}' is an image's ID, and its type is {}", parameter.kind);
    faults.push(Fault { given_at: Some(steps(["Parameters", name, "Type"])), ..scope.fault(message) });
}
