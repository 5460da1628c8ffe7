//! HTML cut into tags and texts, so that two spellings of the same structure are equal.

use std::collections::BTreeMap;

/// A tag, or the text between two.
#[derive(Debug, PartialEq)]
pub(crate) enum Token {
    /// A tag's name, with `/` before it where it closes, and its attributes.
    Tag(String, BTreeMap<String, String>),
    Text(String),
}

/// The elements beside which white space says nothing.
const BLOCKS: [&str; 21] = [
    "blockquote",
    "br",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "input",
    "li",
    "ol",
    "p",
    "pre",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "ul",
];

/// The tokens of some HTML.
pub(crate) fn of(html: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = html;
    let mut in_pre = false;
    while !rest.is_empty() {
        let length = if rest.starts_with('<') {
            let end = rest.find('>').map_or(rest.len(), |at| at + 1);
            let tag = tag(&rest[1..end]);
            if let Token::Tag(name, _) = &tag {
                in_pre = if name == "pre" { true } else { in_pre && name != "/pre" };
            }
            tokens.push(tag);
            end
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            let text = &rest[..end];
            let text = if in_pre { text.trim_end_matches('\n').to_owned() } else { collapsed(text) };
            tokens.push(Token::Text(decoded(&text)));
            end
        };
        rest = &rest[length..];
    }
    trimmed(tokens)
}

/// Takes off the white space beside blocks, and texts that hold nothing else.
fn trimmed(mut tokens: Vec<Token>) -> Vec<Token> {
    let is_block = |token: Option<&Token>| match token {
        Some(Token::Tag(name, _)) => {
            let name = name.trim_start_matches('/');
            name == "tr" || BLOCKS.contains(&name)
        }
        Some(Token::Text(_)) => false,
        None => true,
    };
    for index in 0..tokens.len() {
        let starts = is_block(index.checked_sub(1).map(|before| &tokens[before]));
        let ends = is_block(tokens.get(index + 1));
        if let Token::Text(text) = &mut tokens[index] {
            let kept = if starts { text.trim_start_matches(' ') } else { &text[..] };
            let kept = if ends { kept.trim_end_matches(' ') } else { kept };
            *text = kept.to_owned();
        }
    }
    tokens.retain(|token| !matches!(token, Token::Text(text) if text.is_empty()));
    tokens
}

/// White space as one space. A line's end within a paragraph is one, too.
fn collapsed(text: &str) -> String {
    let mut result = String::new();
    for c in text.chars() {
        let c = if matches!(c, ' ' | '\n' | '\t') { ' ' } else { c };
        if c != ' ' || !result.ends_with(' ') {
            result.push(c);
        }
    }
    result
}

/// What stands between `<` and the end of `>`.
fn tag(text: &str) -> Token {
    let inner = text.trim_end_matches('>').trim_end_matches('/').trim_end();
    let end = inner.find(char::is_whitespace).unwrap_or(inner.len());
    let name = inner[..end].to_owned();
    let mut attributes = BTreeMap::new();
    let mut rest = inner[end..].trim_start();
    while let Some((key, value)) = rest.split_once("=\"") {
        let (value, behind) = value.split_once('"').unwrap_or((value, ""));
        attributes.insert(key.trim().to_owned(), decoded(&value.replace('\n', " ")));
        rest = behind;
    }
    // The model keeps the file of a local image and not its address.
    if name == "img" && attributes.get("src").is_none_or(|address| !address.starts_with("http")) {
        attributes.remove("src");
    }
    Token::Tag(name, attributes)
}

fn decoded(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The tokens without the tags of one element, in a row.
pub(crate) fn without(tokens: &[Token], element: &str) -> String {
    tokens
        .iter()
        .map(|token| match token {
            Token::Tag(name, _) if name.trim_start_matches('/') == element => String::new(),
            Token::Tag(name, attributes) => format!("<{name} {attributes:?}>"),
            Token::Text(text) => text.clone(),
        })
        .collect()
}

/// All text in a row.
pub(crate) fn text(tokens: &[Token]) -> String {
    let text = |token: &Token| match token {
        Token::Tag(..) => String::new(),
        Token::Text(text) => text.clone(),
    };
    tokens.iter().map(text).collect()
}
