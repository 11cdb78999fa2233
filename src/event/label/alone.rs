//! What makes a line hard to read alone, though nothing is wrong with it.

use super::clause::finite;
use super::frames::{Class, awaits};
use super::piece::Piece;
use super::{Offer, is};
use crate::sentence::pos::Pos;
use crate::span::Span;

/// What makes a line hard to read alone.
pub(super) fn alone(offer: &Offer<'_>, line: &[Piece<'_>], text: &str) -> f32 {
    let mut flaws = 0.0;
    // "Ana Diaz will play the singer who died": another happening than the one that is meant
    let trigger = line.iter().position(|p| p.trigger).unwrap_or(0);
    if let Some(main) = line.iter().position(finite).filter(|&main| main < trigger)
        && line[trigger].pos.is_verb()
        && line[main..trigger].iter().any(|p| p.pos == Pos::Wh || is("subordinator", &p.word()))
    {
        flaws += 0.15;
    }
    // "The stretch where the ferry sank was left": another verb is the line's own
    if let Some(main) = line.iter().rposition(finite).filter(|&main| main > trigger && line[trigger].pos.is_verb())
        && line[..trigger].iter().any(|p| p.pos == Pos::Wh && !p.ends_segment())
        && main > trigger + 1
    {
        flaws += 0.15;
    }
    // "Diaz had raised doubts": told as what came before the news
    let past = line.iter().position(finite).filter(|&at| is("pluperfect", &line[at].word()));
    if past
        .and_then(|at| line[at + 1..].iter().find(|p| p.pos != Pos::Adverb))
        .is_some_and(|p| p.pos == Pos::VerbParticiple)
    {
        flaws += 0.1;
    }
    // "behaved in this way"
    let pointed = line.iter().skip(1).any(|p| !p.time && is("pointing", &p.word()));
    flaws += if pointed { 0.25 } else { 0.0 };
    // "on Saturday", "yesterday's": the event has its date, and the reader is not there
    let deictic = line.iter().filter(|p| p.time && is("deictic", &p.word())).count();
    flaws += 0.12 * deictic.min(2) as f32;
    // "The mayor of Bern said": what?
    let quoted = text.contains(['“', '”', '"']);
    if line.iter().rfind(|p| !p.core.is_empty()).is_some_and(|p| is("say", &p.word()) && finite(p)) && !quoted {
        flaws += 0.5;
    }
    // "The people will tomorrow": what stands before the time waits for more
    let bare = line.iter().rfind(|p| !p.core.is_empty() && !p.time);
    if line.last().is_some_and(|p| p.time)
        && bare.is_some_and(|p| p.pos == Pos::Modal || finite(p) && is("last", &p.word()))
    {
        flaws += 0.5;
    }
    if text.matches('<').count() != text.matches('>').count() {
        flaws += 0.3;
    }
    // "The singer has"
    if line.iter().rfind(|p| !p.core.is_empty()).is_some_and(|p| is("last", &p.word()) && p.trigger) {
        flaws += 0.5;
    }
    // "flew a team": what it is of was lost
    let end: Vec<&Piece<'_>> = line.iter().rev().filter(|p| !p.core.is_empty()).take(2).collect();
    if let [noun, article] = end.as_slice()
        && is("indefinite", &article.word())
        && noun.pos == Pos::Noun
        && !noun.trigger
    {
        flaws += 0.2;
    }
    if !offer.is_loud() && nameless(line) {
        flaws += NAMELESS;
    }
    if pictured(offer, line) {
        flaws += PICTURED;
    }
    if supposed(line) {
        flaws += SUPPOSED;
    }
    if headed(offer, line) {
        flaws += HEADED;
    }
    if comments(offer, line) {
        flaws += COMMENT;
    }
    flaws + which(line)
}

/// What it costs to be written in another language: its words were read as English ones, and cut as such.
pub(super) const FOREIGN: f32 = 0.5;
/// Words in a sentence that hardly does without the commonest words of English, if it is English.
const FOREIGN_WORDS: usize = 7;

