use std::iter;

use litrs::StringLit;
use proc_macro::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};

/// The pseudo parameters, as `${AWS::…}` names them.
const PSEUDO_PARAMETERS: [&str; 7] = [
    "AWS::AccountId",
    "AWS::NotificationARNs",
    "AWS::Partition",
    "AWS::Region",
    "AWS::StackId",
    "AWS::StackName",
    "AWS::URLSuffix",
];

/// What may stand beside a name in an expression.
const KEYWORDS: [&str; 9] = ["as", "dyn", "else", "if", "in", "let", "match", "mut", "return"];

const LITERAL_HINT: &str = "for a literal `${…}`, write `${!…}`";

/// A mistake in what the macro was given, and where.
pub(crate) struct Error {
    message: String,
    span: Span,
}

impl Error {
    fn new(message: impl Into<String>, span: Span) -> Self {
        Self { message: message.into(), span }
    }

    /// `::core::compile_error! { "…" }`, at the place of the mistake.
    pub(crate) fn into_compile_error(self) -> TokenStream {
        let mut message = Literal::string(&self.message);
        message.set_span(self.span);
        let argument = Group::new(Delimiter::Brace, TokenTree::from(message).into());
        path(&["core", "compile_error"], self.span)
            .chain([TokenTree::from(Punct::new('!', Spacing::Alone)), argument.into()])
            .map(|token| respan(token, self.span))
            .collect()
    }
}

/// One piece of the text.
#[derive(Debug, PartialEq)]
enum Piece {
    /// Text that comes out as it is.
    Text(String),
    /// `${AWS::…}`
    Pseudo(&'static str),
    /// `${expression}`
    Value(String),
}

/// `SubBuilder::new().text("…").value(&(expression), "Hint").build()`, where the first tokens are the path of the crate.
pub(crate) fn expand(input: TokenStream) -> Result<TokenStream, Error> {
    let mut tokens = input.into_iter();
    let krate = tokens.next().ok_or_else(|| Error::new("expected the crate", Span::call_site()))?;
    let literal =
        tokens.next().ok_or_else(|| Error::new("`sub!` takes a string literal", Span::call_site()))?;
    let span = literal.span();
    let text = StringLit::try_from(ungroup(literal))
        .map_err(|_| Error::new("`sub!` takes a string literal: `${name}` in it stands for a value", span))?;
    match tokens.next() {
        None => {}
        Some(TokenTree::Punct(comma)) if comma.as_char() == ',' && tokens.next().is_none() => {}
        Some(more) => {
            let message = "`sub!` takes nothing but a string literal: write values as `${expression}` in it";
            return Err(Error::new(message, more.span()));
        }
    }

    let separator = [Punct::new(':', Spacing::Joint), Punct::new(':', Spacing::Alone)].map(TokenTree::from);
    let mut output: Vec<TokenTree> = iter::once(krate).chain(separator).collect();
    output.extend(path(&["dsl", "SubBuilder", "new"], span).skip(2));
    output.push(call(TokenStream::new()));
    for piece in pieces(text.value()).map_err(|message| Error::new(message, span))? {
        match piece {
            Piece::Text(text) => output.extend(method("text", Literal::string(&text), span)),
            Piece::Pseudo(name) => output.extend(method("pseudo", Literal::string(name), span)),
            Piece::Value(expression) => {
                let value = parse_expression(&expression).map_err(|message| Error::new(message, span))?;
                let value = value.into_iter().map(|token| respan(token, span)).collect();
                let arguments = [
                    TokenTree::from(Punct::new('&', Spacing::Alone)),
                    call(value),
                    Punct::new(',', Spacing::Alone).into(),
                    Literal::string(&variable_name(&expression)).into(),
                ];
                output.extend(method("value", TokenStream::from_iter(arguments), span));
            }
        }
    }
    output.extend(method("build", TokenStream::new(), span));
    Ok(output.into_iter().collect())
}

/// Cuts the text at `${…}`.
fn pieces(text: &str) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        plain.push_str(before);
        let Some((inside, remainder)) = split_at_closing_brace(after) else {
            return Err(format!(
                "`${{{}` has no closing brace; {LITERAL_HINT}",
                after.lines().next().unwrap_or(after)
            ));
        };
        rest = remainder;
        if let Some(literal) = inside.strip_prefix('!') {
            plain.extend(["${", literal, "}"]);
            continue;
        }
        if !plain.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut plain)));
        }
        pieces.push(variable(inside.trim())?);
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    Ok(pieces)
}

