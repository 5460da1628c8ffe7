//! The checksums of a PNG file, which hardly a change of its bytes would get past.

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The file with every chunk's checksum set right; files of other kinds as they are.
pub(crate) fn mended(bytes: &[u8]) -> Vec<u8> {
    let mut file = bytes.to_vec();
    let mut at = SIGNATURE.len();
    if !file.starts_with(SIGNATURE) {
        return file;
    }
    while let Some(length) = file.get(at..at + 4) {
        let length = u32::from_be_bytes([length[0], length[1], length[2], length[3]]) as usize;
        let sum_at = at.saturating_add(8).saturating_add(length);
        let Some(content) = file.get(at + 4..sum_at) else { break };
        let sum = crc(content).to_be_bytes();
        let Some(place) = file.get_mut(sum_at..sum_at + 4) else { break };
        place.copy_from_slice(&sum);
        at = sum_at + 4;
    }
    file
}

/// The cyclic redundancy check that PNG prescribes.
fn crc(bytes: &[u8]) -> u32 {
    let step = |sum: u32| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
    !bytes.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum)))
}