/// Whether a sentence has none of the commonest words of English that are no words of its neighbors. Headlines do without them.
pub(super) fn foreign(offer: &Offer<'_>, sentence: &[Piece<'_>]) -> bool {
    let words = || sentence.iter().filter(|p| !p.core.is_empty());
    !offer.headline && words().count() >= FOREIGN_WORDS && !words().any(|p| is("english", &p.word()))
}

/// What it costs to tell only what would come of something: a guess of somebody whom the line no longer names.
const SUPPOSED: f32 = 0.25;

/// Whether a line supposes: `War would follow if the mayor left`, and not `Diaz said …`.
fn supposed(line: &[Piece<'_>]) -> bool {
    let Some(verb) = line.iter().position(finite).filter(|&at| line[at].pos == Pos::Modal) else { return false };
    is("supposing", &line[verb].word()) && line[verb..].iter().any(|p| is("condition", &p.word()))
}

/// What it costs to begin where the line of text before seems to go on: `A meeting of the North` | `Sea Council failed to agree`.
const HEADED: f32 = 0.35;

/// Whether the line begins with a bare noun or name at the beginning of its sentence, and the line of text right above ends in
/// the middle of a name.
fn headed(offer: &Offer<'_>, line: &[Piece<'_>]) -> bool {
    let Some(first) = line.iter().find(|p| !p.core.is_empty()) else { return false };
    let Some(above) = offer.text.get(..first.span.start as usize).and_then(|t| t.strip_suffix('\n')) else {
        return false;
    };
    let above = above.rsplit('\n').next().unwrap_or_default().trim();
    let last = above.rsplit(' ').next().unwrap_or_default();
    let cut = last.starts_with(char::is_uppercase) && last.ends_with(char::is_alphabetic);
    let text = above.contains(' ') && above.contains(char::is_lowercase);
    matches!(first.pos, Pos::Noun | Pos::NounPlural | Pos::Name | Pos::NamePlural)
        && first.is_capital()
        && cut
        && text
        && above.len() < SHORT_LINE
}

/// Bytes of a line of text that is cut short.
const SHORT_LINE: usize = 45;

/// What it costs to tell something in the present that no word dates: comment more often than news. Much more, and what a live
/// report says as it happens sinks too.
const COMMENT: f32 = 0.2;

/// Whether a line comments: `The outcry makes a contrast to the calm of Bern`, and not `A ferry is to sail`, `Berg says …`.
fn comments(offer: &Offer<'_>, line: &[Piece<'_>]) -> bool {
    let Some(verb) = line.iter().find(|p| finite(p)) else { return false };
    let told = ["say", "show", "aux", "last"].iter().any(|list| is(list, &verb.word()));
    let present = matches!(verb.pos, Pos::VerbThird | Pos::VerbPresent);
    !offer.headline && !offer.planned && offer.timex.is_none() && present && !told
}

/// What it costs to tell what somebody is seen doing in a picture that stands beside the text.
const PICTURED: f32 = 0.4;

/// Whether a line is what is written under a picture: `A rebel fires a rocket near Brega`, of `… on March 2.` Reports tell the
/// past in the past tense; a headline and a plan in the present have no day of the past behind them.
fn pictured(offer: &Offer<'_>, line: &[Piece<'_>]) -> bool {
    let Some(at) = line.iter().position(finite) else { return false };
    let verb = &line[at];
    let present = matches!(verb.pos, Pos::VerbThird | Pos::VerbPresent)
        && !["say", "show", "aux", "state", "last"].iter().any(|list| is(list, &verb.word()));
    let somebody = line.iter().find(|p| !p.core.is_empty()).is_some_and(|first| {
        is("indefinite", &first.word()) || first.pos == Pos::NounPlural || is("collective", &first.word())
    });
    let day = |timex: Span| {
        let words = timex.of(offer.text);
        timex.start > verb.span.end && words.bytes().any(|b| b.is_ascii_digit()) && words.contains(char::is_uppercase)
    };
    !offer.headline && !offer.planned && present && somebody && offer.timex.is_some_and(day)
}