/// What stands before the brace that closes, and what after it. Braces and quotes inside are balanced, as in Rust.
fn split_at_closing_brace(text: &str) -> Option<(&str, &str)> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (index, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '{' if !quoted => depth += 1,
            '}' if !quoted && depth == 0 => return Some((text.get(..index)?, text.get(index + 1..)?)),
            '}' if !quoted => depth -= 1,
            _ => {}
        }
    }
    None
}

fn variable(inside: &str) -> Result<Piece, String> {
    if inside.starts_with("AWS::") {
        let known = PSEUDO_PARAMETERS.into_iter().find(|known| *known == inside);
        return known.map(Piece::Pseudo).ok_or_else(|| {
            format!("`${{{inside}}}` is no pseudo parameter that has a value; {LITERAL_HINT}")
        });
    }
    let starts_like_a_value =
        inside.starts_with(|first: char| first.is_alphabetic() || "_&*(\"".contains(first));
    if !starts_like_a_value {
        return Err(format!("`${{{inside}}}` is no Rust expression; {LITERAL_HINT}"));
    }
    if is_camel_case(inside.split('.').next().unwrap_or(inside)) {
        return Err(format!(
            "`${{{inside}}}` is a logical ID: `sub!` takes the Rust name of the handle, such as `${{bucket}}` or \
             `${{bucket.arn()}}`; {LITERAL_HINT}"
        ));
    }
    Ok(Piece::Value(inside.to_owned()))
}

/// The tokens of an expression. What a shell writes in braces, such as `${name:-default}`, is told apart from Rust as far
/// as that can be done: the compiler's own message would not say what to do.
fn parse_expression(expression: &str) -> Result<TokenStream, String> {
    let tokens: TokenStream =
        expression.parse().map_err(|error| format!("`${{{expression}}}`: {error}; {LITERAL_HINT}"))?;
    if could_be_expression(tokens.clone()) {
        Ok(tokens)
    } else {
        Err(format!("`${{{expression}}}` is no Rust expression; {LITERAL_HINT}"))
    }
}

fn could_be_expression(tokens: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let ends_well = !matches!(tokens.last(), Some(TokenTree::Punct(last)) if last.as_char() != '?');
    let is_colon =
        |index: usize| matches!(tokens.get(index), Some(TokenTree::Punct(c)) if c.as_char() == ':');
    let is_in_path = |index: usize| is_colon(index + 1) || index.checked_sub(1).is_some_and(is_colon);
    let single_colon = (0..tokens.len()).any(|index| is_colon(index) && !is_in_path(index));
    let is_word = |token: &TokenTree| match token {
        TokenTree::Ident(name) => !KEYWORDS.contains(&name.to_string().as_str()),
        TokenTree::Literal(_) => true,
        TokenTree::Group(_) | TokenTree::Punct(_) => false,
    };
    let two_words = tokens.windows(2).any(|pair| pair.iter().all(is_word));
    ends_well && !single_colon && !two_words
}

/// Whether a name is written as logical IDs are, and as no Rust value is.
fn is_camel_case(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.chars().all(|character| character.is_ascii_alphanumeric())
        && name.chars().any(|character| character.is_ascii_lowercase())
}

/// The name that a variable of the two-argument form gets: the expression's first name, written as logical IDs are.
fn variable_name(expression: &str) -> String {
    let first: String = expression
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    let words = first.split('_').filter_map(|word| {
        let mut letters = word.chars();
        letters.next().map(|letter| letter.to_uppercase().chain(letters).collect::<String>())
    });
    let name: String = words.collect();
    if name.is_empty() || !name.is_ascii() { "Value".to_owned() } else { name }
}

