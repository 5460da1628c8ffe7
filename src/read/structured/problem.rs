//! What is wrong with a value, in the words of an author.

use std::fmt::Display;
use std::ops::Range;

use serde::de;

use crate::diagnostic::nearest;

/// Why a value is not what its place wants.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    /// What is wrong.
    pub(super) message: String,
    /// What to do instead.
    pub(super) help: Option<String>,
    /// Where; not known before it has passed the value that it lies in.
    pub(super) range: Option<Range<usize>>,
    /// Whether it is a name that nothing here has.
    pub(super) unknown: bool,
    /// Whether it only says that a part is lost whose own problem has been noted.
    pub(super) told: bool,
}

impl Problem {
    pub(super) fn new(message: String, help: Option<String>) -> Self {
        Self { message, help, range: None, unknown: false, told: false }
    }

    /// Something is lost, and why has been noted.
    pub(super) fn told() -> Self {
        Self { told: true, ..Self::new("a part of this is faulty".to_owned(), None) }
    }

    /// The problem, which lies in this range if not in one of its parts.
    pub(super) fn within(self, range: &Range<usize>) -> Self {
        Self { range: self.range.or_else(|| Some(range.clone())), ..self }
    }

    /// Something else where fields are wanted.
    pub(super) fn no_fields(found: &str, known: &[&'static str]) -> Self {
        let help = format!("its fields are {}", known.join(", "));
        Self::new(format!("fields are wanted here, not {found}"), Some(help))
    }

    /// A name that nothing here has; with the known name that is nearest to it.
    pub(super) fn unknown(what: &str, name: &str, known: &[&'static str]) -> (Self, Option<&'static str>) {
        let near = nearest(&name.to_lowercase(), known.iter().copied());
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            // In YAML, a colon makes a name of the words before it.
            None if name.contains(' ') => "a text that holds a colon must stand in quotes".to_owned(),
            None => format!("it can be {}", known.join(", ")),
        };
        (Self { unknown: true, ..Self::new(format!("there is no {what} `{name}` here"), Some(help)) }, near)
    }

    /// A choice that there is not, be it a kind of block or another.
    pub(super) fn no_choice(name: &str, known: &[&'static str]) -> (Self, Option<&'static str>) {
        Self::unknown(if is_block(known) { "block" } else { "choice" }, name, known)
    }
}

impl Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}

impl de::Error for Problem {
    fn custom<T: Display>(message: T) -> Self {
        Self::new(message.to_string(), None)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "all that is no map and no list comes as a text")]
    fn invalid_type(unexpected: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let found = match unexpected {
            de::Unexpected::Map => "fields",
            de::Unexpected::Seq => "a list",
            de::Unexpected::Unit => "nothing",
            _ => "a text",
        };
        let expected = expected.to_string();
        let wanted = match expected.as_str() {
            "a string" => "a text is",
            "a map" => "names with their texts are",
            name if name.starts_with("struct ") => "fields are",
            other => return Self::new(format!("{other} is wanted here, not {found}"), None),
        };
        Self::new(format!("{wanted} wanted here, not {found}"), None)
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self::unknown("field", field, expected).0
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::no_choice(variant, expected).0
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(format!("the field `{field}` is missing"), None)
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new(format!("the field `{field}` is given twice"), Some("keep one of the two".to_owned()))
    }
}

/// Whether the choices are the kinds of block.
pub(super) fn is_block(choices: &[&str]) -> bool {
    choices.contains(&"paragraph")
}
