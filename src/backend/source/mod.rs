//! A document as read, back in a form that an author writes: our own Markdown.

mod escape;
pub mod inlines;

pub use escape::{Place, opening};
pub use inlines::Notes;
