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
//! | middle | what stands between commas or dashes, a title before a name, phrases that nothing waits for: only if needed ([`middle`]) |
//! | end | as much as it must, where least is waited for ([`wait`]) |
//!
//! An event that is a *statement* (its trigger is `said`) is named by what was said: the speaker stays where both fit.
//!
//! A pronoun that plainly means somebody (`mention::refer`) becomes the name. Then the line must stand alone: it holds the
//! trigger, does not begin with a pronoun or end with a preposition, keeps its quotation marks in pairs, and fits 90
//! characters. Every mention near the middle of its event offers its clause and its
//! sentence; the best line wins ([`score`]). A torn line costs more than one whose mention is less typical, and a line that
//! is whole but says something else than its source costs most.

mod after;
mod alone;
mod broken;
mod clause;
mod fit;
mod frames;
mod middle;
mod other;
mod piece;
mod relative;
mod score;
#[cfg(test)]
mod tests;
mod time;
mod trim;
mod wait;

use std::cell::LazyCell;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use self::frames::Class;
use self::piece::{Piece, finish, pieces};
use self::relative::Relative;
use super::words::{Lists, fold, named};
use crate::sentence::pos::{self, Pos};
use crate::sentence::{Token, TokenKind, tokens};
use crate::span::Span;
use crate::timex::Timex;

/// Longest label, in characters.
pub const LONGEST: usize = 90;
/// From this length on a tail is dropped even though it would fit.
const COMFORTABLE: usize = 72;

/// Under this length a line seldom says who did what to whom.
const SHORT: usize = 46;

/// What it costs that a mention tells another time than its event: at 0 the one report that was joined by mistake gives its name to
/// a day that ten others tell.
const BESIDE: f32 = 0.15;

/// How much it matters that a mention stands near the middle of its event: more, and a scrap of the most typical sentence
/// beats a whole line of the next; less, and the line may be about something else.
const NEAR: f32 = 0.7;

/// What a line loses in score that had to be cut to fit: more, and a torn line beats a whole one about something else.
const CUT: f32 = 0.07;

/// What a line may cost besides its cut, and still no shorter end is looked for.
const WHOLE: f32 = 0.05;

/// What a line may cost, and still nothing is looked for that could go from its middle. Lower costs time, higher leaves lines torn.
const GOOD: f32 = 0.16;

/// What it costs to lose something in the middle and the end too.
const BOTH: f32 = 0.2;

/// What it costs that a line tells how things are, against another line of the same event that tells what happened.
const STATE: f32 = 0.1;

/// What a line loses where the trigger stands in a relative clause: the line tells first of another happening. At .7 a ship is
/// seized on the day on which it ran aground.
const OTHER: f32 = 1.0;

/// Words in the shortest noun that names an event. With two "the polls" does.
const NOUN_WORDS: usize = 3;

/// What each thing costs that is left out of the middle of a line to make it fit.
const SPARED: f32 = 0.03;

/// What each character costs that was left out to end a line well. At .002 a verb and its subject win over all that was said
/// of them; at .01 nearly every line is cut as late as it can be.
const LEFT_OUT: f32 = 0.008;

static LISTS: LazyLock<Lists> = LazyLock::new(|| named(include_str!("../../../assets/words/en/event-label.txt")));

/// A word → the lists that have it: most words are in none, and one look-up says so.
static WORDS: LazyLock<FxHashMap<&'static str, SmallVec<[&'static str; 8]>>> = LazyLock::new(|| {
    let mut of: FxHashMap<&'static str, SmallVec<[&'static str; 8]>> = FxHashMap::default();
    for (list, words) in LISTS.iter() {
        words.iter().for_each(|word| of.entry(word).or_default().push(list));
    }
    of
});

/// Whether a word, in lower case, is in a list of `assets/words/en/event-label.txt`.
fn is(list: &str, word: &str) -> bool {
    WORDS.get(word).is_some_and(|lists| lists.contains(&list))
}

/// Whether a word ends in one of a list's endings.
fn has_ending(list: &str, word: &str) -> bool {
    LISTS.get(list).is_some_and(|endings| endings.iter().any(|ending| word.ends_with(ending)))
}

