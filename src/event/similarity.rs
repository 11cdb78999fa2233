//! How surely two mentions tell the same happening, 0 to 1.
//!
//! Articles about one big story share their actors and their day, so neither joins anything alone: **what happened must
//! agree**, by the trigger, by its kind, or by most of the words.
//!
//! | evidence | says yes | says no |
//! |---|---|---|
//! | time | the same day; a month that holds the day | days apart; ranges of different scope |
//! | trigger | same word or kind: "overtook", "leapfrogged" | a statement against what it is about |
//! | words | rare ones shared | nothing shared but the subject of the folder |
//! | actors | the same names | other people |
//! | amounts | $218.2bn twice | $218.2bn against $240.1bn |
//! | articles | alike all over, both at the top | |

use super::feed::{self, Measured};
use super::profile::{PEOPLE, Profile, Weighted};
use super::words::{self, TermId};
use crate::calendar::{Granularity, When};

/// Share of each kind of evidence in the similarity. Words lead; trigger and actors settle.
const WORDS: f32 = 0.45;
const TRIGGER: f32 = 0.30;
const ACTORS: f32 = 0.25;

/// What two mentions have in common.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Agreement {
    /// 0..1, everything taken together; times apart and same-sentence pairs are 0.
    pub similarity: f32,
    /// 0..1: how well the times agree.
    pub time: f32,
    /// 0..1: how well the triggers agree.
    pub trigger: f32,
    /// 0..1: names shared.
    pub actors: f32,
    /// 0..1: words shared.
    pub words: f32,
    /// Whether each names people and places, and none of them is the other's.
    pub strangers: bool,
    /// Whether they fill in the same form with different figures: whatever else agrees, they are two.
    pub conflict: bool,
}

/// What ties two articles.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bond {
    /// How alike they are all over, 0..1.
    pub alike: f32,
    /// Whether they tell the same story, where both have others that tell theirs.
    pub story: Option<bool>,
    /// Whether the folder is large, on many subjects, and states its days, as the output of an agency does; see [`feed`].
    pub feed: bool,
    /// How much else the folder tells, 0..1: in a folder of twenty articles nearly everything is about one affair.
    pub crowd: f32,
}

/// What it says that two leads belong to one story. At .3 the second news of a day joins the first.
const SAME_STORY: f32 = 0.2;
/// The same in a feed, where a story goes on from lead to lead.
const FEED_STORY: f32 = 0.1;
/// What it says that two leads belong to two stories. At 0 every arrest of a day is one where few words tell of it.
const OTHER_STORY: f32 = 0.4;

/// What remains of the agreement of two times that hang on a guessed day of writing each. At 1 everything of a Friday is of one
/// Friday.
const GUESSED: f32 = 0.6;

