//! A font with only the glyphs that a picture uses, as WOFF, to travel inside an SVG.
//!
//! An SVG names a family; whoever opens it may not have it, and then nothing stands where it was drawn. So the file carries
//! its letters. Of the 340 kB of one weight a picture uses some eighty glyphs:
//!
//! | table | what becomes of it |
//! |---|---|
//! | `glyf`, `loca` | outlines of the used glyphs and of what they are composed of; all keep their numbers |
//! | `hmtx` | zero for unused glyphs, which then take no room when packed |
//! | `cmap` | the used characters, format 12 |
//! | `GPOS`, `GSUB` | left out; a `kern` table with the pairs of the used characters instead |
//! | `post` | version 3, without names |
//! | the rest of what a browser asks for | as it was |
//!
//! The result is packed as WOFF 1.0 (W3C 2012): each table through zlib.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;

use ttf_parser::{Face, GlyphId, RawFace};

/// The WOFF file, or `None` if the font is not a TrueType font that can be read.
pub(super) fn woff(font: &[u8], chars: &BTreeSet<char>, kern: impl Fn(char, char) -> i16) -> Option<Vec<u8>> {
    let face = Face::parse(font, 0).ok()?;
    let raw = RawFace::parse(font, 0).ok()?;
    let table = |tag: &[u8; 4]| raw.table(ttf_parser::Tag::from_bytes(tag));
    let map: BTreeMap<char, u16> = chars.iter().filter_map(|c| Some((*c, face.glyph_index(*c)?.0))).collect();

    let (glyf, loca) = (table(b"glyf")?, table(b"loca")?);
    let mut head = table(b"head")?.to_vec();
    let long = *head.get(51)? == 1;
    let offset = |glyph: usize| -> Option<usize> {
        if long {
            Some(u32::from_be_bytes(loca.get(glyph * 4..glyph * 4 + 4)?.try_into().ok()?) as usize)
        } else {
            Some(usize::from(u16::from_be_bytes(loca.get(glyph * 2..glyph * 2 + 2)?.try_into().ok()?)) * 2)
        }
    };
    let outline = |glyph: u16| glyf.get(offset(usize::from(glyph))?..offset(usize::from(glyph) + 1)?);

    let mut used: BTreeSet<u16> = map.values().copied().chain([0]).collect();
    let mut open: Vec<u16> = used.iter().copied().collect();
    while let Some(glyph) = open.pop() {
        for part in components(outline(glyph).unwrap_or_default()) {
            if used.insert(part) {
                open.push(part);
            }
        }
    }

    let count = face.number_of_glyphs();
    let (mut new_glyf, mut new_loca) = (Vec::new(), Vec::new());
    for glyph in 0..count {
        new_loca.extend((new_glyf.len() as u32).to_be_bytes());
        if used.contains(&glyph) {
            new_glyf.extend_from_slice(outline(glyph).unwrap_or_default());
            new_glyf.resize(new_glyf.len().next_multiple_of(4), 0);
        }
    }
    new_loca.extend((new_glyf.len() as u32).to_be_bytes());
    // Offsets are long now; the sum of the whole font is put right below.
    head.get_mut(50..52)?.copy_from_slice(&[0, 1]);
    head.get_mut(8..12)?.copy_from_slice(&[0; 4]);

    let mut hmtx = Vec::new();
    for glyph in 0..count {
        let (advance, bearing) = if used.contains(&glyph) {
            let id = GlyphId(glyph);
            (face.glyph_hor_advance(id).unwrap_or(0), face.glyph_hor_side_bearing(id).unwrap_or(0))
        } else {
            (0, 0)
        };
        hmtx.extend(advance.to_be_bytes());
        hmtx.extend(bearing.to_be_bytes());
    }
    let mut hhea = table(b"hhea")?.to_vec();
    hhea.get_mut(34..36)?.copy_from_slice(&count.to_be_bytes());

    let mut post = table(b"post")?.get(..32)?.to_vec();
    post.get_mut(..4)?.copy_from_slice(&0x0003_0000_u32.to_be_bytes());

    let mut tables: BTreeMap<[u8; 4], Vec<u8>> = BTreeMap::from([
        (*b"cmap", cmap(&map)),
        (*b"glyf", new_glyf),
        (*b"head", head),
        (*b"hhea", hhea),
        (*b"hmtx", hmtx),
        (*b"kern", kern_table(&map, kern)),
        (*b"loca", new_loca),
        (*b"post", post),
    ]);
    for tag in [b"OS/2", b"cvt ", b"fpgm", b"gasp", b"maxp", b"name", b"prep"] {
        if let Some(data) = table(tag) {
            tables.insert(*tag, data.to_vec());
        }
    }
    pack(&tables)
}