/// What a mention offers for a label.
#[derive(Clone, Copy, Default)]
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
    /// Whether it tells what is to come.
    pub planned: bool,
    /// Whether it tells another time than the event's, or tells it more coarsely.
    pub beside: bool,
    /// How near the middle of its event the mention stands, 0..1.
    pub centrality: f32,
}

impl Offer<'_> {
    /// Whether the sentence is written in capitals.
    fn is_loud(&self) -> bool {
        !self.sentence.of(self.text).contains(char::is_lowercase)
    }
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
    /// Whether it tells how things are and not that something happened.
    pub state: bool,
    /// What makes it hard to read alone. It settles between the lines of one event, and says nothing of its importance.
    pub alone: f32,
    /// Index of the offer whose words it takes.
    pub of: usize,
}

/// What a line is made of, and what it must hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Aim {
    /// The trigger.
    Happening,
    /// What was said; who said it and the verb of saying may go.
    Content,
    /// The trigger, with a noun that another clause lent it.
    Relative,
    /// A noun with a time of its own: `a strike on a tanker`, of a sentence that tells what was done about it.
    Noun,
}

/// What a length costs, in characters: a short line seldom tells all, a long one is hard to place.
fn length_cost(length: usize) -> f32 {
    length.saturating_sub(COMFORTABLE) as f32 * 0.006 + SHORT.saturating_sub(length) as f32 * 0.012
}

/// The best line that the offers yield; never empty if one of them has a word.
pub fn choose(offers: &[Offer<'_>], names: &[String]) -> Label {
    let plain = || offers.iter().map(plain).enumerate().find(|(_, line)| !line.is_empty()).unwrap_or_default();
    let last_resort = || {
        let (of, text) = plain();
        Label { text, of, flaws: 1.0, ..Label::default() }
    };
    let names: Vec<String> = names.iter().take(3).map(|n| fold(n)).collect();
    let lines = lines(offers, &names);
    let first_best = |score: fn(&(f32, Label)) -> f32| {
        lines.iter().fold(None, |best: Option<&(f32, Label)>, line| match best {
            Some(best) if score(best) >= score(line) => Some(best),
            _ => Some(line),
        })
    };
    let (Some((_, worth)), Some((_, best))) = (first_best(|line| line.0), first_best(|line| line.0 - line.1.alone))
    else {
        return last_resort();
    };
    Label { text: best.text.clone(), alone: best.alone, of: best.of, ..worth.clone() }
}

/// All lines that the offers yield, with how good they are.
fn lines(offers: &[Offer<'_>], names: &[String]) -> Vec<(f32, Label)> {
    let mut lines: Vec<(f32, Label)> = Vec::new();
    for (of, offer) in offers.iter().enumerate() {
        let reading = Reading::of(offer);
        for (label, bonus) in reading.lines() {
            let folded = fold(&label.text);
            let named =
                names.iter().filter(|n| n.split(' ').any(|part| part.len() > 2 && folded.contains(part))).count();
            let length = label.text.chars().count();
            let mut score = NEAR * offer.centrality + 0.12 * named as f32 - label.flaws + bonus;
            score -= length_cost(length);
            score += if offer.headline { 0.15 } else { 0.0 };
            score -= if offer.beside { BESIDE } else { 0.0 };
            lines.push((score, Label { of, ..label }));
        }
    }
    lines
}

/// Makes one token of an ending that a tokenizer has cut off its word (`Norway 's`, `they 've`), and of a name with a hyphen
/// (`Ana Ruiz-Diaz`): no label may tear them.
fn join_tokens(text: &str, words: &mut Vec<Token>) {
    let cut = LazyCell::new(|| text.contains(" , "));
    let of = |word: &Token| word.span.of(text);
    let mut joined: Vec<Token> = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1);
        let (Some(mark), Some(before)) = (joined.last().copied(), joined.len().checked_sub(2).map(|n| joined[n]))
        else {
            joined.push(*word);
            continue;
        };
        let touches = mark.span.end == word.span.start;
        let ending = matches!(of(&mark), "'" | "’") && before.span.end < mark.span.start && is("endings", of(word));
        let capital = |word: &Token| word.kind == TokenKind::Word && of(word).starts_with(char::is_uppercase);
        let tight = touches && before.span.end == mark.span.start;
        let hyphen = of(&mark) == "-" && capital(&before) && capital(word) && (tight || *cut);
        // "ANKARA - The", a dash
        let dash = !tight && (before.span.len() > 2 && !of(&before).contains(char::is_lowercase));
        if touches && ending && next.is_none_or(|next| next.span.start > word.span.end) {
            joined.pop();
            joined.push(Token { span: Span { start: mark.span.start, end: word.span.end }, kind: TokenKind::Word });
        } else if hyphen && !dash {
            joined.truncate(joined.len() - 2);
            joined.push(Token { span: Span { start: before.span.start, end: word.span.end }, kind: TokenKind::Word });
        } else {
            joined.push(*word);
        }
    }
    *words = joined;
}

