//! The bundled faces cover what they promise, are opened only when needed, and stand in for one another; a user's faces
//! come before them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::disallowed_methods, reason = "faulty font files are made here")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use triplicate::diagnostic::{Code, Diagnostics};
use triplicate::fonts::{FaceId, Fonts, Outlines};
use triplicate::model::Language;

fn language(tag: &str) -> Language {
    Language::parse(tag).unwrap()
}

/// The PostScript name of the face that sets a character beside another face.
fn set_by(fonts: &Fonts, character: char, near: &str, language_tag: &str) -> String {
    let near = fonts.select(near, 400, false);
    if fonts.face(near).covers(character) {
        return fonts.face(near).postscript_name.clone();
    }
    match fonts.fallback(character, near, &language(language_tag)) {
        Some(id) => fonts.face(id).postscript_name.clone(),
        None => "none".to_owned(),
    }
}

#[test]
fn each_script_finds_its_face() {
    let fonts = Fonts::bundled();
    for (near, characters, tag, expected) in [
        ("Source Serif 4", "aéßłőžčπδжїє–“„«€₴№½→■☐☑✓", "en", "SourceSerif4-Regular"),
        ("Source Sans 3", "aéßłőžčπδжїєἀὦ–“„«€₴№½⅓→⇒↔■●☐☑✓✔✗ə", "en", "SourceSans3-Regular"),
        ("Source Code Pro", "aéжπ→⇒├└─│█░■✓", "en", "SourceCodePro-Regular"),
        ("Source Serif 4", "ἀὦῃῒϞ᾽", "el", "NotoSerif-Regular"),
        ("Source Serif 4", "⇒↔●✔✗⟨", "en", "SourceSans3-Regular"),
        ("Source Sans 3", "├└─│█", "en", "SourceCodePro-Regular"),
        ("Source Serif 4 Caption", "中国对朝政策鸭绿江援助、。「」あいカナー", "en", "NotoSerifCJK-Han1"),
        ("Source Serif 4", "國對為學東鴨綠桜畑峠", "zh-Hant", "NotoSerifCJK-Han2"),
        ("Source Serif 4", "북한조선주체사상경제ㄱㅏ", "ko", "NotoSerifCJK-Hangul"),
        ("Source Sans 3", "中国\u{ff0c}。\u{ff1a}\u{ff1f}", "zh", "NotoSansCJK-Han1"),
        ("Source Sans 3", "國對為學桜畑峠", "ja", "NotoSansCJK-Han2"),
        ("Source Code Pro", "북한조선", "ko", "NotoSansCJK-Hangul"),
        ("Source Serif 4", "ءاللهپچژگؤ؟،؛ڕٹ۱٣ﷺ", "ar", "Amiri-Regular"),
        ("Source Sans 3", "ءالله", "en", "Amiri-Regular"),
        ("Source Serif 4", "אבגםשׁ״׳־", "he", "NotoSerifHebrew-Regular"),
        ("Source Sans 3", "אבגם", "en", "NotoSansHebrew-Regular"),
        ("Source Serif 4", "∈⊂⟶ℝ𝑥𝐀", "en", "NotoSansMath-Regular"),
        ("Source Sans 3", "★☆⚠⚡☒➜➤⏎☎✉✂✈❗❓", "en", "NotoSansSymbols2-Regular"),
        ("Source Sans 3", "①⑩❶⎋⚙", "en", "NotoSansSymbols-Regular"),
        ("Source Serif 4", "★①", "zh", "NotoSerifCJK-Han1"),
        ("Source Serif 4", "✅❌🚀🔥📄🎉👍😀ℹ🇩", "en", "NotoEmoji-Regular"),
        ("Source Serif 4", "ሀ𓀀", "en", "none"),
    ] {
        for character in characters.chars() {
            let face = set_by(&fonts, character, near, tag);
            assert_eq!(face, expected, "{character} (U+{:04X}) near {near} in {tag}", character as u32);
        }
    }
    assert!(fonts.iter().all(|(_, face)| !face.is_open()), "asking for coverage opens nothing");
}

#[test]
fn bold_text_finds_bold_letters() {
    let fonts = Fonts::bundled();
    for (near, weight, character, expected) in [
        ("Source Serif 4 Caption", 400, 'ἀ', "NotoSerif-Regular"),
        ("Source Serif 4", 700, 'ἀ', "NotoSerif-Bold"),
        ("Source Serif 4 Display", 600, 'ἀ', "NotoSerif-Bold"),
        ("Source Sans 3", 700, 'ἀ', "SourceSans3-Bold"),
        ("Source Serif 4", 400, 'א', "NotoSerifHebrew-Regular"),
        ("Source Serif 4", 700, 'א', "NotoSerifHebrew-Bold"),
        ("Source Sans 3", 600, 'א', "NotoSansHebrew-Bold"),
        ("Source Serif 4", 400, 'ب', "Amiri-Regular"),
        ("Source Serif 4", 600, 'ب', "Amiri-Bold"),
        ("Source Sans 3", 700, 'ب', "Amiri-Bold"),
    ] {
        let near = fonts.select(near, weight, false);
        let face = fonts.fallback(character, near, &language("en")).unwrap();
        assert_eq!(fonts.face(face).postscript_name, expected);
    }
}

