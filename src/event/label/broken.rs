//! What shows that a line is no sentence, wherever it stands in it.

use super::clause::{finite, is_nominal, main_clause_follows};
use super::piece::Piece;
use super::{frames, is};
use crate::sentence::pos::Pos;

/// What shows that a line is no sentence, wherever it stands in it.
pub(super) fn broken(line: &[Piece<'_>]) -> f32 {
    let words: Vec<&Piece<'_>> = line.iter().filter(|p| !p.core.is_empty()).collect();
    let mut flaws = 0.0;
    // "whom the police have charged with murdering [was named]", "in Bern [said]": a verb that has no subject
    let headless = |pair: &[&Piece<'_>]| {
        let (before, here) = (pair[0], pair[1]);
        matches!(before.pos, Pos::VerbGerund | Pos::VerbBase) && finite(here) && !before.ends_segment() && !here.trigger
    };
    if words.windows(2).any(headless) {
        flaws += 0.6;
    }
    // "mid-June and addressed supporters": a time, and what was done besides
    let times = words.iter().take_while(|p| p.time || is("timeprep", &p.word())).count();
    if times > 0 && words.get(times).is_some_and(|p| p.pos == Pos::Conjunction) {
        flaws += 0.8;
    }
    // "the end of June and addressed supporters": who?
    if let Some(verb) = words.iter().position(|p| finite(p)).filter(|&at| at > 0)
        && words[verb - 1].pos == Pos::Conjunction
    {
        flaws += 0.6;
    }
    // "village elders and farmers, the people of Bern will vote": the end of a list before the subject
    let listed =
        |p: &Piece<'_>| p.core.is_empty() || is_nominal(p.pos) || matches!(p.pos, Pos::Adjective | Pos::Conjunction);
    if let Some(comma) = line.iter().position(|p| p.text.ends_with(','))
        && line[..=comma].iter().all(listed)
        && line[..=comma].iter().any(|p| p.pos == Pos::Conjunction)
        && line.get(comma + 1).is_some_and(|p| p.pos == Pos::Determiner)
    {
        flaws += 0.6;
    }
    // "More than six months after the vote was held": and then?
    if let Some(at) = words.iter().take(LENGTH).position(|p| is("counted", &p.word()))
        && at > 0
        && words[at - 1].time
        && !words[..at].iter().any(|p| finite(p) || p.ends_segment())
        && !main_clause_follows(line)
        && words[at..].iter().any(|p| finite(p))
    {
        flaws += 0.7;
    }
    // "Bern recognized as the capital": whom?
    if words.windows(2).any(|pair| is("far", &pair[1].word()) && frames::lacks_object(pair[0], &pair[1].word())) {
        flaws += 0.5;
    }
    // "A 1968 a flu pandemic"
    if words.windows(3).any(|w| is("article", &w[0].word()) && is("article", &w[2].word())) {
        flaws += 0.6;
    }
    // "became chairman; Ana Diaz, a banker": the second half has lost its verb
    let half = line.iter().rposition(|p| p.text.ends_with(';'));
    if half.is_some_and(|at| at + 1 < line.len() && !line[at..].iter().any(finite)) {
        flaws += 0.5;
    }
    // "the end of the year were": a verb that belongs to another subject
    if disagrees(&words) {
        flaws += 0.5;
    }
    // "Ana Diaz has been charged with robbing was named": two verbs and nothing between that begins a clause
    if let Some(one) = words.iter().position(|p| finite(p))
        && is("aux", &words[one].word())
        && let Some(two) =
            words.iter().skip(one + 2).position(|p| finite(p) && is("aux", &p.word())).map(|at| at + one + 2)
        && !finite(words[two - 1])
        && !words[one + 1..two].iter().any(|p| {
            matches!(p.pos, Pos::Conjunction | Pos::Wh | Pos::Modal | Pos::Pronoun)
                || p.ends_segment()
                || p.text.contains(['"', '“', '”'])
                || is("clause", &p.word())
                || is("subordinator", &p.word())
                || is("say", &p.word())
                || is("than", &p.word())
                || is("complement", &p.word())
        })
    {
        flaws += 0.6;
    }
    // "Crews battle fires Kalvo was closed": a name begins another line
    let verbs: Vec<usize> = (0..words.len()).filter(|&at| finite(words[at])).take(2).collect();
    if let [one, two] = verbs.as_slice()
        && !words[one + 1..*two].iter().any(|p| {
            matches!(p.pos, Pos::Conjunction | Pos::Wh | Pos::Pronoun)
                || p.ends_segment()
                || is("clause", &p.word())
                || is("subordinator", &p.word())
                || is("complement", &p.word())
                || is("than", &p.word())
                || is("say", &p.word())
        })
        && !["say", "thinks", "aux", "show"].iter().any(|list| is(list, &words[*one].word()))
        && (one + 1..*two).any(|at| {
            let loose =
                matches!(words[at].pos, Pos::Noun | Pos::NounPlural) && !words[at].is_capital() && !words[at].time;
            loose && words.get(at + 1).is_some_and(|p| p.is_capital() && p.pos.is_name() && !p.time)
        })
    {
        flaws += 0.6;
    }
    // "Picture shows the port", "A photo taken in Bern"
    let shown = words.iter().take(3).position(|p| is("picture", &p.word()));
    if shown.and_then(|at| words.get(at + 1)).is_some_and(|p| is("shows", &p.word())) {
        flaws += 0.8;
    }
    flaws += depicted(&words);
    if words.len() > 2 && words[..3].iter().all(|p| is("page", &p.word())) {
        flaws += 1.0;
    }
    // "Kalvo harbor, Norvik offered": the end of a line before
    if let Some(comma) = words.iter().position(|p| p.ends_segment()).filter(|&at| at > 0)
        && words[..=comma].iter().all(|p| is_nominal(p.pos) && !p.time)
        && let Some(verb) = words.iter().position(|p| finite(p)).filter(|&at| at > comma + 1)
        && words[comma + 1..verb].iter().all(|p| p.pos.is_name() && !p.ends_segment())
        && !is("say", &words[verb].word())
    {
        flaws += 0.8;
    }
    // a quotation of which one mark was cut
    let marks = |mark: &[char]| line.iter().map(|p| p.text.matches(mark).count()).sum::<usize>();
    if marks(&['“']) < marks(&['”']) || !marks(&['"']).is_multiple_of(2) {
        flaws += 0.25;
    }
    flaws
}

/// What it costs to tell what a picture shows: `Refugees sit in the port`, `A man is seen in Bern`.
fn depicted(words: &[&Piece<'_>]) -> f32 {
    let Some(verb) = words.iter().position(|p| finite(p)) else { return 0.0 };
    let posing = matches!(words[verb].pos, Pos::VerbPresent | Pos::VerbThird) && is("posing", &words[verb].word());
    let seen = is("state", &words[verb].word()) && words.get(verb + 1).is_some_and(|p| is("seen", &p.word()));
    if posing || seen && words.get(verb + 2).is_none_or(|p| p.pos != Pos::To) { 0.35 } else { 0.0 }
}

/// Whether the verb's number is not that of the subject's first noun: `The end of the day were`.
fn disagrees(words: &[&Piece<'_>]) -> bool {
    let head = words.iter().position(|p| p.pos == Pos::Preposition).filter(|&at| at > 0);
    let verb = words.iter().position(|p| finite(p));
    // "Her career include": two lines that ran together
    let bare = verb.filter(|&at| at > 0 && head.is_none_or(|of| of > at));
    if let Some(at) = bare
        && words[at].pos == Pos::VerbPresent
        && words[at - 1].pos == Pos::Noun
        && !words[at - 1].ends_segment()
        && !is("collective", &words[at - 1].word())
        && !words[..at]
            .iter()
            .any(|p| matches!(p.pos, Pos::Conjunction | Pos::Wh | Pos::To | Pos::Number) || p.ends_segment())
    {
        return true;
    }
    let (Some(of), Some(verb)) = (head, verb) else { return false };
    let subject = &words[..verb];
    let (head, word) = (words[of - 1], words[verb].word());
    let plain = of < verb
        && words[..of].iter().all(|p| matches!(p.pos, Pos::Determiner | Pos::Adjective | Pos::Noun | Pos::NounPlural))
        && !subject.iter().any(|p| p.ends_segment() || matches!(p.pos, Pos::Conjunction | Pos::Wh))
        && !is("collective", &head.word());
    plain
        && match head.pos {
            Pos::Noun => is("plural", &word),
            Pos::NounPlural => is("singular", &word),
            _ => false,
        }
}

/// Most words of a length of time at the beginning of a line: "more than six months".
const LENGTH: usize = 6;

/// Whether a small word with a capital in the middle shows that two lines ran together.
pub(super) fn glued(line: &[Piece<'_>]) -> bool {
    line.windows(2).any(|pair| match pair {
        [before, here] => {
            here.is_capital()
                && is("heading", &here.word())
                && !before.ends_segment()
                && !before.text.ends_with(['.', '“', '"', '‘', '(', '?', '!'])
                && !before.is_capital()
        }
        _ => false,
    })
}

/// Whether quotation marks and brackets come in pairs.
pub(super) fn balanced(text: &str) -> bool {
    text.matches('“').count() == text.matches('”').count()
        && text.matches('"').count().is_multiple_of(2)
        && text.matches('(').count() == text.matches(')').count()
}
