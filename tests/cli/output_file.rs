//! `-o FILE`: the file is written whole or not at all, and is not touched for anything less than a template.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use synth::App;
use synth::cli::Exit;
use tempfile::{TempDir, tempdir};

use crate::{Ran, broken, run, stack};

const OLD: &str = "# what was there before\n";

/// Runs `stacks -o FILE` for a sound stack.
fn write_to(file: &Path) -> Ran<Exit> {
    run(App::new().stack(stack("only")), &format!("stacks -o {}", file.display()))
}

fn template() -> String {
    run(App::new().stack(stack("only")), "stacks").stdout
}

/// The files in a folder, by their names.
fn files(folder: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// What is said of a file that cannot be written; the folder's name is replaced, as it changes.
fn fails(ran: Ran<Exit>, folder: &TempDir) -> String {
    assert_eq!((ran.exit, ran.stdout.as_str()), (Exit::Failure, ""), "{}", ran.stderr);
    ran.stderr.replace(folder.path().to_str().unwrap(), "FOLDER")
}

#[test]
fn the_template_goes_to_the_file_and_nothing_to_standard_output() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("t.yaml");
    let ran = write_to(&file);
    assert_eq!((ran.exit, ran.stdout.as_str(), ran.stderr.as_str()), (Exit::Success, "", ""));
    assert_eq!(fs::read_to_string(&file).unwrap(), template());
    assert_eq!(files(&folder), ["t.yaml"]);
}

#[test]
fn a_file_that_is_there_is_replaced() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("t.yaml");
    fs::write(&file, OLD.repeat(1000)).unwrap();
    assert_eq!(write_to(&file).exit, Exit::Success);
    assert_eq!(fs::read_to_string(&file).unwrap(), template());
    assert_eq!(files(&folder), ["t.yaml"]);
}

#[test]
fn a_hyphen_is_standard_output() {
    let ran = run(App::new().stack(stack("only")), "stacks -o -");
    assert_eq!((ran.exit, ran.stdout), (Exit::Success, template()));
}

#[test]
fn a_stack_with_errors_touches_no_file() {
    let folder = tempdir().unwrap();
    let (present, absent) = (folder.path().join("present.yaml"), folder.path().join("absent.yaml"));
    fs::write(&present, OLD).unwrap();
    for file in [&present, &absent] {
        let ran = run(App::new().stack(broken()), &format!("stacks -o {}", file.display()));
        assert_eq!((ran.exit, ran.stdout.as_str()), (Exit::Findings, ""));
    }
    assert_eq!(fs::read_to_string(&present).unwrap(), OLD);
    assert_eq!(files(&folder), ["present.yaml"]);
}

#[test]
fn a_folder_that_is_not_there_is_said_to_be_so() {
    let folder = tempdir().unwrap();
    let ran = write_to(&folder.path().join("nowhere/t.yaml"));
    assert_snapshot!(fails(ran, &folder), @"error: cannot write `FOLDER/nowhere/t.yaml`: No such file or directory (os error 2)");
}

#[test]
fn a_folder_is_no_file() {
    let folder = tempdir().unwrap();
    let ran = write_to(folder.path());
    assert_snapshot!(fails(ran, &folder), @"error: cannot write `FOLDER`: Is a directory (os error 21)");
    assert_eq!(files(&folder), [""; 0]);
}

#[cfg(unix)]
mod on_unix {
    use std::fs::Permissions;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(file: &Path) -> u32 {
        fs::metadata(file).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_file_that_is_there_keeps_its_permissions() {
        let folder = tempdir().unwrap();
        let file = folder.path().join("t.yaml");
        fs::write(&file, OLD).unwrap();
        fs::set_permissions(&file, Permissions::from_mode(0o640)).unwrap();
        assert_eq!(write_to(&file).exit, Exit::Success);
        assert_eq!(mode(&file), 0o640);
    }

    #[test]
    fn a_read_only_file_stays_as_it_is() {
        let folder = tempdir().unwrap();
        let file = folder.path().join("t.yaml");
        fs::write(&file, OLD).unwrap();
        fs::set_permissions(&file, Permissions::from_mode(0o444)).unwrap();
        assert_snapshot!(fails(write_to(&file), &folder), @"error: cannot write `FOLDER/t.yaml`: permission denied");
        assert_eq!(fs::read_to_string(&file).unwrap(), OLD);
        assert_eq!(files(&folder), ["t.yaml"]);
    }

    #[test]
    fn a_folder_that_cannot_be_written_keeps_its_files() {
        let folder = tempdir().unwrap();
        let file = folder.path().join("t.yaml");
        fs::write(&file, OLD).unwrap();
        fs::set_permissions(folder.path(), Permissions::from_mode(0o555)).unwrap();
        let is_root = fs::write(folder.path().join("root"), "").is_ok();
        // Permissions do not hold root back, but there are folders where nobody makes files.
        let ran = if is_root { write_to(Path::new("/sys/t.yaml")) } else { write_to(&file) };
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
        let said = fails(ran, &folder);
        if !is_root {
            assert_eq!(said, "error: cannot write `FOLDER/t.yaml`: permission denied\n");
            assert_eq!(fs::read_to_string(&file).unwrap(), OLD);
            assert_eq!(files(&folder), ["t.yaml"]);
        }
    }

    #[test]
    fn a_link_is_followed_and_stays_a_link() {
        let folder = tempdir().unwrap();
        let (file, link) = (folder.path().join("t.yaml"), folder.path().join("link.yaml"));
        fs::write(&file, OLD).unwrap();
        symlink("t.yaml", &link).unwrap();
        assert_eq!(write_to(&link).exit, Exit::Success);
        assert_eq!(fs::read_link(&link).unwrap(), Path::new("t.yaml"));
        assert_eq!(fs::read_to_string(&file).unwrap(), template());
        assert_eq!(files(&folder), ["link.yaml", "t.yaml"]);
    }

    #[test]
    fn a_link_to_what_is_not_there_yet_is_followed_too() {
        let folder = tempdir().unwrap();
        let link = folder.path().join("link.yaml");
        fs::create_dir(folder.path().join("inside")).unwrap();
        symlink("inside/t.yaml", &link).unwrap();
        assert_eq!(write_to(&link).exit, Exit::Success);
        assert_eq!(fs::read_link(&link).unwrap(), Path::new("inside/t.yaml"));
        assert_eq!(fs::read_to_string(folder.path().join("inside/t.yaml")).unwrap(), template());
    }

    #[test]
    fn links_in_a_circle_are_an_error() {
        let folder = tempdir().unwrap();
        let link = folder.path().join("link.yaml");
        symlink("link.yaml", &link).unwrap();
        assert_eq!(write_to(&link).exit, Exit::Failure);
        assert_eq!(files(&folder), ["link.yaml"]);
    }
}
