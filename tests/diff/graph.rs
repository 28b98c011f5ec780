//! `synth graph`: pictures of the blueprints, whose snapshots are for reading, and how the command takes its input.

use synth::cli::{App, Exit};
use synth::dsl::{Resource, ResourceAttributes, Stack};
use synth::graph::{Change, Graph, Mark, Presence, written_out};

use super::pages::{API, POLICY, files};
use crate::{Ran, diff_command, graph_command, run_command, template};

fn drawn(ran: Ran) -> String {
    assert_eq!((ran.exit, ran.stderr.as_str()), (Exit::Success, ""));
    ran.stdout
}

#[test]
fn pictures_of_the_blueprints() {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (blueprint, changes) in [("slurm-api", API), ("pc-serverless-policy", POLICY)] {
        let (_folder, [old, new]) = files(blueprint, changes);
        for (format, ending) in [("mermaid", "mmd"), ("dot", "dot")] {
            let whole = drawn(graph_command(&[&old, "--format", format]));
            let change = drawn(graph_command(&[&old, &new, "--format", format]));
            settings.bind(|| {
                insta::assert_binary_snapshot!(
                    &format!("{blueprint}-graph-{format}.{ending}"),
                    whole.into_bytes()
                );
                insta::assert_binary_snapshot!(
                    &format!("{blueprint}-change-{format}.{ending}"),
                    change.into_bytes()
                );
            });
        }
    }
}

const LOOP: &str = "
Transform: AWS::LanguageExtensions
Resources:
  Key: {Type: AWS::KMS::Key}
  Fn::ForEach::Topics:
    - Name
    - [Red, Blue]
    - Topic${Name}:
        Type: AWS::SNS::Topic
        Properties: {KmsMasterKeyId: !Ref Key, DisplayName: !Ref Name}
";

#[test]
fn loops_are_written_out() {
    let root = template(LOOP);
    assert_eq!(
        Graph::of(&written_out(&root)).mermaid(),
        "flowchart LR\n  Key[\"Key<br>KMS::Key\"]\n  TopicRed[\"TopicRed<br>SNS::Topic\"]\n  TopicBlue[\"TopicBlue<br>SNS::Topic\"]\n  TopicRed --> Key\n  TopicBlue --> Key\n"
    );
    let folder = tempfile::tempdir().unwrap();
    let [old, new] = [("old", "[Red, Blue]"), ("new", "[Red, Green]")].map(|(name, items)| {
        let path = folder.path().join(name);
        std::fs::write(&path, LOOP.replace("[Red, Blue]", items)).unwrap();
        path.to_str().unwrap().to_owned()
    });
    let text = drawn(graph_command(&[&old, &new]));
    assert!(text.contains("TopicGreen[\"TopicGreen<br>SNS::Topic<br>added\"]:::added\n"), "{text}");
    assert!(text.contains("TopicBlue[\"TopicBlue<br>SNS::Topic<br>removed\"]:::removed\n"), "{text}");
    assert!(text.contains("TopicRed[\"TopicRed<br>SNS::Topic\"]\n"), "{text}");
}

#[test]
fn references_say_what_they_ask_for_and_where() {
    let root = template(
        "
Resources:
  A: {Type: AWS::SQS::Queue, DependsOn: C}
  B:
    Type: AWS::SSM::Parameter
    DependsOn: [A]
    Properties: {Type: String, Name: !Ref A, Value: !Sub '${A.Arn} ${A.QueueName} ${!A.No}', Description: !Join ['', [!GetAtt A.Arn]]}
  C: {Type: AWS::SNS::Topic}
",
    );
    let graph = Graph::of(&root);
    let [order, all] = graph.references() else { panic!("{:?}", graph.references()) };
    assert_eq!(order.labels, ["DependsOn"]);
    assert_eq!(all.labels, ["DependsOn", "Ref", "Arn", "QueueName"]);
    assert_eq!(all.places, ["Name", "Description", "Value"]);
    let text = graph.mermaid();
    assert!(
        text.contains("  A -.-> C\n") && text.contains("  B -->|DependsOn, Ref, Arn, QueueName| A\n"),
        "{text}"
    );
}

#[test]
fn a_renamed_resource_is_one_with_its_references() {
    let text = |id: &str| {
        format!(
            "Resources:\n  {id}: {{Type: AWS::SQS::Queue}}\n  P:\n    Type: AWS::SSM::Parameter\n    Properties: {{Type: String, Value: !Ref {id}}}\n"
        )
    };
    let change = Change { logical_id: "New", old_id: Some("Old"), mark: Mark::Renamed };
    let graph = Graph::between(&template(&text("Old")), &template(&text("New")), [change]);
    let names: Vec<String> = graph.resources().iter().map(|resource| resource.name()).collect();
    assert_eq!(names, ["Old -> New", "P"]);
    assert_eq!(
        graph.references().iter().map(|reference| reference.presence).collect::<Vec<_>>(),
        [Presence::Both]
    );
}