/// Compares two mentions, given what ties their articles.
pub fn compare(a: &Profile, b: &Profile, bond: Bond) -> Agreement {
    let none = Agreement::default();
    let (Some(at), Some(bt)) = (a.when, b.when) else { return none };
    let time = time(at, a.explicit, bt, b.explicit, bond.feed);
    if time <= 0.0 {
        return none;
    }
    if a.form || b.form {
        // Forty companies fill in the same form; the rows of one are told together.
        let similarity = if a.original == b.original && a.form && b.form { time } else { 0.0 };
        return Agreement { similarity, time, ..none };
    }
    let same_sentence = a.article == b.article && a.sentence == b.sentence;
    let same_trigger = a.trigger.is_some() && a.trigger == b.trigger;
    if same_sentence && (time < 1.0 || !same_trigger) {
        return none;
    }
    let (words, about) = shared(a, b);
    let trigger = trigger(a, b);
    let actors = if a.actors.is_empty() || b.actors.is_empty() { None } else { Some(overlap(a, b)) };
    // "Norway", "Ana Diaz": within one affair names of other sorts contradict nothing.
    let tied = !bond.feed && (bond.alike > 0.0 || bond.story == Some(true));
    let actors = actors.filter(|&shared| shared > 0.0 || !tied || a.sorts & b.sorts != 0);
    let mut similarity = match actors {
        Some(actors) => WORDS * words + TRIGGER * trigger + ACTORS * actors,
        // Without names on one side the words must carry it.
        None => (WORDS * words + TRIGGER * trigger) / (WORDS + TRIGGER) * 0.9,
    };
    // Nearly the same sentence is the same happening, whatever the parts say.
    similarity = similarity.max(words);
    // Prices fell, output fell: the same verb of the same month, told of other things.
    let ours = a.original == b.original || bond.story == Some(true);
    if bond.feed
        && let Some(parted) = feed::part(a, b, (at, bt), &Measured { words, about, trigger, time })
    {
        return parted;
    }
    // "The dividend is payable on 31 March", "quarter ended 31 January": whose, only its own article knows.
    let verbatim = words >= VERBATIM && !bond.feed && a.content.len().min(b.content.len()) >= VERBATIM_WORDS;
    let nameless = a.original != b.original && a.actors.is_empty() && b.actors.is_empty() && !verbatim;
    let affair = actors != Some(0.0) && once(a, b, (at, bt), bond);
    if nameless && !affair && (!ours && bond.crowd > CROWD || a.told.min(b.told) < TOLD * bond.crowd) {
        return none;
    }
    let asked = match asked(at.granularity.max(bt.granularity)) {
        asked if ours => asked - KNOWN,
        asked if bond.alike > 0.0 => asked * bond.crowd,
        asked => (asked + ELSEWHERE) * bond.crowd,
    };
    similarity -= (asked - about).max(0.0) * STRANGE;
    let others = bond.feed && a.original != b.original;
    if others {
        similarity -= feed::against(a, b, (at, bt), bond);
    }
    match amounts(a, b, |_| true) {
        // Half a percent is half a percent of many things.
        Amounts::Same if others && about < asked => {}
        Amounts::Same => similarity += 0.15,
        Amounts::Different => similarity -= 0.15,
        Amounts::Untold => {}
    }
    let leads = a.article != b.article && a.depth < LEAD && b.depth < LEAD;
    let told_by_story = leads && bond.story == Some(true) && a.says == b.says;
    if trigger == 0.0 && (bond.feed || !told_by_story) {
        // Same people, same day, another happening: only nearly the same words could still make it one.
        similarity -= if a.says != b.says { 0.25 } else { 0.15 };
    }
    if actors == Some(0.0) {
        similarity -= 0.15;
    }
    // The lead of one article and the lead of another that tells the same story are most often the same happening.
    if leads {
        similarity += match bond.story {
            Some(true) if bond.feed => FEED_STORY,
            Some(true) => SAME_STORY.max(0.25 * bond.alike),
            Some(false) => 0.25 * bond.alike - OTHER_STORY,
            None => 0.25 * bond.alike,
        };
    } else if a.article == b.article {
        // An article seldom tells the same thing twice in other words.
        similarity -= 0.05;
    }
    // Two guesses that agree may both be wrong.
    let time = if a.loose && b.loose && a.article != b.article { time * GUESSED } else { time };
    // Times that agree less need more of everything else.
    similarity -= (1.0 - time) * 0.35;
    if affair {
        similarity = similarity.max(ONE_AFFAIR);
    }
    Agreement {
        similarity: similarity.clamp(0.0, 1.0),
        time,
        trigger,
        actors: actors.unwrap_or_default(),
        words,
        strangers: false,
        conflict: false,
    }
}

/// "The bow came loose", "tugs pulled the ship off the bank": in a folder about one affair a ship comes free once on a day, whatever the
/// words and whoever is named, as long as no other is. One of them may tell of something else beside it ("since the quake struck").
fn once(a: &Profile, b: &Profile, (at, bt): (When, When), bond: Bond) -> bool {
    let one =
        |x: &Profile, y: &Profile| x.kinds.iter().any(|kind| y.around.contains(kind) && words::happens_once(*kind));
    bond.crowd < ONE_FOLDER
        && a.explicit
        && b.explicit
        && at == bt
        && at.granularity == Granularity::Day
        && (one(a, b) || one(b, a))
        // Counts of people grow, and sources differ on them.
        && !matches!(amounts(a, b, |unit| unit != PEOPLE), Amounts::Different)
}

