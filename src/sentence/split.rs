//! Where a sentence ends.
//!
//! Two steps. First the passage is cut into *blocks* at its line breaks, as far as those mean something: a blank line
//! always does, a single one does unless the text was wrapped by hand at a column, as old wire copy is. Whether it was can
//! be computed rather than guessed: a line was wrapped if the first word of the next line would not have fitted on it.
//! Then each block is cut at full stops, and the question at each is which of these it is:
//!
//! | | ends? |
//! |---|---|
//! | `… was signed. The next …` | yes |
//! | `Mr. Ito`, `Gen. Diaz`, `St. Kilda` | no: stands before a name |
//! | `No. 3`, `Feb. 8` | not before a digit |
//! | `U.S. officials`, `Acme Inc. The firm` | only before a word that begins sentences |
//! | `at 5 p.m. Monday`, `at 5 p.m. New York time` | not before a day, a month or a zone |
//! | `“We won.” He left` | yes, after the quote |
//! | `was … signed`, `“Why?” he asked` | not before a small letter |
//!
//! The lists are data: `assets/words/en/abbreviations.toml`.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::Sentence;
use crate::article::Passage;
use crate::span::Span;

/// The sentences of `text`, passage by passage, in order.
pub fn split(text: &str, passages: &[Passage]) -> Vec<Sentence> {
    let words = Words::get();
    // about 150 bytes a sentence in news
    let mut sentences = Vec::with_capacity(text.len() / 128 + passages.len());
    for passage in passages {
        let Some(_) = text.get(passage.span.range()) else { continue };
        blocks(text, passage.span, &mut |block| {
            cut(text, block, words, &mut |span| {
                sentences.push(Sentence { span, kind: passage.kind });
            });
        });
    }
    sentences
}

/// A column at which text may have been wrapped by hand: typewriters and wires stay under it, paragraphs written as one
/// line are longer. Lower, and wide wires are cut in mid-sentence; higher, and short paragraphs of a web page run together.
const WIDEST_WRAP: usize = 110;
/// A block narrower than this is a list, an address or a poem, not wrapped prose.
const NARROWEST_WRAP: usize = 40;

/// A line of wrapped prose from which a place and a date were taken. Shorter, and headings lose their ends.
const SHORTEST_FIRST: usize = 20;

/// Cuts a passage at the line breaks that mean something.
fn blocks(text: &str, passage: Span, found: &mut impl FnMut(Span)) {
    let (start, end) = (passage.start as usize, passage.end as usize);
    let bytes = text.as_bytes();
    let Some(inside) = bytes.get(start..end) else { return };
    if memchr::memchr(b'\n', inside).is_none() {
        return found(passage);
    }
    // A paragraph is what stands between blank lines; each is judged by its own widest line.
    let mut lines: Vec<Span> = Vec::new();
    let mut flush = |lines: &mut Vec<Span>| {
        let widest = lines.iter().map(|line| line.len()).max().unwrap_or(0);
        let wrapped = (NARROWEST_WRAP..=WIDEST_WRAP).contains(&widest);
        let mut block: Option<Span> = None;
        for &line in lines.iter() {
            match block {
                Some(open) if continues(text, last_line(bytes, open), line, widest, wrapped) => {
                    block = Some(open.hull(line));
                }
                Some(open) => {
                    found(open);
                    block = Some(line);
                }
                None => block = Some(line),
            }
        }
        if let Some(open) = block {
            found(open);
        }
        lines.clear();
    };
    let mut at = start;
    while at < end {
        let next = memchr::memchr(b'\n', bytes.get(at..end).unwrap_or_default()).map_or(end, |n| at + n);
        let line = Span::new(at, next);
        if line.of(text).trim().is_empty() {
            flush(&mut lines);
        } else {
            lines.push(line);
        }
        at = next + 1;
    }
    flush(&mut lines);
}

/// The last line of an open block.
fn last_line(bytes: &[u8], block: Span) -> Span {
    let start = memchr::memrchr(b'\n', bytes.get(block.range()).unwrap_or_default()).map_or(0, |n| n + 1);
    Span { start: block.start + start as u32, ..block }
}