/// The glyphs a composite outline is made of (OpenType `glyf`, composite glyph description).
fn components(outline: &[u8]) -> Vec<u16> {
    const WORDS: u16 = 0x0001;
    const SCALE: u16 = 0x0008;
    const MORE: u16 = 0x0020;
    const TWO_SCALES: u16 = 0x0040;
    const MATRIX: u16 = 0x0080;
    let number = |at: usize| outline.get(at..at + 2).map(|b| u16::from_be_bytes([b[0], b[1]]));
    let mut parts = Vec::new();
    if number(0).is_none_or(|contours| contours < 0x8000) {
        return parts;
    }
    let mut at = 10;
    while let (Some(flags), Some(glyph)) = (number(at), number(at + 2)) {
        parts.push(glyph);
        at += 4 + if flags & WORDS != 0 { 4 } else { 2 };
        at += match flags {
            f if f & SCALE != 0 => 2,
            f if f & TWO_SCALES != 0 => 4,
            f if f & MATRIX != 0 => 8,
            _ => 0,
        };
        if flags & MORE == 0 {
            break;
        }
    }
    parts
}

fn cmap(map: &BTreeMap<char, u16>) -> Vec<u8> {
    let mut groups: Vec<(u32, u32, u32)> = Vec::new();
    for (c, glyph) in map {
        let (c, glyph) = (*c as u32, u32::from(*glyph));
        match groups.last_mut() {
            Some((first, last, start)) if *last + 1 == c && *start + (c - *first) == glyph => *last = c,
            _ => groups.push((c, c, glyph)),
        }
    }
    let mut out = Vec::new();
    // One table: platform 3, encoding 10, at byte 12.
    for n in [0_u16, 1, 3, 10, 0, 12, 12, 0] {
        out.extend(n.to_be_bytes());
    }
    for n in [16 + 12 * groups.len() as u32, 0, groups.len() as u32] {
        out.extend(n.to_be_bytes());
    }
    for (first, last, start) in groups {
        for n in [first, last, start] {
            out.extend(n.to_be_bytes());
        }
    }
    out
}

/// A `kern` table of format 0 with the pairs that are not zero.
fn kern_table(map: &BTreeMap<char, u16>, kern: impl Fn(char, char) -> i16) -> Vec<u8> {
    let mut pairs: BTreeMap<(u16, u16), i16> = BTreeMap::new();
    for (a, left) in map {
        for (b, right) in map {
            let value = kern(*a, *b);
            if value != 0 {
                pairs.insert((*left, *right), value);
            }
        }
    }
    // The length of a subtable is 16 bits; ten thousand pairs are more than a page of text has.
    let count = pairs.len().min(10_000) as u16;
    let power = if count == 0 { 0 } else { count.ilog2() as u16 };
    let range = 6 << power;
    let mut out = Vec::new();
    for n in [0, 1, 0, 14 + 6 * count, 1, count, range, power, (6 * count).saturating_sub(range)] {
        out.extend(n.to_be_bytes());
    }
    for ((left, right), value) in pairs.into_iter().take(usize::from(count)) {
        out.extend(left.to_be_bytes());
        out.extend(right.to_be_bytes());
        out.extend(value.to_be_bytes());
    }
    out
}