/// `::a::b::c`
fn path(names: &[&str], span: Span) -> impl Iterator<Item = TokenTree> {
    let separator =
        || [Punct::new(':', Spacing::Joint), Punct::new(':', Spacing::Alone)].map(TokenTree::from);
    names
        .iter()
        .flat_map(move |name| separator().into_iter().chain([Ident::new(name, span).into()]))
        .collect::<Vec<_>>()
        .into_iter()
}

/// `.name(arguments)`
fn method(name: &str, arguments: impl IntoTokens, span: Span) -> [TokenTree; 3] {
    [Punct::new('.', Spacing::Alone).into(), Ident::new(name, span).into(), call(arguments.into_tokens())]
}

fn call(arguments: TokenStream) -> TokenTree {
    Group::new(Delimiter::Parenthesis, arguments).into()
}

trait IntoTokens {
    fn into_tokens(self) -> TokenStream;
}

impl IntoTokens for TokenStream {
    fn into_tokens(self) -> TokenStream {
        self
    }
}

impl IntoTokens for Literal {
    fn into_tokens(self) -> TokenStream {
        TokenTree::from(self).into()
    }
}

/// The literal inside the invisible parentheses that `macro_rules!` puts around what it passes on.
fn ungroup(token: TokenTree) -> TokenTree {
    match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            let mut inner = group.stream().into_iter();
            match (inner.next(), inner.next()) {
                (Some(only), None) => ungroup(only),
                _ => TokenTree::Group(group),
            }
        }
        token => token,
    }
}

fn respan(token: TokenTree, span: Span) -> TokenTree {
    match token {
        TokenTree::Group(group) => {
            let inner = group.stream().into_iter().map(|token| respan(token, span)).collect();
            let mut group = Group::new(group.delimiter(), inner);
            group.set_span(span);
            group.into()
        }
        mut token => {
            token.set_span(span);
            token
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, pieces, variable_name};

    fn text(text: &str) -> Piece {
        Piece::Text(text.to_owned())
    }

    fn value(expression: &str) -> Piece {
        Piece::Value(expression.to_owned())
    }

    #[test]
    fn text_is_cut_at_variables() {
        assert_eq!(
            pieces("arn:aws:s3:::${bucket}/${prefix.name()}*"),
            Ok(vec![text("arn:aws:s3:::"), value("bucket"), text("/"), value("prefix.name()"), text("*")])
        );
        assert_eq!(pieces("${AWS::Region}"), Ok(vec![Piece::Pseudo("AWS::Region")]));
        assert_eq!(pieces(""), Ok(vec![]));
    }

    #[test]
    fn braces_mean_nothing_by_themselves() {
        assert_eq!(pieces(r#"{"a": {}} $x $(y)"#), Ok(vec![text(r#"{"a": {}} $x $(y)"#)]));
    }

    #[test]
    fn an_exclamation_mark_makes_a_literal() {
        assert_eq!(pieces("echo ${!HOME}/${!1:-x} $${!a}"), Ok(vec![text("echo ${HOME}/${1:-x} $${a}")]));
    }

    #[test]
    fn expressions_may_hold_braces_and_quotes() {
        assert_eq!(pieces(r#"${pick("}")}!"#), Ok(vec![value(r#"pick("}")"#), text("!")]));
        assert_eq!(pieces("${if a { b } else { c }}"), Ok(vec![value("if a { b } else { c }")]));
    }

    #[test]
    fn what_is_no_expression_is_told_how_to_be_a_literal() {
        for wrong in
            ["${AWS::Nothing}", "${AWS::NoValue}", "${1}", "${Bucket.Arn}", "${#array[@]}", "${}", "${open"]
        {
            let message = pieces(wrong).unwrap_err();
            assert!(message.contains("${!…}"), "{wrong}: {message}");
        }
    }

    #[test]
    fn variables_are_named_after_what_they_hold() {
        assert_eq!(variable_name("zone"), "Zone");
        assert_eq!(variable_name("image_map.find(a, b)"), "ImageMap");
        assert_eq!(variable_name("\"x\".to_string()"), "X");
        assert_eq!(variable_name("(1 + 2)"), "1");
    }
}
