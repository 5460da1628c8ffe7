//! JPEG files, which PDF takes as they are.

use lopdf::{Object, Stream, dictionary};

use super::images::{Picture, header};
use super::objects::name;

/// The colours of the printed inks, alone and over one another, on coated paper: cyan counts 1, magenta 2, yellow 4,
/// black 8. Between them colours are mixed in proportion.
const INKS: [[u8; 3]; 16] = [
    [255, 255, 255],
    [0, 158, 224],
    [230, 0, 126],
    [49, 39, 131],
    [255, 237, 0],
    [0, 150, 64],
    [227, 6, 19],
    [55, 52, 53],
    [29, 29, 27],
    [0, 18, 24],
    [26, 0, 13],
    [6, 4, 14],
    [29, 27, 0],
    [0, 17, 7],
    [26, 1, 2],
    [0, 0, 0],
];

/// What the head of a JPEG file says.
#[derive(Debug, PartialEq)]
struct Head {
    width: u16,
    height: u16,
    components: u8,
    /// Whether Adobe's mark is there: it writes inks inverted.
    adobe: bool,
}

/// The image in a JPEG file.
///
/// Files with four components hold printing inks. The colours of this file are those of a screen, so their inks are
/// named one by one with a table of how they look.
pub(super) fn picture(bytes: &[u8]) -> Result<Picture, &'static str> {
    let head = head(bytes)?;
    let colours = match head.components {
        1 => name("DeviceGray"),
        3 => name("DeviceRGB"),
        // Replaced by the inks once their table is an object.
        4 => Object::Null,
        _ => return Err("a JPEG file with two components, or with more than four"),
    };
    let mut dict = header(u32::from(head.width), u32::from(head.height), 8, colours);
    dict.set("Filter", name("DCTDecode"));
    if head.components == 4 && head.adobe {
        dict.set("Decode", [1, 0].repeat(4).into_iter().map(Object::Integer).collect::<Vec<_>>());
    }
    let tint = (head.components == 4).then(|| {
        let unit = |count: usize| [0, 1].repeat(count).into_iter().map(Object::Integer).collect::<Vec<_>>();
        let dict = dictionary! {
            "FunctionType" => 0,
            "Domain" => unit(4),
            "Range" => unit(3),
            "Size" => vec![Object::Integer(2); 4],
            "BitsPerSample" => 8,
        };
        Stream::new(dict, INKS.concat())
    });
    Ok(Picture { stream: Stream::new(dict, bytes.to_vec()), mask: None, tint })
}

/// Reads the head, as far as the frame.
fn head(bytes: &[u8]) -> Result<Head, &'static str> {
    const BROKEN: &str = "a damaged JPEG file";
    let mut adobe = false;
    let mut at = 2;
    loop {
        let marker = next_marker(bytes, &mut at).ok_or(BROKEN)?;
        if matches!(marker, 0x01 | 0xD0..=0xD8) {
            continue;
        }
        let length = bytes.get(at..at + 2).ok_or(BROKEN)?;
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        let segment = bytes.get(at + 2..at + length).ok_or(BROKEN)?;
        match marker {
            0xEE => adobe |= segment.starts_with(b"Adobe"),
            0xC0..=0xC2 => {
                let &[8, h1, h0, w1, w0, components, ..] = segment else {
                    return Err("a JPEG file that is damaged or has not 8 bits to a component");
                };
                let (width, height) = (u16::from_be_bytes([w1, w0]), u16::from_be_bytes([h1, h0]));
                return if width > 0 && height > 0 {
                    Ok(Head { width, height, components, adobe })
                } else {
                    Err(BROKEN)
                };
            }
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                return Err("a JPEG file in a rare form that readers of PDF do not know");
            }
            0xD9 | 0xDA => return Err(BROKEN),
            _ => {}
        }
        at += length;
    }
}

/// The next marker, and the place after it. Stray bytes before it do no harm, as `read` and those who show the file hold.
fn next_marker(bytes: &[u8], at: &mut usize) -> Option<u8> {
    loop {
        *at += bytes.get(*at..)?.iter().position(|byte| *byte == 0xFF)? + 1;
        while bytes.get(*at) == Some(&0xFF) {
            *at += 1;
        }
        let marker = *bytes.get(*at)?;
        *at += 1;
        if marker != 0 {
            return Some(marker);
        }
    }
}
