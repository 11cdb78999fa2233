//! Where a name stands in a sentence: runs of words with capitals.
//!
//! English writes names with capitals, and much else too. A run of such words is a name after peoples and titles before it
//! are left off, and where nearly all words have capitals, none of them tells anything:
//!
//! | words | what of it |
//! |---|---|
//! | `Ana Diaz of Chile` | the run `Ana Diaz` |
//! | `Coca-Cola`, `Bank of Norway`, `iKalvo` | one run: hyphens, small joints, brands that begin small |
//! | `Chile-Peru trade` | two runs: both are places |
//! | `Chilean President Ana Diaz` | people `Chile`, then the name `Ana Diaz` |
//! | `Storm Hits The Coast` | a headline: nothing |

use super::words::{Stands, Words, is};
use crate::sentence::{Token, TokenKind};
use crate::span::Span;

/// A name never has more parts than this; longer runs are headlines.
const LONGEST: usize = 7;

/// Whether a word is written as names of people are: "Berg", "O'Neil", "McCall", not "OS" or "PowerShip".
pub fn is_plain(word: &str) -> bool {
    let inner = word.char_indices().skip(1).filter(|(_, c)| c.is_uppercase()).map(|(at, _)| at);
    is_capital(word)
        && word.chars().count() > 1
        && inner.into_iter().all(|at| {
            at <= 3 && (word.starts_with("Mc") || word.starts_with("Mac") || word[..at].ends_with(['\'', '’']))
        })
}

/// Whether nearly every word is written with a capital, so that none tells a name. Lower, and a list of names is taken for
/// a headline; higher, and headlines with a small "of" are read as names.
pub fn is_headline(text: &str, tokens: &[Token]) -> bool {
    let words = || tokens.iter().filter(|t| t.kind == TokenKind::Word);
    let capitals = words().filter(|t| is_capital(t.span.of(text))).count();
    let all = words().count();
    all > 3 && capitals * 5 > all * 4
}

/// Whether it begins with a capital.
pub fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// "iKalvo", "eBern": a name that begins small.
fn is_brand(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_lowercase)
        && chars.next().is_some_and(char::is_uppercase)
        && chars.next().is_some_and(char::is_lowercase)
}

/// From the first word of a run to its last.
pub fn hull(tokens: &[Token], from: usize, to: usize) -> Span {
    let first = tokens.get(from).map(|t| t.span).unwrap_or_default();
    tokens.get(to.wrapping_sub(1)).map_or(first, |last| first.hull(last.span))
}

/// Where the run of capitalized words that begins at `at` ends.
pub fn run(text: &str, tokens: &[Token], at: usize, to: usize, lists: &Words) -> Option<usize> {
    let word = |i: usize| tokens.get(i).filter(|_| i < to).map(|t| t.span.of(text)).unwrap_or_default();
    let part = |i: usize| {
        tokens.get(i).is_some_and(|t| {
            i < to && t.kind == TokenKind::Word && (is_capital(t.span.of(text)) || is_brand(t.span.of(text)))
        }) && lists.bits(&word(i).to_lowercase()) & is::NO_NAME == 0
    };
    let glued =
        |i: usize| matches!((tokens.get(i), tokens.get(i + 1)), (Some(a), Some(b)) if a.span.end == b.span.start);
    // "Dominique Strauss - Kahn" in a text that was cut into words
    let cut = |i: usize| {
        word(i) == "-"
            && !glued(i - 1)
            && !glued(i)
            && part(i + 1)
            && is_plain(word(i - 1))
            && is_plain(word(i + 1))
            && super::word::is_cut(text, tokens)
    };
    // "Coca-Cola", "Covid-19"
    let hyphenated = |i: usize| {
        let after = tokens.get(i + 1).filter(|t| t.kind != TokenKind::Mark);
        word(i) == "-"
            && glued(i - 1)
            && glued(i)
            && after.is_some_and(|t| part(i + 1) || is_capital(word(i - 1)) && t.kind == TokenKind::Number)
    };
    if !part(at) {
        return None;
    }
    let mut end = at + 1;
    while end < to && end - at < LONGEST {
        if part(end) {
            end += 1;
        } else if word(end) == "." && word(end - 1).chars().count() <= 3 && part(end + 1) && glued(end - 1) {
            end += 2;
        } else if word(end) == "-"
            && lists.places.contains_key(word(end - 1))
            && lists.places.contains_key(word(end + 1))
        {
            // "Chile-Peru trade": two names
            break;
        } else if hyphenated(end) || cut(end) || lists.bits(word(end)) & is::NAME_JOINT != 0 && part(end + 1) {
            end += 2;
        } else {
            break;
        }
    }
    Some(end)
}

/// The longest place that begins at `at`, and where it ends.
pub fn place<'w>(text: &str, tokens: &[Token], at: usize, to: usize, lists: &'w Words) -> Option<(usize, &'w Stands)> {
    let first = tokens.get(at)?.span.of(text);
    if !is_capital(first) {
        return None;
    }
    let most = if lists.place_starts.contains(first) { 5 } else { 1 };
    (1..=most)
        .rev()
        .filter(|n| at + n <= to)
        .find_map(|n| Some((at + n, lists.places.get(hull(tokens, at, at + n).of(text))?)))
}

/// Leaves off a people and titles before a name: where the name begins, and the country of the people.
pub fn strip(text: &str, tokens: &[Token], at: usize, end: usize, lists: &Words) -> (usize, Option<String>) {
    let word = |i: usize| tokens.get(i).map(|t| t.span.of(text)).unwrap_or_default();
    let bits = |i: usize| lists.bits(&word(i).to_lowercase());
    let mut start = at;
    let people = place(text, tokens, at, end, lists)
        .filter(|(after, stands)| *after < end && !stands.seat && stands.for_place != word(at));
    // the last title with a name after it
    for i in at..end {
        if bits(i) & is::TITLE != 0 && i + 1 < end {
            let next = if word(i + 1) == "." { i + 2 } else { i + 1 };
            if next < end && is_capital(word(next)) {
                start = next;
            }
        }
    }
    (start, people.map(|(_, stands)| stands.for_place.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence::tokens;

    /// `[run]` marks the first run; `|` in it, where people and titles end.
    fn check(marked: &str) {
        let text = marked.replace(['[', ']', '|'], "");
        let mut found = Vec::new();
        tokens(&text, Span::new(0, text.len()), &mut found);
        let lists = Words::get();
        let at = (0..found.len()).find(|&at| run(&text, &found, at, found.len(), lists).is_some());
        let Some(at) = at.filter(|_| !is_headline(&text, &found)) else {
            assert_eq!(text, marked);
            return;
        };
        let end = run(&text, &found, at, found.len(), lists).unwrap();
        let (start, _) = strip(&text, &found, at, end, lists);
        let (whole, name) = (hull(&found, at, end), hull(&found, start, end));
        let mut said = text.clone();
        said.insert(whole.end as usize, ']');
        if name.start > whole.start {
            said.insert(name.start as usize, '|');
        }
        said.insert(whole.start as usize, '[');
        assert_eq!(said, marked);
    }

    #[test]
    fn a_run_is_a_name_without_people_and_titles() {
        for marked in [
            "yesterday [Ana Diaz] spoke",
            "the [Bank of Norway] sold it",
            "he drank a [Coca-Cola] there",
            "trade of [Chile]-Peru grew",
            "then [President |Ana Diaz] spoke",
            "nobody came to see it",
            "Storm Hits The Coast Again",
        ] {
            check(marked);
        }
    }
}