/// What a line costs in which nobody, no place and no number is named: `Face masks are handed out`. Much more, and a short line
/// about nobody in particular loses to a scrap with a name in it.
const NAMELESS: f32 = 0.2;

fn nameless(line: &[Piece<'_>]) -> bool {
    let telling = |(at, p): (usize, &Piece<'_>)| {
        let named = p.is_capital() && (at > 0 || p.pos.is_name());
        (named || p.pos == Pos::Number || p.core.contains(|c: char| c.is_ascii_digit())) && !p.time
    };
    !line.iter().filter(|p| !p.core.is_empty()).enumerate().any(telling)
}

/// What it costs that a reader asks which: of the subject …
const WHICH: f32 = 0.3;
/// … of what something was done to.
const WHICH_OBJECT: f32 = 0.15;
/// At most, however many are asked for.
const WHICH_MOST: f32 = 0.35;

/// What it costs that a reader asks which: `The device was found`, `A spokesman for the bank resigned`, `The court granted the order`.
/// Not where the line goes on to say (`the bank that closed`, `the bridge in Bergen`), and not of what there is one of (`the army`).
fn which(line: &[Piece<'_>]) -> f32 {
    let words: Vec<&Piece<'_>> = line.iter().filter(|p| !p.core.is_empty()).collect();
    let verb = words.iter().position(|p| finite(p)).unwrap_or(words.len());
    let mut cost = 0.0;
    for (at, article) in words.iter().enumerate() {
        if !is("definite", &article.word()) {
            continue;
        }
        let after = &words[at + 1..];
        let part = |p: &&&Piece<'_>| matches!(p.pos, Pos::Noun | Pos::NounPlural | Pos::Adjective);
        let ends = after.iter().take_while(part).position(|p| p.ends_segment());
        let run = ends.map_or_else(|| after.iter().take_while(part).count(), |end| end + 1);
        let Some(head) = run.checked_sub(1).map(|last| after[last]) else { continue };
        let told = |p: &&Piece<'_>| {
            p.is_capital()
                || p.time
                || p.known
                || p.stands.is_some()
                || is("superlative", &p.word())
                || p.core.contains(|c: char| c == '-' || c.is_ascii_digit())
        };
        if head.pos == Pos::Adjective || is("unique", &head.word()) || after[..run].iter().any(told) {
            continue;
        }
        let more = |p: &&Piece<'_>| {
            matches!(p.pos, Pos::Preposition | Pos::Wh | Pos::VerbGerund | Pos::VerbParticiple | Pos::To)
                || p.is_capital()
                || is("relative", &p.word())
                || p.pos == Pos::Number
        };
        let subject = at + run < verb;
        // "granted the order at the request of the mayor" does not say which, "the order to sell" does
        let next = after.get(run);
        // "the ships held up by the fog sailed"
        if next.is_some_and(|p| p.pos == Pos::VerbPast) && after[run + 1..].iter().any(|p| finite(p)) && subject {
            continue;
        }
        let loose = |p: &&Piece<'_>| {
            let place = is("places", &p.word()) && after.iter().skip(run + 1).take(2).any(|p| p.is_capital());
            p.pos == Pos::Preposition && !is("of", &p.word()) && !place && !awaits(Class::Noun, head, &p.word())
        };
        if next.is_some_and(more) && (subject || !next.is_some_and(loose)) {
            continue;
        }
        let own = if subject {
            WHICH
        } else if at.checked_sub(1).is_some_and(|before| words[before].pos.is_verb()) {
            WHICH_OBJECT
        } else {
            0.0
        };
        // "the murder trial" says half of it
        let compound = after[..run].iter().filter(|p| p.pos != Pos::Adjective).count() > 1;
        cost += if compound { own / 2.0 } else { own };
    }
    f32::min(cost, WHICH_MOST)
}
