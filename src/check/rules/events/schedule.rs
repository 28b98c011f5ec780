use crate::check::engine::fault::Faults;
use crate::check::engine::scope::Scope;
use crate::check::facts::list;
use crate::check::registry::{Hook, Rule};
use crate::model::Node;

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3027",
    title: "The schedule of a rule",
    about: "A schedule is rate(VALUE UNIT), with the unit in the singular for 1, or cron(…) of six \
            fields, of which either the day of the month or the day of the week is a question mark.",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html",
    wrong: r"Resources:
  Rule:
    Type: AWS::Events::Rule
    Properties: {ScheduleExpression: rate(5 minute)}
",
    right: r"Resources:
  Rule:
    Type: AWS::Events::Rule
    Properties: {ScheduleExpression: rate(5 minutes)}
",
    hooks: &[Hook::At(SCHEDULE, schedule)],
}];

const SCHEDULE: &[&str] = &["Resources/AWS::Events::Rule/Properties/ScheduleExpression"];

fn schedule(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(text) = node.as_str() else { return };
    let inside = |start: &str| text.strip_prefix(start).filter(|_| text.ends_with(')'))?.split(')').next();
    let wrong = match (inside("rate("), inside("cron(")) {
        (Some(rate), _) => rate_fault(rate),
        (_, Some(cron)) => cron_fault(cron),
        _ => Some("a schedule is rate(…) or cron(…)".to_owned()),
    };
    if let Some(wrong) = wrong {
        faults.push(scope.fault(format!("'{text}' is no schedule: {wrong}")));
    }
}

fn rate_fault(rate: &str) -> Option<String> {
    let (value, unit) = match rate.split(' ').collect::<Vec<_>>().as_slice() {
        [value, unit] => (*value, *unit),
        _ => return Some("a rate is a number and a unit, with one space between them".to_owned()),
    };
    if value.is_empty() || !value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(format!("'{value}' is no number"));
    }
    let is_one = matches!(value.trim_start_matches('0'), "" | "1");
    let mut units = list("schedule-units", Some(if is_one { "one" } else { "many" }));
    if value.trim_start_matches('0').is_empty() {
        return Some("the value of a rate is 1 or more".to_owned());
    }
    let is_unit = units.any(|known| known == unit);
    (!is_unit).then(|| format!("'{unit}' is no unit for the value {value}"))
}

fn cron_fault(cron: &str) -> Option<String> {
    match cron.split(' ').collect::<Vec<_>>().as_slice() {
        [_, _, day, _, weekday, _] => {
            let both = *day != "?" && *weekday != "?";
            both.then(|| "one of the day of the month and the day of the week has to be ?".to_owned())
        }
        fields => Some(format!("it has {} fields, and 6 are needed", fields.len())),
    }
}
