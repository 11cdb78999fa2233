//! One line that names an event, in the words of a source.
//!
//! News sentences are long because they attribute, date and explain. A label keeps who did what, by leaving words out and
//! never by adding or changing one:
//!
//! | pass | drops |
//! |---|---|
//! | dateline | `NAIROBI, Kenya (Agency) —` |
//! | brackets | `(March 3)`, `[sic]` |
//! | opener | `In addition to that,` |
//! | attribution | `, the ministry said`, `according to police`, `Customs data show that` |
//! | time | `on Thursday`: the event has a date |
//! | tail | `, reiterating …`, `, which …`, `as …`, `while …` when the line is long |
//!
//! Then the line must stand alone: it holds the trigger, does not begin with a pronoun or end with a preposition, keeps its
//! quotation marks in pairs, and fits 90 characters. Every mention near the middle of its event offers its clause and its
//! sentence; the best line wins.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::words::fold;
use crate::sentence::pos::{self, Pos};
use crate::sentence::{Token, tokens};
use crate::span::Span;
use crate::timex::Timex;

/// Longest label, in characters.
pub const LONGEST: usize = 90;
/// From this length on a tail is dropped even though it would fit.
const COMFORTABLE: usize = 72;
/// Shorter lines seldom say who did what.
const SHORTEST: usize = 16;

static LISTS: LazyLock<FxHashMap<&'static str, FxHashSet<&'static str>>> = LazyLock::new(|| {
    include_str!("../../assets/words/en/event-label.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'))
        .map(|(name, words)| (name.trim(), words.split_whitespace().collect()))
        .collect()
});

fn is(list: &str, word: &str) -> bool {
    LISTS.get(list).is_some_and(|words| words.contains(word))
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
    /// Whether the sentence is a headline.
    pub headline: bool,
    /// How near the middle of its event the mention stands, 0..1.
    pub centrality: f32,
}

/// The best line that the offers yield; never empty if one of them has a word.
pub fn choose(offers: &[Offer<'_>], names: &[String]) -> String {
    let names: Vec<String> = names.iter().take(3).map(|n| fold(n)).collect();
    let mut best: Option<(f32, String)> = None;
    for offer in offers {
        let mut stretches = vec![offer.sentence];
        if !offer.clause.is_empty() && offer.clause != offer.sentence {
            stretches.push(offer.clause);
        }
        let mut words: Vec<Token> = Vec::new();
        tokens(offer.text, offer.sentence, &mut words);
        let tags = pos::tag(offer.text, &words);
        for within in stretches {
            let Some((line, flaws)) = compress(offer, within, &words, &tags) else { continue };
            let folded = fold(&line);
            let named =
                names.iter().filter(|n| n.split(' ').any(|part| part.len() > 2 && folded.contains(part))).count();
            let length = line.chars().count();
            let mut score = offer.centrality + 0.12 * named as f32 - flaws;
            score -=
                (length.saturating_sub(COMFORTABLE)) as f32 * 0.01 + (30usize.saturating_sub(length)) as f32 * 0.02;
            score += if offer.headline { 0.15 } else { 0.0 } + if within == offer.clause { 0.1 } else { 0.0 };
            if best.as_ref().is_none_or(|(known, _)| score > *known + 1e-6) {
                best = Some((score, line));
            }
        }
    }
    best.map(|(_, line)| line).or_else(|| offers.iter().map(plain).find(|line| !line.is_empty())).unwrap_or_default()
}

/// The first words of the sentence, as many as fit: the last resort.
fn plain(offer: &Offer<'_>) -> String {
    let mut pieces = pieces(offer.text, offer.sentence);
    fit(&mut pieces, LONGEST);
    finish(&pieces)
}

/// A run of text without white space, or a mark that stands alone.
#[derive(Clone, Copy, Debug)]
struct Piece<'a> {
    text: &'a str,
    span: Span,
    /// The word inside its marks.
    core: &'a str,
    trigger: bool,
    timex: bool,
    /// Part of a time, this mention's or another.
    time: bool,
    /// Part of speech of its last word.
    pos: Pos,
    /// Took over the comma of what was left out after it.
    comma: bool,
}

impl Piece<'_> {
    fn word(&self) -> String {
        fold(self.core)
    }

    fn ends_segment(&self) -> bool {
        self.comma
            || self.text.trim_end_matches(['”', '"', '’', '\'', ')']).ends_with([',', ';', ':', '—', '–'])
            || is_dash(self.text)
    }

    fn is_capital(&self) -> bool {
        self.core.chars().next().is_some_and(char::is_uppercase)
    }
}

