//! Reads the values that a Python module writes out: texts, numbers, lists, sets, dictionaries, and names of such values.
//!
//! Nothing is run. What is no such value, or is not where it is expected, is an error, so that a change in the source is
//! noticed.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// The folder of the schemas, as a module.
const SCHEMAS: &str = "cfnlint.data.schemas.";
/// How deep values may be in one another, or names stand for names.
const DEPTH: usize = 32;

/// Modules in which names are looked up: the one that is read, then others.
#[derive(Clone, Copy)]
pub(super) struct Modules<'m> {
    pub(super) own: &'m str,
    pub(super) others: &'m [&'m str],
}

impl<'m> Modules<'m> {
    /// The value after a text that the module has exactly once.
    pub(super) fn value_after(self, anchor: &str) -> Result<Value, String> {
        let mut places = self.own.match_indices(anchor);
        match (places.next(), places.next()) {
            (Some((at, _)), None) => self.value_at(self.own.get(at + anchor.len()..).unwrap_or_default()),
            (None, _) => Err(format!("there is no `{anchor}`")),
            (Some(_), Some(_)) => Err(format!("there is more than one `{anchor}`")),
        }
    }

    /// The value that a text starts with.
    pub(super) fn value_at(self, text: &'m str) -> Result<Value, String> {
        Reader { modules: self, rest: text, depth: 0 }.sum()
    }

    /// The arguments after an opening parenthesis: those without a name, and those with one. What is no value is left out.
    pub(super) fn arguments(self, text: &'m str) -> Result<(Vec<Value>, BTreeMap<String, Value>), String> {
        Reader { modules: self, rest: text, depth: 1 }.arguments()
    }

    fn named(self, name: &str, depth: usize) -> Result<Value, String> {
        if let Some(folder) = self.own.lines().find_map(|line| imported(line, name)) {
            return Ok(folder.into());
        }
        for module in std::iter::once(self.own).chain(self.others.iter().copied()) {
            let lines = module.split_inclusive('\n').scan(0, |start, line| {
                let begin = *start;
                *start += line.len();
                Some((begin, line))
            });
            for (begin, line) in lines {
                let indent = line.len() - line.trim_start().len();
                let Some(after) = line.trim_start().strip_prefix(name) else { continue };
                let typed = after.trim_start().starts_with(':');
                let Some(equals) = after.find(" = ").filter(|at| *at == 0 || typed) else { continue };
                let at = begin + indent + name.len() + equals + 3;
                let own = Modules { own: module, others: self.others };
                let rest = module.get(at..).unwrap_or_default();
                return Reader { modules: own, rest, depth: depth + 1 }.sum();
            }
        }
        Err(format!("`{name}` is no value"))
    }
}

/// The folder of schemas that a line imports under a name.
fn imported(line: &str, name: &str) -> Option<String> {
    let module = match line.strip_suffix(name)?.strip_suffix(' ')? {
        line if line.starts_with("from ") => {
            format!("{}.{name}", line.strip_prefix("from ")?.strip_suffix(" import")?)
        }
        line => line.strip_prefix("import ")?.strip_suffix(" as")?.to_owned(),
    };
    module.strip_prefix(SCHEMAS).map(|folder| folder.replace('.', "/"))
}

struct Reader<'m> {
    modules: Modules<'m>,
    rest: &'m str,
    depth: usize,
}

impl<'m> Reader<'m> {
    /// Leaves out blanks and comments, and in brackets line ends.
    fn skip(&mut self) {
        loop {
            let blank = |next: char| next == ' ' || next == '\t' || (self.depth > 0 && next.is_whitespace());
            let rest = self.rest.trim_start_matches(blank);
            self.rest = match rest.strip_prefix('#') {
                Some(comment) => comment.trim_start_matches(|next| next != '\n'),
                None if rest.len() == self.rest.len() => return,
                None => rest,
            };
        }
    }

    fn take(&mut self, token: &str) -> bool {
        self.skip();
        self.rest.strip_prefix(token).map(|rest| self.rest = rest).is_some()
    }

    fn unexpected<T>(&self) -> Result<T, String> {
        let line: String = self.rest.lines().next().unwrap_or_default().chars().take(40).collect();
        Err(format!("a value was expected, not `{line}`"))
    }