/// Whether `next` goes on with the sentence that stands in `line`, as far as the break between them can tell.
fn continues(text: &str, line: Span, next: Span, widest: usize, wrapped: bool) -> bool {
    let (line, next) = (line.of(text), next.of(text));
    let (before, after) = (line.trim_end(), next.trim_start());
    let first = after.chars().next().unwrap_or(' ');
    let indent = |s: &str| s.len() - s.trim_start().len();
    // an indented line opens a paragraph, a bullet opens an item
    if indent(next) >= indent(line) + 2 || matches!(first, '•' | '*' | '·' | '–' | '—' | '●' | '▪' | '-') {
        return false;
    }
    // `Published: 3 June`, `By: A. Diaz`: a label opens a line of its own
    let label = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    if first.is_uppercase() && after.get(label.len()..).is_some_and(|rest| rest.starts_with(": ")) {
        return false;
    }
    let complete = before.trim_end_matches(is_closer).ends_with(['.', '!', '?', ':', '…']);
    let goes_on = first.is_lowercase() && !complete;
    if wrapped {
        let word = after.find(char::is_whitespace).unwrap_or(after.len());
        // A wire whose place and date were taken off begins with a short line.
        let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let open = goes_on || Words::get().is_open(last);
        // a tenth of slack, because one long line must not make all the others look short
        before.len() + 1 + word > widest - widest / 10 || (open && before.len() >= SHORTEST_FIRST)
    } else {
        goes_on && before.len() >= NARROWEST_WRAP
    }
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}')
}

fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '„' | '(' | '[' | '{' | '`')
}

/// Cuts a block at its full stops.
fn cut(text: &str, block: Span, words: &Words, found: &mut impl FnMut(Span)) {
    let bytes = text.as_bytes();
    let end = block.end as usize;
    let mut start = block.start as usize;
    let mut emit = |from: usize, to: usize| {
        let piece = text.get(from..to).unwrap_or_default();
        let trimmed = piece.trim();
        // a stray mark is no sentence
        if trimmed.bytes().any(|b| b.is_ascii_alphanumeric() || b >= 0x80) && trimmed.chars().any(char::is_alphanumeric)
        {
            let lead = piece.len() - piece.trim_start().len();
            found(Span::new(from + lead, from + lead + trimmed.len()));
        }
    };
    let mut at = start;
    while at < end {
        let Some(&b) = bytes.get(at) else { break };
        let width = match b {
            b'.' | b'!' | b'?' => 1,
            0xe2 if bytes.get(at..at + 3) == Some("…".as_bytes()) => 3,
            0xe3 if bytes.get(at..at + 3) == Some("。".as_bytes()) => 3,
            _ => {
                at += 1;
                continue;
            }
        };
        let stop = at;
        let after = closed(text, at + width, end);
        at = after;
        if after >= end {
            break;
        }
        if ends_here(text, start, stop, after, end, words) {
            emit(start, after);
            start = after;
        }
    }
    emit(start, end);
}

/// Where the cluster of stops and closing marks that began before `at` ends: `?!`, `. . .`, `.”`, `.[12]`.
fn closed(text: &str, mut at: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        let Some(c) = text.get(at..end).and_then(|rest| rest.chars().next()) else { return at };
        if matches!(c, '.' | '!' | '?' | '…') || is_closer(c) {
            at += c.len_utf8();
        } else if c == ' '
            && bytes.get(at + 1) == Some(&b'.')
            && !bytes.get(at + 2).is_some_and(u8::is_ascii_alphanumeric)
        {
            at += 2;
        } else if c == '[' {
            let rest = bytes.get(at + 1..end).unwrap_or_default();
            let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
            if digits == 0 || digits > 3 || rest.get(digits) != Some(&b']') {
                return at;
            }
            at += digits + 2;
        } else {
            return at;
        }
    }
}

/// How far back the word before a stop is looked for. No abbreviation is longer; without a limit, a page of
/// `Jan.Jan.Jan.` without one blank would be read from its start again at every stop.
const LONGEST_WORD_BYTES: usize = 120;

