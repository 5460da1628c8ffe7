//! Every way in which an image file can be wrong, and what is read of sound ones.

#![expect(clippy::disallowed_methods, reason = "the faulty files are made here")]

mod drawings;
mod pixels;

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use super::*;
use crate::diagnostic::Severity;

/// A PNG file of one colour.
fn png(width: u32, height: u32, more: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([8, 0, 0, 0, 0]);
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(&vec![0; (width as usize + 1) * height as usize]).unwrap();
    let packed = packed.finish().unwrap();
    let mut file = png::SIGNATURE.to_vec();
    let end: [(&[u8; 4], &[u8]); 2] = [(b"IDAT", &packed), (b"IEND", &[])];
    for (name, content) in [(b"IHDR", &header[..])].iter().chain(more).chain(&end) {
        file.extend((content.len() as u32).to_be_bytes());
        let mut crc = flate2::Crc::new();
        crc.update(*name);
        crc.update(content);
        file.extend([&name[..], content, &crc.sum().to_be_bytes()].concat());
    }
    file
}

/// The markers of a JPEG file around data that nobody decodes here.
fn jpeg(more: &[u8]) -> Vec<u8> {
    let mut file = b"\xff\xd8".to_vec();
    file.extend(more);
    file.extend(b"\xff\xc0\0\x11\x08\0\x30\0\x40\x03\x01\x22\0\x02\x11\x01\x03\x11\x01");
    file.extend(b"\xff\xda\0\x0c\x03\x01\0\x02\x11\x03\x11\0\x3f\0\x12\xff\0\x34\xff\xd0\x56\xff\xd9");
    file
}

fn exif(orientation: u8) -> Vec<u8> {
    let mut notes = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0".to_vec();
    notes[6 + 8 + 2 + 9] = orientation;
    let mut segment = b"\xff\xe1".to_vec();
    segment.extend((notes.len() as u16 + 2).to_be_bytes());
    segment.extend(notes);
    segment
}

/// A folder of this test's own, gone with it.
struct Folder {
    place: PathBuf,
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.place);
    }
}

impl Folder {
    fn new(name: &str) -> Self {
        let place = std::env::temp_dir().join(format!("triplicate-images-{}-{name}", std::process::id()));
        for folder in ["root/text/pictures", "other/deeper"] {
            fs::create_dir_all(place.join(folder)).unwrap();
        }
        Self { place }
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.place.join("root/text").join(name), bytes).unwrap();
    }

    /// The image, and the report in lines.
    fn load(&self, reference: &str) -> (Option<Image>, String) {
        let options = Options {
            root: self.place.join("root"),
            fallback_title: String::new(),
            ..Options::new(self.place.join("root/text"))
        };
        let mut diagnostics = Diagnostics::default();
        let image =
            load(Name { written: reference, seen: reference }, &options, Span::default(), &mut diagnostics);
        let lines: Vec<String> = diagnostics
            .iter()
            .map(|told| {
                let help = told.help.as_deref().map_or(String::new(), |help| format!(" ({help})"));
                let place = self.place.canonicalize().unwrap();
                format!("{}: {}{help}", told.code.name(), told.message).replace(place.to_str().unwrap(), "")
            })
            .collect();
        let refused = diagnostics.iter().any(|told| told.severity == Severity::Error);
        assert_eq!(image.is_none(), refused, "{lines:?}");
        (image, lines.join("\n"))
    }
}

#[test]
fn sound_images_are_measured() {
    let folder = Folder::new("sound");
    let per_metre = |number: u32| [number.to_be_bytes(), number.to_be_bytes(), [1; 4]].concat()[..9].to_vec();
    folder.put("plain.png", png(96, 48, &[]));
    folder.put("dense.png", png(300, 150, &[(b"pHYs", &per_metre(11811))]));
    folder.put("absurd.png", png(96, 48, &[(b"pHYs", &per_metre(1))]));
    folder.put("plain.jpg", jpeg(b""));
    folder.put("dense.jpg", jpeg(b"\xff\xe0\0\x10JFIF\0\x01\x01\x01\0\xc0\0\xc0\0\0"));
    folder.put("really-a-picture.txt", png(96, 48, &[]));
    folder.put(
        "pictures/a b.svg",
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="2in" viewBox="0 0 4 1"/>"#,
    );
    for (reference, width, height) in [
        ("plain.png", 72.0, 36.0),
        ("./pictures/../dense.png", 72.0, 36.0),
        ("absurd.png", 72.0, 36.0),
        ("plain.jpg", 48.0, 36.0),
        ("dense.jpg", 24.0, 18.0),
        ("really-a-picture.txt", 72.0, 36.0),
        ("pictures/a b.svg", 144.0, 36.0),
    ] {
        let (image, report) = folder.load(reference);
        let image = image.unwrap_or_else(|| panic!("{reference}: {report}"));
        assert!(
            (image.width - width).abs() < 0.01 && (image.height - height).abs() < 0.01,
            "{reference}: {image:?}"
        );
        assert_eq!(report, "");
        assert_eq!(Path::new(reference).file_name().unwrap().to_str().unwrap(), image.name);
    }
}