#[test]
fn stored_coverage_is_the_faces_own() {
    let fonts = Fonts::bundled();
    for (_, face) in fonts.iter() {
        let own = face.font().charmap().unicodes().filter(|(_, glyph)| glyph.to_u32() != 0);
        let own: BTreeSet<char> = own.filter_map(|(code, _)| char::from_u32(code)).collect();
        assert!(!own.is_empty());
        // Ranges that begin or end in the wrong place show at a neighbour.
        let neighbours = |c: &char| [u32::from(*c).saturating_sub(1), u32::from(*c), u32::from(*c) + 1];
        for character in own.iter().flat_map(neighbours).filter_map(char::from_u32) {
            let told = face.covers(character);
            assert_eq!(told, own.contains(&character), "{character:?} in {}", face.postscript_name);
        }
    }
}

#[test]
fn bundled_faces_are_what_the_table_says() {
    let fonts = Fonts::bundled();
    for (id, face) in fonts.iter() {
        assert_eq!(fonts.select(&face.family, face.weight, face.italic).0, first_like(&fonts, id).0);
        let attributes = face.font().default_attributes();
        assert_eq!(attributes.weight.value(), f32::from(face.weight), "{}", face.postscript_name);
        let metrics = face.metrics();
        assert_eq!(metrics.italic_angle < 0.0, face.italic, "{}", face.postscript_name);
        assert_eq!(
            metrics.outlines == Outlines::Cff,
            face.postscript_name.starts_with("Source") || face.postscript_name.contains("CJK"),
        );
        assert!(metrics.ascender > 700.0 && metrics.descender < -100.0, "{metrics:?}");
    }
}

/// The parts of an East Asian family are alike; the first is the one that is selected by name.
fn first_like(fonts: &Fonts, id: FaceId) -> FaceId {
    let wanted = fonts.face(id);
    let like = |face: &triplicate::fonts::Face| {
        (&face.family, face.weight, face.italic) == (&wanted.family, wanted.weight, wanted.italic)
    };
    fonts.iter().find(|(_, face)| like(face)).map(|(id, _)| id).unwrap()
}

#[test]
fn han_characters_take_the_form_of_their_region() {
    let fonts = Fonts::bundled();
    let form = |character: char, near: &str, tag: &str| {
        let near = fonts.select(near, 400, false);
        let face = fonts.face(fonts.fallback(character, near, &language(tag)).unwrap());
        let mut buffer = harfrust::Buffer::new();
        buffer.push_str(&character.to_string());
        buffer.set_language(harfrust::Language::new(tag));
        buffer.guess_segment_properties();
        let font = harfrust::ShaperFont::new(face.font());
        harfrust::shape(&font, &mut buffer, harfrust::ShapeOptions::new()).unwrap();
        assert!(buffer.glyph_infos()[0].glyph_id != 0);
        (face.postscript_name.clone(), buffer.glyph_infos()[0].glyph_id)
    };
    for near in ["Source Serif 4", "Source Sans 3"] {
        for (character, alike, unlike) in [
            ('骨', ["en", "zh"], ["zh", "zh-TW"]),
            ('直', ["en", "zh-Hans"], ["zh-Hans", "ja"]),
            ('令', ["zh-CN", "zh"], ["zh", "ja"]),
            ('曜', ["en", "zh-Hans"], ["ja", "zh-Hant"]),
            ('、', ["ja", "en"], ["ja", "zh-HK"]),
        ] {
            let pair = |tags: [&str; 2]| tags.map(|tag| form(character, near, tag));
            let [one, other] = pair(alike);
            assert_eq!(one, other, "{character} in {alike:?}");
            let [one, other] = pair(unlike);
            assert_ne!(one, other, "{character} in {unlike:?}");
        }
    }
}

#[test]
fn the_folder_keeps_its_size() {
    let mut total = 0;
    for folder in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts")).unwrap().map(Result::unwrap) {
        let files = if folder.path().is_dir() {
            fs::read_dir(folder.path()).unwrap().collect()
        } else {
            vec![Ok(folder)]
        };
        for file in files {
            let length = file.unwrap().metadata().unwrap().len();
            assert!(length < 4_000_000);
            total += length;
        }
    }
    assert!(total < 9 << 20, "the registry takes 10 MiB, and there is more than fonts: {total}");
}

