//! The faces in the program: `fonts/README.md` tells where they come from, `fonts/make` makes the files.

use super::face::{Design, Face};

macro_rules! face {
    ($design:ident, $family:literal, $weight:literal, $italic:literal, $folder:literal, $name:literal, $extension:literal) => {
        Face::bundled(
            Design::$design,
            $family,
            $weight,
            $italic,
            $name,
            include_bytes!(concat!("../../fonts/", $folder, "/", $name, ".", $extension, ".gz")),
            include_bytes!(concat!("../../fonts/", $folder, "/", $name, ".ranges")),
        )
    };
}

macro_rules! faces {
    ($($design:ident $family:literal in $folder:literal as $extension:literal { $($name:literal $weight:literal $italic:literal)* })*) => {
        vec![$($(face!($design, $family, $weight, $italic, $folder, $name, $extension),)*)*]
    };
}

/// The bundled faces. The first family stands in for families that are not to be had; in fallback, among equals, the
/// earlier comes before the later.
pub(super) fn faces() -> Vec<Face> {
    faces! {
        Serif "Source Serif 4" in "source-serif" as "otf" {
            "SourceSerif4-Regular" 400 false
            "SourceSerif4-It" 400 true
            "SourceSerif4-Semibold" 600 false
            "SourceSerif4-Bold" 700 false
            "SourceSerif4-BoldIt" 700 true
        }
        Serif "Source Serif 4 Caption" in "source-serif" as "otf" {
            "SourceSerif4Caption-Regular" 400 false
            "SourceSerif4Caption-It" 400 true
            "SourceSerif4Caption-Bold" 700 false
        }
        Serif "Source Serif 4 Subhead" in "source-serif" as "otf" {
            "SourceSerif4Subhead-Regular" 400 false
            "SourceSerif4Subhead-It" 400 true
        }
        Serif "Source Serif 4 Display" in "source-serif" as "otf" {
            "SourceSerif4Display-Semibold" 600 false
            "SourceSerif4Display-SemiboldIt" 600 true
        }
        Sans "Source Sans 3" in "source-sans" as "otf" {
            "SourceSans3-Regular" 400 false
            "SourceSans3-It" 400 true
            "SourceSans3-Semibold" 600 false
            "SourceSans3-SemiboldIt" 600 true
            "SourceSans3-Bold" 700 false
            "SourceSans3-BoldIt" 700 true
        }
        Mono "Source Code Pro" in "source-code" as "otf" {
            "SourceCodePro-Regular" 400 false
            "SourceCodePro-It" 400 true
            "SourceCodePro-Bold" 700 false
            "SourceCodePro-BoldIt" 700 true
        }
        Serif "Amiri" in "amiri" as "ttf" {
            "Amiri-Regular" 400 false
            "Amiri-Bold" 700 false
        }
        Serif "Noto Serif" in "noto-greek" as "ttf" {
            "NotoSerif-Regular" 400 false
            "NotoSerif-Italic" 400 true
            "NotoSerif-Bold" 700 false
            "NotoSerif-BoldItalic" 700 true
        }
        Serif "Noto Serif Hebrew" in "noto-hebrew" as "ttf" {
            "NotoSerifHebrew-Regular" 400 false
            "NotoSerifHebrew-Bold" 700 false
        }
        Sans "Noto Sans Hebrew" in "noto-hebrew" as "ttf" {
            "NotoSansHebrew-Regular" 400 false
            "NotoSansHebrew-Bold" 700 false
        }
        EastAsianSerif "Noto Serif CJK" in "noto-cjk" as "otf" {
            "NotoSerifCJK-Han1" 400 false
            "NotoSerifCJK-Han2" 400 false
            "NotoSerifCJK-Hangul" 400 false
        }
        EastAsianSans "Noto Sans CJK" in "noto-cjk" as "otf" {
            "NotoSansCJK-Han1" 400 false
            "NotoSansCJK-Han2" 400 false
            "NotoSansCJK-Hangul" 400 false
        }
        Symbols "Noto Sans Math" in "noto-symbols" as "ttf" { "NotoSansMath-Regular" 400 false }
        Symbols "Noto Sans Symbols2" in "noto-symbols" as "ttf" { "NotoSansSymbols2-Regular" 400 false }
        Symbols "Noto Sans Symbols" in "noto-symbols" as "ttf" { "NotoSansSymbols-Regular" 400 false }
        Emoji "Noto Emoji" in "noto-emoji" as "ttf" { "NotoEmoji-Regular" 400 false }
    }
}
