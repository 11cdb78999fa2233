//! Words, numbers and marks of one sentence.
//!
//! A token is the smallest stretch that a rule can ask for. Three conventions, all of the Penn Treebank except the second:
//!
//! | text | tokens | why |
//! |---|---|---|
//! | `Xi's`, `doesn't` | `Xi` `'s`, `does` `n't` | the ending is a word of its own |
//! | `Feb. 8`, `Mr. Li`, `J. Li` | `Feb` `.` `8`, `Mr` `.` `Li`, `J` `.` `Li` | a rule asks for `feb` with or without its full stop |
//! | `U.S.`, `p.m.`, `Ph.D.` | one each | full stops *between* letters hold a word together, and the last one goes with it |
//! | `mid-2024`, `U.S.-led` | `mid` `-` `2024`, `U.S.` `-` `led` | compounds hold times and triggers |
//! | `1,200`, `2.5`, `14th`, `1990s` | one each | an ordinal or plural ending belongs to its number |
//! | `$218.2bn`, `7pm`, `10:30` | `$` `218.2` `bn`, `7` `pm`, `10` `:` `30` | any other unit is a word, as if a space stood before it |
//! | `O'Brien`, `o'clock`, `AT&T`, `F7` | one each | |
//! | `12.05.2024`, `2024-02-08` | `12` `.` `05` `.` `2024`, `2024` `-` `02` `-` `08` | a date is not a decimal |

use crate::span::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, perhaps with apostrophes or full stops inside (`U.S.`); also `'s` and `n't`.
    Word,
    /// Begins with a digit: `2024`, `2.5`, `14th`, `1,200`.
    Number,
    /// One mark.
    Mark,
}

/// One token of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where in the article's text.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

