//! Sentence → items: the pieces that patterns are matched against.
//!
//! Time expressions need finer pieces than words: `1990s`, `mid-May`, `2019-21`, `10:30pm`, `year's` each hold several.
//! So this room cuts on its own, in one pass over the bytes: a run of letters, a run of digits, or one mark, each knowing
//! whether it is *glued* to the piece before it. Spelled-out numbers are folded here, once: `twenty-five`, `two and a half`,
//! `nineteen ninety-six` and `3rd` are one item each, so that no pattern ever counts.

use smallvec::SmallVec;

use super::lexicon::{Entry, LONGEST, Lexicon, Symbol, class};
use crate::span::Span;

/// One piece of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// First byte, in the article's text.
    pub start: u32,
    /// First byte after.
    pub end: u32,
    /// No white space before it.
    pub glued: bool,
    /// Begins with a capital letter.
    pub capital: bool,
    /// What it is.
    pub what: What,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum What {
    /// A word that stands in no list.
    Other,
    /// A word of the lexicon.
    Word(u32),
    /// One mark.
    Mark(char),
    /// A number, in digits or words.
    Number(Number),
    /// An expression found before (index into the sentence's list); patterns of later layers see it as one item.
    Expression(u32, SymbolSet),
}

/// The classes of an expression, as bits from [`class::TIMEX`] on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct SymbolSet(pub u32);

impl SymbolSet {
    /// Adds a class.
    pub fn with(self, symbol: Symbol) -> Self {
        Self(self.0 | 1 << (symbol - class::TIMEX))
    }
}

/// A number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// Its value.
    pub value: f64,
    /// How many digits it was written with, 0 if in words or with marks inside.
    pub digits: u8,
    /// `third`, `3rd`.
    pub ordinal: bool,
    /// `1990s`, `90s`: a decade.
    pub decade: bool,
    /// Two spelled halves: `nineteen ninety-six`.
    pub year: bool,
    /// An amount of money or a share: no part of a time.
    pub amount: bool,
    /// The word, if it is a single one (`first`), so that patterns can name it.
    pub word: Option<u32>,
}

impl Number {
    fn plain(value: f64, digits: u8) -> Self {
        Self { value, digits, ordinal: false, decade: false, year: false, amount: false, word: None }
    }

    /// Its value as a whole number, if it is one.
    pub fn whole(self) -> Option<u32> {
        (self.value >= 0.0 && self.value.fract() == 0.0 && self.value < 1e9).then_some(self.value as u32)
    }
}

/// Digits of a number with marks inside: no year, hour or day.
const GROUPED: u8 = 99;
/// Years that stand for a year without a word of time around them: 1500 soldiers are more common than the year 1500.
const BARE_YEARS: std::ops::RangeInclusive<u32> = 1900..=2059;
/// Years that do beside a word of time ("in 1789").
const YEARS: std::ops::RangeInclusive<u32> = 1000..=2199;

impl Item {
    /// Where it stands.
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }

    /// Adds everything a pattern can call it.
    pub fn symbols(&self, lexicon: &Lexicon, into: &mut Vec<Symbol>) {
        match self.what {
            What::Other => {}
            What::Word(entry) => {
                if let Some(named) = lexicon.get(entry).named.get(usize::from(self.capital)) {
                    into.extend_from_slice(&named.symbols);
                }
                return;
            }
            What::Mark(mark) => {
                let symbol = lexicon.mark_symbol(mark);
                if symbol != 0 {
                    into.push(symbol);
                }
            }
            What::Number(number) => number_symbols(number, self.capital, lexicon, into),
            What::Expression(_, set) => {
                into.extend((class::TIMEX..=class::LAST).filter(|s| set.0 & 1 << (s - class::TIMEX) != 0));
            }
        }
        if self.capital {
            into.push(class::CAPITAL);
        } else if matches!(self.what, What::Other | What::Word(_)) {
            into.push(class::LOWER);
        }
    }
}

fn literals(entry: &Entry, capital: bool, into: &mut Vec<Symbol>) {
    into.extend([entry.literal, if capital { entry.name } else { 0 }].into_iter().filter(|&s| s != 0));
}