#[test]
fn cuts_for_sizes_borrow_from_their_family() {
    let fonts = Fonts::bundled();
    for (family, weight, italic, expected) in [
        ("Source Serif 4 Caption", 700, true, "SourceSerif4-BoldIt"),
        ("Source Serif 4 Subhead", 700, false, "SourceSerif4-Bold"),
        ("Source Serif 4 Subhead", 600, false, "SourceSerif4-Semibold"),
        ("Source Serif 4 Subhead", 300, true, "SourceSerif4Subhead-It"),
        ("Source Serif 4 Display", 600, true, "SourceSerif4Display-SemiboldIt"),
        ("Source Serif 4 Display", 800, false, "SourceSerif4Display-Semibold"),
        ("Source Serif 4", 600, true, "SourceSerif4-BoldIt"),
        ("Source Code Pro", 600, false, "SourceCodePro-Bold"),
        ("Unheard Of", 400, false, "SourceSerif4-Regular"),
    ] {
        let face = fonts.face(fonts.select(family, weight, italic));
        assert_eq!(face.postscript_name, expected, "{family} {weight} {italic}");
    }
}

#[test]
fn a_users_faces_come_first_and_broken_files_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let source = Fonts::bundled();
    let bundled = |family: &str| source.face(source.select(family, 400, false)).data().to_vec();
    let serif = bundled("Source Serif 4");
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    put("b/serif.otf", &serif);
    put("a/emoji.TTF", &bundled("Noto Emoji"));
    put("readme.txt", b"not a font");
    put("cut.otf", &serif[..serif.len() / 2]);
    put("empty.ttf", b"");
    put("text.ttc", b"ttcf and then nothing of the kind");
    put("restricted.otf", &with_fs_type(&serif, 2));
    put("tables.ttc", &of_many_tables());
    put("whole.otf", &with_fs_type(&serif, 0x108));

    let mut fonts = Fonts::bundled();
    let before = fonts.iter().count();
    let mut diagnostics = Diagnostics::default();
    fonts.add_folder(folder.path(), &mut diagnostics).unwrap();
    let added: Vec<_> = fonts.iter().skip(before).map(|(_, face)| face.postscript_name.as_str()).collect();
    assert_eq!(added, ["NotoEmoji-Regular", "SourceSerif4-Regular", "SourceSerif4-Regular"]);
    let faults: Vec<_> = diagnostics.iter().map(|fault| (fault.code, fault.message.as_str())).collect();
    assert_eq!(faults.len(), 5, "{faults:?}");
    assert!(faults.iter().all(|(code, _)| *code == Code::BadFont));
    assert!(faults.iter().any(|(_, message)| message.contains("tables.ttc` is damaged")), "{faults:?}");

    let chosen = fonts.face(fonts.select("Source Serif 4", 400, false));
    assert!(!chosen.is_bundled() && !chosen.is_open());
    assert!(chosen.covers('é') && !chosen.covers('中'));
    assert!(chosen.font().metrics().num_glyphs > 1000);
    assert_eq!(chosen.data()[..], serif[..]);
    let emoji = fonts.fallback('🚀', FaceId(0), &language("en")).unwrap();
    assert!(!fonts.face(emoji).is_bundled());
    let whole = fonts.iter().map(|(_, face)| face.embedding()).find(|embedding| !embedding.subset);
    assert_eq!(whole.unwrap().licence, triplicate::fonts::Licence::Editable);

    assert!(fonts.add_folder(Path::new("/nowhere/at/all"), &mut diagnostics).is_err());
}

#[test]
fn faces_of_collections_are_apart() {
    let mut fonts = Fonts::bundled();
    let mut diagnostics = Diagnostics::default();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/small-fonts");
    fonts.add_folder(&folder, &mut diagnostics).unwrap();
    for (family, weight, name, index) in
        [("Small Pair", 400, "SmallPair-400", 0), ("Small Pair", 700, "SmallPair-700", 1)]
    {
        let face = fonts.face(fonts.select(family, weight, false));
        assert_eq!((face.postscript_name.as_str(), face.index()), (name, index));
        assert!(face.covers('A') && !face.covers('C'));
    }
    let faults: Vec<_> = diagnostics.iter().map(|fault| fault.message.as_str()).collect();
    assert!(faults.iter().all(|fault| fault.contains("variable-cff2.otf")), "{faults:?}");
}

/// A collection that names one directory 256 times, with more tables than any face has.
fn of_many_tables() -> Vec<u8> {
    let directory = 12 + 4 * 256_u32;
    let mut file = b"ttcf\0\x01\0\0\0\0\x01\0".to_vec();
    file.extend(directory.to_be_bytes().repeat(256));
    file.extend(b"\0\x01\0\0\xff\xff\0\0\0\0\0\0");
    file.extend([0; 16].repeat(usize::from(u16::MAX)));
    file
}

/// The font with other permissions in its `OS/2` table.
fn with_fs_type(font: &[u8], fs_type: u16) -> Vec<u8> {
    let mut font = font.to_vec();
    let record = font.windows(4).position(|tag| tag == b"OS/2").unwrap();
    let offset = u32::from_be_bytes(font[record + 8..record + 12].try_into().unwrap()) as usize;
    font[offset + 8..offset + 10].copy_from_slice(&fs_type.to_be_bytes());
    font
}