/// A sentence that offers itself, tagged.
struct Reading<'a> {
    offer: &'a Offer<'a>,
    source: Vec<Piece<'a>>,
    words: Vec<Token>,
    tags: Vec<Pos>,
    /// Whether the time belongs to a noun, of which the verb of the sentence says nothing.
    noun: bool,
    /// Whether it belongs to one by which the sentence dates something else: "since the quake", "after the vote".
    passing: bool,
    /// Whether it is written in another language.
    foreign: bool,
}

impl<'a> Reading<'a> {
    fn of(offer: &'a Offer<'a>) -> Self {
        let mut words: Vec<Token> = Vec::new();
        tokens(offer.text, offer.sentence, &mut words);
        join_tokens(offer.text, &mut words);
        // The tagger takes every word of a headline in capitals for a name.
        let text = offer.is_loud().then(|| offer.text.to_ascii_lowercase());
        let tags = pos::tag(text.as_deref().unwrap_or(offer.text), &words);
        let source = read(offer, offer.sentence, &words, &tags);
        let noun = is_noun(offer, &source);
        let passing = in_passing(offer, &source);
        let foreign = alone::foreign(offer, &source);
        Self { offer, source, words, tags, noun, passing, foreign }
    }

    /// All lines that the sentence yields, and how much each is liked beforehand.
    fn lines(&self) -> Vec<(Label, f32)> {
        let relative = Relative::of(&self.source, self.offer.clause);
        let told = relative.as_ref().and_then(|relative| relative.line(&self.source));
        let told = told.and_then(|line| self.shorten(line, Aim::Relative));
        let other = match (&relative, &told) {
            (None, _) => 0.0,
            // It has no line of its own, and that of another mention may say less.
            (Some(_), None) => OTHER / 3.0,
            (Some(_), Some(_)) => OTHER,
        };
        let tries = tries(self.offer, self.clause(), self.noun).into_iter();
        let whole = tries.filter_map(|(within, aim, bonus)| Some((self.compress(within, aim)?, bonus - other)));
        whole.chain(told.map(|label| (label, 0.0))).collect()
    }

    /// The clause, with what bounds the number that it begins with: "more than [60 people]".
    fn clause(&self) -> Span {
        let clause = self.offer.clause;
        let from = self.source.partition_point(|p| p.span.end <= clause.start);
        if !self.source.get(from).is_some_and(|p| p.pos == Pos::Number && p.span.start == clause.start) {
            return clause;
        }
        let bounds = self.source[..from].iter().rev().take_while(|p| is("bounds", &p.word()) && !p.ends_segment());
        bounds.last().map_or(clause, |p| Span { start: p.span.start, end: clause.end })
    }

    /// The line that a stretch yields; `None` if nothing usable remains.
    fn compress(&self, within: Span, aim: Aim) -> Option<Label> {
        self.shorten(read(self.offer, within, &self.words, &self.tags), aim)
    }

