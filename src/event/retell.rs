//! Who tells it again without naming a time.
//!
//! Of five articles about one arrest two say when it was. The other three are citations all the same, but nothing in them
//! can be dated: their leads name no day, and their day of writing is not known or is a guess. They join by what they tell.
//!
//! | asked | of whom |
//! |---|---|
//! | Which articles tell one story? | [`Likeness::stories`], by what is rare within the topic |
//! | Which event is that story about? | the event that most of its articles tell, or whose words stand in most of their leads |
//! | Where does an article without it tell it? | the sentence of its headline and lead that is most like the event |
//! | Does that sentence tell the same? | trigger, actors and words, as for any two mentions, but for the time |
//!
//! How like it must be depends on what is known of its time, the surest first:
//!
//! | known | asked |
//! |---|---|
//! | the sentence names the event's time, in its own way: "an April 2007 shooting" | little, if what happened agrees, however long after it was written |
//! | nothing of when it was written | hardly anything: the story agrees |
//! | written on that day, soon after, later | more and more: those days have news of their own |
//!
//! A sentence that names another day does not join. What joins this way borrows the event's date and never changes it.

use std::collections::BTreeMap;

use rayon::prelude::*;
use smallvec::SmallVec;

use super::Told;
use super::cluster::Group;
use super::date;
use super::profile::{Profile, Weighted};
use super::reader::{Reader, Words};
use super::similarity::{Bond, compare};
use super::words::dot;
use crate::article::ArticleId;
use crate::calendar::{Granularity, When};
use crate::copy::Likeness;
use crate::mention::{self, Mention};
use crate::sentence::Sentence;

/// Sentences of an article, from its headline on, that may tell its story's event. Further down stands the background.
const LEAD: usize = 8;
/// Events of a story that are weighed against each other.
const EVENTS: usize = 12;
/// Sentences of an article that hold its news.
const NEWS: usize = 3;
/// What an event counts of which nobody is sure when it was, beside one with a date.
const UNSURE: f32 = 0.8;
/// What an event counts of which only a year is known. At .6 what is planned for a year is never the news; at 1 a line that names the
/// year is, beside four reports that tell the day.
const YEAR: f32 = 0.8;
/// What an event counts that is told of a year. At 1 "fired its president a year ago" is the news of a story of another dismissal.
const BACKGROUND: f32 = 0.5;
/// Words shared with an event, from which on a sentence counts for it.
const WORDS: f32 = 0.05;
/// Similarity from which on a sentence of the story tells the event. Within a story this can be lower than between any two
/// mentions: the articles agree already.
const SAME: f32 = 0.04;
/// The same where the article was surely written on that day: the day is full of other news.
const SAME_DAY: f32 = 0.28;
/// In a month or a year that holds that day: much is told in it.
const SAME_YEAR: f32 = 0.28;
/// On one of the next days: their leads are most often news of their own.
const SAME_SOON: f32 = 0.4;
/// The same below the lead of an article that was written later.
const SAME_LATE: f32 = 0.6;
/// From this agreement of what happened on, a time of its own is believed that is finer or coarser than the event's. Lower, "the 1973
/// law" and whatever else was of that year are one; at .9 "the March collapse" is not the night in which a roof gave way.
const AGREED: f32 = 0.6;
const SAME_STORY: Bond = Bond { alike: 0.0, story: Some(true), crowd: 0.0, feed: false };
/// Sentences of an article that are read closely.
const CLOSELY: usize = 3;
/// Days after an event on which a report that names no day may still tell it as news.
const LATE: i32 = 3;
/// Longer than this an event's time says little about an article of a known day: much is told in a year.
const LONGEST: i32 = 31;
/// Stories whose leads are read at once.
const STORIES: usize = 256;
/// Members of an event that a sentence is held against.
const SAMPLE: usize = 6;

/// A sentence that may tell an event.
struct Offer {
    article: u32,
    sentence: Sentence,
    group: u32,
    /// A mention that stands there already.
    known: Option<u32>,
    when: When,
    /// Similarity from which on it does.
    least: f32,
    /// The same where what happened agrees, see [`AGREED`].
    agreed: f32,
    because: String,
}