#[test]
fn only_what_is_around_changes_is_shown_of_a_large_template() {
    let folder = tempfile::tempdir().unwrap();
    let chain = |changed: &str| {
        (0..100).fold(String::from("Resources:\n"), |text, index| {
            let before = if index == 0 { "x".to_owned() } else { format!("!Ref P{}", index - 1) };
            let tier = if index == 50 { changed } else { "Standard" };
            format!("{text}  P{index}:\n    Type: AWS::SSM::Parameter\n    Properties: {{Type: String, Tier: {tier}, Value: {before}}}\n")
        })
    };
    let [old, new] = ["Standard", "Advanced"].map(|tier| {
        let path = folder.path().join(tier);
        std::fs::write(&path, chain(tier)).unwrap();
        path.to_str().unwrap().to_owned()
    });
    let ran = graph_command(&[&old, &new, "--format", "dot"]);
    assert_eq!(ran.exit, Exit::Success);
    assert_eq!(ran.stderr, "97 resources that do not change are left out: `--all` shows them\n");
    let lines: Vec<&str> = ran.stdout.lines().filter(|line| line.contains("label=")).collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    let all = drawn(graph_command(&[&old, &new, "--format", "dot", "--all"]));
    assert_eq!(all.lines().filter(|line| line.contains("label=")).count(), 100);
    // Nothing changes: nothing to look for.
    let same = drawn(graph_command(&[&old, &old, "--format", "dot"]));
    assert_eq!(same.lines().filter(|line| line.contains("label=")).count(), 100);
}

#[test]
fn of_many_neighbours_only_those_between_two_changes_are_shown() {
    let topic = |id: &str, key: &str| {
        format!("  {id}:\n    Type: AWS::SNS::Topic\n    Properties: {{KmsMasterKeyId: !Ref {key}}}\n")
    };
    let many: String = (0..100).map(|index| topic(&format!("T{index}"), "Key")).collect();
    let text = format!(
        "Resources:\n  Key: {{Type: AWS::KMS::Key}}\n{many}{}  Use: {{Type: AWS::SQS::Queue, DependsOn: Between}}\n",
        topic("Between", "Key")
    );
    let root = template(&text);
    let updated = |logical_id| Change { logical_id, old_id: None, mark: Mark::Updated };
    let graph = Graph::between(&root, &root, [updated("Key"), updated("Use")]);
    let names = |graph: &Graph| -> Vec<String> { graph.resources().iter().map(|r| r.name()).collect() };
    assert_eq!(names(&graph.around_changes(60)), ["Key", "Between", "Use"]);
    assert_eq!(names(&graph.changes_only()), ["Key", "Use"]);
    assert_eq!(graph.around_changes(60).left_out(), 100);
    assert_eq!(graph.around_changes(200).left_out(), 0);
}

#[test]
fn what_mermaid_does_not_draw_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("many.yaml");
    let many = (0..600).fold(String::from("Resources:\n  Key: {Type: AWS::KMS::Key}\n"), |text, index| {
        format!(
            "{text}  T{index}:\n    Type: AWS::SNS::Topic\n    Properties: {{KmsMasterKeyId: !Ref Key}}\n"
        )
    });
    std::fs::write(&path, many).unwrap();
    let ran = graph_command(&[path.to_str().unwrap()]);
    assert_eq!(ran.exit, Exit::Success);
    assert!(ran.stderr.starts_with("warning: 600 references and "), "{}", ran.stderr);
    assert!(drawn(graph_command(&[path.to_str().unwrap(), "--format", "svg"])).contains("T599"));
}

#[test]
fn no_value_is_in_a_picture() {
    let (_folder, [old, new]) = files("slurm-api", API);
    for format in ["mermaid", "dot", "svg"] {
        let text = drawn(graph_command(&[&old, &new, "--format", format]));
        assert!(!text.contains("correct-horse"), "{text}");
    }
}

#[test]
fn the_ending_of_the_file_says_the_format() {
    let (folder, [old, _]) = files("slurm-api", &[]);
    for (name, begin) in
        [("a.svg", "<svg "), ("a.dot", "digraph {"), ("a.gv", "digraph {"), ("a.mmd", "flowchart LR\n")]
    {
        let path = folder.path().join(name);
        assert_eq!(drawn(graph_command(&[&old, "-o", path.to_str().unwrap()])), "");
        assert!(std::fs::read_to_string(&path).unwrap().starts_with(begin), "{name}");
    }
    let path = folder.path().join("b.svg");
    drawn(graph_command(&[&old, "-o", path.to_str().unwrap(), "-f", "dot"]));
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("digraph"));
}

fn app() -> App {
    let stack = |name: &'static str, kind: &'static str| {
        let mut stack = Stack::new(name);
        stack.add("Thing", Resource::custom(kind).property("A", 1));
        stack
    };
    App::new().stack(stack("one", "AWS::New::One")).stack(stack("two", "AWS::New::Two"))
}

