use crate::check::engine::functions::ref_name;
use crate::check::engine::path::{Part, Path};
use crate::check::engine::scope::Scope;
use crate::check::engine::values::show;
use crate::check::finding::Findings;
use crate::check::registry::{Hook, NEXT, Rule};
use crate::check::template::Check;
use crate::model::Value;

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3050",
    title: "Roles that have a path, referred to by name",
    about: "Ref of a role is its name without its path, and a CodeBuild project then looks for a role without one. Use !GetAtt \
            ROLE.Arn.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-codebuild-project.html",
    wrong: r"Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      Path: /builds/
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: {Service: codebuild.amazonaws.com}
            Action: sts:AssumeRole
  Build:
    Type: AWS::CodeBuild::Project
    Properties: {ServiceRole: !Ref Role}
",
    right: r"Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      Path: /builds/
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: {Service: codebuild.amazonaws.com}
            Action: sts:AssumeRole
  Build:
    Type: AWS::CodeBuild::Project
    Properties: {ServiceRole: !GetAtt Role.Arn}
",
    hooks: &[Hook::Template(projects)],
}];

fn projects(check: &Check<'_>, findings: &mut Findings) {
    for project in check.resources().filter(|resource| resource.kind == "AWS::CodeBuild::Project") {
        let Some(role) = project.property("ServiceRole") else { continue };
        check.with_root_scope(|scope| {
            let section = Path::ROOT.with(Part::Key("Resources"));
            let resource = section.with(Part::Key(&project.name));
            let properties = resource.with(Part::Key("Properties"));
            let path = properties.with(Part::Key("ServiceRole"));
            let _ = Scope { path: &path, ..*scope }.along(Some(role), &[], &mut |found, at| {
                if let Some(path) = found.and_then(ref_name).and_then(|name| path_of(check, name)) {
                    let message =
                        format!("Ref leaves out the path {path} of the role: use Fn::GetAtt of its Arn");
                    findings.add(at.path.with(Part::Key("Ref")).steps(), message);
                }
                NEXT
            });
        });
    }
}

/// The path of a role, for a message, unless it is none.
fn path_of(check: &Check<'_>, role: &str) -> Option<String> {
    let path = check.resource(role)?.property("Path")?;
    let is_none = match &path.value {
        Value::Null => true,
        Value::String(text) => text.is_empty() || text == "/",
        _ => false,
    };
    (!is_none).then(|| show(path))
}
