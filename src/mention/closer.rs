//! Reading more closely for somebody an analyst asks about: also what is told of them without a time.
//!
//! Most sentences of a report name no time, and to put all of them on a timeline would bury it. But who asks for *one*
//! person, firm or thing wants to know everything it did, and for most of that a reader knows the day:
//!
//! | told | of the day | because |
//! |---|---|---|
//! | `Diaz resigned in 2011 and moved to Bern.` | 2011 | the same subject goes on in the same sentence |
//! | `She thanked her party.`, in a report of Monday's speech | Monday | the report tells that day's news |
//! | `She was born in 1950. She studied law.` | not told | the sentence before has left the day's news, and "she" goes on from there |
//! | `She had promised it.`, `She may return.`, `She is a lawyer.` | not told | before that day; not yet; not a happening |
//! | `her resignation` | that of its clause | an event noun with its owner |
//!
//! The day of the news is the day that the first sentences tell, if it is one of the last days before the day of writing,
//! and else the day of writing itself. The mention has no time expression and its `because` says how its day was found.

use super::clause::{Clause, Form};
use super::trigger::{self, Governs};
use super::word::Word;
use super::words::is;
use super::{Mention, Parsed, Reader, Status};
use crate::calendar::{Date, Day, Granularity, When};
use crate::sentence::pos::Pos;
use crate::sentence::{Sentence, Token};
use crate::timex::Timex;

/// How many days before the day of writing the news may have happened. Fewer, and weeklies tell old news; more, and a date
/// of the story's background is taken for the news.
const NEWS_DAYS: i32 = 7;
/// A day is the day of the news only if it is told this near the top.
const NEWS_SENTENCES: u32 = 3;
/// A time this much older than the news (days) takes the sentences after it away from the news.
const BACKGROUND_DAYS: i32 = 21;

/// The day that the sentences of a report tell of where they name none.
#[derive(Clone, Debug)]
pub struct News {
    written: Date,
    day: Day,
    led: bool,
    read: u32,
    background: bool,
}

impl News {
    /// For a report of this day of writing; nothing where it is not known to the day.
    pub fn of(written: Date) -> Option<Self> {
        let day = written.day()?;
        Some(Self { written, day, led: false, read: 0, background: false })
    }

    /// Learns from the dated mentions of the next sentence; `mentions` are those of this sentence.
    pub fn pass(&mut self, mentions: &[Mention]) {
        self.read += 1;
        let told = mentions.iter().filter(|m| m.status == Status::Reported && m.when.from == m.when.to);
        for mention in told.clone() {
            let Some(day) = mention.when.from.day() else { continue };
            let written = self.written.interval().start;
            if !self.led && self.read <= NEWS_SENTENCES && day <= written && written - day <= NEWS_DAYS {
                self.day = day;
                self.led = true;
            }
        }
        let old = |m: &Mention| self.day - m.when.interval().end > BACKGROUND_DAYS;
        let recent = |m: &Mention| !old(m) && m.when.granularity <= Granularity::Week;
        if mentions.iter().any(recent) {
            self.background = false;
        } else if mentions.iter().any(old) {
            self.background = true;
        }
    }

    fn when(&self) -> When {
        When::from(Date::Day(self.day))
    }

    fn because(&self) -> String {
        let day = self.day;
        if self.led {
            format!("no time told; told as part of the news of {day}, the day that the report begins with")
        } else {
            format!("no time told; told as part of the news of its day of writing, {day}")
        }
    }
}

/// The time of a clause that names none.
#[derive(Clone)]
struct Dated {
    when: When,
    timex: Option<u32>,
    because: String,
}

