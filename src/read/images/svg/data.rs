//! Images that a drawing carries within it.

use super::super::{Looked, pixels};
use crate::model::ImageData;

/// A sound image that a drawing carries.
pub(super) struct Carried {
    /// Its address, in one plain form.
    pub address: String,
    /// How many pixels it has.
    pub pixels: u64,
    /// Whether the file has more frames than the one that is shown.
    pub moves: bool,
}

/// The image that an address holds, if it is a sound picture made of pixels.
pub(super) fn image(address: &str) -> Option<Carried> {
    let (kind, encoded) = address.strip_prefix("data:")?.split_once(',')?;
    kind.trim_end().to_ascii_lowercase().ends_with(";base64").then_some(())?;
    let encoded: String = encoded.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    let Looked::Picture(sound) = pixels(decode(&encoded)?).ok()? else { return None };
    let (kind, bytes, (width, height)) = match &sound.data {
        ImageData::Png { bytes, pixels } => ("image/png", bytes, *pixels),
        ImageData::Jpeg { bytes, pixels, .. } => ("image/jpeg", bytes, *pixels),
        ImageData::Svg { .. } => return None,
    };
    Some(Carried {
        address: format!("data:{kind};base64,{}", encode(bytes)),
        pixels: u64::from(width) * u64::from(height),
        // A picture made of pixels loses nothing but its movement.
        moves: sound.lost.is_some(),
    })
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes in base64.
pub(in super::super) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let word = (0..3).fold(0_u32, |word, at| word << 8 | u32::from(*three.get(at).unwrap_or(&0)));
        for at in 0..4 {
            let letter = char::from(LETTERS[(word >> (18 - 6 * at)) as usize & 63]);
            text.push(if at <= three.len() { letter } else { '=' });
        }
    }
    text
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
