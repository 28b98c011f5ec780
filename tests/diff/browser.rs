//! Pages and pictures in a browser without a screen: what people see, and that nothing comes from elsewhere.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use super::pages::{API, POLICY, files};
use super::random::Random;
use crate::support::{process, skip, target};
use crate::{diff_command, graph_command};

const PART: &str = "pages in a browser";

/// Starting takes a second or two; a machine that is busy takes longer.
const LIMIT: Duration = Duration::from_secs(120);

/// The browser goes on until the script has nothing more to do; its own clock leaps over the time in which it waits.
const UNTIL_DONE: &str = "--virtual-time-budget=100000";

struct Browser {
    program: PathBuf,
    folder: tempfile::TempDir,
}

/// What a page has become, and what the browser said meanwhile.
struct Shown {
    dom: String,
    said: String,
}

impl Browser {
    /// The browser that `CHROMIUM` names, or one that is installed; `None` where there is none, which is noted then.
    fn find() -> Option<Self> {
        let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
        let path = std::env::var_os("PATH").unwrap_or_default();
        let installed = || {
            let names = ["chromium", "chromium-browser", "google-chrome"];
            let mut programs =
                std::env::split_paths(&path).flat_map(|folder| names.map(|name| folder.join(name)));
            programs.find(|program| program.is_file())
        };
        let Some(program) = named.or_else(installed) else {
            skip::cannot_run(PART, "there is no Chromium: install one, or name it in CHROMIUM");
            return None;
        };
        Some(Self { program, folder: tempfile::tempdir().unwrap() })
    }

    /// Writes a file beside which others may be.
    fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        format!("file://{}", path.display())
    }

    fn show(&self, url: &str, is_dark: bool, extra: &[String]) -> Shown {
        let profile = tempfile::tempdir().unwrap();
        let mut command = Command::new(&self.program);
        command
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .args(["--disable-dev-shm-usage", "--enable-logging=stderr", "--dump-dom"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg(format!("--blink-settings=preferredColorScheme={}", u8::from(!is_dark)))
            .args(extra)
            .arg(url);
        let ended = process::run(&mut command, profile.path(), LIMIT).unwrap();
        assert!(ended.status.success() && !ended.stdout.is_empty(), "{}", ended.stderr);
        let said: Vec<&str> = ended.stderr.lines().filter(|line| line.contains("CONSOLE")).collect();
        Shown { dom: ended.stdout, said: said.join("\n") }
    }
}

/// A network with many resources that refer to others before them.
fn network(count: usize, changed: bool) -> String {
    let mut random = Random::new(7);
    let id = |index: usize| {
        let long = if index.is_multiple_of(9) { "WithQuiteALongNameThatHasToBeBroken" } else { "" };
        format!("Node{index}{long}")
    };
    let mut text = String::from("Resources:\n");
    for index in 0..count {
        let tier = if changed && index % 25 == 3 { "Advanced" } else { "Standard" };
        text.push_str(&format!(
            "  {}:\n    Type: AWS::SSM::Parameter\n    Properties:\n      Type: String\n      Tier: {tier}\n      Value: !Join\n        - ','\n        - - x\n",
            id(index)
        ));
        for _ in 0..random.below(3).min(index) {
            text.push_str(&format!("          - !Ref {}\n", id(random.below(index))));
        }
    }
    text
}

const BLUEPRINTS: [(&str, &[(&str, &str)]); 2] = [("slurm-api", API), ("pc-serverless-policy", POLICY)];

/// The page of a blueprint's changes.
fn page((blueprint, changes): (&str, &[(&str, &str)])) -> String {
    let (_folder, [old, new]) = files(blueprint, changes);
    diff_command(&[&old, &new, "--format", "html"]).stdout
}

/// The name of each page or picture that is measured, and its text.
fn all() -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut add_pictures = |name: &str, [old, new]: [&str; 2]| {
        for (sort, words) in [("", vec![old]), ("-change", vec![old, new, "--all"])] {
            let ran = graph_command(&[&words[..], &["--format", "svg"]].concat());
            all.push((format!("{name}{sort}.svg"), ran.stdout));
        }
    };
    for (blueprint, changes) in BLUEPRINTS {
        let (_folder, [old, new]) = files(blueprint, changes);
        add_pictures(blueprint, [&old, &new]);
    }
    let folder = tempfile::tempdir().unwrap();
    let mut pages = Vec::new();
    for count in [60, 300] {
        let [old, new] = [false, true].map(|changed| {
            let path = folder.path().join(format!("{count}-{changed}"));
            std::fs::write(&path, network(count, changed)).unwrap();
            path.to_str().unwrap().to_owned()
        });
        add_pictures(&format!("network-{count}"), [&old, &new]);
        pages.push((format!("network-{count}.html"), diff_command(&[&old, &new, "--format", "html"]).stdout));
    }
    pages.extend(BLUEPRINTS.map(|blueprint| (format!("{}.html", blueprint.0), page(blueprint))));
    pages.extend(all);
    pages
}