    /// Values joined by `+`, and sets without others by `-`.
    fn sum(&mut self) -> Result<Value, String> {
        let mut sum = self.value()?;
        loop {
            let add = self.take("+");
            if !add && !self.take("-") {
                return Ok(sum);
            }
            sum = match (sum, self.value()?) {
                (Value::Array(left), Value::Array(right)) if add => left.into_iter().chain(right).collect(),
                (Value::Array(left), Value::Array(right)) => {
                    left.into_iter().filter(|item| !right.contains(item)).collect()
                }
                (Value::String(left), Value::String(right)) if add => (left + &right).into(),
                _ => return self.unexpected(),
            };
        }
    }

    fn value(&mut self) -> Result<Value, String> {
        self.skip();
        if self.depth > DEPTH {
            return Err("values are too deep in one another".to_owned());
        }
        let first = self.rest.chars().next().unwrap_or_default();
        match first {
            '[' => Ok(self.items(']')?.0.into()),
            '(' => match self.items(')')? {
                (mut items, false) if items.len() == 1 => Ok(items.pop().unwrap_or_default()),
                (tuple, _) => Ok(tuple.into()),
            },
            '{' => self.braces(),
            '-' | '0'..='9' => self.number(),
            '"' | '\'' => self.texts(),
            'r' | 'b' if self.rest.get(1..2).is_some_and(|quote| quote == "\"" || quote == "'") => {
                self.texts()
            }
            'A'..='Z' | 'a'..='z' | '_' => self.name(),
            _ => self.unexpected(),
        }
    }

    /// The values up to a closing bracket, and whether the last one has a comma.
    fn items(&mut self, close: char) -> Result<(Vec<Value>, bool), String> {
        self.inside(|reader| {
            let (mut items, mut comma) = (Vec::new(), false);
            while !reader.take(close.encode_utf8(&mut [0; 4])) {
                items.push(reader.sum()?);
                comma = reader.take(",");
                if !comma && !reader.rest.starts_with(close) {
                    return reader.unexpected();
                }
            }
            Ok((items, comma))
        })
    }

