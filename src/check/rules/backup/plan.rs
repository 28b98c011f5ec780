use crate::check::engine::fault::Faults;
use crate::check::engine::path::Part;
use crate::check::engine::scope::Scope;
use crate::check::engine::values::{is_strictly, number};
use crate::check::registry::{Hook, Rule};
use crate::model::Node;

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3504",
    title: "How long backups are in cold storage",
    about: "A backup that is moved to cold storage stays there for 90 days at least, so it is deleted 90 \
            days later or more.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-backup-backupplan-lifecycleresourcetype.html",
    wrong: r"Resources:
  Plan:
    Type: AWS::Backup::BackupPlan
    Properties:
      BackupPlan: {BackupPlanName: daily, BackupPlanRule: [{RuleName: daily, TargetBackupVault: Default, Lifecycle: {MoveToColdStorageAfterDays: 30, DeleteAfterDays: 60}}]}
",
    right: r"Resources:
  Plan:
    Type: AWS::Backup::BackupPlan
    Properties:
      BackupPlan: {BackupPlanName: daily, BackupPlanRule: [{RuleName: daily, TargetBackupVault: Default, Lifecycle: {MoveToColdStorageAfterDays: 30, DeleteAfterDays: 120}}]}
",
    hooks: &[Hook::At(&[], lifecycle)],
}];

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-backup-backupplan-lifecycleresourcetype.html>
const LEAST_DAYS: f64 = 90.0;

fn lifecycle(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(lifecycle) = node.as_object() else { return };
    let days = |name: &str| lifecycle.get(name).filter(|days| is_strictly(days, "integer")).and_then(number);
    let (Some(deleted), Some(moved)) = (days("DeleteAfterDays"), days("MoveToColdStorageAfterDays")) else {
        return;
    };
    if deleted - moved < LEAST_DAYS {
        let message = format!(
            "the backup is moved after {moved} days and deleted after {deleted}, and {LEAST_DAYS} days have to be between"
        );
        faults.push(scope.fault_at(Part::Key("DeleteAfterDays"), message));
    }
}