#[test]
fn faulty_images_are_refused_in_words() {
    let folder = Folder::new("faulty");
    let sound = png(200, 100, &[]);
    folder.put("trade.png", &sound);
    folder.put("cut.png", &sound[..sound.len() - 20]);
    let mut spoilt = sound.clone();
    spoilt[45] ^= 1;
    folder.put("spoilt.png", spoilt);
    folder.put("huge.png", png(0, 0, &[]));
    let mut vast = png(1, 1, &[]);
    vast[16..24].copy_from_slice(&[0, 0, 0x80, 0, 0, 0, 0x80, 0]);
    let mut crc = flate2::Crc::new();
    crc.update(&vast[12..29]);
    vast[29..33].copy_from_slice(&crc.sum().to_be_bytes());
    folder.put("vast.png", vast);
    folder.put("cut.jpg", &jpeg(b"")[..40]);
    folder.put("odd.jpg", b"\xff\xd8\xff\xc9\0\x0b\x08\0\x30\0\x40\x01\x01\x22\0");
    folder.put("turned.jpg", jpeg(&exif(6)));
    folder.put("cut.gif", b"GIF89a...");
    folder.put("cut.webp", b"RIFF\0\0\0\0WEBPVP8 ");
    folder.put("raw.jpg", b"II*\0");
    folder.put("empty.png", b"");
    folder.put("page.png", b"<!DOCTYPE html><html><body>404</body></html>");
    folder.put("\u{e9}nlarged-picture.png", &sound);
    folder.put("kept.png", b"version https://git-lfs.github.com/spec/v1\n");
    folder.put("noise.png", b"\x00\x01\x02\xfe\xff");
    folder.put("words.svg", "no markup");
    folder.put("other.svg", "<rss/>");
    folder.put("broken.svg", "<svg viewBox='0 0 1 1'><g></svg>");
    folder.put("sizeless.svg", "<svg width='100%' height='100%'/>");
    folder.put("deep.svg", format!("<svg viewBox='0 0 1 1'>{}", "<g>".repeat(100_000)));
    fs::write(folder.place.join("other/secret.png"), &sound).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("../../other/secret.png", folder.place.join("root/text/link.png")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("../../other/deeper", folder.place.join("root/text/around")).unwrap();
    let report = [
        "trad.png",
        "pictures",
        "../../other/secret.png",
        "../../other/nothing.png",
        "link.png",
        "/etc/passwd",
        "C:\\a.png",
        "pictures\\a.png",
        "a\0b",
        "\u{e9}nlarged-picture/",
        "around/../nothing.png",
        "around/../secret.png",
        "cut.png",
        "spoilt.png",
        "huge.png",
        "vast.png",
        "cut.jpg",
        "odd.jpg",
        "turned.jpg",
        "cut.gif",
        "cut.webp",
        "raw.jpg",
        "empty.png",
        "page.png",
        "kept.png",
        "noise.png",
        "words.svg",
        "other.svg",
        "broken.svg",
        "sizeless.svg",
        "deep.svg",
    ]
    .map(|reference| folder.load(reference).1)
    .join("\n");
    insta::assert_snapshot!(report);
}

#[test]
fn no_bytes_are_too_bad() {
    let drawing =
        "<svg viewBox='0 0 9 9' style='a:url(#b)'><image href='data:image/png;base64,iVBORw0K'/></svg>";
    for whole in [png(9, 9, &[(b"pHYs", &[1; 9])]), jpeg(&exif(3)), drawing.as_bytes().to_vec()] {
        for cut in 0..whole.len() {
            let _ = inspect(whole[..cut].to_vec());
            for bit in [1, 0x80, 0xff] {
                let mut spoilt = whole.clone();
                spoilt[cut] ^= bit;
                let _ = inspect(spoilt);
            }
        }
    }
}