/// How like two such reports are at least: enough to join, less than any that share words.
const ONE_AFFAIR: f32 = 0.42;
/// What a folder is told of besides at most: at .7 it has some 125 articles. In larger ones two ships run aground on one day.
const ONE_FOLDER: f32 = 0.7;

/// Sentences counted as the top of an article: headline, lead and what follows at once.
pub const LEAD: u32 = 4;

/// How much of whom and what two mentions are told must be shared, by the coarser of their times: more than one thing rises in a
/// month, everything does in a year.
fn asked(grain: Granularity) -> f32 {
    match grain {
        Granularity::Day => 0.15,
        Granularity::Week => 0.2,
        Granularity::Month => 0.35,
        _ => 0.4,
    }
}

/// And this much more if nothing else ties the articles. At 0 every quarterly loss reported on a day is one loss.
const ELSEWHERE: f32 = 0.15;

/// And this much less within one story, where the articles agree already.
const KNOWN: f32 = 0.15;

/// Of words shared, from which on a sentence is one that was taken over: whoever tells it, it is the same one. Not in a feed, where
/// forty companies send the same line.
const VERBATIM: f32 = 0.8;
/// Words that tell something in such a sentence: "the dividend is payable" has two, and is everybody's.
const VERBATIM_WORDS: usize = 4;

/// From this on a folder holds other happenings with the same words, and a name must tell them apart.
pub const CROWD: f32 = 0.8;
/// A clause without names that says less than this of whom and what is told by thousands.
const TOLD: f32 = 0.8;

/// What each missing hundredth of that costs. At 0 whatever fell in a year is one fall; at 2 the same quake told with other words
/// stays two.
const STRANGE: f32 = 1.0;

