//! What the tagger looks at: the word, its ending and shape, its neighbors, and the tags just given.
//!
//! Each feature is hashed to a row of the weight table. Two features that meet in a row share weights; they did so in
//! training too, so the perceptron has learned around it, and the table needs no keys.

use super::{Pos, Token, certain};

/// How many features a token has.
pub const COUNT: usize = 25;

/// Rows of the weight table; a power of two. A quarter as many cost half a point of accuracy, twice as many gain a tenth.
pub const ROWS: usize = 1 << 17;

/// Above this share of capitalized words a line is a headline, in which a capital says nothing. Lower, and names in a row
/// lose their capitals; higher, and headlines with `of` and `the` in small letters are read as names.
const HEADLINE_SHARE: f32 = 0.65;

/// A sentence prepared for tagging.
#[derive(Debug)]
pub struct Sentence {
    words: Vec<Word>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Word {
    /// Hash of the word in lower case, digits as `0`.
    whole: u32,
    suffix: [u32; 4],
    prefix: u32,
    shape: u32,
    certain: Option<Pos>,
}

/// Stands before the first and after the last word.
const OUTSIDE: Word = Word { whole: 1, suffix: [1; 4], prefix: 1, shape: 1, certain: None };

impl Sentence {
    /// Prepares the tokens of one sentence.
    pub fn new(text: &str, tokens: &[Token]) -> Self {
        let mut words: Vec<Word> = tokens
            .iter()
            .map(|token| Word::new(token.span.of(text), certain(token.span.of(text), token.kind)))
            .collect();
        let (mut letters, mut capitals) = (0, 0);
        for word in words.iter().filter(|word| word.certain.is_none()) {
            letters += 1;
            capitals += u32::from(word.shape & 3 > 0);
        }
        let headline = letters >= 4 && capitals as f32 > letters as f32 * HEADLINE_SHARE;
        for (i, word) in words.iter_mut().enumerate() {
            if headline {
                word.shape = 32 | (word.shape & !3);
            } else if i == 0 {
                word.shape |= 64;
            }
        }
        Self { words }
    }

    /// The tag of token `i` if it needs no weights.
    pub fn certain(&self, i: usize) -> Option<Pos> {
        self.words.get(i).and_then(|word| word.certain)
    }

    /// Whether token `i` is written with a capital that neither the beginning of the sentence nor a headline explains.
    pub fn capital_inside(&self, i: usize) -> bool {
        i > 0 && self.words.get(i).is_some_and(|word| word.shape & 3 > 0)
    }

    /// The rows of the features of token `i`, given the tags before it.
    pub fn features(&self, i: usize, tags: &[Pos], into: &mut Vec<u32>) {
        into.clear();
        let word = |n: usize| self.words.get(n).unwrap_or(&OUTSIDE);
        let back = |n: usize| i.checked_sub(n).map_or(&OUTSIDE, word);
        let before = |n: usize| i.checked_sub(n).and_then(|at| tags.get(at)).map_or(99, |&tag| tag as u32);
        let (here, last, next) = (word(i), back(1), word(i + 1));
        let (t1, t2) = (before(1), before(2));
        let mut add = |id: u32, a: u32, b: u32| into.push(mix(id, a, b) & (ROWS as u32 - 1));
        add(0, here.whole, 0);
        add(1, here.whole, here.shape);
        add(2, here.suffix[3], 0);
        add(3, here.suffix[2], 0);
        add(4, here.suffix[1], here.shape);
        add(5, here.suffix[0], t1);
        add(6, here.shape, t1);
        add(7, t1, 0);
        add(8, t1, t2);
        add(9, t1, here.whole);
        add(10, last.whole, 0);
        add(11, back(2).whole, 0);
        add(12, next.whole, 0);
        add(13, word(i + 2).whole, 0);
        add(14, last.suffix[2], 0);
        add(15, next.suffix[2], 0);
        add(16, here.prefix, 0);
        add(17, next.suffix[1], here.suffix[1]);
        add(18, next.shape & 3, here.shape);
        add(19, here.whole, next.whole);
        add(20, last.whole, here.whole);
        add(21, t1, next.whole);
        add(22, here.suffix[2], t1);
        add(23, here.shape << 4 | (last.shape & 3) << 2 | (next.shape & 3), t1);
        add(24, here.shape, next.suffix[2]);
    }
}

impl Word {
    fn new(word: &str, certain: Option<Pos>) -> Self {
        let mut small = [0u8; 24];
        let bytes = word.as_bytes();
        // A long word is known by its end; no English word of that length differs only before it.
        let bytes = bytes.get(bytes.len().saturating_sub(small.len())..).unwrap_or(bytes);
        let mut uppers = 0;
        let mut len = 0;
        for (to, &from) in small.iter_mut().zip(bytes) {
            uppers += u32::from(from.is_ascii_uppercase());
            *to = if from.is_ascii_digit() { b'0' } else { from.to_ascii_lowercase() };
            len += 1;
        }
        let small = small.get(..len).unwrap_or_default();
        let ending = |n: usize| hash(small.get(len.saturating_sub(n)..).unwrap_or(small));
        let first = word.chars().next().unwrap_or(' ');
        let capital = if first.is_uppercase() { if uppers as usize == len && len > 1 { 2 } else { 1 } } else { 0 };
        let digit = u32::from(small.contains(&b'0')) << 2;
        let stop = u32::from(small.contains(&b'.')) << 3;
        let wide = u32::from(!word.is_ascii()) << 4;
        Self {
            whole: hash(small),
            suffix: [ending(1), ending(2), ending(3), ending(4)],
            prefix: hash(small.get(..len.min(3)).unwrap_or(small)),
            shape: capital | digit | stop | wide,
            certain,
        }
    }
}

/// FNV-1a, 32 bits: the rows are part of the shipped weights, so no library may change them.
fn hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |state, &b| (state ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

fn mix(id: u32, a: u32, b: u32) -> u32 {
    let mut x = (u64::from(a) << 32 | u64::from(b)) ^ (u64::from(id) << 58 | u64::from(id));
    x = x.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x ^= x >> 29;
    x = x.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (x >> 32) as u32
}
