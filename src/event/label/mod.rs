//! One line that names an event, in the words of a source.
//!
//! News sentences are long because they attribute, date and explain. A label keeps who did what, by leaving words out and
//! never by adding or changing one:
//!
//! | pass | drops |
//! |---|---|
//! | dateline | `NAIROBI, Kenya (Agency) —` |
//! | brackets | `(March 3)`, `[sic]` |
//! | heading | `Rivers rise again The mayor said …`, `* Rivers rise * Mayor speaks`: lines that ran together |
//! | opener | `In addition to that,` |
//! | apposition | `Ana Diaz, the mayor of Bern, resigned`, where the line is long |
//! | attribution | `, the ministry said`, `according to police`, `Customs data show that` |
//! | time | `on Thursday`: the event has a date |
//! | tail | `, reiterating …`, `, which …`, `as …`, `while …` when the line is long |
//!
//! An event that is a *statement* (its trigger is `said`) is named by what was said: the speaker stays where both fit.
//!
//! A pronoun that plainly means somebody (`mention::refer`) becomes the name. Then the line must stand alone: it holds the trigger, does not begin with a pronoun or end with a preposition, keeps its
//! quotation marks in pairs, and fits 90 characters. Every mention near the middle of its event offers its clause and its
//! sentence; the best line wins.

mod piece;
mod score;
mod trim;

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use self::piece::{Piece, finish, pieces};
use super::words::fold;
use crate::sentence::pos::{self, Pos};
use crate::sentence::{Token, tokens};
use crate::span::Span;
use crate::timex::Timex;

/// Longest label, in characters.
pub const LONGEST: usize = 90;
/// From this length on a tail is dropped even though it would fit.
const COMFORTABLE: usize = 72;

/// What a line loses in score that had to be cut to fit: more, and a torn line beats a whole one about something else.
const CUT: f32 = 0.07;

static LISTS: LazyLock<FxHashMap<&'static str, FxHashSet<&'static str>>> = LazyLock::new(|| {
    include_str!("../../../assets/words/en/event-label.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'))
        .map(|(name, words)| (name.trim(), words.split_whitespace().collect()))
        .collect()
});

/// Whether a word, in lower case, is in a list of `assets/words/en/event-label.txt`.
fn is(list: &str, word: &str) -> bool {
    LISTS.get(list).is_some_and(|words| words.contains(word))
}

/// Whether a word ends in one of a list's endings.
fn has_ending(list: &str, word: &str) -> bool {
    LISTS.get(list).is_some_and(|endings| endings.iter().any(|ending| word.ends_with(ending)))
}

/// What a mention offers for a label.
#[derive(Clone, Copy)]
pub struct Offer<'a> {
    /// The article's text.
    pub text: &'a str,
    /// The sentence.
    pub sentence: Span,
    /// The stretch that its time governs.
    pub clause: Span,
    /// The word that names the happening.
    pub trigger: Option<Span>,
    /// The time expression that dates it.
    pub timex: Option<Span>,
    /// All time expressions of the article, in order.
    pub times: &'a [Timex],
    /// Words that stand for a name.
    pub referents: &'a [(Span, String)],
    /// Whether the sentence is a headline.
    pub headline: bool,
    /// Whether the sentence stands under a picture.
    pub caption: bool,
    /// How near the middle of its event the mention stands, 0..1.
    pub centrality: f32,
}

/// The name of an event.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Label {
    /// At most [`LONGEST`] characters of a source.
    pub text: String,
    /// Whether it only tells that somebody spoke.
    pub contentless: bool,
    /// What speaks against it, 0 if nothing does.
    pub flaws: f32,
}

/// What a line is made of, and what it must hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Aim {
    /// The trigger.
    Happening,
    /// What was said; who said it and the verb of saying may go.
    Content,
}

