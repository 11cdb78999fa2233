//! Mentions → events: the same happening, told by many, said once.
//!
//! | step | file | question |
//! |---|---|---|
//! | words | `words` | what is compared: terms, kinds of happening |
//! | reader | `reader` | the words of the folder, and how rare each is |
//! | profile | `profile` | what one mention is compared by |
//! | story | `story` | what ties the articles of two mentions |
//! | similarity | `similarity` | how surely two tell the same |
//! | agencies | `feed` | what keeps reports of one form apart |
//! | candidates | `candidate` | which are compared at all |
//! | cluster | `cluster` | which belong together |
//! | retell | `retell` | who tells it again without naming a time |
//! | by hand | `hand`, `called` | what a person joined and parted, and whom they call by another name |
//! | date | `date` | when, no finer than the evidence |
//! | copies | `copies` | how many voices tell it |
//! | disagree | `disagree` | where they differ |
//! | rank | `rank` | how much it matters |
//! | label | `label` | what to call it |

mod called;
mod candidate;
mod cluster;
mod copies;
mod date;
mod disagree;
mod entity;
mod feed;
mod hand;
mod label;
mod profile;
mod rank;
mod reader;
mod retell;
mod similarity;
mod story;
#[cfg(test)]
mod tests;
pub mod words;

pub use called::Called;
pub use entity::Names;
pub use hand::Hand;

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use crate::article::{Article, Hold, Published};
use crate::calendar::{Day, Granularity, When};
use crate::copy::Likeness;
use crate::mention::{Mention, MentionId, Status};
use crate::sentence::Sentence;
use crate::stable;
use crate::timex::Timex;

/// Index of an event in its timeline.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EventId(pub u32);

impl EventId {
    /// As an index into the list of events.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One happening with everything that tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Stable id from content: `e` and twelve hexadecimal digits.
    pub key: String,
    /// When it happened, as fine as its best evidence and no finer.
    pub when: When,
    /// At most 90 characters, whole words of a source.
    pub label: String,
    /// Whose words they are: one of the mentions.
    pub label_of: MentionId,
    /// Whether the sources say that it happened.
    pub status: Status,
    /// 0..1.
    pub importance: f32,
    /// Articles that tell it.
    pub sources: u32,
    /// Of these, articles that are no copy of each other.
    pub independent_sources: u32,
    /// Who and what takes part, most telling first.
    pub entities: Vec<String>,
    /// Where sources differ.
    pub disagreements: Vec<Disagreement>,
    /// Why these mentions are one event, in words.
    pub because: String,
    /// What tells it, in order of article and position; never empty.
    pub mentions: Vec<MentionId>,
}

/// Sources tell the same thing differently.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    /// `amount`, `date`, `actor` or `status`.
    pub about: Subject,
    /// What each side says, at least two.
    pub claims: Vec<Claim>,
}

/// What sources can differ on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Subject {
    Amount,
    Date,
    Actor,
    Status,
}

impl Subject {
    /// The word of the JSON document.
    pub fn name(self) -> &'static str {
        ["amount", "date", "actor", "status"][self as usize]
    }
}

/// One side of a disagreement.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// What it says, in the words of a source.
    pub value: String,
    /// Who says it.
    pub mentions: Vec<MentionId>,
}

/// What grouping sees of one article.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its sentences, in order.
    pub sentences: &'a [Sentence],
    /// Its time expressions, in order.
    pub timexes: &'a [Timex],
    /// Its day of writing, if known to the day.
    pub published: Option<Day>,
    /// The day of writing with how it became known.
    pub written: Option<&'a Published>,
}

impl Told<'_> {
    /// Whether what is counted from its day of writing can be relied on.
    fn sure(&self) -> bool {
        self.written.is_none_or(|published| published.hold == Hold::Firm)
    }
}

