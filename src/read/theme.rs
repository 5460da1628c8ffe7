//! A theme from TOML: the built-in ones, or a file that extends another.

mod form;
mod values;

use std::path::{Path, PathBuf};

use serde::Deserialize;

use self::form::Form;
use super::files::Name;
use super::{Options, images};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::error::Error;
use crate::model::{Image, Theme};
use crate::source::{Source, SourceId, Sources, Span};

/// The themes that come with the program.
const BUILT_IN: &[(&str, &str)] = &[
    ("briefing", include_str!("../../content/themes/briefing.toml")),
    ("report", include_str!("../../content/themes/report.toml")),
];

/// How many files may extend each other.
const MAX_CHAIN: usize = 16;

/// Reads a theme by the name of a built-in one or the path of a TOML file.
///
/// `None` where the theme has faults; they are in `diagnostics` then.
///
/// # Errors
///
/// If the file cannot be read.
pub fn theme(
    name: &str,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Theme>, Error> {
    let mut chain = Vec::new();
    let mut next = Some(name.to_owned());
    let mut folder = PathBuf::new();
    while let Some(name) = next.take() {
        let (shown, text) = load(&name, &folder)?;
        if chain.len() == MAX_CHAIN {
            diagnostics.push(Diagnostic::placeless(
                Code::BadTheme,
                format!("`{name}` extends too many themes, or itself"),
            ));
            return Ok(None);
        }
        if !is_built_in(&name) {
            folder = folder.join(&name).parent().map(Path::to_owned).unwrap_or_default();
        }
        let id = sources.add(Source::new(shown, text.as_str()));
        match toml::from_str::<toml::Table>(&text) {
            Ok(table) => {
                next = table.get("extends").and_then(|value| value.as_str()).map(str::to_owned);
                chain.push(Link { id, text, table, folder: folder.clone() });
            }
            Err(fault) => {
                diagnostics.push(fault_at(id, &text, &fault));
                return Ok(None);
            }
        }
    }
    Ok(build(&chain, diagnostics))
}

fn is_built_in(name: &str) -> bool {
    BUILT_IN.iter().any(|(known, _)| *known == name)
}

/// The name that messages show, and the text.
fn load(name: &str, folder: &Path) -> Result<(String, String), Error> {
    if let Some((_, text)) = BUILT_IN.iter().find(|(known, _)| *known == name) {
        return Ok((format!("<theme {name}>"), (*text).to_owned()));
    }
    let path = folder.join(name);
    if path.extension().is_none_or(|extension| extension != "toml") {
        let proposal = nearest(name, BUILT_IN.iter().map(|(known, _)| *known))
            .map(|near| format!("; did you mean `{near}`?"))
            .unwrap_or_default();
        return Err(Error::Request(format!("there is no theme `{name}`{proposal}")));
    }
    let text = std::fs::read_to_string(&path).map_err(|cause| Error::file("read", &path, cause))?;
    Ok((path.display().to_string(), text))
}

/// A theme file in a chain of files that extend each other.
struct Link {
    id: SourceId,
    text: String,
    table: toml::Table,
    /// Where its relative paths begin.
    folder: PathBuf,
}

/// Every file is checked alone, so that a fault is shown where it stands; then the chain is merged.
fn build(chain: &[Link], diagnostics: &mut Diagnostics) -> Option<Theme> {
    let mut sound = true;
    for link in chain {
        if let Err(fault) = toml::from_str::<Form>(&link.text) {
            diagnostics.push(fault_at(link.id, &link.text, &fault));
            sound = false;
        }
    }
    if !sound {
        return None;
    }
    let mut merged = toml::Table::new();
    for link in chain.iter().rev() {
        merge(&mut merged, &link.table);
    }
    let Link { id, text, .. } = chain.first()?;
    let problem = match Form::deserialize(toml::Value::Table(merged)) {
        Ok(form) => match form.finish() {
            Ok(theme) => return Some(Theme { logo: logo(chain, diagnostics), ..theme }),
            Err(missing) => format!("the theme does not say `{missing}`"),
        },
        Err(fault) => fault.message().to_owned(),
    };
    let whole = Span::new(*id, 0, text.lines().next().map_or(0, str::len));
    diagnostics.push(
        Diagnostic::new(Code::BadTheme, whole, problem)
            .with_help("begin the file with `extends = \"briefing\"` and name only what differs"),
    );
    None
}

/// The logo of the first file that names one; its path begins at that file's folder.
fn logo(chain: &[Link], diagnostics: &mut Diagnostics) -> Option<Image> {
    let (link, path) = chain.iter().find_map(|link| Some((link, link.table.get("logo")?.as_str()?)))?;
    let place = link.text.find(path).unwrap_or(0);
    let options = Options { smart: false, ..Options::new(&link.folder) };
    let name = Name { written: path, seen: path };
    images::load(name, &options, Span::new(link.id, place, place + path.len()), diagnostics)
}

fn fault_at(id: SourceId, text: &str, fault: &toml::de::Error) -> Diagnostic {
    let range = fault.span().unwrap_or(0..text.len().min(1));
    let span = Span::new(id, range.start, range.end);
    let told = fault.message().trim();
    let Some((field, known)) =
        told.strip_prefix("unknown field `").and_then(|told| told.split_once("`, expected"))
    else {
        return Diagnostic::new(Code::BadTheme, span, told.to_lowercase());
    };
    let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
    let help = match nearest(field, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("it can be {}", known.join(", ")),
    };
    Diagnostic::new(Code::BadTheme, span, format!("there is no field `{field}` here")).with_help(help)
}

fn merge(base: &mut toml::Table, over: &toml::Table) {
    for (key, value) in over {
        match (base.get_mut(key), value) {
            (Some(toml::Value::Table(below)), toml::Value::Table(above)) => merge(below, above),
            _ => {
                base.insert(key.clone(), value.clone());
            }
        }
    }
}
