//! What words wait for: `accused the mayor` for *of what*, `a decision` for *to do what*.
//!
//! Grammars call what is waited for a *complement*, and say that it hangs on the word, not on the sentence. So it is data:
//! `assets/words/en/complements.txt` has one frame a line, and this file looks words up in it by their stem:
//!
//! | frame | reads |
//! |---|---|
//! | `verb for: call` | `called | for a vote` |
//! | `verb object of: accuse` | `accused the mayor | of fraud`, `was accused | of fraud` |
//! | `noun to: decision` | `a decision | to sell` |
//! | `adjective of: capable` | `capable | of more` |

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::piece::Piece;
use crate::event::words::{lines, stem};
use crate::sentence::pos::Pos;

/// The kind of word that waits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    Verb,
    /// A verb whose object stands between.
    Object,
    Noun,
    Adjective,
}

/// What words wait for, by stem.
#[derive(Default)]
struct Frames {
    heads: FxHashMap<String, SmallVec<[(Class, &'static str); 6]>>,
    /// Form → stem, where the stemmer does not know.
    forms: FxHashMap<&'static str, String>,
}

static FRAMES: LazyLock<Frames> = LazyLock::new(|| {
    let mut frames = Frames::default();
    for line in lines(include_str!("../../../assets/words/en/complements.txt")) {
        let Some((frame, heads)) = line.split_once(':') else { continue };
        let (class, what) = match frame.split_whitespace().collect::<Vec<_>>().as_slice() {
            ["form", head] => {
                frames.forms.extend(heads.split_whitespace().map(|form| (form, stem(head))));
                continue;
            }
            ["verb", "object", what] => (Class::Object, *what),
            ["verb", what] => (Class::Verb, *what),
            ["noun", what] => (Class::Noun, *what),
            ["adjective", what] => (Class::Adjective, *what),
            _ => continue,
        };
        for head in heads.split_whitespace() {
            frames.heads.entry(stem(head)).or_default().push((class, what));
        }
    }
    frames
});

/// What a word waits for.
pub(super) type Wants = &'static [(Class, &'static str)];

/// Looks a word up. Stemming is the dear part: look up once and ask often.
pub(super) fn wants(piece: &Piece<'_>) -> Wants {
    let word = piece.word();
    let found = match FRAMES.forms.get(&*word) {
        Some(stem) => FRAMES.heads.get(stem),
        None => FRAMES.heads.get(&stem(&word)),
    };
    found.map_or(&[], |found| found.as_slice())
}

/// Whether a word waits for `what`.
pub(super) fn awaits(class: Class, piece: &Piece<'_>, what: &str) -> bool {
    wants(piece).contains(&(class, what))
}

/// Whether an active verb that takes an object and `what` has `what` right after it: `recognized as the government`.
pub(super) fn lacks_object(verb: &Piece<'_>, what: &str) -> bool {
    matches!(verb.pos, Pos::VerbPast | Pos::VerbThird | Pos::VerbPresent)
        && awaits(Class::Object, verb, what)
        && !awaits(Class::Verb, verb, what)
}

/// The lines of the list that are no frame.
#[cfg(test)]
pub(super) fn unread() -> Vec<&'static str> {
    let known = |frame: &str| {
        let words: Vec<&str> = frame.split_whitespace().collect();
        matches!(words.as_slice(), ["form", _] | ["verb", "object", _] | ["verb" | "noun" | "adjective", _])
    };
    let all = lines(include_str!("../../../assets/words/en/complements.txt"));
    all.filter(|line| !line.split_once(':').is_some_and(|(frame, _)| known(frame))).collect()
}