/// Adds the retellings: to the mentions, to their profiles, and to the groups.
pub fn retell<'a>(
    told: &[Told<'a>],
    likeness: &Likeness,
    mentions: &mut Vec<Mention>,
    profiles: &mut Vec<Profile>,
    groups: &mut Vec<Group>,
    reader: &mut Reader<'a>,
    feed: bool,
) {
    let mut stories: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (article, &story) in likeness.stories.iter().enumerate().take(told.len()) {
        stories.entry(story).or_default().push(article as u32);
    }
    // In a feed the lead of an article whose day is known is news of its own day, and was compared as such.
    let asks = |&article: &u32| !feed || told.get(article as usize).is_some_and(|t| t.published.is_none() || !t.sure());
    stories.retain(|_, articles| articles.len() > 1 && articles.iter().any(asks));
    if stories.is_empty() {
        return;
    }
    let mut group_of: Vec<u32> = vec![u32::MAX; mentions.len()];
    for (n, group) in groups.iter().enumerate() {
        for &member in &group.members {
            if let Some(of) = group_of.get_mut(member as usize) {
                *of = n as u32;
            }
        }
    }
    // Mentions are in order of article.
    let first: Vec<usize> = (0..=told.len() as u32).map(|a| mentions.partition_point(|m| m.article.0 < a)).collect();
    let of_article =
        |a: u32| first.get(a as usize).copied().unwrap_or(0)..first.get(a as usize + 1).copied().unwrap_or(0);
    let mut offers: Vec<Offer> = Vec::new();
    // Words become terms in one order, one after the other; what follows runs beside each other.
    let stories: Vec<Vec<u32>> = stories.into_values().collect();
    for some in stories.chunks(STORIES) {
        let read: Vec<(&[u32], Vec<Vec<Lead>>)> = some
            .iter()
            .map(|articles| (&articles[..], articles.iter().map(|&article| lead(told, article, reader)).collect()))
            .collect();
        let reader = &*reader;
        let found: Vec<Vec<Offer>> = read
            .into_par_iter()
            .map(|(articles, leads)| {
                let (group_of, of_article) = (&group_of[..], &of_article);
                Story { told, mentions, profiles, groups, group_of, of_article, articles, feed }.offers(reader, &leads)
            })
            .collect();
        offers.extend(found.into_iter().flatten());
    }
    let read: Vec<Option<Mention>> = offers
        .par_iter()
        .map(|offer| {
            let here = told.get(offer.article as usize)?;
            if offer.known.is_some() {
                return None;
            }
            let because = offer.because.clone();
            let (id, when) = (ArticleId(offer.article), offer.when);
            mention::undated(id, here.article, here.sentences, offer.sentence, here.written, when, because)
        })
        .collect();
    let mut best: BTreeMap<(u32, u32), (f32, usize, Profile)> = BTreeMap::new();
    for (n, (offer, read)) in offers.iter().zip(&read).enumerate() {
        let mut profile = match (offer.known, read) {
            (Some(known), _) => profiles.get(known as usize).cloned().unwrap_or_default(),
            (None, Some(mention)) => reader.read(told, mention, feed),
            (None, None) => continue,
        };
        let Some(group) = groups.get(offer.group as usize) else { continue };
        let (similarity, happened) = likeness_to(&mut profile, group, profiles);
        let least = if happened >= AGREED { offer.agreed } else { offer.least };
        // Whoever speaks often has often spoken: that somebody said something is no happening to recognize.
        let least = if profile.says && least > SAME_DAY { least.max(SAME_LATE) } else { least };
        if similarity < least {
            continue;
        }
        if offer.known.is_none() {
            profile.loose = true;
            // What is dated already is not told again.
            let again =
                |m: &Mention| m.sentence == offer.sentence.span && m.trigger == read.as_ref().and_then(|r| r.trigger);
            if mentions.get(of_article(offer.article)).unwrap_or_default().iter().any(again) {
                continue;
            }
        }
        let place = (offer.article, offer.group);
        if best.get(&place).is_none_or(|(known, ..)| similarity > *known) {
            best.insert(place, (similarity, n, profile));
        }
    }
    let mut read = read;
    for ((_, group), (_, n, profile)) in best {
        let Some(offer) = offers.get(n) else { continue };
        let moved = match offer.known {
            Some(known) => {
                if group_of.get(known as usize) == Some(&group) {
                    continue;
                }
                let from = group_of.get(known as usize).and_then(|&g| groups.get_mut(g as usize));
                // What it was told with comes along, unless others tell that too.
                let Some(from) = from else { continue };
                let loose = profiles.get(known as usize).is_some_and(|p| p.loose);
                let moved = if loose {
                    from.members.retain(|&m| m != known);
                    vec![known]
                } else {
                    std::mem::take(&mut from.members)
                };
                for &m in &moved {
                    if let Some(of) = group_of.get_mut(m as usize) {
                        *of = group;
                    }
                }
                moved
            }
            None => {
                let Some(mention) = read.get_mut(n).and_then(Option::take) else { continue };
                mentions.push(mention);
                profiles.push(profile);
                vec![mentions.len() as u32 - 1]
            }
        };
        if let Some(group) = groups.get_mut(group as usize) {
            group.joined += u32::from(offer.known.is_none());
            group.members.extend(moved);
        }
    }
    sort(mentions, profiles, groups);
}