/// Whether a sentence that began at `start` ends with the stop at `stop`, whose cluster ends at `after`.
fn ends_here(text: &str, start: usize, stop: usize, after: usize, end: usize, words: &Words) -> bool {
    let Some(rest) = text.get(after..end) else { return false };
    let trimmed = rest.trim_start();
    let spaced = trimmed.len() < rest.len();
    let before = text.get(start..stop).unwrap_or_default();
    let near = before.ceil_char_boundary(before.len().saturating_sub(LONGEST_WORD_BYTES));
    let word = before
        .get(near..)
        .unwrap_or_default()
        .rsplit(|c: char| c.is_whitespace() || is_opener(c) || matches!(c, '/' | '-' | '–' | '—'))
        .next()
        .unwrap_or("");
    let next = trimmed.trim_start_matches(|c: char| is_opener(c) || c.is_whitespace());
    let Some(first) = next.chars().next() else { return true };
    let plain = after == stop + 1 && text.as_bytes().get(stop) == Some(&b'.');
    if !spaced {
        // `ended.He left`, `won.”She`: a lost space, not an address on the web
        let tail = next.get(first.len_utf8()..).and_then(|t| t.chars().next());
        let small = word.chars().all(char::is_lowercase) && word.len() >= 3;
        return first.is_uppercase()
            && tail.is_some_and(|c| c.is_lowercase() || c == ' ')
            && small
            && (plain || !trimmed.starts_with('.'));
    }
    if first.is_lowercase() {
        return false;
    }
    if matches!(first, '—' | '–' | '-') {
        return !plain;
    }
    if matches!(first, ',' | ';' | ':') {
        return false;
    }
    if !plain {
        // after a quote, a second stop or ! and ? the sentence is over, unless the stop is an abbreviation's: `(Mr.) Ito`
        return !(text.as_bytes().get(stop) == Some(&b'.')
            && words.class(word) == Some(Class::BeforeName)
            && !first.is_ascii_digit());
    }
    let follower = next.split(|c: char| !(c.is_alphanumeric() || c == '.')).next().unwrap_or("");
    let starts = || words.is_starter(follower);
    let mut letters = word.chars();
    let initial = matches!((letters.next(), letters.next()), (Some(c), None) if c.is_alphabetic());
    match words.class(word) {
        Some(Class::BeforeName) => false,
        Some(Class::BeforeNumber) => !first.is_ascii_digit(),
        Some(Class::MayEnd { digit }) => !(digit && first.is_ascii_digit()) && starts(),
        // `9 a.m. (0600 GMT) Friday`: the same hour elsewhere
        Some(Class::Hours) if trimmed.starts_with('(') => starts(),
        Some(Class::Hours) => !words.follows_hours(follower) && !words.names_clock(next),
        // the first thing of a sentence: `3. Open the door`, `B. Results`
        None if before.trim().len() == word.len() && (initial || word.bytes().all(|b| b.is_ascii_digit())) => false,
        None if initial => starts() && word != "I",
        None if word.contains('.')
            && word.split('.').all(|part| part.chars().count() <= 2)
            && !word.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            starts()
        }
        None => true,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    BeforeName,
    BeforeNumber,
    MayEnd { digit: bool },
    Hours,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    before_name: Vec<String>,
    before_number: Vec<String>,
    may_end: Vec<String>,
    hours: Vec<String>,
    after_hours: Vec<String>,
    clock_of: Vec<String>,
    starters: Vec<String>,
    open: Vec<String>,
}

#[derive(Default)]
struct Words {
    class: FxHashMap<String, Class>,
    starters: FxHashMap<String, ()>,
    after_hours: FxHashMap<String, ()>,
    clock_of: FxHashMap<String, ()>,
    open: FxHashMap<String, ()>,
}

impl Words {
    fn get() -> &'static Self {
        static WORDS: OnceLock<Words> = OnceLock::new();
        WORDS.get_or_init(|| {
            // A list that does not parse leaves every stop an end; the test below keeps that from being shipped.
            let source = include_str!("../../assets/words/en/abbreviations.toml");
            toml::from_str(source).map(Self::new).unwrap_or_default()
        })
    }

    fn new(lists: Lists) -> Self {
        let mut class = FxHashMap::default();
        for word in lists.before_number {
            class.insert(word, Class::BeforeNumber);
        }
        for word in lists.may_end {
            // in both lists: a month's stop ends a sentence before a starter, never before its day
            let digit = class.contains_key(&word);
            class.insert(word, Class::MayEnd { digit });
        }
        for word in lists.hours {
            class.insert(word, Class::Hours);
        }
        for word in lists.before_name {
            class.insert(word, Class::BeforeName);
        }
        let set = |words: Vec<String>| words.into_iter().map(|word| (word, ())).collect();
        Self {
            class,
            starters: set(lists.starters),
            after_hours: set(lists.after_hours),
            clock_of: set(lists.clock_of),
            open: set(lists.open),
        }
    }

    fn class(&self, word: &str) -> Option<Class> {
        lower(word, |word| self.class.get(word).copied()).flatten()
    }

    fn is_starter(&self, word: &str) -> bool {
        lower(word, |word| self.starters.contains_key(word)).unwrap_or(false)
    }

    /// Whether a sentence cannot end after this word, as it stands before a line break.
    fn is_open(&self, word: &str) -> bool {
        self.open.contains_key(word)
    }

    fn follows_hours(&self, word: &str) -> bool {
        lower(word.trim_end_matches('.'), |word| self.after_hours.contains_key(word)).unwrap_or(false)
    }

    /// "New York time": up to three names before a word of the list `clock_of`.
    fn names_clock(&self, text: &str) -> bool {
        let mut words = text.split_whitespace().take(4).map(|w| w.trim_end_matches(|c: char| !c.is_alphanumeric()));
        let place = words.position(|w| !w.starts_with(char::is_uppercase));
        let clock = place.and_then(|n| text.split_whitespace().nth(n));
        let clock = clock.map(|w| w.trim_end_matches(|c: char| !c.is_alphanumeric()));
        place.is_some_and(|n| n > 0) && clock.and_then(|w| lower(w, |w| self.clock_of.contains_key(w))).unwrap_or(false)
    }
}