fn is_dash(text: &str) -> bool {
    matches!(text, "—" | "–" | "-" | "--" | "---")
}

fn pieces(text: &str, within: Span) -> Vec<Piece<'_>> {
    let part = within.of(text);
    let mut found = Vec::new();
    let mut push = |start: usize, end: usize| {
        if let Some(piece) = part.get(start..end).filter(|p| !p.is_empty()) {
            let span = Span::new(within.start as usize + start, within.start as usize + end);
            let core = piece.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '$' | '€' | '£' | '¥' | '%'));
            found.push(Piece {
                text: piece,
                span,
                core,
                trigger: false,
                timex: false,
                time: false,
                pos: Pos::Other,
                comma: false,
            });
        }
    };
    let mut start = 0;
    for (at, c) in part.char_indices() {
        if c.is_whitespace() || c == '—' {
            push(start, at);
            if c == '—' {
                push(at, at + c.len_utf8());
            }
            start = at + c.len_utf8();
        }
    }
    push(start, part.len());
    found
}

/// The line that a stretch yields, with what speaks against it (0 is flawless); `None` if nothing usable remains.
fn compress(offer: &Offer<'_>, within: Span, words: &[Token], tags: &[Pos]) -> Option<(String, f32)> {
    let mut line = pieces(offer.text, within);
    for piece in &mut line {
        piece.trigger = offer.trigger.is_some_and(|t| t.overlaps(piece.span));
        piece.timex = offer.timex.is_some_and(|t| t.overlaps(piece.span));
        let near = offer.times.partition_point(|t| t.span.end <= piece.span.start);
        piece.time = piece.timex || offer.times.get(near).is_some_and(|t| t.span.overlaps(piece.span));
        let first = words.partition_point(|w| w.span.end <= piece.span.start);
        let inside = words.iter().zip(tags).skip(first).take_while(|(w, _)| w.span.start < piece.span.end);
        piece.pos = inside.map(|(_, &tag)| tag).filter(|tag| *tag != Pos::Mark).last().unwrap_or(Pos::Other);
    }
    drop_brackets(&mut line);
    drop_dateline(&mut line);
    drop_attribution(&mut line);
    drop_opener(&mut line);
    drop_time(&mut line);
    drop_opener(&mut line);
    drop_tail(&mut line);
    fit(&mut line, LONGEST);
    let text = finish(&line);
    let length = text.chars().count();
    if text.is_empty() || length > LONGEST {
        return None;
    }
    let mut flaws = 0.0;
    let verb = has_main_verb(&line);
    if !line.iter().any(|p| p.trigger) && offer.trigger.is_some() {
        // A whole sentence without the trigger names at least its article's happening; half a one names nothing.
        flaws += if verb { 0.55 } else { 1.0 };
    }
    if !verb && !offer.headline {
        flaws += 0.5;
    }
    let last = line.iter().rev().find(|p| !p.core.is_empty());
    if last.is_some_and(|p| matches!(p.pos, Pos::VerbPast | Pos::VerbThird | Pos::VerbPresent) && p.trigger)
        && !text.contains(['”', '"'])
        && line.len() < 7
    {
        // "Human Rights Watch said": what was said is missing.
        flaws += if last.is_some_and(|p| is("say", &p.word())) { 0.9 } else { 0.1 };
    }
    if length < SHORTEST {
        flaws += 0.5;
    }
    let first = line.iter().find(|p| !p.core.is_empty());
    if let Some(first) = first {
        let word = first.word();
        if is("pronoun", &word) {
            flaws += 0.5;
        } else if is("last", &word) && !matches!(word.as_str(), "the" | "a" | "an" | "no" | "more" | "most" | "both")
            || is("opener", &word)
        {
            flaws += 0.4;
        } else if !first.is_capital() && first.trigger {
            // A line that begins with its verb has lost its subject.
            flaws += 0.35;
        } else if word.ends_with("ing") && !first.is_capital() {
            flaws += 0.4;
        }
        let second = line.iter().filter(|p| !p.core.is_empty()).nth(1).map(Piece::word).unwrap_or_default();
        if word == "the" && is("faint", &second) {
            flaws += 0.4;
        }
    }
    if !balanced(&text) {
        flaws += 0.6;
    }
    if line.iter().filter(|p| is("say", &p.word()) && !p.trigger).count() > 0 {
        flaws += 0.15;
    }
    Some((text, flaws))
}

