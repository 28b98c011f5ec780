use crate::model::{
    Cursor, FindInMap, GetAtt, Intrinsic, NameText, Node, Ref, ResourceAttribute, Section, Template, Visitor,
    walk_object,
};

/// The transform that the functions of the language extensions need.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-aws-languageextensions.html>
pub const LANGUAGE_EXTENSIONS: &str = "AWS::LanguageExtensions";

/// The transform that SAM's resource types need.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-aws-serverless.html>
pub const SERVERLESS: &str = "AWS::Serverless-2016-10-31";

/// The transforms without which CloudFormation does not take the template, in the order in which they must stand.
#[must_use]
pub fn required_transforms(template: &Template) -> Vec<&'static str> {
    let mut search = Search::default();
    walk_object(template.root(), &mut search);
    let extended_policy = template.resources().any(|resource| {
        [ResourceAttribute::DeletionPolicy, ResourceAttribute::UpdateReplacePolicy]
            .into_iter()
            .filter_map(|attribute| resource.attribute(attribute))
            .any(|policy| policy.as_intrinsic().is_some())
    });
    let serverless = template.section(Section::Globals).is_some()
        || template.resources().any(|resource| resource.resource_type.starts_with("AWS::Serverless::"));
    let needed = [(search.extended || extended_policy, LANGUAGE_EXTENSIONS), (serverless, SERVERLESS)];
    needed.into_iter().filter_map(|(needed, transform)| needed.then_some(transform)).collect()
}

/// Looks for what only the language extensions allow.
#[derive(Default)]
struct Search {
    extended: bool,
}

impl<'a> Visitor<'a> for Search {
    fn node(&mut self, _: &Cursor<'a>, node: &'a Node) -> bool {
        if let Some(function) = node.as_intrinsic() {
            self.extended |= needs_extensions(function);
        }
        !self.extended
    }

    fn own_entry(&mut self, _: &Cursor<'a>, function: &'a Intrinsic) -> bool {
        self.extended |= needs_extensions(function);
        !self.extended
    }
}

fn needs_extensions(function: &Intrinsic) -> bool {
    match function {
        Intrinsic::ForEach(_) | Intrinsic::Length(_) | Intrinsic::ToJsonString(_) => true,
        Intrinsic::FindInMap(FindInMap { mapping, default, .. }) => {
            default.is_some() || matches!(mapping.text, NameText::Computed(_))
        }
        Intrinsic::Ref(Ref { name }) => matches!(name.text, NameText::Computed(_)),
        Intrinsic::GetAtt(GetAtt { resource, .. }) => matches!(resource.text, NameText::Computed(_)),
        Intrinsic::And(_)
        | Intrinsic::Base64(_)
        | Intrinsic::Cidr(_)
        | Intrinsic::Condition(_)
        | Intrinsic::Contains(_)
        | Intrinsic::EachMemberEquals(_)
        | Intrinsic::EachMemberIn(_)
        | Intrinsic::Equals(_)
        | Intrinsic::GetAZs(_)
        | Intrinsic::GetStackOutput(_)
        | Intrinsic::If(_)
        | Intrinsic::ImportValue(_)
        | Intrinsic::Join(_)
        | Intrinsic::Malformed(_)
        | Intrinsic::Not(_)
        | Intrinsic::Or(_)
        | Intrinsic::RefAll(_)
        | Intrinsic::Select(_)
        | Intrinsic::Split(_)
        | Intrinsic::Sub(_)
        | Intrinsic::Transform(_)
        | Intrinsic::ValueOf(_)
        | Intrinsic::ValueOfAll(_) => false,
    }
}