impl Reader<'_> {
    /// What a sentence tells of those asked about besides its dated mentions, `known`.
    pub(super) fn closer(
        &self,
        sentence: &Sentence,
        buffer: &[Token],
        timexes: &[Timex],
        known: &[Mention],
        news: Option<&News>,
    ) -> Vec<Mention> {
        let mut found = Vec::new();
        let parsed = self.parse(buffer, timexes);
        let words = &parsed.words;
        let named = self.names().named(
            &self.article.text,
            buffer,
            &parsed.tags,
            |i| words.get(i).is_some_and(|w| w.timed),
            (0, words.len()),
            self.lists,
        );
        let mut own = vec![false; words.len()];
        for named in named.iter().filter(|n| self.focus.holds(&n.name) && !modifies(words, n.to)) {
            own.get_mut(named.from..named.to).into_iter().flatten().for_each(|own| *own = true);
        }
        for (from, to) in self.focus_spots(buffer, words) {
            own.get_mut(from..to).into_iter().flatten().for_each(|own| *own = true);
        }
        let Some(first) = own.iter().position(|own| *own) else { return found };
        let asked = named.iter().find(|n| n.from <= first && first < n.to && self.focus.holds(&n.name)).map_or_else(
            || {
                let end = own.iter().skip(first).take_while(|own| **own).count();
                trigger::span(words, (first, first + end)).map_or("", |s| s.of(&self.article.text)).to_owned()
            },
            |n| n.name.clone(),
        );
        // who is called by name begins anew
        let goes_on =
            !named.iter().any(|n| own.get(n.from) == Some(&true) && words.get(n.from).is_some_and(|w| w.pos.is_name()));
        let taken = |at: usize, found: &[Mention]| {
            let span = words.get(at).map(|w| w.span);
            known.iter().chain(found).any(|m| m.trigger == span)
        };
        let mut subject = false;
        for (n, clause) in parsed.clauses.iter().enumerate() {
            let Some(head) = clause.head else { continue };
            let inherits = clause.form != Form::Finite || !has_subject(words, clause);
            if !inherits {
                subject = subject_is(words, clause, &own);
            }
            let takes_part = subject || object_is(words, clause, head, &own);
            let dated = self.dated_like(words, &parsed, n, known).or_else(|| {
                news.filter(|news| !news.background || !goes_on || says(words, head)).map(|news| Dated {
                    when: news.when(),
                    timex: None,
                    because: news.because(),
                })
            });
            let Some(dated) = dated else { continue };
            let told = happened(words, &parsed.clauses, n);
            if told
                && takes_part
                && let Some(governs) = trigger::of_clause(words, &parsed.clauses, n)
                && !taken(governs.trigger, &found)
                && !taken(head, &found)
            {
                found.push(self.told(sentence, buffer, &parsed, governs, &dated, &asked));
            }
            if !told {
                continue;
            }
            for noun in clause.start..clause.end {
                if noun != head && owned(words, noun, &own) && !taken(noun, &found) {
                    let stretch = (trigger::phrase_start(words, noun), noun + 1);
                    let governs = Governs { trigger: noun, clause: n, embedded: true, stretch };
                    found.push(self.told(sentence, buffer, &parsed, governs, &dated, &asked));
                }
            }
        }
        found.retain(|m| m.status == Status::Reported);
        found.sort_by_key(|m| m.trigger);
        found
    }

    fn told(
        &self,
        sentence: &Sentence,
        buffer: &[Token],
        parsed: &Parsed,
        governs: Governs,
        dated: &Dated,
        asked: &str,
    ) -> Mention {
        let mut mention =
            self.mention(sentence, buffer, parsed, governs, dated.when, dated.timex, dated.because.clone());
        if !mention.actors.iter().any(|name| self.focus.holds(name)) {
            mention.actors.insert(0, asked.to_owned());
        }
        mention
    }

    /// The time of the clause that clause `n` goes on from with the same subject, if a time expression dates that one.
    fn dated_like(&self, words: &[Word], parsed: &Parsed, n: usize, known: &[Mention]) -> Option<Dated> {
        let mut at = n;
        loop {
            let clause = parsed.clauses.get(at)?;
            let (from, to) = (words.get(clause.start)?.span.start, words.get(clause.end.checked_sub(1)?)?.span.end);
            let inside = |m: &&Mention| m.trigger.is_some_and(|t| from <= t.start && t.end <= to);
            if let Some(mention) = known.iter().find(inside) {
                return Some(Dated { when: mention.when, timex: mention.timex, because: mention.because.clone() });
            }
            if at != 0 && (clause.form != Form::Finite || !has_subject(words, clause)) {
                at -= 1;
            } else {
                return None;
            }
        }
    }
}

