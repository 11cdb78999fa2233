//! Passages that say again, nearly word for word, what the same article said before.
//!
//! Pages are saved with their article twice: a standfirst that the body repeats, a caption under two sizes of one picture,
//! the whole text once for the screen and once for print. Cited twice, one report would look like two. A passage is a
//! repeat if nearly all of its five-word runs stood in earlier passages, in whatever cut. Runs are kept as hashes; each
//! word is looked at once, so the cost grows with the text and nothing else; and what was said too long ago is forgotten
//! (`KEPT`), so that the newspaper of a year in one file costs no more memory than an article.
//!
//! | earlier | later | |
//! |---|---|---|
//! | `FILE - A tug leaves Callao, 3 March 2021.` | `FILE – A tug leaves Callao, 3 March 2021` | repeat |
//! | `The tug left Callao on Monday with 40 crew.` | `The tug left Callao on Tuesday with 12 crew.` | not: numbers and days differ |

use super::{Passage, PassageKind};

/// Words in a run. With three, set phrases of one story ("according to the ministry") look like repeats; with eight, one
/// changed word hides a sentence.
const RUN_WORDS: usize = 5;
/// Of ten runs of a repeat, nine stood before. Lower, and a report that quotes its own summary is lost; at ten, one
/// corrected letter keeps both.
const REPEATED_TENTHS: usize = 9;
/// Shorter passages are repeats only if they are the same from end to end; below [`LEAST_WORDS`] they never are
/// ("He agreed.").
const RUN_PASSAGE_WORDS: usize = 9;
const LEAST_WORDS: usize = 4;

/// Runs that are remembered at most. No article has so many words, and a page that holds one twice holds them side by side.
/// A million would no longer fit the caches, and cost as much time as all the rest of reading.
const KEPT: usize = 1 << 15;
/// Bytes of text to a run remembered: there are fewer runs than words, and a word has some six.
const RUN_BYTES: usize = 4;
/// Runs that share a place. With one, every eighth run of an article would push out another; of four it is one in thousands.
const SHARED: usize = 4;

/// The runs of the passages before: a table of fixed size, in which a new run takes the place of the oldest that shares it.
struct Runs {
    places: Vec<[u32; SHARED]>,
}

impl Runs {
    /// A table for a text of so many bytes.
    fn new(bytes: usize) -> Self {
        let kept = (bytes / RUN_BYTES).next_power_of_two().min(KEPT);
        Self { places: vec![[0; SHARED]; (kept / SHARED).max(1)] }
    }

    /// The place of a run, and what stands for it there.
    fn of(&self, run: u64) -> (usize, u32) {
        ((run >> 32) as usize & (self.places.len() - 1), run as u32 | 1)
    }

    fn contains(&self, run: u64) -> bool {
        let (place, mark) = self.of(run);
        self.places.get(place).is_some_and(|place| place.contains(&mark))
    }

    fn insert(&mut self, run: u64) {
        let (place, mark) = self.of(run);
        if let Some(place) = self.places.get_mut(place)
            && !place.contains(&mark)
        {
            place.rotate_right(1);
            place[0] = mark;
        }
    }
}

/// Marks the repeats among `passages`. Furniture stays furniture.
pub fn mark(text: &str, passages: &mut [Passage]) {
    if passages.len() < 2 {
        return;
    }
    let mut runs = Runs::new(text.len());
    let mut whole = Runs::new(text.len() / RUN_WORDS);
    let mut words: Vec<u64> = Vec::new();
    let mut hashes: Vec<u64> = Vec::new();
    for passage in passages.iter_mut().filter(|p| p.kind != PassageKind::Furniture) {
        words.clear();
        hash_words(passage.span.of(text), &mut words);
        if words.len() < LEAST_WORDS {
            continue;
        }
        let all = fold(&words);
        hashes.clear();
        hashes.extend(words.windows(RUN_WORDS).map(fold));
        let seen = hashes.iter().filter(|&&run| runs.contains(run)).count();
        let count = words.len().saturating_sub(RUN_WORDS - 1);
        let repeated =
            if words.len() >= RUN_PASSAGE_WORDS { seen * 10 >= count * REPEATED_TENTHS } else { whole.contains(all) };
        if repeated {
            passage.kind = PassageKind::Repeat;
        } else {
            whole.insert(all);
            hashes.iter().for_each(|&run| runs.insert(run));
        }
    }
}

/// Small letters and digits for the plain characters that are letters and digits, 0 for the others.
const PLAIN: [u8; 128] = {
    let mut plain = [0; 128];
    let mut at = 0;
    while at < plain.len() {
        let byte = at as u8;
        plain[at] = if byte.is_ascii_alphanumeric() { byte.to_ascii_lowercase() } else { 0 };
        at += 1;
    }
    plain
};

/// One hash a word, letters and digits only, whatever their case. The hashes never leave this file, so no other release
/// has to agree with them.
fn hash_words(passage: &str, into: &mut Vec<u64>) {
    let mut word = 0;
    let mut at = 0;
    while let Some(&byte) = passage.as_bytes().get(at) {
        at += 1;
        // Nearly all of a text is plain letters, which need no decoding.
        match PLAIN.get(usize::from(byte)) {
            Some(0) if word != 0 => into.push(std::mem::take(&mut word)),
            Some(0) => {}
            Some(&letter) => word = step(word, u64::from(letter)),
            None => {
                let Some(c) = passage.get(at - 1..).and_then(|rest| rest.chars().next()) else { continue };
                at += c.len_utf8() - 1;
                if c.is_alphanumeric() {
                    word = c.to_lowercase().fold(word, |word, c| step(word, u64::from(c)));
                } else if word != 0 {
                    into.push(std::mem::take(&mut word));
                }
            }
        }
    }
    if word != 0 {
        into.push(word);
    }
}

fn fold(words: &[u64]) -> u64 {
    words.iter().fold(0, |state, &word| step(state, word))
}

/// A round of FxHash, the hash of the Rust compiler: one rotation, one multiplication.
fn step(state: u64, next: u64) -> u64 {
    (state.rotate_left(23) ^ next).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::super::passage::of_lines;
    use super::*;

    fn kinds(lines: &[&str]) -> Vec<PassageKind> {
        let (text, mut passages) = of_lines(lines);
        mark(&text, &mut passages);
        passages.iter().map(|p| p.kind).collect()
    }

    #[test]
    fn what_was_said_before_is_a_repeat() {
        use PassageKind::{Body, Repeat};
        let same = kinds(&[
            "FILE - A tug leaves the port of Callao in a gale, March 3, 2021.",
            "The strike began on Monday.",
            "FILE – A tug leaves the port of Callao in a gale, March 3, 2021",
            "The strike began on Monday.",
        ]);
        assert_eq!(same, [Body, Body, Repeat, Repeat]);
        let joined = kinds(&[
            "Dockers in Callao went on strike on Monday over night pay. The port authority called the strike illegal and asked a court to end it.",
            "Dockers in Callao went on strike on Monday over night pay.",
            "The port authority called the strike illegal and asked a court to end it.",
        ]);
        assert_eq!(joined, [Body, Repeat, Repeat]);
    }

    #[test]
    fn what_only_sounds_alike_is_not() {
        use PassageKind::Body;
        let alike = kinds(&[
            "The tug left Callao on Monday with a crew of 40 and returned at night.",
            "The tug left Callao on Tuesday with a crew of 12 and never returned.",
            "He agreed.",
            "He agreed.",
        ]);
        assert_eq!(alike, [Body; 4]);
    }
}
