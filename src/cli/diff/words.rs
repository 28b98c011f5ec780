//! Sentences in which names of types, actions, properties and the like are set off as code.

/// The sentence with backticks around each word that is written for machines: `s3:GetObject`, `Rules[0].Status`, `${Name}`,
/// `--write-mappings`. Markdown would take much of it for its own.
pub(super) fn with_code(sentence: &str) -> String {
    let mut text = String::with_capacity(sentence.len());
    for (index, part) in sentence.split('`').enumerate() {
        if index % 2 == 1 {
            text.push_str(&format!("`{part}`"));
            continue;
        }
        for (index, word) in part.split(' ').enumerate() {
            if index > 0 {
                text.push(' ');
            }
            // A word may stand in brackets, and before a comma.
            let inner = word.trim_start_matches('(').trim_end_matches([',', ';', ':', '.', ')']);
            match word.split_once(inner).filter(|_| is_code(inner)) {
                Some((before, after)) => text.push_str(&format!("{before}`{inner}`{after}")),
                None => text.push_str(word),
            }
        }
    }
    text
}

fn is_code(word: &str) -> bool {
    word.contains(['.', ':', '*', '[', '_', '$']) || word.starts_with("--")
}