/// Brings everything back into order of article and position.
fn sort(mentions: &mut [Mention], profiles: &mut [Profile], groups: &mut Vec<Group>) {
    let mut order: Vec<u32> = (0..mentions.len() as u32).collect();
    order.sort_by_key(|&n| mentions.get(n as usize).map(|m| (m.article, m.sentence.start)));
    let mut place: Vec<u32> = vec![0; order.len()];
    for (to, &from) in order.iter().enumerate() {
        place[from as usize] = to as u32;
    }
    // Both sorts keep the order of equals, and cost little: all but the last few are in order.
    profiles.sort_by_key(|profile| (profile.article, profile.sentence.start));
    mentions.sort_by_key(|mention| (mention.article, mention.sentence.start));
    groups.retain(|group| !group.members.is_empty());
    for group in groups.iter_mut() {
        group.members.iter_mut().for_each(|member| *member = place.get(*member as usize).copied().unwrap_or(*member));
        group.members.sort_unstable();
    }
    groups.sort_by(|a, b| a.members.cmp(&b.members));
}

/// How like an event a mention is whose own time says nothing, and how well what happened agrees.
fn likeness_to(here: &mut Profile, group: &Group, profiles: &[Profile]) -> (f32, f32) {
    let of = |member: &u32| profiles.get(*member as usize);
    let (when, explicit) = (here.when, here.explicit);
    let likeness = group
        .members
        .iter()
        .filter_map(of)
        .take(SAMPLE)
        .map(|member| {
            (here.when, here.explicit) = (member.when, member.explicit);
            let agreement = compare(here, member, SAME_STORY);
            (agreement.similarity, agreement.trigger)
        })
        .fold((0.0, 0.0), |best: (f32, f32), (similarity, trigger)| (best.0.max(similarity), best.1.max(trigger)));
    (here.when, here.explicit) = (when, explicit);
    likeness
}

/// A sentence at the top of an article, with its words.
struct Lead {
    sentence: Sentence,
    words: Words,
}

/// The same, weighed.
type Terms = Vec<(Sentence, Vec<Weighted>)>;

/// The first sentences of an article.
fn lead<'a>(told: &[Told<'a>], article: u32, reader: &mut Reader<'a>) -> Vec<Lead> {
    let Some(here) = told.get(article as usize) else { return Vec::new() };
    let sentences = here.sentences.iter().filter(|s| s.kind.is_report()).take(LEAD);
    sentences.map(|&sentence| Lead { sentence, words: reader.words(told, article, sentence.span) }).collect()
}

/// One story with what is known of its articles.
struct Story<'s, 'a, F> {
    told: &'s [Told<'a>],
    mentions: &'s [Mention],
    profiles: &'s [Profile],
    groups: &'s [Group],
    group_of: &'s [u32],
    of_article: &'s F,
    articles: &'s [u32],
    /// See [`Bond::feed`].
    feed: bool,
}