/// A page of the test's own that shows another one as a part of itself, measures that, and writes down what is wrong.
fn measuring(pages: &[(String, String)]) -> String {
    let pages: Vec<serde_json::Value> =
        pages.iter().map(|(name, text)| serde_json::json!({ "name": name, "text": text })).collect();
    // `</script>` in a page must not end the script here.
    let pages = serde_json::Value::from(pages).to_string().replace('<', "\\u003c");
    format!(
        "<!doctype html><meta charset=utf-8><pre id=result></pre><script>const pages = {pages};\n{MEASURE}</script>"
    )
}

const MEASURE: &str = include_str!("browser.js");

fn measured(shown: &Shown) -> Vec<String> {
    let (_, after) = shown.dom.split_once("<pre id=\"result\">").unwrap();
    let result = after.split_once("</pre>").unwrap().0;
    let mut lines = result.lines();
    assert_eq!(lines.next(), Some("measured"), "the script has not come to its end: {}", shown.said);
    lines.map(str::to_owned).collect()
}

#[test]
fn pages_and_pictures_look_right() {
    let Some(browser) = Browser::find() else { return };
    let all = all();
    let url = browser.file("measure.html", &measuring(&all));
    for is_dark in [false, true] {
        let shown = browser.show(&url, is_dark, &[UNTIL_DONE.to_owned()]);
        assert_eq!(shown.said, "");
        let wrong = measured(&shown);
        assert!(wrong.is_empty(), "dark: {is_dark}\n{}", wrong.join("\n"));
    }
}

#[test]
fn what_is_wrong_is_found() {
    let Some(browser) = Browser::find() else { return };
    let page = page(BLUEPRINTS[0]);
    let broken = [
        ("small.html", page.replace("viewBox=\"-16 -16 ", "viewBox=\"-16 60 "), "outside"),
        ("link.html", page.replace(" id=\"r0-0\"", ""), "leads nowhere"),
        ("wide.html", page.replace("</h1>", "</h1><p style=\"width:3000px\">x</p>"), "wider than its window"),
        ("font.html", page.replace("12.5px", "19px"), "does not fit"),
        ("pale.html", page.replace("--text:#1f2328", "--text:#d0d7de"), "contrast"),
        ("over.html", page.replacen("class=\"box\" ", "class=\"box\" height=\"300\" ", 1), "covers"),
    ];
    let pages: Vec<(String, String)> =
        broken.iter().map(|(name, text, _)| ((*name).to_owned(), text.clone())).collect();
    let wrong = measured(&browser.show(
        &browser.file("measure.html", &measuring(&pages)),
        false,
        &[UNTIL_DONE.to_owned()],
    ));
    for (name, text, what) in &broken {
        assert_ne!(*text, page, "{name} is not broken");
        assert!(wrong.iter().any(|line| line.starts_with(name) && line.contains(what)), "{name}: {wrong:#?}");
    }
    let image = page.replace("</h1>", "</h1><img src=\"https://example.org/a.png\"><script>1</script>");
    let said = browser.show(&browser.file("image.html", &image), false, &[]).said;
    assert!(said.contains("Content Security Policy"), "{said}");
}

#[test]
fn a_page_needs_nothing_else_and_a_link_opens_its_entry() {
    let Some(browser) = Browser::find() else { return };
    // Kept, to be looked at.
    let pictures = target().join("pages");
    std::fs::create_dir_all(&pictures).unwrap();
    for blueprint in BLUEPRINTS {
        let (name, text) = (blueprint.0, page(blueprint));
        let url = browser.file(&format!("{name}.html"), &text);
        let picture = pictures.join(format!("{name}.png"));
        let shot = [format!("--screenshot={}", picture.display()), "--window-size=1200,1600".to_owned()];
        assert_eq!(browser.show(&url, false, &shot).said, "", "{name}");
        assert!(std::fs::metadata(&picture).unwrap().len() > 1000, "{}", picture.display());
        // The only address is a name: that of the language.
        let addresses = text.matches("://").count();
        assert_eq!(addresses, text.matches("xmlns=\"http://www.w3.org/2000/svg\"").count(), "{name}");
    }

    let text = page(BLUEPRINTS[0]);
    let closed = text.split("<details>").nth(1).unwrap();
    let id = closed.split_once("id=\"").unwrap().1.split_once('"').unwrap().0.to_owned();
    let url = browser.file("page.html", &text);
    let is_open = |shown: &Shown| {
        let (before, _) = shown.dom.split_once(&format!("id=\"{id}\"")).unwrap();
        before[before.rfind("<details").unwrap()..].starts_with("<details open")
    };
    assert!(!is_open(&browser.show(&url, false, &[])));
    assert!(is_open(&browser.show(&format!("{url}#{id}"), false, &[])));
}
