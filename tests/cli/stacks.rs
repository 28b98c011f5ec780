use insta::assert_snapshot;
use synth::App;
use synth::cli::Exit;
use synth::diag::Renderer;
use synth::dsl::{Resource, ResourceAttributes, Stack};

use crate::{Ran, broken, run, stack};

/// A program with three stacks.
fn app() -> App {
    App::new()
        .stack(stack("network"))
        .stack(stack("storage").description("Where the data is.\nMore."))
        .stack(stack("jobs"))
}

fn succeeds(ran: Ran<Exit>) -> String {
    assert_eq!((ran.exit, ran.stderr.as_str()), (Exit::Success, ""));
    ran.stdout
}

/// What is said of a mistake in the arguments; nothing is printed then.
fn misused(ran: Ran<Exit>) -> String {
    assert_eq!((ran.exit, ran.stdout.as_str()), (Exit::Usage, ""));
    ran.stderr
}

#[test]
fn the_only_stack_needs_no_name() {
    let printed = succeeds(run(App::new().stack(stack("only")), "stacks"));
    assert_snapshot!(printed, @"
    AWSTemplateFormatVersion: '2010-09-09'

    Resources:
      Thing:
        Type: My::Own::Thing::MODULE
        Properties:
          Stack: only
    ");
}

#[test]
fn a_stack_is_printed_by_its_name() {
    assert!(succeeds(run(app(), "stacks storage")).contains("Stack: storage"));
}

#[test]
fn the_default_stack_is_printed_without_a_name() {
    assert!(succeeds(run(app().default_stack("jobs"), "stacks")).contains("Stack: jobs"));
    assert!(succeeds(run(app().default_stack("jobs"), "stacks network")).contains("Stack: network"));
}

#[test]
fn without_a_default_several_stacks_are_listed() {
    assert_snapshot!(misused(run(app(), "stacks")), @"error: which stack? There are: network, storage, jobs");
}

#[test]
fn an_unknown_name_is_told_the_nearest_one_or_all() {
    assert_snapshot!(misused(run(app(), "stacks netwrok")), @"error: there is no stack `netwrok`; did you mean `network`?");
    assert_snapshot!(misused(run(app(), "stacks STORAGE")), @"error: there is no stack `STORAGE`; did you mean `storage`?");
    // What somebody has typed cannot play with the terminal.
    assert_snapshot!(misused(run(app(), "stacks \u{1b}[31mred")), @r"error: there is no stack `\u{1b}[31mred`; there are: network, storage, jobs");
    assert_snapshot!(misused(run(app(), "stacks database")), @"error: there is no stack `database`; there are: network, storage, jobs");
}

#[test]
fn a_program_without_stacks_says_so() {
    assert_snapshot!(misused(run(App::new(), "stacks")), @"error: the program has no stacks");
    assert_snapshot!(misused(run(App::new(), "stacks any")), @"error: there is no stack `any`: the program has no stacks");
    assert_snapshot!(succeeds(run(App::new(), "stacks list")), @"");
}

#[test]
fn list_names_the_stacks_with_their_descriptions() {
    assert_snapshot!(succeeds(run(app(), "stacks list")), @"
    network
    storage  Where the data is.
    jobs
    ");
}

#[test]
fn the_format_is_yaml_or_json() {
    let json = succeeds(run(app(), "stacks jobs --format json"));
    assert_snapshot!(json, @r#"
    {
      "AWSTemplateFormatVersion": "2010-09-09",
      "Resources": {
        "Thing": {
          "Type": "My::Own::Thing::MODULE",
          "Properties": {
            "Stack": "jobs"
          }
        }
      }
    }
    "#);
    assert_eq!(succeeds(run(app(), "stacks -f json jobs")), json);
    assert_eq!(succeeds(run(app(), "stacks jobs -f yaml")), succeeds(run(app(), "stacks jobs")));
    assert_snapshot!(misused(run(app(), "stacks jobs -f toml")), @"
    error: invalid value 'toml' for '--format <FORMAT>'
      [possible values: yaml, json]

    For more information, try '--help'.
    ");
}

#[test]
fn help_teaches_with_examples() {
    assert_snapshot!(succeeds(run(app(), "target/debug/my-stacks --help")), @"
    Prints a stack as a CloudFormation template

    Usage: my-stacks [OPTIONS] [NAME]
           my-stacks <COMMAND>

    Commands:
      check        Checks templates, whoever wrote them
      diff         Says what a change of a template does to its stack
      graph        Draws resources and what refers to what
      list         Lists the stacks, each with its description
      completions  Prints the completions for a shell
      help         Print this message or the help of the given subcommand(s)

    Arguments:
      [NAME]  The stack; without it, the only one or the default one

    Options:
      -f, --format <FORMAT>  The format of the template [default: yaml] [possible values: yaml, json]
      -o, --output <FILE>    Writes to the file, whole or not at all, instead of standard output (`-`)
          --no-check         Prints the template although the check finds errors in it
      -h, --help             Print help
      -V, --version          Print version

    Examples:
      my-stacks > serverless-template.yaml           print the template and keep it
      my-stacks -o serverless-template.yaml          the same, and never half a file
      my-stacks my-stack --format json               a stack by its name, as JSON
      my-stacks list                                 which stacks there are
      my-stacks check template.yaml                  what is wrong with a template, whoever wrote it
      my-stacks | aws cloudformation create-stack --stack-name my-stack --template-body file:///dev/stdin
      my-stacks -o t.yaml && aws cloudformation deploy --stack-name my-stack --template-file t.yaml

    Exit codes: 0 all went well, 1 the stack has errors, 2 wrong arguments, 3 reading, making or writing it failed.
    ");
    assert_eq!(succeeds(run(app(), "my-stacks -h")), succeeds(run(app(), "my-stacks --help")));
    assert_eq!(succeeds(run(app(), "my-stacks help")), succeeds(run(app(), "my-stacks --help")));
}

#[test]
fn the_version_is_the_library_s() {
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(succeeds(run(app(), "my-stacks --version")), format!("my-stacks (synth {version})\n"));
    assert_eq!(succeeds(run(app(), "synth --version")), format!("synth {version}\n"));
}

#[test]
fn the_program_is_called_what_its_file_is_called() {
    assert!(succeeds(run(app(), "/usr/bin/my.stacks --help")).contains("Usage: my.stacks [OPTIONS]"));
}

#[test]
fn completions_know_the_stacks() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = succeeds(run(app(), &format!("my-stacks completions {shell}")));
        for word in ["my-stacks", "network", "storage", "jobs", "list", "completions", "format"] {
            assert!(script.contains(word), "{shell} does not complete {word}:\n{script}");
        }
    }
    assert!(misused(run(app(), "my-stacks completions")).contains("<SHELL>"));
    assert!(misused(run(app(), "my-stacks completions tcsh")).contains("possible values: bash"));
}

#[test]
fn what_is_no_argument_is_refused() {
    assert_snapshot!(misused(run(app(), "my-stacks --fromat json")), @"
    error: unexpected argument '--fromat' found

      tip: a similar argument exists: '--format'

    Usage: my-stacks --format <FORMAT> [NAME]

    For more information, try '--help'.
    ");
    assert_snapshot!(misused(run(app(), "my-stacks jobs network")), @"
    error: unexpected argument 'network': one stack is printed at a time

    Usage: my-stacks [OPTIONS] [NAME]
           my-stacks <COMMAND>

    For more information, try '--help'.
    ");
    assert_snapshot!(misused(run(app(), "my-stacks jobs list")), @"
    error: the subcommand 'list' cannot be used with '[NAME]'

    Usage: my-stacks [OPTIONS] [NAME]
           my-stacks <COMMAND>

    For more information, try '--help'.
    ");
    assert!(misused(run(app(), "my-stacks list jobs")).contains("unexpected argument 'jobs'"));
}

#[test]
fn a_stack_with_errors_prints_nothing_but_them() {
    let ran = run(App::new().stack(broken()), "stacks");
    assert_eq!((ran.exit, ran.stdout.as_str()), (Exit::Findings, ""));
    let shown: Vec<_> =
        broken().synthesize().unwrap_err().iter().map(|found| Renderer::plain().render(found)).collect();
    assert_eq!(ran.stderr, shown.join("\n\n") + "\n");
}

#[test]
fn several_errors_are_all_shown() {
    let mut stack = broken();
    stack.output("an output", "x");
    let ran = run(App::new().stack(stack), "stacks");
    assert_eq!(ran.exit, Exit::Findings);
    let lines: Vec<&str> =
        ran.stderr.lines().filter(|line| line.is_empty() || line.starts_with("error")).collect();
    assert_snapshot!(lines.join("\n"), @"
    error[duplicate-logical-id]: two resources have the logical ID `Thing`

    error[logical-id]: `an output` is no logical ID for an output: ' ' is neither an ASCII letter nor a digit
    ");
}

#[test]
fn errors_of_a_stack_do_not_stand_in_the_way_of_another() {
    let app = || App::new().stack(broken()).stack(stack("sound"));
    assert!(succeeds(run(app(), "stacks sound")).contains("Stack: sound"));
    assert!(succeeds(run(app(), "stacks list")).contains("broken"));
}

#[test]
fn a_template_larger_than_cloudformation_takes_is_refused() {
    let app = |length: usize| {
        let mut stack = Stack::new("large");
        stack.add("Thing", Resource::custom("My::Own::Thing::MODULE").property("Text", "a".repeat(length)));
        App::new().stack(stack)
    };
    let overhead = succeeds(run(app(0), "stacks")).len() - "''".len();
    assert_eq!(succeeds(run(app(1_000_000 - overhead), "stacks")).len(), 1_000_000);

    let ran = run(app(1_000_001 - overhead), "stacks");
    assert_eq!((ran.exit, ran.stdout.as_str()), (Exit::Findings, ""));
    assert_snapshot!(ran.stderr.lines().next().unwrap(), @"error[E1002]: the template has 1000001 bytes, and 1000000 is the most");
}

/// A program with many stacks starts as fast as one with a single stack.
#[test]
fn lazy_stacks_are_made_only_when_they_are_asked_for() {
    fn never() -> Stack {
        panic!("nobody asked for this stack")
    }
    fn described() -> Stack {
        stack("data").description("Where the data is.")
    }
    let app = || App::new().lazy_stack("data", described).lazy_stack("jobs", never).stack(stack("network"));
    assert!(succeeds(run(app(), "stacks data")).contains("Stack: data"));
    assert!(succeeds(run(app(), "stacks network")).contains("Stack: network"));
    assert!(misused(run(app(), "stacks dota")).contains("did you mean `data`?"));
    assert!(
        succeeds(run(App::new().lazy_stack("data", described), "stacks list")).contains("Where the data is.")
    );
}

#[test]
fn a_lazy_stack_has_the_name_that_it_was_announced_by() {
    fn other() -> Stack {
        stack("other")
    }
    let ran = run(App::new().lazy_stack("data", other), "stacks");
    assert_eq!((ran.exit, ran.stdout.as_str()), (Exit::Findings, ""));
    let message = "error[stack-name]: the stack is announced as `data` and named `other`\n";
    assert!(ran.stderr.starts_with(message), "{}", ran.stderr);
    assert!(ran.stderr.contains("announced here"), "{}", ran.stderr);
}

/// What a stack is made of may be in a file, or somewhere else.
#[test]
fn a_stack_that_cannot_be_made_is_a_failure() {
    fn jobs() -> Result<Stack, std::num::ParseIntError> {
        let nodes: i64 = "many".parse()?;
        let mut stack = Stack::new("jobs");
        stack.add("Thing", Resource::custom("My::Own::Thing::MODULE").property("Nodes", nodes));
        Ok(stack)
    }
    let limit = 3;
    let data = move || if limit > 2 { Ok(stack("data").description("Where it is.")) } else { Err("no") };
    let app = || App::new().lazy_stack("jobs", jobs).lazy_stack("data", data);

    let ran = run(app(), "stacks jobs");
    assert_eq!((ran.exit, ran.stdout.as_str()), (Exit::Failure, ""));
    assert_snapshot!(ran.stderr, @"error: jobs: invalid digit found in string");

    assert!(succeeds(run(app(), "stacks data")).contains("Stack: data"));
    let ran = run(app(), "stacks list");
    assert_eq!(
        (ran.exit, ran.stderr.as_str()),
        (Exit::Failure, "error: jobs: invalid digit found in string\n")
    );
    assert_snapshot!(ran.stdout, @r"
    jobs
    data  Where it is.
    ");
    assert!(succeeds(run(app(), "stacks completions bash")).contains("jobs"));
}

#[test]
fn names_that_the_command_line_needs_for_itself_are_refused() {
    for name in ["check", "list", "completions", "help"] {
        let ran = run(App::new().stack(Stack::new(name)), "stacks");
        assert_eq!((ran.exit, ran.stdout.as_str()), (Exit::Findings, ""));
        let message = format!("error[stack-name]: a stack cannot be named `{name}`: that is a command\n");
        assert!(ran.stderr.starts_with(&message), "{}", ran.stderr);
    }
}

#[test]
fn two_stacks_of_one_name_are_refused() {
    let first = stack("jobs");
    let again = Stack::new("jobs");
    let ran = run(App::new().stack(first).stack(stack("data")).stack(again), "stacks data");
    assert_eq!((ran.exit, ran.stdout.as_str()), (Exit::Findings, ""));
    assert!(
        ran.stderr.starts_with("error[duplicate-stack]: two stacks are named `jobs`\n"),
        "{}",
        ran.stderr
    );
    let again = ran.stderr.find(r#"let again = Stack::new("jobs")"#).expect("the second one is shown");
    let first = ran.stderr.find("let mut stack = Stack::new(name)").expect("the first one is shown");
    assert!(again < first, "the one to mend comes first: {}", ran.stderr);
}

#[test]
fn a_default_stack_that_is_not_there_is_the_program_s_mistake() {
    assert_snapshot!(misused(run(app().default_stack("netwrok"), "stacks")), @"error: there is no stack `netwrok`; did you mean `network`?");
}
