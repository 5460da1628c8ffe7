//! A document as read, back in a form that an author writes: our own Markdown.
//!
//! What is written reads as the same document: [`inlines`] makes lines of text, `escape` keeps words from being taken for
//! signs, `blocks` and its neighbours make blocks, `meta` the front matter, and [`markdown`] puts them together.

mod blocks;
mod escape;
mod figures;
pub mod inlines;
mod lists;
pub mod markdown;
mod meta;
mod smart;
mod tables;

pub use escape::{Place, opening};
pub use inlines::Notes;
