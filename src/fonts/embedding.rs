//! In which files a face may be embedded, as its maker says in the field `fsType`.
//!
//! Word documents name their fonts and embed none, so that nothing is asked of their makers.

/// What a face's maker permits, by its `fsType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Embedding {
    /// In which files it may be embedded.
    pub licence: Licence,
    /// Whether a part of its glyphs may be embedded alone.
    pub subset: bool,
}

/// In which files a face may be embedded; faces that may be in none are not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Licence {
    /// In any.
    Installable,
    /// In files that can be edited, such as Word documents, and in those that are only read.
    Editable,
    /// In files that are only read and printed: a PDF and an EPUB, but no Word document.
    Preview,
}

impl Embedding {
    /// What `fsType` permits; of several permissions the widest counts. If it permits nothing of use: what is wrong with the
    /// font, to follow its name.
    pub(super) fn of(fs_type: u16) -> Result<Self, String> {
        const WHOLE_ONLY: u16 = 0x100;
        const BITMAPS_ONLY: u16 = 0x200;
        let licence = match fs_type & 0xf {
            bits if bits & 0x8 != 0 => Licence::Editable,
            bits if bits & 0x4 != 0 => Licence::Preview,
            bits if bits & 0x2 != 0 => return Err(refusal("may not be embedded")),
            _ => Licence::Installable,
        };
        if fs_type & BITMAPS_ONLY != 0 {
            return Err(refusal("may not be embedded as outlines"));
        }
        Ok(Self { licence, subset: fs_type & WHOLE_ONLY == 0 })
    }
}

fn refusal(what: &str) -> String {
    format!("{what}, says its maker; another font stands in for it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makers_permit_what_their_bits_say() {
        for (fs_type, licence, subset) in [
            (0, Licence::Installable, true),
            (0x4, Licence::Preview, true),
            (0x8, Licence::Editable, true),
            // Older fonts may set several.
            (0x6, Licence::Preview, true),
            (0xe, Licence::Editable, true),
            (0x100, Licence::Installable, false),
            (0x104, Licence::Preview, false),
            // Bits that say nothing.
            (0x11, Licence::Installable, true),
        ] {
            assert_eq!(Embedding::of(fs_type), Ok(Embedding { licence, subset }), "{fs_type:#x}");
        }
        for fs_type in [0x2, 0x102, 0x200, 0x208, 0x202] {
            assert!(Embedding::of(fs_type).is_err(), "{fs_type:#x}");
        }
    }
}