/// Whether a finite verb stands outside relative clauses: "the call, which comes ahead of the vote" tells nothing yet.
fn has_main_verb(line: &[Piece<'_>]) -> bool {
    let mut relative = false;
    for piece in line {
        let word = piece.word();
        if piece.pos == Pos::Wh || matches!(word.as_str(), "which" | "who" | "that") {
            relative = true;
        }
        let finite = matches!(piece.pos, Pos::VerbPast | Pos::VerbThird | Pos::VerbPresent | Pos::Modal);
        if finite && !relative {
            return true;
        }
        if piece.ends_segment() && finite_ended(piece) {
            relative = false;
        }
    }
    false
}

/// A comma closes a relative clause.
fn finite_ended(piece: &Piece<'_>) -> bool {
    piece.text.ends_with(',') || piece.comma
}

fn drop_brackets(line: &mut Vec<Piece<'_>>) {
    let mut depth = 0usize;
    line.retain(|piece| {
        let (open, close) = (piece.text.matches(['(', '[']).count(), piece.text.matches([')', ']']).count());
        let inside = depth > 0 || open > 0 && piece.text.starts_with(['(', '[']);
        depth = (depth + open).saturating_sub(close);
        !inside
    });
}

/// `CAIRO —`, `LONDON, March 3 (Agency) -`: capitals before a dash near the beginning.
fn drop_dateline(line: &mut Vec<Piece<'_>>) {
    let Some(dash) = line.iter().take(9).position(|p| is_dash(p.text)) else { return };
    let before = &line[..dash];
    let named = before
        .iter()
        .all(|p| p.is_capital() || p.core.is_empty() || p.timex || p.core.bytes().any(|b| b.is_ascii_digit()));
    if named && dash + 3 < line.len() && !before.iter().any(|p| p.trigger) {
        line.drain(..=dash);
    }
}

/// Where the segments between commas and dashes begin and end.
fn segments(line: &[Piece<'_>]) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, piece) in line.iter().enumerate() {
        if piece.ends_segment() || at + 1 == line.len() {
            found.push(start..at + 1);
            start = at + 1;
        }
    }
    found
}

/// Most words an attribution between commas has: "the head of the country's electoral commission said on Monday".
const ATTRIBUTION_WORDS: usize = 12;

fn drop_attribution(line: &mut Vec<Piece<'_>>) {
    // "Customs data show that …", "The ministry said that …"
    let trigger = line.iter().position(|p| p.trigger);
    let leads = |at: usize, piece: &Piece<'_>| -> Option<usize> {
        let word = piece.word();
        if piece.trigger || !(is("say", &word) || is("show", &word)) {
            return None;
        }
        let next = line.get(at + 1)?;
        if next.word() == "that" {
            return Some(at + 2);
        }
        // "The mayor said the bridge …": what follows begins a clause of its own.
        let begins = matches!(
            next.word().as_str(),
            "the" | "a" | "an" | "its" | "his" | "her" | "their" | "he" | "she" | "it" | "they"
        ) || next.is_capital();
        (is("say", &word) && begins && !piece.text.ends_with(',')).then_some(at + 1)
    };
    if let Some(trigger) = trigger {
        let cut = line
            .iter()
            .enumerate()
            .take(trigger.min(16))
            .filter_map(|(at, p)| leads(at, p))
            .filter(|&cut| cut <= trigger)
            .max();
        if let Some(cut) = cut {
            line.drain(..cut);
        }
    }
    // ", the ministry said", ", according to police,"
    let parts = segments(line);
    if parts.len() < 2 {
        // "… according to police" without a comma.
        if let Some(at) = line.iter().position(|p| p.word() == "according").filter(|&at| at > 2) {
            if !line[at..].iter().any(|p| p.trigger) {
                line.truncate(at);
            }
        }
        return;
    }
    let mut drop = vec![false; line.len()];
    for (n, part) in parts.iter().enumerate() {
        let pieces = &line[part.clone()];
        let first = pieces.iter().find(|p| !p.core.is_empty()).map(Piece::word).unwrap_or_default();
        let says = pieces.iter().any(|p| is("say", &p.word()));
        let attribution = is("attribution", &first) || n > 0 && says && pieces.len() <= ATTRIBUTION_WORDS;
        if attribution && !pieces.iter().any(|p| p.trigger) {
            drop[part.clone()].fill(true);
        }
    }
    let mut at = 0;
    line.retain(|_| {
        at += 1;
        !drop[at - 1]
    });
}