/// Calls `look` with the word in lower case; `None` if it is too long to stand in a list, or not ASCII.
fn lower<T>(word: &str, look: impl FnOnce(&str) -> T) -> Option<T> {
    let mut small = [0u8; 16];
    let room = small.get_mut(..word.len())?;
    room.copy_from_slice(word.as_bytes());
    room.make_ascii_lowercase();
    std::str::from_utf8(room).ok().map(look)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::PassageKind;

    /// `|` marks where sentences end.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let whole = Passage { span: Span::new(0, text.len()), kind: PassageKind::Body };
        let found: Vec<_> = split(&text, &[whole]).iter().map(|s| s.span.of(&text)).collect();
        let expected: Vec<_> = marked.split('|').map(str::trim).filter(|s| !s.is_empty()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_lists_load() {
        assert!(Words::get().is_starter("The") && Words::get().class("Gen") == Some(Class::BeforeName));
    }

    #[test]
    fn full_stops_end_sentences_and_abbreviations_do_not() {
        check("The dam held. | Nobody was hurt.");
        check("Mr. Ito met Gen. Ana Diaz of the U.S. Navy in St. Gallen. | He left.");
        check("J. R. Ito and W.E.B. Diaz signed treaty No. 3 on Feb. 8. | It holds.");
        check("It was sold to Acme Inc. | The firm paid in cash.");
        check("Acme Inc. Chairman Lee Ito agreed.");
        check("Talks end at 5 p.m. Monday in Oslo. | They began at 9 a.m. | Diaz opened them.");
        check("It struck at 9:40 a.m. (0640 GMT) Friday. | It was noted at 9 a.m. | (The clock was slow.)");
        check("Trading ends at 4 p.m. New York time. | It began at 9 a.m. | Time flew.");
        check("He lives in the U.S. | But she does not.");
        check("Rates rose 2.5 percent vs. 3.1 percent in Sept. 2011, e.g. in Oslo.");
        check("3. Open the valve. | 4. Close it.");
        check("That was in 1998. | 12 people died.");
    }

    #[test]
    fn quotes_go_with_their_sentence() {
        check("“We won.” | He left. | \"Now?\" she asked. | 'Yes!' | The end.");
        check("He said: “It is over. | We go home.” | “When?” asked Diaz.");
        check("It failed (see below). | They tried again.[12] | It worked.");
        check("It was … fine. | And then ... | Nothing. . | More.");
    }

    #[test]
    fn datelines_and_lost_spaces() {
        check("OSLO, Feb. 8 (Wire) — The dam held. | All slept.");
        check("WASHINGTON, D.C. — The dam held.");
        check("The dam held.|All slept. | See example.com for U.S.A. rules.");
    }

    #[test]
    fn line_breaks_mean_what_they_look_like() {
        check("Dam holds in Oslo | \nThe dam held. | All slept well that night.");
        check("Dam holds | \n\n the dam held");
        check("Dam above the city of Oslo holds through a night of rain and wind | \nPublished: 3 June 2019");
        check(
            "The dam above the city held through the night although the water rose\n\
             by two metres, and the people of the valley slept well, said Mr.\n\
             Diaz, who had watched it. | They will do so again, if the forecast of the\n\
             national institute is right. |\n   \
             The next rain is due on Monday, and the one after that is due later.",
        );
        // The wire began with a place and a date, which somebody took off.
        check(
            "Kalvo Timber said it wrote to the\n\
             Ministry of Mines and asked for a second survey of the valley\n\
             before the rain. |\n   \
             A reply is due.",
        );
        check(
            "The dam above the city held through the night although the water rose by two metres, and nobody in the valley woke | \n\
             Picture: A. Diaz | \n- first item | \n- second item",
        );
    }

    #[test]
    fn a_passage_is_never_crossed() {
        let text = "Dam holds All slept";
        let at = |a, b| Passage { span: Span::new(a, b), kind: PassageKind::Body };
        let found: Vec<_> = split(text, &[at(0, 9), at(10, 19)]).iter().map(|s| s.span.of(text)).collect();
        assert_eq!(found, ["Dam holds", "All slept"]);
    }
}