#[test]
fn stacks_of_the_program_are_drawn_by_their_names() {
    let graph = |words: &[&str]| run_command(app(), "graph", words);
    assert!(drawn(graph(&["two"])).contains("New::Two"));
    assert!(drawn(run_command(app().default_stack("one"), "graph", &[])).contains("New::One"));
    let which = graph(&[]);
    assert_eq!(
        (which.exit, which.stderr.as_str()),
        (Exit::Usage, "error: which stack? There are: one, two\n")
    );

    let folder = tempfile::tempdir().unwrap();
    let snapshot = folder.path().join("two.yaml");
    std::fs::write(&snapshot, "Resources: {}\n").unwrap();
    let added = "Thing[\"Thing<br>New::Two<br>added\"]:::added\n";
    let against = ["two", "--against", folder.path().to_str().unwrap()];
    assert!(drawn(graph(&against)).contains(added));
    assert!(drawn(graph(&[snapshot.to_str().unwrap(), "two"])).contains(added));
    let missing = graph(&["one", "--against", folder.path().to_str().unwrap()]);
    assert_eq!(missing.exit, Exit::Failure);
    assert!(missing.stderr.contains("there is no template of `one`"), "{}", missing.stderr);
}

#[test]
fn bad_input_is_said_clearly() {
    let (folder, [good, _]) = files("slurm-api", &[]);
    let broken = folder.path().join("broken.yaml");
    std::fs::write(&broken, "Resources: {\n").unwrap();
    let list = folder.path().join("list.yaml");
    std::fs::write(&list, "- a\n").unwrap();
    let [broken, list] = [&broken, &list].map(|path| path.to_str().unwrap());
    let missing = format!("{good}.missing");
    for (words, exit, message) in [
        (vec![], Exit::Usage, "the program has no stacks"),
        (vec![missing.as_str()], Exit::Failure, "cannot read"),
        (vec![broken], Exit::Failure, "broken.yaml:2:1: error[E0000]"),
        (vec![&good, broken], Exit::Failure, "broken.yaml:2:1: error[E0000]"),
        (vec![list], Exit::Failure, "is no template: it is not an object"),
        (vec!["-", "-"], Exit::Usage, "only one of the templates can be standard input"),
        (vec![&good, "--format", "png"], Exit::Usage, "invalid value 'png'"),
        (vec![&good, "--against", "no-such-revision"], Exit::Usage, "no-such-revision"),
        (vec![&good, &good, "--against", "main"], Exit::Usage, "one template is drawn"),
        (vec![&good, "-o", "/no/such/folder/a.svg"], Exit::Failure, "cannot write"),
    ] {
        let ran = graph_command(&words);
        assert_eq!((ran.exit, ran.stdout.as_str()), (exit, ""), "{words:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(message), "{words:?}: {}", ran.stderr);
    }
}

#[test]
fn whatever_a_template_calls_its_resources_is_drawn() {
    let names =
        ["end", "TD", "My-Thing", "a\\\"b\\\\", "C]", "1. a", "`x`", "<b>&amp;", "\\u0007", "%%x;#", "→ü"];
    let resources: Vec<String> = names
        .iter()
        .map(|name| format!("\"{name}\":{{\"Type\":\"A::{name}\",\"DependsOn\":[\"end\",\"{}\"]}}", names[3]))
        .collect();
    let root = template(&format!("{{\"Resources\":{{{}}}}}", resources.join(",")));
    let graph = Graph::of(&root);
    assert_eq!(graph.resources().len(), names.len());
    let text = graph.mermaid();
    let nodes: Vec<&str> = text.lines().filter(|line| line.contains('[')).collect();
    insta::assert_snapshot!(nodes.join("\n"), @r##"
      r_end["end<br>A::end"]
      r_TD["TD<br>A::TD"]
      r_My_2d_Thing["My#45;Thing<br>A::My#45;Thing"]
      r_a_22_b_5c_["a#34;b#92;<br>A::a#34;b#92;"]
      r_C_5d_["C#93;<br>A::C#93;"]
      r_1_2e__20_a["1. a<br>A::1. a"]
      r__60_x_60_["#96;x#96;<br>A::#96;x#96;"]
      r__3c_b_3e__26_amp_3b_["#60;b#62;#38;amp#59;<br>A::#60;b#62;#38;amp#59;"]
      r__7_[" <br>A:: "]
      r__25__25_x_3b__23_["#37;#37;x#59;#35;<br>A::#37;#37;x#59;#35;"]
      r__2192__fc_["→ü<br>A::→ü"]
    "##);
    super::graph_corpus::check_dot(&graph.dot(), names.len(), graph.references().len()).unwrap();
    super::graph_corpus::check_svg(&graph.svg("a<b>\"&"), names.len()).unwrap();
}

#[test]
fn a_comment_has_a_picture_only_if_it_is_small_and_the_last_thing() {
    let (_folder, [old, new]) = files("slurm-api", API);
    let text = diff_command(&[&old, &new, "--format", "markdown"]).stdout;
    let (before, picture) = text.split_once("<details><summary>Picture</summary>\n\n```mermaid\n").unwrap();
    assert!(before.contains("#### Outputs") && picture.ends_with("```\n\n</details>\n"), "{text}");
    // A single resource has no references, and a picture of it shows nothing.
    let (_folder, [old, new]) = files("pc-serverless-policy", POLICY);
    assert!(!diff_command(&[&old, &new, "--format", "markdown"]).stdout.contains("mermaid"));
}