fn checksum(data: &[u8]) -> u32 {
    data.chunks(4).fold(0_u32, |sum, chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

fn pack(tables: &BTreeMap<[u8; 4], Vec<u8>>) -> Option<Vec<u8>> {
    let count = tables.len() as u16;
    let power = count.max(1).ilog2() as u16;
    // The table directory of the font as it will be unpacked, for its check sum.
    let mut directory = Vec::new();
    directory.extend(0x0001_0000_u32.to_be_bytes());
    for n in [count, 16 << power, power, 16 * count - (16 << power)] {
        directory.extend(n.to_be_bytes());
    }
    let mut offset = 12 + 16 * u32::from(count);
    let mut sum = 0_u32;
    for (tag, data) in tables {
        directory.extend(tag);
        for n in [checksum(data), offset, data.len() as u32] {
            directory.extend(n.to_be_bytes());
        }
        offset += (data.len() as u32).next_multiple_of(4);
        sum = sum.wrapping_add(checksum(data));
    }
    sum = sum.wrapping_add(checksum(&directory));
    let adjustment = 0xB1B0_AFBA_u32.wrapping_sub(sum);

    let mut entries = Vec::new();
    let mut body = Vec::new();
    let body_start = 44 + 20 * u32::from(count);
    for (tag, data) in tables {
        let original = checksum(data);
        let mut data = data.clone();
        if tag == b"head" {
            data.get_mut(8..12)?.copy_from_slice(&adjustment.to_be_bytes());
        }
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(&data).ok()?;
        let packed = encoder.finish().ok()?;
        let smaller = if packed.len() < data.len() { &packed } else { &data };
        entries.extend(tag);
        for n in [body_start + body.len() as u32, smaller.len() as u32, data.len() as u32, original] {
            entries.extend(n.to_be_bytes());
        }
        body.extend_from_slice(smaller);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    let mut out = Vec::new();
    out.extend(b"wOFF");
    out.extend(0x0001_0000_u32.to_be_bytes());
    out.extend((body_start + body.len() as u32).to_be_bytes());
    out.extend(count.to_be_bytes());
    out.extend(0_u16.to_be_bytes());
    out.extend(offset.to_be_bytes());
    out.extend(1_u16.to_be_bytes());
    out.extend(0_u16.to_be_bytes());
    out.extend([0; 20]);
    out.extend(entries);
    out.extend(body);
    Some(out)
}

/// Base64 (RFC 4648), as data addresses carry it.
pub(super) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let mut word = [0; 4];
        word[1..=chunk.len()].copy_from_slice(chunk);
        let word = u32::from_be_bytes(word);
        for n in 0..4 {
            let digit = DIGITS[(word >> (18 - 6 * n) & 63) as usize];
            out.push(if n <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;
    use crate::scene::font;

    #[test]
    fn base64_is_that_of_the_standard() {
        for (text, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")] {
            assert_eq!(base64(text.as_bytes()), coded);
        }
    }

    /// Unpacks a WOFF as a browser would.
    fn unpack(woff: &[u8]) -> Vec<u8> {
        let n16 = |at: usize| u16::from_be_bytes(woff[at..at + 2].try_into().unwrap());
        let n32 = |at: usize| u32::from_be_bytes(woff[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!(n32(8), woff.len());
        let count = n16(12);
        let mut directory = Vec::new();
        let mut body = Vec::new();
        directory.extend(0x0001_0000_u32.to_be_bytes());
        for n in [count, 0, 0, 0] {
            directory.extend(n.to_be_bytes());
        }
        for n in 0..usize::from(count) {
            let entry = 44 + 20 * n;
            let (at, packed, whole) = (n32(entry + 4), n32(entry + 8), n32(entry + 12));
            let mut data = Vec::new();
            if packed < whole {
                flate2::read::ZlibDecoder::new(&woff[at..at + packed]).read_to_end(&mut data).unwrap();
            } else {
                data.extend_from_slice(&woff[at..at + whole]);
            }
            assert_eq!(data.len(), whole);
            directory.extend(&woff[entry..entry + 4]);
            directory.extend(&woff[entry + 16..entry + 20]);
            directory.extend((12 + 16 * u32::from(count) + body.len() as u32).to_be_bytes());
            directory.extend((whole as u32).to_be_bytes());
            body.extend(data);
            body.resize(body.len().next_multiple_of(4), 0);
        }
        assert_eq!(n32(16), directory.len() + body.len());
        directory.extend(body);
        directory
    }

    #[test]
    fn a_small_font_draws_its_letters_as_the_large_one() {
        let chars: BTreeSet<char> = "Ærøskøbing harbor, 1950–59 “Ya”".chars().collect();
        let woff = woff(font::INTER, &chars, |a, b| i16::from(a == 'Y' && b == 'a') * -50).unwrap();
        assert!(woff.len() < 16_000, "{} bytes", woff.len());
        let (small, large) = (unpack(&woff), Face::parse(font::INTER, 0).unwrap());
        let small = Face::parse(&small, 0).unwrap();
        assert_eq!(small.units_per_em(), large.units_per_em());
        for c in chars {
            let (a, b) = (small.glyph_index(c).unwrap(), large.glyph_index(c).unwrap());
            assert_eq!((a, small.glyph_hor_advance(a)), (b, large.glyph_hor_advance(b)), "{c}");
            assert_eq!(small.glyph_bounding_box(a), large.glyph_bounding_box(b), "{c}");
        }
        assert_eq!(small.glyph_index('Q'), None);
        assert!(small.tables().kern.is_some());
    }
}