fn drop_opener(line: &mut Vec<Piece<'_>>) {
    for _ in 0..3 {
        let Some(first) = line.iter().position(|p| !p.core.is_empty()) else { return };
        let word = line[first].word();
        let parts = segments(line);
        if let Some(part) = parts.first().filter(|_| parts.len() > 1) {
            let segment = &line[part.clone()];
            let rest = line.len() - part.end;
            if is("opener", &word) && rest >= 4 && !segment.iter().any(|p| p.trigger)
                || segment.iter().all(|p| p.time || is("opener", &p.word())) && rest >= 4
            {
                line.drain(..part.end);
                continue;
            }
        }
        if is("leader", &word) && line.len() > 4 && !line[first].trigger {
            line.drain(..=first);
            continue;
        }
        return;
    }
}

/// Leaves out the time where the line reads on without it.
fn drop_time(line: &mut Vec<Piece<'_>>) {
    let Some(from) = line.iter().position(|p| p.timex) else { return };
    let to = line.iter().rposition(|p| p.timex).unwrap_or(from) + 1;
    if line[from..to].iter().any(|p| p.trigger || !p.timex) || to - from >= line.len() {
        return;
    }
    let before = from.checked_sub(1).and_then(|at| line.get(at)).map(Piece::word).unwrap_or_default();
    let after = line.get(to).map(Piece::word).unwrap_or_default();
    let noun_follows = line
        .get(to)
        .is_some_and(|p| matches!(p.pos, Pos::Noun | Pos::NounPlural | Pos::Name | Pos::NamePlural | Pos::Adjective));
    let owner = from.checked_sub(1).and_then(|at| line.get(at)).is_some_and(|p| {
        p.core.ends_with("'s") || p.core.ends_with("’s") || matches!(p.pos, Pos::Determiner | Pos::Adjective)
    });
    if owner && !noun_follows {
        // "ahead of the country's New Year": the time is what is owned.
        return;
    }
    if is("keepbefore", &before) || from == 0 && is("timeverb", &after) {
        return;
    }
    let mut from = from;
    while from > 0 && is("timeprep", &line[from - 1].word()) && !line[from - 1].trigger {
        // "the events of 2011": without its noun's complement the line says less than before.
        if line[from - 1].word() == "of" {
            return;
        }
        from -= 1;
    }
    // The comma after the time closed the segment that the time stood in: the word before takes it over.
    let comma = line[to - 1].ends_segment() && from > 0 && !line[from - 1].ends_segment();
    line.drain(from..to);
    if comma && from > 0 {
        line[from - 1].comma = true;
    }
}

