//! Images that a drawing carries within it.

use super::super::{jpeg, png};

/// The address again, in one plain form, if it holds a sound PNG or JPEG image.
pub(super) fn image(address: &str) -> Option<String> {
    let (kind, encoded) = address.strip_prefix("data:")?.split_once(',')?;
    kind.trim_end().to_ascii_lowercase().ends_with(";base64").then_some(())?;
    let encoded: String = encoded.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    let bytes = decode(&encoded)?;
    let kind = if bytes.starts_with(png::SIGNATURE) {
        png::inspect(&bytes).ok()?;
        "image/png"
    } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        jpeg::inspect(bytes).ok()?;
        "image/jpeg"
    } else {
        return None;
    };
    Some(format!("data:{kind};base64,{encoded}"))
}

/// Undoes base64.
fn decode(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches('=').as_bytes();
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for group in text.chunks(4) {
        let mut word = 0_u32;
        for at in 0..4 {
            word = word << 6 | u32::from(group.get(at).map_or(Some(0), |letter| value(*letter))?);
        }
        let [_, three @ ..] = word.to_be_bytes();
        let whole = match group.len() {
            2 => 1,
            3 => 2,
            4 => 3,
            _ => return None,
        };
        bytes.extend_from_slice(&three[..whole]);
    }
    Some(bytes)
}

fn value(letter: u8) -> Option<u8> {
    Some(match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}