    /// The same of words already read.
    fn shorten(&self, mut line: Vec<Piece<'a>>, aim: Aim) -> Option<Label> {
        if aim == Aim::Content {
            line.iter_mut().for_each(|piece| piece.trigger = false);
        }
        trim::drop_heading(&mut line);
        trim::drop_title(&mut line, self.offer.text);
        trim::drop_brackets(&mut line);
        trim::drop_dateline(&mut line);
        if aim == Aim::Content && !self.offer.caption {
            trim::drop_speaker(&mut line);
        }
        trim::drop_attribution(&mut line);
        trim::drop_opener(&mut line);
        other::drop_conjunct(&mut line);
        other::drop_half(&mut line);
        other::drop_news(&mut line);
        time::drop_time(&mut line);
        trim::drop_opener(&mut line);
        trim::drop_agency(&mut line);
        trim::drop_apposition(&mut line);
        trim::drop_tail(&mut line, &self.source);
        trim::mend_comma(&mut line);
        piece::call_by_name(&mut line);
        let mut best: Option<(f32, Label)> = None;
        let is_whole = |best: &Option<(f32, Label)>| best.as_ref().is_some_and(|(known, _)| *known < CUT + WHOLE);
        let forms = fit::shorten(line, LONGEST);
        let last = forms.last().cloned();
        for (spared, form) in forms.into_iter().enumerate() {
            self.best(&mut best, form, aim, (SPARED * spared as f32, 0.0));
            // Nothing more is left out where the line is whole.
            if is_whole(&best) {
                return best.map(|(_, label)| label);
            }
        }
        let good = best.as_ref().is_some_and(|(known, _)| *known < GOOD);
        if let Some(form) = last.filter(|_| !good).filter(|form| finish(form).chars().count() > LONGEST) {
            for (spared, form) in middle::forms(&form, &self.source, LONGEST) {
                self.best(&mut best, form, aim, (spared, BOTH));
            }
        }
        best.map(|(_, label)| label)
    }

    /// Keeps the best of the lines that a form can be cut to, and of what is known.
    fn best(&self, best: &mut Option<(f32, Label)>, form: Vec<Piece<'a>>, aim: Aim, (spared, both): (f32, f32)) {
        let words = |line: &[Piece<'_>]| line.iter().filter(|p| !p.core.is_empty()).count();
        let whole = words(&form);
        for mut line in fit::fit(form, &self.source, LONGEST) {
            trim::mend_comma(&mut line);
            trim::drop_dangling(&mut line);
            trim::drop_span(&mut line);
            piece::settle(&mut line);
            let cut = words(&line) < whole;
            let Some(label) = self.label(&line, aim, cut) else { continue };
            let length = label.text.chars().count();
            let left_out = LEFT_OUT * LONGEST.saturating_sub(length) as f32;
            let left_out = if cut { left_out + both } else { 0.0 };
            let cost = label.flaws + label.alone + length_cost(length) + left_out + spared;
            if best.as_ref().is_none_or(|(known, _)| cost < *known) {
                *best = Some((cost, label));
            }
        }
    }

    fn label(&self, line: &[Piece<'_>], aim: Aim, cut: bool) -> Option<Label> {
        let text = piece::in_full(line, LONGEST).unwrap_or_else(|| finish(line));
        if text.is_empty() || text.chars().count() > LONGEST {
            return None;
        }
        let state = score::state(line);
        let alone = alone::alone(self.offer, line, &text) + if state { STATE } else { 0.0 };
        let alone = alone + if self.foreign { alone::FOREIGN } else { 0.0 };
        // The clause says which: "the ship that blocked the canal".
        let alone = if aim == Aim::Relative { alone / 2.0 } else { alone };
        let loss = if cut { CUT } else { 0.0 };
        // "Warships shelled a jetty in response to a strike on Friday" is no name of the strike.
        let other = if self.noun && !line.iter().any(|p| p.trigger) { OTHER / 2.0 } else { 0.0 };
        let other = other + if self.passing && line.iter().any(clause::finite) { OTHER / 3.0 } else { 0.0 };
        let flaws = score::flaws(self.offer, aim, line, &text) + score::torn(&self.source, line, aim) + loss + other;
        Some(Label { text, contentless: score::contentless(line), flaws, state, alone, ..Label::default() })
    }
}

/// Whether the time belongs to a noun, of which the verb of the sentence says nothing, and which says enough by itself:
/// "the 1918 pandemic", "a strike on a tanker", not "a ceremony".
fn is_noun(offer: &Offer<'_>, source: &[Piece<'_>]) -> bool {
    let clause = offer.clause;
    let from = source.partition_point(|p| p.span.start < clause.start);
    let to = source.partition_point(|p| p.span.start < clause.end).max(from);
    let phrase = &source[from..to];
    // "the blockage in March" has no more to it than "the blockage"
    let bare = phrase.iter().rev().take_while(|p| p.time || p.pos == Pos::Preposition).count();
    let phrase = &phrase[..phrase.len() - bare];
    let words = || phrase.iter().filter(|p| !p.core.is_empty() && !p.time);
    let told = words().any(|p| p.pos == Pos::Preposition)
        || words().skip(1).any(|p| p.pos.is_name())
        || phrase.iter().any(|p| p.time && clause::is_nominal(p.pos) && p.span.end < clause.end);
    let before = from.checked_sub(1).and_then(|at| source.get(at));
    let meanwhile = |p: &Piece<'_>| is("meanwhile", &p.word()) || p.pos == Pos::Possessive;
    let alone = !before.is_some_and(meanwhile) && !words().next().is_some_and(meanwhile);
    alone
        && phrase.iter().any(|p| p.trigger && clause::is_nominal(p.pos))
        && clause != offer.sentence
        && words().count() >= NOUN_WORDS
        && told
        && !phrase.iter().any(clause::finite)
}

/// Whether the time belongs to a noun by which the sentence dates something else: "130 sailors were found since the wreck a week ago".
fn in_passing(offer: &Offer<'_>, source: &[Piece<'_>]) -> bool {
    let from = source.partition_point(|p| p.span.start < offer.clause.start);
    let phrase = source[from..].iter().take_while(|p| p.span.start < offer.clause.end);
    let before = from.checked_sub(1).and_then(|at| source.get(at));
    before.is_some_and(|p| is("dating", &p.word()) && !p.ends_segment())
        && phrase.clone().any(|p| p.trigger && clause::is_nominal(p.pos))
        && !phrase.clone().any(clause::finite)
}

