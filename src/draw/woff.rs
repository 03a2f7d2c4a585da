//! Packs a typeface for a page: the same tables, each made smaller (W3C, WOFF File Format 1.0, 2012).

use miniz_oxide::deflate::compress_to_vec_zlib;

/// The smallest that the packer can make.
const LEVEL: u8 = 9;

const HEADER: usize = 44;
const ENTRY: usize = 20;

/// A table of a TrueType file: name, checksum, place and length.
struct Table<'a> {
    name: &'a [u8],
    checksum: u32,
    bytes: &'a [u8],
}

/// A TrueType file as a WOFF file; nothing where it is none.
pub(super) fn woff(file: &[u8]) -> Option<Vec<u8>> {
    let number = |at: usize| Some(u32::from_be_bytes(file.get(at..at + 4)?.try_into().ok()?));
    let tables = usize::from(u16::from_be_bytes(file.get(4..6)?.try_into().ok()?));
    let table = |place: usize| {
        let entry = 12 + 16 * place;
        let [start, length] = [number(entry + 8)? as usize, number(entry + 12)? as usize];
        let bytes = file.get(start..start.checked_add(length)?)?;
        let name = file.get(entry..entry + 4)?;
        // That of the head is of the whole file as it was.
        let checksum = if name == b"head" { number(entry + 4)? } else { sum(bytes) };
        Some(Table { name, checksum, bytes })
    };
    let tables: Vec<Table<'_>> = (0..tables).map(table).collect::<Option<_>>()?;
    let (mut directory, mut data) = (Vec::new(), Vec::new());
    let start = HEADER + ENTRY * tables.len();
    for table in &tables {
        let packed = compress_to_vec_zlib(table.bytes, LEVEL);
        let stored = if packed.len() < table.bytes.len() { &packed } else { table.bytes };
        directory.extend_from_slice(table.name);
        for number in [start + data.len(), stored.len(), table.bytes.len()] {
            directory.extend(u32::try_from(number).ok()?.to_be_bytes());
        }
        directory.extend(table.checksum.to_be_bytes());
        data.extend_from_slice(stored);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let unpacked = 12 + tables.iter().map(|table| 16 + table.bytes.len().next_multiple_of(4)).sum::<usize>();
    let mut packed = b"wOFF".to_vec();
    packed.extend_from_slice(file.get(..4)?);
    packed.extend(u32::try_from(start + data.len()).ok()?.to_be_bytes());
    packed.extend(u16::try_from(tables.len()).ok()?.to_be_bytes());
    packed.extend([0, 0]);
    packed.extend(u32::try_from(unpacked).ok()?.to_be_bytes());
    // The version of the typeface, and where metadata would stand: none.
    packed.resize(HEADER, 0);
    packed.extend(directory);
    packed.extend(data);
    Some(packed)
}

/// The sum of a table as numbers of four bytes, with noughts after its end.
fn sum(table: &[u8]) -> u32 {
    let number = |bytes: &[u8]| {
        (0..4).fold(0, |number: u32, place| number << 8 | u32::from(bytes.get(place).copied().unwrap_or(0)))
    };
    table.chunks(4).map(number).fold(0, u32::wrapping_add)
}
