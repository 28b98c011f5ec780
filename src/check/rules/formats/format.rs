use crate::check::registry::Rule;

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E1103",
    title: "A text that is not of its format",
    about: "Dates and times, addresses and networks have to be written in the form that CloudFormation reads.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnet.html",
    wrong: "",
    right: "",
    hooks: &[],
}];