/// The tokens of the stretch `within` of `text`, appended to `into` (cleared first), so that a caller can keep one buffer.
/// Nothing if the stretch does not lie in the text.
pub fn tokens(text: &str, within: Span, into: &mut Vec<Token>) {
    into.clear();
    let Some(stretch) = text.get(within.range()) else { return };
    let scan = Scan { text: stretch, bytes: stretch.as_bytes() };
    let base = within.start;
    let mut push = |start: usize, end: usize, kind| {
        let span = Span { start: base + start as u32, end: base + end as u32 };
        into.push(Token { span, kind });
    };
    let mut at = 0;
    while at < stretch.len() {
        match scan.class(at) {
            (Class::Space, width) => at += width,
            (Class::Mark, width) => {
                push(at, at + width, TokenKind::Mark);
                at += width;
            }
            (Class::Digit, _) => {
                let end = scan.number(at);
                push(at, end, TokenKind::Number);
                at = end;
                // `1990's`
                if let Some(width) = scan.apostrophe(end)
                    && scan.byte(end + width).eq_ignore_ascii_case(&b's')
                    && scan.alphanumeric_run(end + width) == end + width + 1
                {
                    at = end + width + 1;
                    push(end, at, TokenKind::Word);
                }
            }
            (Class::Letter, _) => {
                let end = scan.word(at);
                // The ending after an apostrophe is a word of its own.
                let cut = scan.clitic(at, end).unwrap_or(end);
                push(at, cut, TokenKind::Word);
                if cut < end {
                    push(cut, end, TokenKind::Word);
                }
                at = end;
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Mark,
    Digit,
    Letter,
}

const ASCII: [Class; 128] = {
    let mut table = [Class::Mark; 128];
    let mut b = 0;
    while b < 128 {
        let c = b as u8;
        if c.is_ascii_alphabetic() {
            table[b] = Class::Letter;
        } else if c.is_ascii_digit() {
            table[b] = Class::Digit;
        } else if c <= b' ' || c == 0x7f {
            table[b] = Class::Space;
        }
        b += 1;
    }
    table
};

struct Scan<'t> {
    text: &'t str,
    bytes: &'t [u8],
}

impl Scan<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// The class of the character at `at`, and its width in bytes.
    fn class(&self, at: usize) -> (Class, usize) {
        let b = self.byte(at);
        match ASCII.get(b as usize) {
            Some(&class) => (class, 1),
            None => self.wide(at),
        }
    }

    #[cold]
    fn wide(&self, at: usize) -> (Class, usize) {
        let Some(c) = self.text.get(at..).and_then(|rest| rest.chars().next()) else { return (Class::Space, 1) };
        let class = match c {
            // Combining marks and invisible joiners go with the letter before them.
            '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' => Class::Letter,
            '\u{200b}' | '\u{feff}' | '\u{200e}' | '\u{200f}' => Class::Space,
            c if c.is_alphabetic() => Class::Letter,
            c if c.is_numeric() => Class::Digit,
            c if c.is_whitespace() => Class::Space,
            _ => Class::Mark,
        };
        (class, c.len_utf8())
    }

    fn alphanumeric_run(&self, mut at: usize) -> usize {
        loop {
            match self.class(at) {
                (Class::Letter | Class::Digit, width) if at < self.bytes.len() => at += width,
                _ => return at,
            }
        }
    }

    /// Width of an apostrophe at `at`, straight or curly.
    fn apostrophe(&self, at: usize) -> Option<usize> {
        match self.byte(at) {
            b'\'' => Some(1),
            0xe2 if self.bytes.get(at..at + 3) == Some("’".as_bytes()) => Some(3),
            _ => None,
        }
    }

    /// Where the word that begins at `at` ends.
    fn word(&self, start: usize) -> usize {
        let mut at = self.alphanumeric_run(start);
        loop {
            let joint = match self.byte(at) {
                b'.' if self.is_initials(start, at) => {
                    // `U.S.`: the last full stop goes with the word once there was one inside.
                    match self.class(at + 1) {
                        (Class::Letter, _) if self.is_segment(at + 1) => 1,
                        (Class::Letter, _) => return at,
                        _ => {
                            return if self.bytes.get(start..at).is_some_and(|w| w.contains(&b'.')) {
                                at + 1
                            } else {
                                at
                            };
                        }
                    }
                }
                b'&' => 1,
                _ => match self.apostrophe(at) {
                    Some(width) => width,
                    None => return at,
                },
            };
            match self.class(at + joint) {
                (Class::Letter, _) if at + joint < self.bytes.len() => at = self.alphanumeric_run(at + joint),
                _ => return at,
            }
        }
    }

    /// Whether `start..end` reads like `U`, `U.S` or `Ph.D`: single letters, or a capital and one small letter.
    fn is_initials(&self, start: usize, end: usize) -> bool {
        // longest acronym worth holding together; keeps the scan from looking back far
        end - start <= 16
            && self.bytes.get(start..end).is_some_and(|word| {
                word.split(|&b| b == b'.').all(|part| match part {
                    [a] => a.is_ascii_alphabetic(),
                    [a, b] => a.is_ascii_uppercase() && b.is_ascii_lowercase(),
                    _ => false,
                })
            })
    }

    /// Whether a part of initials begins at `at`: one letter, or two of which the second is small.
    fn is_segment(&self, at: usize) -> bool {
        let end = self.alphanumeric_run(at);
        self.is_initials(at, end)
    }

    /// Where an ending such as `'s` or `n't` begins in the word `start..end`.
    fn clitic(&self, start: usize, end: usize) -> Option<usize> {
        // the longest ending, ’ve with a curly apostrophe, is five bytes
        let mut at = end.saturating_sub(5).max(start);
        let (mark, width) = loop {
            if at >= end {
                return None;
            }
            if let Some(width) = self.apostrophe(at) {
                break (at, width);
            }
            at += 1;
        };
        if mark == start {
            return None;
        }
        let mut tail = [0u8; 2];
        let letters = self.bytes.get(mark + width..end)?;
        for (to, from) in tail.iter_mut().zip(letters) {
            *to = from.to_ascii_lowercase();
        }
        match (letters.len(), &tail) {
            (1, b"s\0" | b"d\0" | b"m\0") | (2, b"re" | b"ll" | b"ve") => Some(mark),
            (1, b"t\0") if mark - start >= 2 && self.byte(mark - 1).eq_ignore_ascii_case(&b'n') => Some(mark - 1),
            _ => None,
        }
    }

    /// Where the number that begins at `start` ends.
    fn number(&self, start: usize) -> usize {
        let mut at = self.digits(start);
        // thousands: commas before exactly three digits
        while self.byte(at) == b',' && self.digits(at + 1) == at + 4 {
            at += 4;
        }
        if self.byte(at) == b'.' && self.byte(at + 1).is_ascii_digit() {
            let end = self.digits(at + 1);
            let more = self.byte(end) == b'.' && self.byte(end + 1).is_ascii_digit();
            let before = self.byte(at.wrapping_sub(1)) != b'.' && start >= 2 && self.byte(start - 1) == b'.';
            if !(more || before && self.byte(start - 2).is_ascii_digit()) {
                at = end;
            }
        }
        // an ordinal or plural ending belongs to the number
        let end = self.alphanumeric_run(at);
        let mut tail = [0u8; 2];
        for (to, from) in tail.iter_mut().zip(self.bytes.get(at..end).unwrap_or_default()) {
            *to = from.to_ascii_lowercase();
        }
        match (end - at, &tail) {
            (1, b"s\0") | (2, b"st" | b"nd" | b"rd" | b"th") => end,
            _ => at,
        }
    }

    fn digits(&self, mut at: usize) -> usize {
        loop {
            match self.class(at) {
                (Class::Digit, width) if at < self.bytes.len() => at += width,
                _ => return at,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut found = Vec::new();
        tokens(text, Span::new(0, text.len()), &mut found);
        let found: Vec<_> = found.iter().map(|token| token.span.of(text)).collect();
        assert_eq!(found.join(" "), expected, "{text}");
    }

    #[test]
    fn words_keep_what_holds_them_together() {
        check("Mr. O'Brien didn't see AT&T's F7.", "Mr . O'Brien did n't see AT&T 's F7 .");
        check(
            "The U.S.-led talks at 5 p.m. in Washington, D.C.",
            "The U.S. - led talks at 5 p.m. in Washington , D.C.",
        );
        check("J. Li, Ph.D., of St.Petersburg", "J . Li , Ph.D. , of St . Petersburg");
        check("It ended.He left", "It ended . He left");
        check("It’s the countries’ “open” door—they’ve said", "It ’s the countries ’ “ open ” door — they ’ve said");
        check("CAN'T, WON'T", "CA N'T , WO N'T");
        check("naïve café Orbán's 東京", "naïve café Orbán 's 東京");
        check("cafe\u{301} well\u{200b}", "cafe\u{301} well");
        check("rock 'n' roll at 6 o'clock", "rock ' n ' roll at 6 o'clock");
    }

    #[test]
    fn numbers_keep_what_belongs_to_them() {
        check("On Feb. 8, 2024, 1,200 paid $218.2bn (2.5%)", "On Feb . 8 , 2024 , 1,200 paid $ 218.2 bn ( 2.5 % )");
        check("the 14th of the 1990s, 1990's, '90s", "the 14th of the 1990s , 1990 's , ' 90s");
        check(
            "at 10:30am, 7pm; 2024-02-08 or 12.05.2024.",
            "at 10 : 30 am , 7 pm ; 2024 - 02 - 08 or 12 . 05 . 2024 .",
        );
        check("May 13,2024 and 3,14 and 1,234,567.", "May 13 , 2024 and 3 , 14 and 1,234,567 .");
        check("mid-2024, 2023-24, COVID-19, US$5, 2½", "mid - 2024 , 2023 - 24 , COVID - 19 , US $ 5 , 2½");
    }

    #[test]
    fn a_stretch_keeps_to_itself() {
        let text = "One two. Three";
        let mut found = Vec::new();
        tokens(text, Span::new(4, 8), &mut found);
        assert_eq!(found.iter().map(|t| t.span.of(text)).collect::<Vec<_>>(), ["two", "."]);
        tokens(text, Span::new(4, 80), &mut found);
        assert!(found.is_empty());
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config {
            failure_persistence: None,
            rng_seed: proptest::test_runner::RngSeed::Fixed(7),
            ..Default::default()
        })]

        #[test]
        fn any_text_is_covered_without_overlap(text in "\\PC{0,60}") {
            let mut found = Vec::new();
            tokens(&text, Span::new(0, text.len()), &mut found);
            let mut end = 0;
            for token in &found {
                proptest::prop_assert!(token.span.start >= end && !token.span.of(&text).is_empty());
                end = token.span.end;
            }
        }
    }
}