/// The stretches of an offer that may become a line, what each must hold, and how much it is liked beforehand.
fn tries(offer: &Offer<'_>, clause: Span, noun: bool) -> Vec<(Span, Aim, f32)> {
    let sentence = offer.sentence;
    if offer.caption {
        // The verb of a caption says what the picture shows; its time often stands with another.
        return vec![(sentence, Aim::Content, 0.0), (sentence, Aim::Happening, 0.0)];
    }
    let mut tries = vec![(sentence, Aim::Happening, 0.0)];
    if !clause.is_empty() && clause != sentence {
        tries.push((clause, if noun { Aim::Noun } else { Aim::Happening }, 0.1));
    }
    if offer.trigger.is_some_and(|t| is("say", &fold(t.of(offer.text)))) {
        tries.push((sentence, Aim::Content, 0.0));
    }
    tries
}

/// The first words of the sentence, as many as fit: the last resort.
fn plain(offer: &Offer<'_>) -> String {
    let pieces = pieces(offer.text, offer.sentence);
    fit::fit(pieces.clone(), &pieces, LONGEST).first().map(|line| finish(line)).unwrap_or_default()
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
        let at = piece.core_at();
        let stands = offer.referents.iter().find(|(span, _)| span.start == at && piece.is_core(*span, offer.text));
        piece.stands = stands.map(|(_, name)| name.as_str());
        piece.pos = inside.map(|(_, &tag)| tag).filter(|tag| *tag != Pos::Mark).last().unwrap_or(Pos::Other);
        if piece.pos.is_verb() && is("foreign", &piece.word()) {
            piece.pos = Pos::Other;
        }
        // "a picture taken in Bern"
        if piece.pos == Pos::VerbPast && is("participle", &piece.word()) {
            piece.pos = Pos::VerbParticiple;
        }
        // "Governor Will Berg": no such verb has a capital inside a sentence
        if piece.pos == Pos::Modal && piece.span.start > offer.sentence.start && piece.is_capital() && !offer.is_loud()
        {
            piece.pos = Pos::Name;
        }
    }
    for at in 0..line.len() {
        let mut after = line[at + 1..].iter().filter(|p| !p.time);
        // "an album reissued by a firm", not "rose by 5 percent"
        let agent = after.next().is_some_and(|p| is("agent", &p.word()))
            && after.next().is_some_and(|p| p.is_capital() || p.pos == Pos::Determiner);
        let (verb, aux) = (&line[at], at.checked_sub(1).is_some_and(|before| is("aux", &line[before].word())));
        if agent
            && verb.pos == Pos::VerbPast
            && !aux
            && !verb.ends_segment()
            && !frames::awaits(Class::Verb, verb, "complete")
        {
            line[at].pos = Pos::VerbParticiple;
        }
    }
    line
}