/// The cosine of all terms, and that of those which say of whom and what it is told.
fn shared(a: &Profile, b: &Profile) -> (f32, f32) {
    let (mut i, mut j, mut words, mut about) = (0, 0, 0.0, 0.0);
    while let (Some(x), Some(y)) = (a.terms.get(i), b.terms.get(j)) {
        match x.0.cmp(&y.0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                words += x.1 * y.1;
                if a.names(x.0) && b.names(x.0) {
                    about += x.1 * y.1;
                }
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    let length = a.about * b.about;
    (words, if length > 0.0 { about / length } else { 0.0 })
}

/// How well two times agree, 0..1; 0 where they cannot be the same happening.
fn time(a: When, a_explicit: bool, b: When, b_explicit: bool, feed: bool) -> f32 {
    let (ai, bi) = (a.interval(), b.interval());
    if a.from == b.from && a.to == b.to {
        return if a.open == b.open { 1.0 } else { 0.4 };
    }
    let day = |w: When| w.from == w.to && w.from.granularity() == Granularity::Day;
    match (day(a), day(b)) {
        (true, true) => days(bi.start - ai.start, a_explicit, b_explicit, feed),
        _ if ai.contains(bi) || bi.contains(ai) => {
            let (coarse, fine, fine_explicit) = if ai.contains(bi) { (a, b, b_explicit) } else { (b, a, a_explicit) };
            // Trade from January to November is not trade of the year: a range has a scope, and what merely holds it has
            // another. A day inside a range may be part of what the range tells; `range` below makes that less sure.
            if fine.from != fine.to || coarse.open != fine.open {
                return 0.0;
            }
            let range = if coarse.from != coarse.to { 0.1 } else { 0.0 };
            let explicit = if fine_explicit { 0.0 } else { 0.2 };
            let base = match coarse.granularity {
                Granularity::Day | Granularity::Week => 0.75,
                Granularity::Month => 0.6,
                Granularity::Quarter | Granularity::Season => 0.5,
                Granularity::Year => 0.45,
                Granularity::Decade | Granularity::Century => 0.15,
            };
            base - range - explicit
        }
        // "Late May" and "early June", a week and a week that touch: about the same time.
        _ if ai.overlaps(bi) && (a.about || b.about) => 0.4,
        _ => 0.0,
    }
}

/// Days apart at which two days may still be one.
pub const DAYS_APART: i32 = 3;

/// How well two different days agree, the second so many days after the first: stated ones, or days of writing.
pub fn days(later: i32, a_explicit: bool, b_explicit: bool, feed: bool) -> f32 {
    let gap = later.abs();
    // An agency reports within a day, and goes on to the next chapter.
    if feed && gap > 1 && !(a_explicit != b_explicit && gap == 2) {
        return 0.0;
    }
    match (a_explicit, b_explicit) {
        // Two sources may differ by a day; more is another happening.
        (true, true) if gap == 1 => 0.3,
        (true, true) => 0.0,
        // A report dated by its day of writing tells what happened shortly before.
        (false, false) => match gap {
            1 => 0.75,
            2 => 0.5,
            DAYS_APART => 0.3,
            _ => 0.0,
        },
        (a_explicit, _) => match if a_explicit { later } else { -later } {
            1 => 0.85,
            2 => 0.65,
            DAYS_APART => 0.45,
            -1 => 0.4,
            _ => 0.0,
        },
    }
}

/// How well what happened agrees, 0..1.
fn trigger(a: &Profile, b: &Profile) -> f32 {
    let shared = |x: &[u16], y: &[u16]| x.iter().any(|k| y.contains(k));
    if a.says != b.says {
        return 0.0;
    }
    if a.trigger.is_some() && a.trigger == b.trigger {
        return if a.says { 0.5 } else { 1.0 };
    }
    if a.says {
        return 0.4;
    }
    if shared(&a.kinds, &b.kinds) {
        return 0.9;
    }
    let in_words = |x: &Profile, y: &Profile| {
        x.trigger.is_some_and(|t| y.content.binary_search(&t).is_ok()) || shared(&x.kinds, &y.around)
    };
    match (in_words(a, b), in_words(b, a)) {
        (true, true) => 0.8,
        (true, false) | (false, true) => 0.6,
        (false, false) if shared(&a.around, &b.around) => 0.35,
        // "continue projects", "press on with projects": a light verb contradicts nothing.
        (false, false) if a.trigger.is_none() || b.trigger.is_none() => 0.2,
        _ => 0.0,
    }
}

enum Amounts {
    Same,
    Different,
    Untold,
}

/// Relative difference under which two amounts are told as the same: 218.2 and 218. Above 2 %, disagreements disappear; at
/// 0, every rounding becomes one.
const SAME_AMOUNT: f64 = 0.01;

/// Whether two amounts of one unit are the same amount, rounded.
pub fn same_amount(a: f64, b: f64) -> bool {
    (a - b).abs() <= SAME_AMOUNT * a.abs().max(b.abs())
}

/// How the amounts agree that are of units asked for.
fn amounts(a: &Profile, b: &Profile, of: impl Fn(u32) -> bool) -> Amounts {
    let mut comparable = false;
    for &(unit, x) in &a.amounts {
        for &(other, y) in &b.amounts {
            if unit == other && of(unit) {
                if same_amount(x, y) {
                    return Amounts::Same;
                }
                comparable = true;
            }
        }
    }
    if comparable { Amounts::Different } else { Amounts::Untold }
}

/// Names shared, halfway between what the shorter list finds in the other sentence and what both have in common. A name
/// counts as found wherever the other sentence has it: who takes part in the clause is told differently every time.
fn overlap(a: &Profile, b: &Profile) -> f32 {
    let has = |list: &[Weighted], term: TermId| list.binary_search_by_key(&term, |w| w.0).is_ok();
    let found = |x: &Profile, y: &Profile| -> f32 {
        x.actors.iter().filter(|w| has(&y.actors, w.0) || has(&y.terms, w.0)).map(|w| w.1 * w.1).sum()
    };
    let (of_a, of_b) = (found(a, b), found(b, a));
    (of_a.max(of_b) + (of_a * of_b).sqrt()) / 2.0
}
