//! Bytes → text: which encoding a file was written in, and whether it is text at all.
//!
//! A file does not say what its bytes mean, so the reader climbs down from proof to guess:
//!
//! | step | evidence | example |
//! |---|---|---|
//! | 1 | a byte order mark | `EF BB BF` is UTF-8, `FF FE` UTF-16 |
//! | 2 | the bytes are valid UTF-8 | chance hardly ever makes Latin text valid UTF-8 |
//! | 3 | every second byte is zero | UTF-16 without a mark |
//! | 4 | the page declares it | `<meta charset="iso-8859-2">` |
//! | 5 | nearly valid UTF-8 | one broken sequence in a good page: read it as UTF-8, mark the hole with `�` |
//! | 6 | letter statistics (`chardetng`, the detector of Firefox) | windows-1252, Shift_JIS … |
//!
//! After decoding nothing is rewritten, with one exception: control characters that no document format can carry further
//! (XML 1.0 forbids them even escaped) become `�`, one for one, so that positions stay what they were.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Reads `bytes` in the encoding they prove, declare or suggest. `declared` is a label such as `iso-8859-1`.
/// Returns the text and the name of the encoding as the WHATWG standard writes it.
pub fn decode(bytes: Vec<u8>, declared: Option<&str>) -> (String, &'static str) {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
        return (printable(text.into_owned()), encoding.name());
    }
    let bytes = match String::from_utf8(bytes) {
        // Valid UTF-8 may still be UTF-16 of plain ASCII: zero bytes are valid UTF-8 too.
        Ok(text) if wide(text.as_bytes()).is_none() => return (printable(text), UTF_8.name()),
        Ok(text) => text.into_bytes(),
        Err(broken) => broken.into_bytes(),
    };
    let encoding = wide(&bytes)
        .or_else(|| declared.and_then(|label| Encoding::for_label(label.as_bytes())).filter(|e| *e != UTF_8))
        .or_else(|| nearly_utf8(&bytes).then_some(UTF_8))
        .unwrap_or_else(|| guess(&bytes));
    let (text, _) = encoding.decode_without_bom_handling(&bytes);
    (printable(text.into_owned()), encoding.name())
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// How many bytes of a file are looked at to tell what it is.
pub const SNIFFED_BYTES: usize = 8192;

/// UTF-16 without a byte order mark: in text of any script, spaces and line breaks leave zero bytes on one side only.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..SNIFFED_BYTES).unwrap_or(bytes);
    let zeros = |side: usize| head.iter().skip(side).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // An eighth of all units: Latin text has nearly all, Greek or Cyrillic its spaces. Stray zero bytes have no side.
    let needed = (head.len() / 16).max(3);
    match (even, odd) {
        (0, odd) if odd >= needed => Some(UTF_16LE),
        (even, 0) if even >= needed => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether well-formed multi-byte sequences outnumber broken ones three to one: Latin text in another encoding has next to none by chance.
fn nearly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good >= broken * 3
}

/// Control characters that no document format can carry become `�`; a form feed or vertical tab ends a line.
pub fn printable(text: String) -> String {
    let unfit = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}');
    // All of them are one byte in UTF-8, and no byte of a longer character is below 0x80.
    if !text.bytes().any(|b| b < b' ' && unfit(char::from(b))) {
        return text;
    }
    // A form feed or vertical tab ends a page or a line.
    text.chars()
        .map(|c| {
            if matches!(c, '\u{b}' | '\u{c}') {
                '\n'
            } else if unfit(c) {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}

/// What a file that holds no text looks like, in words for a problem line; `None` if it may be text.
pub fn looks_binary(bytes: &[u8]) -> Option<&'static str> {
    for (magic, name) in MAGIC {
        if bytes.starts_with(magic) {
            return Some(name);
        }
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some("a video or sound");
    }
    if Encoding::for_bom(bytes).is_some() || wide(bytes).is_some() {
        return None;
    }
    let head = bytes.get(..SNIFFED_BYTES).unwrap_or(bytes);
    let odd = head.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    // One in fifty: a page with a few stray zero bytes is still read; compiled or compressed bytes have one in ten.
    (odd > 2 && odd * 50 > head.len()).then_some("binary data")
}

const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document; save it as text or HTML first"),
    (b"PK\x03\x04", "a ZIP archive or an office document; unpack it or save it as text first"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save it as text first"),
    (b"{\\rtf", "a rich text document; save it as plain text first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture, video or sound"),
    (b"ID3", "sound"),
    (b"OggS", "a video or sound"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ", "an xz archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive; unpack it first"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"wOF", "a font"),
    (b"\0\x01\0\0\0", "a font"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_reads_the_same() {
        let said = "Žižka’s café – 5 €";
        let utf16 = |be: bool| -> Vec<u8> {
            said.encode_utf16().flat_map(|u| if be { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
        };
        let table: [(Vec<u8>, Option<&str>, &str, &str); 9] = [
            (said.into(), None, said, "UTF-8"),
            ([b"\xef\xbb\xbf".as_slice(), said.as_bytes()].concat(), None, said, "UTF-8"),
            ([vec![0xff, 0xfe], utf16(false)].concat(), None, said, "UTF-16LE"),
            (utf16(true), None, said, "UTF-16BE"),
            (
                "The quay reopened".encode_utf16().flat_map(u16::to_le_bytes).collect(),
                None,
                "The quay reopened",
                "UTF-16LE",
            ),
            (b"Caf\xe9 du port".to_vec(), Some("latin1"), "Café du port", "windows-1252"),
            (b"\xaeluv\xe1 \xe8e\xb9tina".to_vec(), Some("iso-8859-2"), "Žluvá čeština", "ISO-8859-2"),
            (
                "Über die Brücke, für große Häuser, schön \u{1}".bytes().chain([0xff]).collect(),
                None,
                "Über die Brücke, für große Häuser, schön \u{fffd}\u{fffd}",
                "UTF-8",
            ),
            (b"He said\0 so.\x0cPage two".to_vec(), None, "He said\u{fffd} so.\nPage two", "UTF-8"),
        ];
        for (bytes, declared, text, name) in table {
            assert_eq!(decode(bytes, declared), (text.to_owned(), name));
        }
    }

    #[test]
    fn letters_tell_the_encoding_where_nothing_else_does() {
        let (text, name) = decode(b"Der Minister r\xe4umte ein, da\xdf die Br\xfccke gesperrt bleibt.".to_vec(), None);
        assert_eq!((text.as_str(), name), ("Der Minister räumte ein, daß die Brücke gesperrt bleibt.", "windows-1252"));
    }

    #[test]
    fn binary_is_named_and_text_is_not() {
        assert!(looks_binary(b"%PDF-1.7 ...").unwrap().contains("PDF"));
        assert!(looks_binary(&[7, 1, 0, 200, 3, 9, 0, 1]).is_some());
        assert_eq!(looks_binary("Žluvá čeština a 東京".as_bytes()), None);
        let mut text = "The council met on Monday. ".repeat(40).into_bytes();
        text[100] = 0;
        assert_eq!(looks_binary(&text), None, "one stray zero byte does not make a text binary");
    }
}