/// Joins the mentions that tell the same happening, and labels, dates and ranks each event: [`merge`], then
/// [`Merged::describe`].
pub fn group(
    told: &[Told<'_>],
    mentions: Vec<Mention>,
    likeness: &Likeness,
    hand: &Hand,
) -> (Vec<Mention>, Vec<Event>) {
    let (mentions, events, _) = merge(told, mentions, likeness).describe(told, hand);
    (mentions, events)
}

/// Which mentions tell the same happening, before anything is said of it.
pub struct Merged {
    mentions: Vec<Mention>,
    profiles: Vec<profile::Profile>,
    groups: Vec<cluster::Group>,
}

/// Joins the mentions that tell the same happening. `mentions` are in order of article and position; in that order they stay, with
/// those sentences added that name no time and tell again what others date.
pub fn merge(told: &[Told<'_>], mentions: Vec<Mention>, likeness: &Likeness) -> Merged {
    let (mut reader, draft) = reader::Reader::of(told, &mentions, likeness);
    let stories = story::Stories::of(likeness, told, reader.subject());
    let mut profiles = draft.profiles(told, &mentions, &mut reader, stories.feed);
    let mut groups = cluster::cluster(&profiles, &stories);
    let mut mentions = mentions;
    retell::retell(told, likeness, &mut mentions, &mut profiles, &mut groups, &mut reader, stories.feed);
    Merged { mentions, profiles, groups }
}

impl Merged {
    /// Labels, dates and ranks each event. Events are in order of time, then of importance; `hand` is what a person joined and parted.
    pub fn describe(self, told: &[Told<'_>], hand: &Hand) -> (Vec<Mention>, Vec<Event>, Names) {
        let Self { mentions, profiles, groups } = self;
        let folder = rank::Folder::of(&profiles);
        let groups = hand.apply(groups, &mentions);
        let names = Names::of(&mentions, &profiles);
        let mut found: Vec<(Event, rank::Facts)> = groups
            .par_iter()
            .filter_map(|group| {
                let members: Vec<disagree::Member<'_>> = group
                    .members
                    .iter()
                    .filter_map(|&i| {
                        let (mention, profile) = (mentions.get(i as usize)?, profiles.get(i as usize)?);
                        Some(disagree::Member { id: MentionId(i), mention, profile })
                    })
                    .collect();
                event(told, group, &members, (&names, &hand.called), &folder)
            })
            .collect();
        let importance = rank::importance(&found.iter().map(|(_, facts)| facts).collect::<Vec<_>>());
        for ((event, _), importance) in found.iter_mut().zip(importance) {
            event.importance = importance;
        }
        let mut events: Vec<Event> = found.into_iter().map(|(event, _)| event).collect();
        events.sort_by(|a, b| {
            let days = |e: &Event| (e.when.interval().start, e.when.interval().end);
            days(a).cmp(&days(b)).then(b.importance.total_cmp(&a.importance)).then(a.mentions.cmp(&b.mentions))
        });
        (mentions, events, names)
    }
}

fn event(
    told: &[Told<'_>],
    group: &cluster::Group,
    members: &[disagree::Member<'_>],
    (names, called): (&Names, &Called),
    folder: &rank::Folder,
) -> Option<(Event, rank::Facts)> {
    let profiles: Vec<&profile::Profile> = members.iter().map(|m| m.profile).collect();
    let when = date::choose(&profiles)?;
    let (sources, independent_sources) = copies::voices(&profiles);
    let status = status(members);
    let found = names.of_event(members.iter().map(|m| m.mention), &Called::default());
    let (tellers, offers) = offers(told, members, when);
    let first = members.iter().map(|m| m.mention.key.as_str()).min_by_key(|key| stable::hash(&[key.as_bytes()]))?;
    let mut written: Vec<(u32, i32)> = members
        .iter()
        .filter_map(|m| Some((m.profile.original, told.get(m.mention.article.index())?.published?.number())))
        .collect();
    written.sort_unstable();
    written.dedup_by_key(|w| w.0);
    let mut days: Vec<i32> = written.into_iter().map(|w| w.1).collect();
    days.sort_unstable();
    days.dedup();
    // The label stays in the words of its source, whatever a person calls those whom it names.
    let label = label::choose(&offers, &found);
    let entities = if called.is_empty() { found } else { names.of_event(members.iter().map(|m| m.mention), called) };
    let facts = rank::Facts {
        contentless: label.contentless,
        flaws: label.flaws,
        alone: label.alone,
        state: label.state,
        dated: members.iter().any(|m| m.mention.timex.is_some()),
        independent: independent_sources,
        position: rank::position(&profiles),
        when,
        days_written: days.len() as u32,
        prominence: rank::prominence(&profiles, folder),
        status,
    };
    let event = Event {
        // The member whose hash is least stays so when others join, with the odds of its share: an edit finds its event
        // again after the folder has grown.
        key: key_of(first),
        when,
        label: label.text,
        label_of: tellers.get(label.of).copied().or(members.first().map(|m| m.id))?,
        status,
        importance: 0.0,
        sources,
        independent_sources,
        entities,
        disagreements: disagree::find(told, members, when),
        because: because(told, group, members, when),
        mentions: members.iter().map(|m| m.id).collect(),
    };
    Some((event, facts))
}

/// The key of an event that is named after the mention with this key.
pub fn key_of(mention: &str) -> String {
    stable::key('e', &[mention.as_bytes()])
}

/// What most of the voices say; told as fact where they are divided.
fn status(members: &[disagree::Member<'_>]) -> Status {
    let mut voices: Vec<(u32, Status)> = members.iter().map(|m| (m.profile.original, m.mention.status)).collect();
    voices.sort_unstable();
    voices.dedup();
    let of = |status: Status| voices.iter().filter(|v| v.1 == status).count();
    let (reported, planned, denied) = (of(Status::Reported), of(Status::Planned), of(Status::Denied));
    if denied > reported.max(planned) {
        Status::Denied
    } else if planned > reported {
        Status::Planned
    } else {
        Status::Reported
    }
}

/// What each member offers for the label, and which one it is; the most central ones of large events only.
fn offers<'a>(
    told: &[Told<'a>],
    members: &[disagree::Member<'a>],
    when: When,
) -> (Vec<MentionId>, Vec<label::Offer<'a>>) {
    const MOST: usize = 12;
    let step = members.len().div_ceil(MOST).max(1);
    let some: Vec<_> = members.iter().step_by(step).collect();
    some.iter()
        .filter_map(|member| {
            let told = told.get(member.mention.article.index())?;
            let near: f32 = some.iter().map(|other| words::dot(&member.profile.terms, &other.profile.terms)).sum();
            let timex = member.mention.timex.and_then(|t| told.timexes.get(t as usize)).map(|t| t.span);
            let kind = told.sentences.get(member.profile.position as usize).map(|s| s.kind);
            // A row of a table says nothing without the heading over it.
            let row = kind == Some(crate::article::PassageKind::Table);
            if let Some(title) = told.sentences.iter().find(|s| row && s.kind == crate::article::PassageKind::Title) {
                let title = label::Offer {
                    text: &told.article.text,
                    sentence: title.span,
                    clause: title.span,
                    trigger: None,
                    timex: None,
                    times: told.timexes,
                    referents: &[],
                    caption: false,
                    planned: false,
                    beside: false,
                    headline: true,
                    centrality: near / some.len().max(1) as f32,
                };
                return Some((member.id, title));
            }
            let offer = label::Offer {
                text: &told.article.text,
                sentence: member.mention.sentence,
                clause: member.mention.clause,
                trigger: member.mention.trigger,
                timex,
                times: told.timexes,
                referents: &member.mention.referents,
                caption: kind == Some(crate::article::PassageKind::Caption),
                planned: member.mention.status == Status::Planned,
                beside: member.mention.when != when,
                headline: kind == Some(crate::article::PassageKind::Title),
                centrality: near / some.len().max(1) as f32,
            };
            Some((member.id, offer))
        })
        .unzip()
}

/// Why these mentions are one event, in words a person checks.
fn because(told: &[Told<'_>], group: &cluster::Group, members: &[disagree::Member<'_>], when: When) -> String {
    let mut sentences: Vec<_> = members.iter().map(|m| (m.profile.article, m.profile.sentence)).collect();
    sentences.dedup();
    match group.touch {
        hand::Touch::Apart => return "split off by hand".to_owned(),
        hand::Touch::Joined => return "merged by hand".to_owned(),
        hand::Touch::None => {}
    }
    if sentences.len() < 2 {
        return "told once".to_owned();
    }
    let agreement = &group.agreement;
    let mut reasons = Vec::new();
    let grain = match when.granularity {
        _ if when.from != when.to => "period".to_owned(),
        Granularity::Season => "part of the year".to_owned(),
        grain => grain.name().to_owned(),
    };
    let same = members.iter().all(|m| m.mention.when.from == when.from && m.mention.when.to == when.to);
    reasons.push(if same { format!("same {grain}") } else { "times that agree".to_owned() });
    if agreement.actors >= 0.8 {
        reasons.push("same actors".to_owned());
    } else if agreement.actors > 0.0 {
        reasons.push("actors shared".to_owned());
    }
    if let Some(word) = shared_happening(told, members) {
        reasons.push(format!("‘{word}’"));
    } else if agreement.words >= 0.4 {
        reasons.push("nearly the same words".to_owned());
    }
    let joined = match group.joined {
        0 => String::new(),
        1 => "; 1 more states no day and tells the same happening".to_owned(),
        n => format!("; {n} more state no day and tell the same happening"),
    };
    format!("{}; similarity {:.2}{joined}", reasons.join(", "), group.cohesion)
}

/// The kind of happening, or else the trigger as first written, that most members share.
fn shared_happening(told: &[Told<'_>], members: &[disagree::Member<'_>]) -> Option<String> {
    let half = members.len().div_ceil(2).max(2);
    let mut kinds: BTreeMap<words::KindId, (usize, usize)> = BTreeMap::new();
    let mut triggers: BTreeMap<words::TermId, (usize, &str)> = BTreeMap::new();
    for member in members {
        for &kind in &member.profile.around {
            let counts = kinds.entry(kind).or_default();
            counts.0 += 1;
            counts.1 += usize::from(member.profile.kinds.contains(&kind));
        }
        if let (Some(term), Some(span)) = (member.profile.trigger, member.mention.trigger) {
            let text = told.get(member.mention.article.index()).map_or("", |t| span.of(&t.article.text));
            triggers.entry(term).or_insert((0, text)).0 += 1;
        }
    }
    let kind = kinds.into_iter().filter(|(_, (n, own))| *n >= half && *own > 0);
    let kind = kind.max_by_key(|&(kind, counts)| (counts, std::cmp::Reverse(kind)));
    let trigger = triggers.into_iter().filter(|(_, (n, _))| *n >= half);
    let trigger = trigger.max_by_key(|&(term, (n, _))| (n, std::cmp::Reverse(term)));
    match (kind, trigger) {
        (Some((kind, _)), _) => Some(words::kind_name(kind).to_owned()),
        (None, Some((_, (_, text)))) => Some(text.to_lowercase()),
        _ => None,
    }
}
