//! The table directory of a font file: where the tables of each face lie. Shaping and metrics are harfrust's.

use std::io::{Read, Seek, SeekFrom};

/// More faces than any collection holds.
const MOST_FACES: u32 = 256;

/// More tables than any face has. A collection may name one directory for all its faces, so many records of tables would
/// be read as many times.
const MOST_TABLES: u16 = 512;

/// Where the tables of one face lie in its file.
#[derive(Clone, Debug, Default)]
pub(super) struct Directory {
    tables: Vec<([u8; 4], u32, u32)>,
}

impl Directory {
    /// Reads the directory of every face in a font file; `None` if it is none, or if a table lies outside it.
    pub(super) fn read_all(file: &mut (impl Read + Seek)) -> Option<Vec<Self>> {
        let length = file.seek(SeekFrom::End(0)).ok()?;
        if &bytes::<4>(file, 0)? != b"ttcf" {
            return Some(vec![Self::read(file, 0, length)?]);
        }
        let count = u32::from_be_bytes(bytes(file, 8)?).min(MOST_FACES);
        (0..count)
            .map(|index| {
                let start = u32::from_be_bytes(bytes(file, 12 + 4 * u64::from(index))?);
                Self::read(file, u64::from(start), length)
            })
            .collect()
    }

    fn read(file: &mut (impl Read + Seek), start: u64, length: u64) -> Option<Self> {
        if !matches!(&bytes::<4>(file, start)?, b"\0\x01\0\0" | b"OTTO" | b"true") {
            return None;
        }
        let count =
            Some(u16::from_be_bytes(bytes(file, start + 4)?)).filter(|count| *count <= MOST_TABLES)?;
        let tables = (0..u64::from(count))
            .map(|index| {
                let record: [u8; 16] = bytes(file, start + 12 + 16 * index)?;
                let [tag, _, offset, size] = [0, 4, 8, 12].map(|at| four(&record, at));
                let (offset, size) = (u32::from_be_bytes(offset), u32::from_be_bytes(size));
                (u64::from(offset) + u64::from(size) <= length).then_some((tag, offset, size))
            })
            .collect::<Option<_>>()?;
        Some(Self { tables })
    }

    /// Whether the face has such a table.
    pub(super) fn has(&self, tag: [u8; 4]) -> bool {
        self.tables.iter().any(|(name, ..)| *name == tag)
    }

    /// The bytes of one table.
    pub(super) fn table(&self, file: &mut (impl Read + Seek), tag: [u8; 4]) -> Option<Vec<u8>> {
        let (_, offset, size) = self.tables.iter().find(|(name, ..)| *name == tag)?;
        file.seek(SeekFrom::Start(u64::from(*offset))).ok()?;
        let mut bytes = Vec::new();
        file.take(u64::from(*size)).read_to_end(&mut bytes).ok()?;
        (bytes.len() == *size as usize).then_some(bytes)
    }
}

fn bytes<const N: usize>(file: &mut (impl Read + Seek), at: u64) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    file.seek(SeekFrom::Start(at)).ok()?;
    file.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

fn four(record: &[u8; 16], at: usize) -> [u8; 4] {
    [record[at], record[at + 1], record[at + 2], record[at + 3]]
}