/// The best line that the offers yield; never empty if one of them has a word.
pub fn choose(offers: &[Offer<'_>], names: &[String]) -> Label {
    let names: Vec<String> = names.iter().take(3).map(|n| fold(n)).collect();
    let mut best: Option<(f32, Label)> = None;
    for offer in offers {
        let mut words: Vec<Token> = Vec::new();
        tokens(offer.text, offer.sentence, &mut words);
        // The tagger takes every word of a headline in capitals for a name.
        let loud = !offer.sentence.of(offer.text).contains(|c: char| c.is_lowercase());
        let tags = if loud { pos::tag(&offer.text.to_ascii_lowercase(), &words) } else { pos::tag(offer.text, &words) };
        for (within, aim, bonus) in tries(offer) {
            let Some((label, flaws)) = compress(offer, within, aim, &words, &tags) else { continue };
            let folded = fold(&label.text);
            let named =
                names.iter().filter(|n| n.split(' ').any(|part| part.len() > 2 && folded.contains(part))).count();
            let length = label.text.chars().count();
            let mut score = offer.centrality + 0.12 * named as f32 - flaws + bonus;
            score -=
                (length.saturating_sub(COMFORTABLE)) as f32 * 0.01 + (30usize.saturating_sub(length)) as f32 * 0.02;
            score += if offer.headline { 0.15 } else { 0.0 };
            if best.as_ref().is_none_or(|(known, _)| score > *known + 1e-6) {
                best = Some((score, Label { flaws, ..label }));
            }
        }
    }
    let plain = || offers.iter().map(plain).find(|line| !line.is_empty()).unwrap_or_default();
    best.map_or_else(|| Label { text: plain(), contentless: false, flaws: 1.0 }, |(_, label)| label)
}

/// The stretches of an offer that may become a line, what each must hold, and how much it is liked beforehand.
fn tries(offer: &Offer<'_>) -> Vec<(Span, Aim, f32)> {
    let (sentence, clause) = (offer.sentence, offer.clause);
    if offer.caption {
        // The verb of a caption says what the picture shows; its time often stands with another.
        return vec![(sentence, Aim::Content, 0.0), (sentence, Aim::Happening, 0.0)];
    }
    let mut tries = vec![(sentence, Aim::Happening, 0.0)];
    if !clause.is_empty() && clause != sentence {
        tries.push((clause, Aim::Happening, 0.1));
    }
    if offer.trigger.is_some_and(|t| is("say", &fold(t.of(offer.text)))) {
        tries.push((sentence, Aim::Content, 0.0));
    }
    tries
}

/// The first words of the sentence, as many as fit: the last resort.
fn plain(offer: &Offer<'_>) -> String {
    let mut pieces = pieces(offer.text, offer.sentence);
    trim::fit(&mut pieces, LONGEST);
    finish(&pieces)
}

/// A stretch as pieces that know what they are.
fn read<'a>(offer: &Offer<'a>, within: Span, words: &[Token], tags: &[Pos]) -> Vec<Piece<'a>> {
    let mut line = pieces(offer.text, within);
    for piece in &mut line {
        piece.trigger = offer.trigger.is_some_and(|t| t.overlaps(piece.span));
        piece.timex = offer.timex.is_some_and(|t| t.overlaps(piece.span));
        let near = offer.times.partition_point(|t| t.span.end <= piece.span.start);
        piece.time = piece.timex || offer.times.get(near).is_some_and(|t| t.span.overlaps(piece.span));
        let first = words.partition_point(|w| w.span.end <= piece.span.start);
        let inside = words.iter().zip(tags).skip(first).take_while(|(w, _)| w.span.start < piece.span.end);
        let stands = offer.referents.iter().find(|(span, _)| *span == piece.span);
        piece.stands = stands.map(|(_, name)| name.as_str());
        piece.pos = inside.map(|(_, &tag)| tag).filter(|tag| *tag != Pos::Mark).last().unwrap_or(Pos::Other);
    }
    line
}

/// The line that a stretch yields, with what speaks against it (0 is flawless); `None` if nothing usable remains.
fn compress(offer: &Offer<'_>, within: Span, aim: Aim, words: &[Token], tags: &[Pos]) -> Option<(Label, f32)> {
    let source = read(offer, offer.sentence, words, tags);
    let mut line = read(offer, within, words, tags);
    if aim == Aim::Content {
        line.iter_mut().for_each(|piece| piece.trigger = false);
    }
    trim::drop_heading(&mut line);
    trim::drop_brackets(&mut line);
    trim::drop_dateline(&mut line);
    if aim == Aim::Content && !offer.caption {
        trim::drop_speaker(&mut line);
    }
    trim::drop_attribution(&mut line);
    trim::drop_opener(&mut line);
    trim::drop_time(&mut line);
    trim::drop_opener(&mut line);
    trim::drop_apposition(&mut line);
    trim::drop_tail(&mut line);
    trim::mend_comma(&mut line);
    piece::call_by_name(&mut line);
    let cut = trim::fit(&mut line, LONGEST);
    trim::drop_dangling(&mut line);
    let text = finish(&line);
    let length = text.chars().count();
    if text.is_empty() || length > LONGEST {
        return None;
    }
    let contentless = score::contentless(&line);
    let flaws = score::flaws(offer, aim, &source, &line, &text) + if cut { CUT } else { 0.0 };
    Some((Label { text, contentless, flaws }, flaws))
}