/// Drops what explains and does not tell: relative clauses, participles, subordinate clauses.
fn drop_tail(line: &mut Vec<Piece<'_>>) {
    let width = |line: &[Piece<'_>]| line.iter().map(|p| p.text.chars().count() + 1).sum::<usize>();
    let last_needed = line.iter().rposition(|p| p.trigger).map_or(2, |t| t.max(2));
    // Segments after a comma that begin with a relative word or a participle.
    let parts = segments(line);
    for part in parts.iter().skip(1) {
        let Some(first) = line.get(part.start).map(Piece::word) else { continue };
        let relative = matches!(
            first.as_str(),
            "which"
                | "who"
                | "whose"
                | "where"
                | "when"
                | "while"
                | "as"
                | "but"
                | "although"
                | "though"
                | "because"
                | "after"
                | "amid"
                | "with"
                | "in"
                | "and"
                | "so"
        );
        let participle = first.ends_with("ing") || first == "meaning";
        if part.start > last_needed && (relative || participle) && part.start >= 4 {
            line.truncate(part.start);
            break;
        }
    }
    // Without a comma, only where the line is long.
    while width(line) > COMFORTABLE + 1 {
        let cut = (last_needed.max(3) + 1..line.len()).rev().find(|&at| {
            let word = line[at].word();
            matches!(
                word.as_str(),
                "which"
                    | "who"
                    | "while"
                    | "as"
                    | "when"
                    | "because"
                    | "although"
                    | "amid"
                    | "after"
                    | "before"
                    | "where"
                    | "so"
                    | "but"
                    | "despite"
                    | "following"
            )
        });
        match cut {
            Some(cut) => line.truncate(cut),
            None => break,
        }
    }
}

/// Shortens to `most` characters at a joint of the sentence, or else between words.
fn fit(line: &mut Vec<Piece<'_>>, most: usize) {
    if finish(line).chars().count() <= most {
        return;
    }
    let fits = |n: usize| finish(&line[..n]).chars().count() <= most;
    let longest = (1..=line.len()).rev().find(|&n| fits(n)).unwrap_or(0);
    let needed = line.iter().rposition(|p| p.trigger).filter(|&t| t < longest).map_or(3, |t| (t + 1).max(3));
    let joint = (needed + 1..=longest.min(line.len() - 1))
        .rev()
        .find(|&n| line[n - 1].ends_segment() || is("cut", &line[n].word()) && !is("last", &line[n - 1].word()));
    let mut kept = joint.unwrap_or(longest);
    // An adjective or a number without its noun was cut in the middle.
    while joint.is_none()
        && kept > 4
        && line
            .get(kept - 1)
            .is_some_and(|p| matches!(p.pos, Pos::Adjective | Pos::Determiner | Pos::Adverb | Pos::Possessive))
    {
        kept -= 1;
    }
    line.truncate(kept);
}

/// The line as text: trailing connectives and marks off, quotation marks whole, first letter a capital.
fn finish(line: &[Piece<'_>]) -> String {
    let mut end = line.len();
    while end > 1 && (is("last", &line[end - 1].word()) && !line[end - 1].trigger || line[end - 1].core.is_empty()) {
        end -= 1;
    }
    let mut text = String::new();
    for piece in &line[..end] {
        let glued = piece.core.is_empty() && piece.text.starts_with([',', '.', ';', ':', ')', '’', '”', '%'])
            || piece.text.starts_with("'s")
            || piece.text.starts_with("n't");
        if !text.is_empty() && !glued {
            text.push(' ');
        }
        text.push_str(piece.text);
        if piece.comma {
            text.push(',');
        }
    }
    let opened = text.trim_start_matches([',', ';', ':', '.', ' ', '—', '–', '-']);
    let mut text = opened.trim_end_matches([',', ';', ':', ' ', '—', '–', '-']).to_owned();
    while text.ends_with('.') && !ends_with_abbreviation(&text) {
        text.pop();
    }
    for (open, close) in [('“', '”'), ('‘', '\u{0}')] {
        if close != '\u{0}' && text.matches(open).count() != text.matches(close).count() {
            let lone: &[char] = &[open, close];
            text = text.replace(lone, "");
        }
    }
    if text.matches('"').count() % 2 == 1 {
        text = text.replace('"', "");
    }
    capitalize(text.trim())
}

/// `U.S.` keeps its full stop; `… in Moscow.` does not.
fn ends_with_abbreviation(text: &str) -> bool {
    let word = text.rsplit(' ').next().unwrap_or_default();
    word.trim_end_matches('.').contains('.')
}

fn balanced(text: &str) -> bool {
    text.matches('“').count() == text.matches('”').count()
        && text.matches('"').count() % 2 == 0
        && text.matches('(').count() == text.matches(')').count()
}

/// The first letter a capital, unless the word is written as its owner writes it (`iPhone`, `eBay`).
fn capitalize(text: &str) -> String {
    let first_word = text.split(' ').next().unwrap_or_default();
    if first_word.chars().skip(1).any(char::is_uppercase) {
        return text.to_owned();
    }
    let lead = text.find(char::is_alphanumeric).unwrap_or(0);
    let (marks, rest) = text.split_at(lead);
    let mut chars = rest.chars();
    match chars.next() {
        Some(first) => format!("{marks}{}{}", first.to_uppercase(), chars.as_str()),
        None => text.to_owned(),
    }
}
