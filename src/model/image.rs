//! Images, as bytes that `read` has looked into.

use std::sync::Arc;

/// Names one image of a document: its index in `Document::images`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImageId(pub u32);

/// An image.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// The file's own name without its folder, for file names inside the publications and for stand-in text.
    pub name: String,
    /// Where it lies, seen from the document: the path that the author wrote, its percent-encoding undone; before that of an
    /// image in an included file stands the folder of that file.
    pub file: String,
    /// What it holds.
    pub data: ImageData,
    /// Its own width in points: pixels at their stated density, else at 96 to the inch.
    pub width: f64,
    /// Its own height in points.
    pub height: f64,
}

/// What an image file holds, after a look at its content and not at its name.
#[derive(Clone, Debug, PartialEq)]
pub enum ImageData {
    /// A PNG file, whole.
    Png {
        /// The file.
        bytes: Arc<[u8]>,
        /// Width and height in pixels.
        pixels: (u32, u32),
    },
    /// A JPEG file, whole.
    Jpeg {
        /// The file.
        bytes: Arc<[u8]>,
        /// Width and height in pixels.
        pixels: (u32, u32),
        /// The number of colour components: 1, 3 or 4.
        components: u8,
    },
    /// An SVG file, cleaned of scripts, entities and references to anything outside itself.
    Svg {
        /// The cleaned markup.
        text: Arc<str>,
    },
}
