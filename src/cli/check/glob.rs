//! The patterns of paths in configuration files, as Python's `glob` takes them: `*`, `?`, `[…]` and, for any number of
//! folders, `**`.

use std::path::{Path, PathBuf};

/// The paths that there are, sorted.
pub(super) fn paths(pattern: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let (start, rest) = match pattern.strip_prefix('/') {
        Some(rest) => (PathBuf::from("/"), rest),
        None => (PathBuf::new(), pattern),
    };
    let parts: Vec<&str> = rest.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    expand(start, &parts, &mut found);
    found.sort();
    found.dedup();
    found
}

fn expand(path: PathBuf, parts: &[&str], found: &mut Vec<PathBuf>) {
    let Some((part, rest)) = parts.split_first() else {
        if path.exists() {
            found.push(path);
        }
        return;
    };
    if *part == "**" {
        expand(path.clone(), rest, found);
        for name in names(&path).iter().filter(|name| !name.starts_with('.')) {
            let inner = path.join(name);
            if inner.is_dir() && !inner.is_symlink() {
                expand(inner, parts, found);
            }
        }
    } else if part.contains(['*', '?', '[']) {
        for name in names(&path) {
            if (!name.starts_with('.') || part.starts_with('.')) && matches(part.as_bytes(), name.as_bytes())
            {
                expand(path.join(name), rest, found);
            }
        }
    } else {
        expand(path.join(part), rest, found);
    }
}

fn names(folder: &Path) -> Vec<String> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
}

/// Whether the name is of that form.
fn matches(pattern: &[u8], name: &[u8]) -> bool {
    match (pattern, name) {
        ([], []) => true,
        ([b'*', rest @ ..], _) => {
            (0..=name.len()).any(|skipped| name.get(skipped..).is_some_and(|name| matches(rest, name)))
        }
        ([b'[', class @ ..], [byte, after @ ..]) => match class.iter().skip(1).position(|end| *end == b']') {
            Some(end) => {
                let (members, rest) = class.split_at(end + 1);
                is_member(members, *byte) && rest.get(1..).is_some_and(|rest| matches(rest, after))
            }
            None => *byte == b'[' && matches(class, after),
        },
        ([b'?', rest @ ..], [_, after @ ..]) => matches(rest, after),
        ([wanted, rest @ ..], [byte, after @ ..]) => wanted == byte && matches(rest, after),
        _ => false,
    }
}

fn is_member(class: &[u8], byte: u8) -> bool {
    let (is_negated, mut class) = match class {
        [b'!', class @ ..] => (true, class),
        class => (false, class),
    };
    let mut is_in = false;
    while let Some((first, rest)) = class.split_first() {
        class = match rest {
            [b'-', last, rest @ ..] => {
                is_in |= (*first..=*last).contains(&byte);
                rest
            }
            rest => {
                is_in |= *first == byte;
                rest
            }
        };
    }
    is_in != is_negated
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns_are_those_of_shells() {
        let fits = |pattern: &str, name: &str| matches(pattern.as_bytes(), name.as_bytes());
        assert!(fits("*.yaml", "a.yaml") && fits("a*b*c", "a-b-bc") && fits("?.json", "x.json"));
        assert!(fits("[a-c]1", "b1") && fits("[!a-c]1", "d1") && fits("[x", "[x") && fits("[]]", "]"));
        assert!(!fits("*.yaml", "a.yml") && !fits("?", "") && !fits("[a-c]1", "d1") && !fits("[!a]", "a"));
    }
}
