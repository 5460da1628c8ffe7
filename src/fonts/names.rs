//! The table of a face's names, which those who cut a face down to fewer glyphs copy name by name.

use std::collections::BTreeSet;

/// Whether every name lies within the table, and all of them together within the reach of 16 bits. The library that cuts
/// faces down adds up their places in so many bits.
pub(super) fn are_whole(table: &[u8]) -> bool {
    // Later versions are copied as they are.
    let Some([0, count, storage]) = words(table, 0) else { return words::<3>(table, 0).is_some() };
    let stored = table.get(usize::from(storage)..).unwrap_or_default();
    let places: Option<BTreeSet<(u16, u16)>> =
        (0..usize::from(count)).map(|record| place(table, 6 + 12 * record, stored.len())).collect();
    let sum = |places: BTreeSet<(u16, u16)>| places.iter().map(|(_, length)| u32::from(*length)).sum::<u32>();
    u16::try_from(6 + 12 * u32::from(count)).is_ok()
        && places.is_some_and(|places| u16::try_from(sum(places)).is_ok())
}

/// Where among the stored names a record's name begins, and its length.
fn place(table: &[u8], record: usize, stored: usize) -> Option<(u16, u16)> {
    let [length, start] = words(table, record + 8)?;
    let end = start.checked_add(length)?;
    (usize::from(end) <= stored).then_some((start, length))
}

fn words<const N: usize>(table: &[u8], at: usize) -> Option<[u16; N]> {
    let bytes = table.get(at..at + 2 * N)?;
    Some(std::array::from_fn(|word| u16::from_be_bytes([bytes[2 * word], bytes[2 * word + 1]])))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table with the lengths and places of names, and so many bytes for them.
    fn table(version: u16, names: &[(u16, u16)], stored: usize) -> Vec<u8> {
        let head = [version, names.len() as u16, (6 + 12 * names.len()) as u16];
        let records = names.iter().flat_map(|(length, start)| [3, 1, 0x409, 1, *length, *start]);
        let words = head.into_iter().chain(records).flat_map(u16::to_be_bytes);
        words.chain(std::iter::repeat_n(b'x', stored)).collect()
    }

    #[test]
    fn names_lie_within_their_table() {
        for (names, stored, whole) in [
            (&[][..], 0, true),
            (&[(4, 0), (2, 4), (4, 0)], 6, true),
            (&[(4, 0), (3, 4)], 6, false),
            (&[(40000, 40000)], 90000, false),
            (&[(60000, 0), (60000, 1)], 65000, false),
            (&[(60000, 0), (60000, 0)], 65000, true),
        ] {
            assert_eq!(are_whole(&table(0, names, stored)), whole, "{names:?} in {stored}");
        }
        assert!(are_whole(&table(1, &[(4, 9)], 0)), "a later version is not looked into");
        assert!(!are_whole(&table(0, &[(4, 0)], 9)[..12]), "records are cut off");
        assert!(!are_whole(&table(0, &vec![(1, 0); 5461], 9)), "more records than 16 bits can count");
        assert!(!are_whole(b"\0\0\0\0"));
    }
}