fn number_symbols(n: Number, capital: bool, lexicon: &Lexicon, into: &mut Vec<Symbol>) {
    if n.amount {
        return;
    }
    if let Some(word) = n.word {
        literals(lexicon.get(word), capital, into);
    }
    if n.decade {
        into.push(class::DECADE);
        return;
    }
    let whole = n.whole();
    if n.ordinal {
        into.push(class::ORDINAL);
        if n.digits > 0 {
            into.push(class::NTH);
        }
        if whole.is_some_and(|v| (1..=31).contains(&v)) {
            into.push(class::DAYTH);
        }
        return;
    }
    into.push(class::NUMBER);
    let Some(value) = whole else { return };
    let literal = lexicon.number_symbol(value);
    if literal != 0 && n.digits > 0 {
        into.push(literal);
    }
    into.push(class::INT);
    let mut push = |yes: bool, symbol| {
        if yes {
            into.push(symbol);
        }
    };
    let short = n.digits == 1 || n.digits == 2;
    push(short && (1..=31).contains(&value), class::DAY);
    push(short && (1..=12).contains(&value), class::MM);
    push((short || n.digits == 0) && value <= 24, class::HOUR);
    push(n.digits == 2 && value <= 59, class::MINUTE);
    push(n.digits == 0 && (1..=31).contains(&value), class::SPELLED);
    push(n.digits == 1, class::DIGIT);
    push((n.digits == 2 || (n.digits == 4 && value >= 1000)) && value % 10 == 0, class::TENS);
    push(n.digits == 2, class::YY);
    push(n.digits == 4, class::YYYY);
    push(n.digits == 4 && value <= 2400 && value % 100 < 60, class::HHMM);
    push(n.digits == 4 && value < 1000 && value % 100 < 60, class::ZERO_HHMM);
    push((n.digits == 4 || n.year) && BARE_YEARS.contains(&value), class::YEAR);
    push((n.digits == 4 || n.year || n.digits == 0) && YEARS.contains(&value), class::YEARLIKE);
}

/// Cuts the stretch `within` of `text` into items. Returns whether any of them can begin or be part of an expression.
pub fn items(text: &str, within: Span, lexicon: &Lexicon, into: &mut Vec<Item>) {
    into.clear();
    let bytes = text.as_bytes();
    let end = within.end.min(bytes.len() as u32) as usize;
    let mut at = (within.start as usize).min(end);
    let mut glued = false;
    let mut spelled = false;
    // The beginning of the sentence is a mark of no width, which patterns write `^`.
    let edge = at as u32;
    into.push(Item { start: edge, end: edge, glued: false, capital: false, what: What::Mark('^') });
    while at < end {
        let b = bytes[at];
        let start = at;
        if b.is_ascii_whitespace() {
            at += 1;
            glued = false;
            continue;
        }
        let what = if b.is_ascii_alphabetic() || b >= 0x80 {
            if b >= 0x80 {
                let c = text.get(at..end).and_then(|s| s.chars().next()).unwrap_or(' ');
                if !c.is_alphabetic() {
                    at += c.len_utf8();
                    if c.is_whitespace() {
                        glued = false;
                        continue;
                    }
                    let plain = match c {
                        '‐'..='―' | '−' => '-',
                        '‘' | '’' | 'ʼ' => '\'',
                        '“' | '”' => '"',
                        other => other,
                    };
                    let half = if c == '½' { Some(0.5) } else { None };
                    let what = half.map_or(What::Mark(plain), |v| What::Number(Number::plain(v, 0)));
                    into.push(Item { start: start as u32, end: at as u32, glued, capital: false, what });
                    spelled |= half.is_some();
                    glued = true;
                    continue;
                }
            }
            at = word_end(text, at, end);
            let letters = dotted(bytes, start, at, end, lexicon);
            match letters.map(|(entry, _)| entry).or_else(|| lexicon.look_up(&bytes[start..at])) {
                Some(entry) if letters.is_some() => {
                    at = letters.map_or(at, |(_, to)| to);
                    What::Word(entry)
                }
                Some(entry) => {
                    let found = lexicon.get(entry);
                    // The full stop of an abbreviation belongs to it.
                    let dot = found.dot && at < end && bytes[at] == b'.';
                    if dot {
                        at += 1;
                    }
                    // Without one it is an abbreviation only beside a number: `Jan 5`, but `Jan Kowalski`.
                    let short = found.dot && !dot && found.senses.iter().any(|s| s.capital) && at - start <= 4;
                    // "The court sat" is a verb either way.
                    let bare = short
                        && b.is_ascii_uppercase()
                        && !beside_number(bytes, at, end, into.last())
                        && !before_date(bytes, at, end, lexicon);
                    spelled |= found.numeral;
                    if bare { What::Other } else { What::Word(entry) }
                }
                None => What::Other,
            }
        } else if b.is_ascii_digit() {
            let (number, to) = digits(bytes, at, end);
            at = to;
            spelled = true;
            What::Number(number)
        } else {
            at += 1;
            What::Mark(if b == b'`' { '\'' } else { b as char })
        };
        let capital = b.is_ascii_uppercase();
        // Corpora that were cut into words write `May 3 , 2019` and `last year 's`.
        glued |= b == b',' || (b == b'\'' && bytes.get(at) == Some(&b's') && bytes.get(at + 1) == Some(&b' '));
        into.push(Item { start: start as u32, end: at as u32, glued, capital, what });
        glued = true;
    }
    if spelled {
        super::numeral::fold(lexicon, into);
    }
}

