//! `synth [NAME]`: prints a template.

use super::args::Print;
use super::io::{Exit, Io};
use super::source::{Source, Unmade};
use crate::analysis::check_size;
use crate::check::{Finding, Options, check_template, nearest_name};
use crate::diag::{Diagnostic, Diagnostics, Origin};
use crate::dsl::Stack;
use crate::emit::to_string;

pub(super) fn run(stacks: Vec<Source>, default: Option<&str>, options: &Print, io: &mut Io<'_>) -> Exit {
    let stack = match choose(stacks, options.name.as_deref(), default) {
        Ok(stack) => stack,
        Err(message) => return io.mistake(&message),
    };
    let made = match stack.make() {
        Ok(stack) => template(stack, options),
        Err(Unmade::Misnamed(diagnostic)) => Err(diagnostic.into()),
        Err(Unmade::Failed(message)) => return io.fail(&message),
    };
    match made {
        Err(diagnostics) => {
            io.report(&diagnostics);
            Exit::Findings
        }
        Ok((text, warnings)) => {
            io.report(&warnings);
            match &options.output {
                Some(path) => io.product_file(path, &text),
                None => io.product(&text),
            }
        }
    }
}

/// The template's text, and what is doubtful about it.
fn template(stack: Stack, options: &Print) -> Result<(String, Vec<Diagnostic>), Diagnostics> {
    let declared = Origin::Rust(stack.location());
    let template = stack.synthesize()?;
    let findings =
        if options.unchecked { Vec::new() } else { check_template(&template, &Options::default()) };
    let warnings = Finding::diagnostics(&findings);
    let warnings = Diagnostics::unless_errors(warnings.clone(), warnings)?;
    let text = to_string(&template, options.format);
    // The process ends soon: taking the tree apart piece by piece would cost a quarter of what making it does.
    std::mem::forget(template);
    check_size(&text, declared)?;
    Ok((text, warnings))
}

/// The stack of that name, or the one that is meant without a name; else what to say.
pub(super) fn choose(
    stacks: Vec<Source>,
    name: Option<&str>,
    default: Option<&str>,
) -> Result<Source, String> {
    let names: Vec<String> = stacks.iter().map(|stack| stack.name.clone().into_owned()).collect();
    let listed = names.join(", ");
    let Some(name) = name.or(default) else {
        let mut stacks = stacks.into_iter();
        return match (stacks.next(), stacks.next()) {
            (Some(only), None) => Ok(only),
            (None, _) => Err("the program has no stacks".to_owned()),
            (Some(_), Some(_)) => Err(format!("which stack? There are: {listed}")),
        };
    };
    stacks.into_iter().find(|stack| stack.name == name).ok_or_else(|| {
        let asked_for = name.escape_debug();
        match nearest_name(name, names.iter().map(String::as_str)) {
            Some(near) => format!("there is no stack `{asked_for}`; did you mean `{near}`?"),
            None if names.is_empty() => format!("there is no stack `{asked_for}`: the program has no stacks"),
            None => format!("there is no stack `{asked_for}`; there are: {listed}"),
        }
    })
}
