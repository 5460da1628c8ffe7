//! Triplicate turns one structured document into three publications that agree: a print-quality tagged PDF, a Word
//! document that is finished when it opens, and an EPUB.
//!
//! The modules in reading order:
//!
//! 1. [`source`], [`diagnostic`], [`error`]: texts, places in them, faults of the content and of the world.
//! 2. [`model`]: what a document is; [`model::theme`]: what it looks like.
//! 3. [`read`]: Markdown with front matter or plain text to a [`model::Document`]; themes, images and included files.
//! 4. [`resolve`]: numbers, references, outline, colophon and checks, to a [`resolve::Resolved`].
//! 5. [`fonts`] and [`layout`]: to finished [`layout::frame::Pages`].
//! 6. [`backend`]: three plain functions, one for each [`format::Format`]; and [`backend::source`], back to Markdown.
//! 7. [`export`]: the whole way, and the only place that writes files.
//! 8. [`report`], [`cli`]: what people see of it.
//!
//! A module imports only from the floors below it; `tests/floors.rs` holds the table.

pub mod backend;
pub mod cli;
pub mod diagnostic;
pub mod error;
pub mod export;
pub mod fonts;
pub mod format;
pub mod layout;
pub mod model;
pub mod raster;
pub mod read;
pub mod report;
pub mod resolve;
pub mod source;