/// Whether a number stands next to the word that ends at `at`.
fn beside_number(bytes: &[u8], at: usize, end: usize, before: Option<&Item>) -> bool {
    let next = bytes
        .get(at..end)
        .and_then(|rest| rest.iter().find(|b| !b.is_ascii_whitespace() && !matches!(**b, b',' | b'-')));
    next.is_some_and(u8::is_ascii_digit) || matches!(before.map(|i| i.what), Some(What::Number(_)))
}

/// Whether a month and a number follow the word that ends at `at`: "Fri Mar 22".
fn before_date(bytes: &[u8], at: usize, end: usize, lexicon: &Lexicon) -> bool {
    let rest = bytes.get(at..end).unwrap_or_default().trim_ascii_start();
    let word = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let (Some(month), Some(next)) = (rest.get(..word), rest.get(word..)) else { return false };
    let next = next.strip_prefix(b".").unwrap_or(next).trim_ascii_start();
    next.first().is_some_and(u8::is_ascii_digit)
        && lexicon.class("month").zip(lexicon.look_up(month)).is_some_and(|(list, w)| lexicon.value(w, list).is_some())
}

fn word_end(text: &str, mut at: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    while at < end {
        if bytes[at].is_ascii_alphabetic() {
            at += 1;
        } else if bytes[at] >= 0x80 {
            match text.get(at..end).and_then(|s| s.chars().next()) {
                Some(c) if c.is_alphabetic() => at += c.len_utf8(),
                _ => break,
            }
        } else {
            break;
        }
    }
    at
}

/// `p.m.`, `E.S.T.`: single letters with full stops, looked up without them.
fn dotted(bytes: &[u8], start: usize, at: usize, end: usize, lexicon: &Lexicon) -> Option<(u32, usize)> {
    if at - start != 1 || bytes.get(at) != Some(&b'.') {
        return None;
    }
    let mut word: SmallVec<[u8; LONGEST]> = SmallVec::from_slice(&bytes[start..at]);
    let mut to = at;
    while to + 1 < end && bytes[to] == b'.' && bytes[to + 1].is_ascii_alphabetic() {
        word.push(bytes[to + 1]);
        to += 2;
        if word.len() > 4 || (to < end && bytes[to].is_ascii_alphabetic()) {
            return None;
        }
    }
    if word.len() < 2 {
        return None;
    }
    if to < end && bytes[to] == b'.' {
        to += 1;
    }
    lexicon.look_up(&word).map(|entry| (entry, to))
}

/// Digits, with thousands commas, one decimal point, an ordinal ending or the `s` of a decade.
fn digits(bytes: &[u8], start: usize, end: usize) -> (Number, usize) {
    let run = |from: usize| (from..end).take_while(|&i| bytes[i].is_ascii_digit()).count();
    let byte = |at: usize| if at < end { bytes[at] } else { b' ' };
    let value = |from: usize, to: usize| bytes[from..to].iter().fold(0.0, |v, b| v * 10.0 + f64::from(b - b'0'));
    let count = run(start);
    let mut at = start + count;
    let mut number = Number::plain(value(start, at), count.min(255) as u8);
    while count <= 3 && byte(at) == b',' && run(at + 1) == 3 {
        number.value = number.value * 1000.0 + value(at + 1, at + 4);
        number.digits = GROUPED;
        at += 4;
    }
    if byte(at) == b'.' {
        let more = run(at + 1);
        // `3.10.2023` is a date and `10.30` may be a time, which patterns read; `2.5` is a number.
        let clock = more == 2 && count <= 2;
        if (1..=3).contains(&more) && !clock && !(byte(at + 1 + more) == b'.' && run(at + 2 + more) > 0) {
            number.value += value(at + 1, at + 1 + more) / 10f64.powi(more as i32);
            number.digits = GROUPED;
            at += 1 + more;
        }
    }
    let letters = (at..end).take_while(|&i| bytes[i].is_ascii_alphabetic()).count();
    let ending = &bytes[at..at + letters];
    if letters == 2 && [&b"st"[..], b"nd", b"rd", b"th"].iter().any(|e| ending.eq_ignore_ascii_case(e)) {
        number.ordinal = true;
        at += 2;
    } else if letters == 1 && ending == b"s" && (number.digits == 4 || number.digits == 2) && bytes[at - 1] == b'0' {
        number.decade = true;
        at += 1;
    }
    if start > 0 && matches!(bytes[start - 1], b'$' | b'#') || byte(at) == b'%' {
        number.amount = true;
    }
    // £ and € end in these bytes in UTF-8.
    if start > 1 && (bytes[start - 2..start] == [0xC2, 0xA3] || bytes[start - 2..start] == [0x82, 0xAC]) {
        number.amount = true;
    }
    (number, at)
}