    fn inside<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, String>) -> Result<T, String> {
        let mut rest = self.rest.chars();
        rest.next();
        self.rest = rest.as_str();
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    /// A dictionary or a set.
    fn braces(&mut self) -> Result<Value, String> {
        self.inside(|reader| {
            let (mut members, mut items) = (Map::new(), Vec::new());
            while !reader.take("}") {
                let item = reader.sum()?;
                if reader.take(":") {
                    let Value::String(key) = item else { return reader.unexpected() };
                    members.insert(key, reader.sum()?);
                } else {
                    items.push(item);
                }
                if !reader.take(",") && !reader.rest.starts_with('}') {
                    return reader.unexpected();
                }
            }
            match (members.is_empty(), items.is_empty()) {
                (_, true) => Ok(members.into()),
                (true, false) => Ok(set(items)),
                (false, false) => reader.unexpected(),
            }
        })
    }

    fn number(&mut self) -> Result<Value, String> {
        let end = self
            .rest
            .find(|next: char| !matches!(next, '-' | '.' | '_' | '0'..='9'))
            .unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        let number = serde_json::from_str(&digits.replace('_', ""));
        self.rest = rest;
        number.map_err(|_| format!("`{digits}` is no number"))
    }

    /// Texts, which are one if they stand together.
    fn texts(&mut self) -> Result<Value, String> {
        let mut text = String::new();
        loop {
            self.skip();
            let (raw, quoted) = match self.rest.strip_prefix('r') {
                Some(quoted) if quoted.starts_with(['"', '\'']) => (true, quoted),
                _ => (false, self.rest),
            };
            let quote = match quoted.chars().next() {
                Some(quote @ ('"' | '\'')) => quote,
                _ => return Ok(text.into()),
            };
            let mut chars = quoted.chars();
            chars.next();
            loop {
                match chars.next() {
                    None | Some('\n') => return self.unexpected(),
                    Some(next) if next == quote => break,
                    Some('\\') => {
                        let escaped = chars.next().unwrap_or_default();
                        match escaped {
                            _ if raw => text.extend(['\\', escaped]),
                            '\\' | '"' | '\'' => text.push(escaped),
                            'n' => text.push('\n'),
                            't' => text.push('\t'),
                            _ => return Err(format!("the escape `\\{escaped}` is not known")),
                        }
                    }
                    Some(next) => text.push(next),
                }
            }
            self.rest = chars.as_str();
        }
    }

    /// A constant, a name that stands for a value, or a call that only changes a value's type.
    fn name(&mut self) -> Result<Value, String> {
        let end = self.rest.find(|next: char| next != '.' && next != '_' && !next.is_ascii_alphanumeric());
        let (name, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        match name {
            "True" => return Ok(true.into()),
            "False" => return Ok(false.into()),
            "None" => return Ok(Value::Null),
            _ => {}
        }
        if let Some(module) = name.strip_prefix(SCHEMAS) {
            return Ok(module.replace('.', "/").into());
        }
        if !rest.starts_with('(') {
            return self.modules.named(name.strip_prefix("self.").unwrap_or(name), self.depth);
        }
        let (unnamed, mut named) = self.inside(Self::arguments)?;
        let mut unnamed = unnamed.into_iter();
        if name == "SchemaDetails" {
            let (module, file) = (named.remove("module"), named.remove("filename"));
            return match (module.or_else(|| unnamed.next()), file.or_else(|| unnamed.next())) {
                (Some(Value::String(module)), Some(Value::String(file))) => {
                    Ok(format!("{module}/{}", file.trim_end_matches(".json")).into())
                }
                _ => Err(format!("`{name}` names a module and a file")),
            };
        }
        match (name, unnamed.next()) {
            ("frozenset" | "set", Some(Value::Array(items))) => Ok(set(items)),
            ("list" | "tuple", Some(value @ Value::Array(_))) | ("re.compile", Some(value)) => Ok(value),
            _ => Err(format!("`{name}(…)` is no value")),
        }
    }

    /// The arguments of a call up to its closing parenthesis.
    fn arguments(&mut self) -> Result<(Vec<Value>, BTreeMap<String, Value>), String> {
        let (mut unnamed, mut named) = (Vec::new(), BTreeMap::new());
        while !self.take(")") {
            let end = self.rest.find(|next: char| next != '_' && !next.is_ascii_alphanumeric()).unwrap_or(0);
            let (word, rest) = self.rest.split_at(end);
            if let (false, Some(value)) = (word.is_empty(), rest.strip_prefix('=')) {
                self.rest = value;
                let value = self.sum()?;
                named.insert(word.to_owned(), value);
            } else {
                unnamed.push(self.sum()?);
            }
            if !self.take(",") && !self.rest.starts_with(')') {
                return self.unexpected();
            }
        }
        Ok((unnamed, named))
    }
}

/// A set has no order.
fn set(mut items: Vec<Value>) -> Value {
    items.sort_by_cached_key(Value::to_string);
    items.dedup();
    items.into()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn value(module: &str, anchor: &str) -> Result<Value, String> {
        Modules { own: module, others: &["OTHER = 'o'\n"] }.value_after(anchor)
    }

    #[test]
    fn values_as_python_writes_them() {
        for (module, expected) in [
            ("X = 'a' # no\n", json!("a")),
            ("X = [\n  'a',  # first\n  r\"\\d\" 'b',\n]\n", json!(["a", "\\db"])),
            (
                "X = {'a': 1_000, 'b': [True, None], 'c': -0.5,}\n",
                json!({"a": 1000, "b": [true, null], "c": -0.5}),
            ),
            ("X = frozenset(['b', 'a', 'b'])\n", json!(["a", "b"])),
            ("X = {'b', 'a'}\n", json!(["a", "b"])),
            ("X = ('a', 'b')\n", json!(["a", "b"])),
            ("X = ('a',)\n", json!(["a"])),
            ("X = (\n 'a'\n 'b'\n)\n", json!("ab")),
            ("X = ['a'] + list(Y)\nY: list[str] = ['b']\n", json!(["a", "b"])),
            ("X = set(['b', 'a']) - {'b'}\n", json!(["a"])),
            ("X = self.OTHER + 'p'\n", json!("op")),
            ("X = re.compile(r'^a$')\n", json!("^a$")),
        ] {
            assert_eq!(value(module, "X = "), Ok(expected), "{module}");
        }
    }

    #[test]
    fn anything_else_is_an_error() {
        for (module, message) in [
            ("Y = 1", "there is no `X = `"),
            ("X = 1\nX = 2", "there is more than one `X = `"),
            ("X = f(1)", "`f(…)` is no value"),
            ("X = unknown", "`unknown` is no value"),
            ("X = [1", "a value was expected, not ``"),
            ("X = ['a' 1]", "a value was expected, not `1]`"),
            ("X = X", "values are too deep in one another"),
        ] {
            assert_eq!(value(module, "X = "), Err(message.to_owned()), "{module}");
        }
    }
}