/// Whether clause `n` tells something that is over: the simple past or the perfect, a statement also in the present.
fn happened(words: &[Word], clauses: &[Clause], n: usize) -> bool {
    let Some(clause) = clauses.get(n) else { return false };
    let (Some(head), Some(first)) = (clause.head, words.get(clause.group)) else { return false };
    let Some(verb) = words.get(head) else { return false };
    if clause.open || clause.ahead || clause.negated {
        return false;
    }
    match clause.form {
        // "praising the crew" is told with its verb; "plans to visit" is no visit
        Form::Infinitive => false,
        Form::Participle => {
            let joined =
                clause.group.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| w.pos == Pos::Conjunction);
            // "she sat and left": after a conjunction the tagger takes many a past for a participle
            (verb.pos == Pos::VerbGerund || joined)
                && n.checked_sub(1).is_some_and(|before| happened(words, clauses, before))
        }
        Form::Finite => {
            let over = first.pos == Pos::VerbPast || clause.group == head && verb.pos == Pos::VerbParticiple;
            let before = head > clause.group && first.is(is::PERFECT);
            let state = verb.is(is::AUXILIARY);
            let says = verb.is(is::SAYING) && matches!(verb.pos, Pos::VerbThird | Pos::VerbPresent);
            let perfect = before && first.pos != Pos::VerbPast && verb.pos == Pos::VerbParticiple;
            !state && (over && !before || says || perfect)
        }
    }
}

fn says(words: &[Word], head: usize) -> bool {
    words.get(head).is_some_and(|w| w.is(is::SAYING))
}

/// Whether a clause names its own subject before its verb.
fn has_subject(words: &[Word], clause: &Clause) -> bool {
    (clause.start..clause.group).any(|i| {
        words.get(i).is_some_and(|w| {
            !w.timed && (w.pos.is_noun() || w.pos.is_name() || w.pos == Pos::Pronoun || w.pos == Pos::Wh)
        })
    })
}

/// Whether the subject of a clause is one of those asked about: the phrase before the verb, its head and no complement.
fn subject_is(words: &[Word], clause: &Clause, own: &[bool]) -> bool {
    let mut inside = false;
    let mut found = false;
    for i in clause.start..clause.group {
        let Some(word) = words.get(i) else { break };
        if matches!(word.pos, Pos::Preposition | Pos::To) {
            inside = true;
        } else if word.mark == b',' {
            inside = false;
        }
        if own.get(i) == Some(&true) && !inside && !possessor(words, i) {
            found = true;
        }
    }
    found
}

/// Whether the object of a clause, or the doer of a passive, is one of those asked about.
fn object_is(words: &[Word], clause: &Clause, head: usize, own: &[bool]) -> bool {
    for i in head + 1..clause.end {
        let Some(word) = words.get(i) else { return false };
        if own.get(i) == Some(&true) {
            return !possessor(words, i);
        }
        if !(word.is_nominal() || matches!(word.pos, Pos::Particle | Pos::Adverb) || i == head + 1) || word.mark == b','
        {
            return false;
        }
    }
    false
}

/// Whether a name that ends before `to` only tells what sort of thing follows: "the Kalvo 4 covers", "Diaz supporters".
pub(super) fn modifies(words: &[Word], to: usize) -> bool {
    words.get(to).is_some_and(|w| w.pos.is_noun() || w.pos.is_name())
}

/// Whether the word at `i` owns what follows: "Diaz's", "her".
fn possessor(words: &[Word], i: usize) -> bool {
    words.get(i).is_some_and(|w| w.pos == Pos::Possessive)
        || words.get(i + 1).is_some_and(|w| w.pos == Pos::Possessive || w.mark == b'\'')
}

/// Whether the event noun at `noun` is that of one asked about: "her resignation", "the launch of the Kalvo 4".
fn owned(words: &[Word], noun: usize, own: &[bool]) -> bool {
    let Some(word) = words.get(noun) else { return false };
    if !word.is_event() || word.timed || words.get(noun + 1).is_some_and(|w| w.pos.is_noun() || w.mark == b'-') {
        return false;
    }
    let start = trigger::phrase_start(words, noun);
    if (start..noun).any(|i| own.get(i) == Some(&true) && possessor(words, i)) {
        return true;
    }
    let of = words.get(noun + 1).is_some_and(|w| w.is(is::NAME_JOINT) && w.pos == Pos::Preposition);
    of && (noun + 2..words.len())
        .take_while(|&i| words.get(i).is_some_and(|w| w.is_nominal() && !w.timed))
        .any(|i| own.get(i) == Some(&true))
}
