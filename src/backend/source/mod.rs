//! A document as read, back in a form that an author writes: our own Markdown, or the same as YAML, JSON or TOML.
//!
//! What is written reads as the same document: [`inlines`] makes lines of text, `escape` keeps words from being taken for
//! signs, `meta` gathers the metadata, `blocks` and its neighbours make the blocks of [`markdown`], `forms` makes those of
//! [`structured`] documents, and `yaml` and `toml` spell values.

mod blocks;
mod escape;
mod figures;
mod forms;
pub mod inlines;
mod lists;
pub mod markdown;
mod meta;
mod smart;
pub mod structured;
mod table_forms;
mod tables;
mod toml;
mod yaml;

pub use escape::{Place, opening};
pub use inlines::Notes;