impl<'a, F: Fn(u32) -> std::ops::Range<usize>> Story<'_, 'a, F> {
    /// The sentences that may tell the story's event where their article does not.
    fn offers(&self, reader: &Reader<'a>, leads: &[Vec<Lead>]) -> Vec<Offer> {
        let terms = |lead: &Lead| (lead.sentence, reader.terms(reader.sentence(&lead.words)));
        let leads: Vec<Terms> = leads.iter().map(|leads| leads.iter().map(terms).collect()).collect();
        let mut offers = Vec::new();
        let Some((group, when)) = self.main(reader, &leads) else { return offers };
        let Some(members) = self.groups.get(group as usize).map(|g| &g.members) else { return offers };
        let names = members.iter().filter_map(|&m| self.mentions.get(m as usize)).map(|m| m.article);
        let Some(witness) = names.clone().min().and_then(|a| self.told.get(a.index())) else { return offers };
        let mut telling: Vec<u32> = names.map(|a| a.0).collect();
        telling.sort_unstable();
        let silent = self.articles.iter().zip(&leads).filter(|(a, _)| telling.binary_search(a).is_err());
        for (&article, lead) in silent {
            let Some(here) = self.told.get(article as usize) else { continue };
            // What was written before it happened tells something else, and what was written long after tells it as background.
            let day = here.published.filter(|_| here.sure());
            let days = when.interval();
            if day.is_some_and(|day| day + 1 < days.start) {
                continue;
            }
            if self.feed && day.is_some() {
                continue;
            }
            let gap = day.map_or(0, |day| day - days.end).max(0);
            let own = |known: Option<u32>| self.own_time(known?).filter(|_| day.is_some());
            let mut found: Vec<(f32, Sentence, Option<u32>)> = Vec::new();
            for (n, (sentence, terms)) in lead.iter().enumerate() {
                let alike = self.words(group, terms);
                if alike < WORDS {
                    continue;
                }
                // What stands at the top long after is other news, unless it names that time.
                let news = gap > LATE && n < NEWS;
                let known = self.standing(article, *sentence, when).into_iter();
                found.extend(known.filter(|&k| !news || own(k).is_some()).map(|known| (alike, *sentence, known)));
            }
            found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.span.start.cmp(&b.1.span.start)));
            let because = format!("states no day; tells the same happening as ‘{}’", witness.article.path);
            let least = match day {
                None => SAME,
                Some(_) if gap == 0 && days.days() <= LONGEST => SAME_DAY,
                Some(_) if gap == 0 => SAME_YEAR,
                Some(_) if gap <= LATE => SAME_SOON,
                Some(_) => SAME_LATE,
            };
            offers.extend(found.into_iter().take(CLOSELY).map(|(_, sentence, known)| {
                let (least, agreed) = match own(known) {
                    Some(own) if own.interval() == days => (least.min(SAME_DAY), least.min(SAME_DAY)),
                    Some(_) => (least, least.min(SAME_DAY)),
                    None => (least, least),
                };
                Offer { article, sentence, group, known, when, least, agreed, because: because.clone() }
            }));
        }
        offers
    }

    /// The event that the story is about, with its date.
    fn main(&self, reader: &Reader<'a>, leads: &[Terms]) -> Option<(u32, When)> {
        // Group → voices of the story, sum of their places, whether one of them is sure of its time.
        let mut touching: BTreeMap<u32, (Vec<u32>, f32, bool)> = BTreeMap::new();
        for &article in self.articles {
            for m in (self.of_article)(article) {
                let (Some(&group), Some(profile)) = (self.group_of.get(m), self.profiles.get(m)) else { continue };
                let entry = touching.entry(group).or_default();
                if !entry.0.contains(&profile.original) {
                    entry.0.push(profile.original);
                    entry.1 += 3.0 / (3.0 + profile.position as f32);
                }
                entry.2 |= !profile.loose;
            }
        }
        // An event that mostly others tell is not what this story is about.
        touching.retain(|&group, (voices, ..)| {
            let members = self.groups.get(group as usize).map_or(&[][..], |g| &g.members);
            let mut all: Vec<u32> =
                members.iter().filter_map(|&m| self.profiles.get(m as usize)).map(|p| p.original).collect();
            all.sort_unstable();
            all.dedup();
            voices.len() * 2 > all.len()
        });
        // What the leads have in common is the news; a group is about it as far as it has their words.
        let mut common: Vec<Weighted> =
            leads.iter().flat_map(|lead| lead.iter().take(NEWS)).flat_map(|(_, terms)| terms.iter().copied()).collect();
        common.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        common.dedup_by(|next, first| {
            let same = next.0 == first.0;
            if same {
                first.1 += next.1;
            }
            same
        });
        let mut weighed: Vec<(f32, u32, bool)> = touching
            .iter()
            .map(|(&group, (_, places, sure))| (places.sqrt() * self.words(group, &common), group, *sure))
            .collect();
        weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        weighed.truncate(EVENTS);
        let support = |sure: bool, group: u32| -> f32 {
            let (voices, places) = touching.get(&group).map_or((&[][..], 0.0), |t| (&t.0, t.1));
            let others = self.articles.iter().zip(leads).filter(|(a, _)| !voices.contains(&reader.original(**a)));
            let alike = others.map(|(_, lead)| {
                let lead = lead.iter().enumerate();
                let best =
                    lead.map(|(n, (_, terms))| self.words(group, terms) * 4.0 / (4.0 + n as f32)).fold(0.0, f32::max);
                (best * 2.0).min(1.0)
            });
            let known = if sure { 1.0 } else { UNSURE } * if self.is_of_a_year(group) { YEAR } else { 1.0 };
            (places + alike.sum::<f32>()) * known * if self.is_news(group) { 1.0 } else { BACKGROUND }
        };
        let best = weighed
            .into_iter()
            .map(|(words, group, sure)| (support(sure, group), words, group))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(b.2.cmp(&a.2)))?;
        let members: Vec<&Profile> =
            self.groups.get(best.2 as usize)?.members.iter().filter_map(|&m| self.profiles.get(m as usize)).collect();
        Some((best.2, date::choose(&members)?))
    }

    /// Whether an event is told at the top of an article, or to the day, week or month: what happened in a year stands below as what
    /// came before the news.
    fn is_news(&self, group: u32) -> bool {
        let members = self.groups.get(group as usize).map_or(&[][..], |g| &g.members);
        let mut profiles = members.iter().filter_map(|&m| self.profiles.get(m as usize));
        let near = |when: When| when.granularity <= Granularity::Month;
        profiles.any(|profile| profile.depth < NEWS as u32 || profile.when.is_some_and(near))
    }

    /// Whether nobody tells it to the month or finer.
    fn is_of_a_year(&self, group: u32) -> bool {
        let members = self.groups.get(group as usize).map_or(&[][..], |g| &g.members);
        let mut whens = members.iter().filter_map(|&m| self.profiles.get(m as usize)?.when);
        whens.all(|when| when.granularity >= Granularity::Year)
    }

    /// The time that a mention names by itself, wherever and whenever it was written.
    fn own_time(&self, mention: u32) -> Option<When> {
        self.profiles.get(mention as usize).filter(|p| p.explicit && !p.loose)?.when
    }

    /// Words that a sentence shares with an event: with the member that it is most like.
    fn words(&self, group: u32, terms: &[Weighted]) -> f32 {
        let members = self.groups.get(group as usize).map_or(&[][..], |g| &g.members);
        let profiles = members.iter().filter_map(|&m| self.profiles.get(m as usize)).take(SAMPLE);
        profiles.map(|profile| dot(&profile.terms, terms)).fold(0.0, f32::max)
    }

    /// What of a sentence may tell something of that time: nothing dated (`None`), and every mention whose event only this
    /// story tells and whose time agrees.
    fn standing(&self, article: u32, sentence: Sentence, when: When) -> SmallVec<[Option<u32>; 2]> {
        let mut found: SmallVec<[Option<u32>; 2]> = SmallVec::new();
        for m in (self.of_article)(article) {
            let (Some(mention), Some(profile)) = (self.mentions.get(m), self.profiles.get(m)) else { continue };
            if mention.sentence != sentence.span {
                continue;
            }
            let ours = |p: &Profile| self.articles.binary_search(&p.article).is_ok();
            let alone = self
                .group_of
                .get(m)
                .and_then(|&g| self.groups.get(g as usize))
                .is_some_and(|g| g.members.iter().filter_map(|&m| self.profiles.get(m as usize)).all(ours));
            let (told, event) = (mention.when.interval(), when.interval());
            let late = mention.timex.is_none() && (0..=LATE).contains(&(told.start - event.end));
            if profile.loose || alone && (told.overlaps(event) || late) {
                found.push(Some(m as u32));
            }
        }
        if found.is_empty() {
            found.push(None);
        }
        found
    }
}
