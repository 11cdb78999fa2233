//! Mentions → groups that tell one happening, without comparing all pairs and without chains.
//!
//! **Candidates** come from an index: two mentions are compared only if they share a telling word, kind or name *and*
//! stand at times that could be the same (the same day, days around it, or a month, quarter or year that holds it).
//!
//! **Joining** goes by the best pair first, as agglomerative clustering does, but a pair alone decides nothing: all of one
//! group is held against all of the other (average link, over a sample where groups are large). A→B and B→C therefore do
//! not put A beside C when A and C have nothing in common, which is how single link turns a week of news into one event.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::Told;
use super::hand::Touch;
use super::profile::Profile;
use super::similarity::{Agreement, Bond, CROWD, compare};
use super::words::TermId;
use crate::calendar::{Date, Day, Granularity, When};
use crate::copy::Likeness;

/// From this similarity on two mentions of one day are one happening. Lower, days of a running story melt together;
/// higher, the same call told in other words stays apart.
const JOIN_DAY: f32 = 0.40;
/// More happens in a month or a year than on a day, so more must agree.
const JOIN_COARSER: [(Granularity, f32); 4] =
    [(Granularity::Week, 0.42), (Granularity::Quarter, 0.45), (Granularity::Year, 0.46), (Granularity::Century, 0.55)];
/// The average over two groups may be this much lower than a pair must be: tellings differ in length.
const AVERAGE: f32 = 0.8;
/// Of so many pairs one may name other people. At 2 one company's year ends with another's; at 6 "his offer" finds no one.
const STRANGERS: usize = 4;
/// Members of a group that are held against another group. More costs time and changes little.
const SAMPLE: usize = 6;
/// Features by which a mention is looked up, most telling first.
const FEATURES: usize = 12;
/// In a longer list of mentions that share feature and time, each meets only its neighbors and the first few: those join
/// everybody who belongs together.
const LIST: usize = 48;
const LIST_HEAD: usize = 8;
const LIST_NEAR: usize = 12;
/// Features are asked most telling first; once this many meetings were noted, what remains is common and adds nobody.
const MEETINGS: usize = 500;
/// Candidates that share most are compared in full.
const CANDIDATES: usize = 24;
/// Mentions that share less of what tells them (sum of squared weights; 1 is everything) are not compared: whatever else
/// they have in common is common.
const SHARED: f32 = 0.06;

/// One group of mentions and what its joining pair agreed in.
#[derive(Clone, Debug)]
pub struct Group {
    /// Indices of mentions, in order.
    pub members: Vec<u32>,
    /// Similarity of members to each other, on average; 1 for a single mention.
    pub cohesion: f32,
    /// What the two most central members agree in.
    pub agreement: Agreement,
    /// Members that joined without a time of their own.
    pub joined: u32,
    /// What a person did to it.
    pub touch: Touch,
}

/// From this share of surely dated articles on a large folder is a feed. Lower, and undated reports of one happening are kept apart
/// because others state their day; at 1 a single page without a day changes how everything is joined.
const FEED: f32 = 0.9;
/// Where a word stands in this share of articles, the folder is about it. Collections on one subject lie between .65 and .81, the
/// output of an agency at .27, articles on 33 subjects at .20.
const SUBJECT: f32 = 0.5;

/// Days between two reports of one chapter of a story.
const CHAPTER: i32 = 3;

/// How alike articles are, for look-up.
pub struct Stories {
    near: FxHashMap<(u32, u32), f32>,
    story_of: Vec<u32>,
    /// Articles of the story that begins with this one.
    size: Vec<u32>,
    /// The day of writing of each article, where it can be relied on.
    days: Vec<Option<Day>>,
    crowd: f32,
    /// Whether it is a large folder on many subjects whose days of writing are known, see [`Bond::feed`].
    pub feed: bool,
}

impl Stories {
    /// From the neighbors and the story of each article; `subject` is the share of articles in which the most widespread word stands.
    pub fn of(likeness: &Likeness, told: &[Told<'_>], subject: f32) -> Self {
        let mut near = FxHashMap::default();
        for (a, neighbors) in likeness.neighbors.iter().enumerate() {
            for &(b, similarity) in neighbors {
                let key = ((a as u32).min(b.0), (a as u32).max(b.0));
                let known: &mut f32 = near.entry(key).or_default();
                *known = known.max(similarity);
            }
        }
        let mut size = vec![0; likeness.stories.len()];
        for &story in &likeness.stories {
            if let Some(n) = size.get_mut(story as usize) {
                *n += 1;
            }
        }
        let days = told.iter().map(|t| t.published.filter(|_| t.sure())).collect();
        // Full from a thousand articles on.
        let crowd = ((told.len().max(1) as f32).log10() / 3.0).clamp(0.0, 1.0);
        let known = told.iter().filter(|t| t.published.is_some() && t.sure()).count();
        let feed = crowd > CROWD && subject < SUBJECT && known as f32 > told.len() as f32 * FEED;
        Self { feed, near, story_of: likeness.stories.clone(), size, days, crowd }
    }

    /// What ties the articles of two mentions.
    pub fn between(&self, a: u32, b: u32) -> Bond {
        if a == b {
            return Bond { alike: 1.0, story: Some(true), crowd: self.crowd, feed: false };
        }
        let alike = self.near.get(&(a.min(b), a.max(b))).copied().unwrap_or_default();
        let of = |article: u32| {
            let &story = self.story_of.get(article as usize)?;
            Some((story, self.size.get(story as usize).copied().unwrap_or_default()))
        };
        let story = match (of(a), of(b)) {
            // A story goes on for weeks; leads that are days apart tell two chapters of it.
            (Some((x, _)), Some((y, _))) if x == y => (!self.apart(a, b)).then_some(true),
            // A story of one article may be one that was not recognized.
            (Some((_, m)), Some((_, n))) if m > 1 && n > 1 => Some(false),
            _ => None,
        };
        Bond { alike, story, crowd: self.crowd, feed: self.feed }
    }

    fn apart(&self, a: u32, b: u32) -> bool {
        let day = |article: u32| self.days.get(article as usize).copied().flatten();
        day(a).zip(day(b)).is_some_and(|(a, b)| (a - b).abs() > CHAPTER)
    }
}

fn threshold(a: &Profile, b: &Profile) -> f32 {
    let grain = |p: &Profile| p.when.map_or(Granularity::Day, |w| w.granularity);
    let coarser = grain(a).max(grain(b));
    if coarser == Granularity::Day {
        return JOIN_DAY;
    }
    JOIN_COARSER.iter().find(|(g, _)| coarser <= *g).map_or(0.6, |(_, t)| *t)
}

/// The groups, in order of their first member. Every mention is in exactly one.
pub fn cluster(profiles: &[Profile], stories: &Stories) -> Vec<Group> {
    let index = Index::of(profiles);
    let mut edges: Vec<(f32, u32, u32)> = (0..profiles.len() as u32)
        .into_par_iter()
        .flat_map_iter(|i| {
            index
                .candidates(i, profiles)
                .into_iter()
                .filter_map(move |j| {
                    let (a, b) = (profiles.get(i as usize)?, profiles.get(j as usize)?);
                    let agreement = compare(a, b, stories.between(a.article, b.article));
                    (agreement.similarity >= threshold(a, b)).then_some((agreement.similarity, j.min(i), j.max(i)))
                })
                .collect::<Vec<_>>()
        })
        .collect();
    edges.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    edges.dedup();
    let mut forest = Forest::of(profiles);
    let mut refused: FxHashSet<(u32, u32, u32)> = FxHashSet::default();
    for (_, i, j) in edges {
        let (a, b) = (forest.root(i), forest.root(j));
        if a == b {
            continue;
        }
        let (a, b) = (a.min(b), a.max(b));
        let size = (forest.members(a).len() + forest.members(b).len()) as u32;
        if refused.contains(&(a, b, size)) {
            continue;
        }
        if forest.agree(a, b, profiles, stories) {
            forest.join(a, b);
        } else {
            refused.insert((a, b, size));
        }
    }
    let mut groups: Vec<Group> = forest.groups().map(|members| Group::of(members, profiles, stories)).collect();
    groups.sort_by(|a, b| a.members.cmp(&b.members));
    groups
}

impl Group {
    fn of(members: Vec<u32>, profiles: &[Profile], stories: &Stories) -> Self {
        let some = sample(&members, 12);
        let (mut sum, mut n, mut best) = (0.0, 0, Agreement::default());
        for (at, &i) in some.iter().enumerate() {
            for &j in some.iter().skip(at + 1) {
                let (Some(a), Some(b)) = (profiles.get(i as usize), profiles.get(j as usize)) else { continue };
                let agreement = compare(a, b, stories.between(a.article, b.article));
                sum += agreement.similarity;
                n += 1;
                // Copies agree in everything and explain nothing.
                let explains = |x: &Agreement| if a.original == b.original { x.similarity * 0.1 } else { x.similarity };
                if best.similarity == 0.0 || explains(&agreement) > explains(&best) {
                    best = agreement;
                }
            }
        }
        Self {
            members,
            cohesion: if n == 0 { 1.0 } else { sum / n as f32 },
            agreement: best,
            joined: 0,
            touch: Touch::None,
        }
    }
}

/// Up to `most` members, evenly spread.
fn sample(members: &[u32], most: usize) -> SmallVec<[u32; 12]> {
    if members.len() <= most {
        return members.iter().copied().collect();
    }
    (0..most).filter_map(|k| members.get(k * members.len() / most).copied()).collect()
}

/// Groups in the making: union–find with the members of each root.
struct Forest {
    parent: Vec<u32>,
    members: Vec<Vec<u32>>,
    /// First and last day that a time expression states to the day.
    stated: Vec<Option<(i32, i32)>>,
    /// First and last day of all members told to the day.
    days: Vec<Option<(i32, i32)>>,
}

impl Forest {
    fn of(profiles: &[Profile]) -> Self {
        let day = |p: &Profile| {
            p.when.filter(|w| w.from == w.to).and_then(|w| w.from.day()).map(|d| (d.number(), d.number()))
        };
        Self {
            parent: (0..profiles.len() as u32).collect(),
            members: (0..profiles.len() as u32).map(|i| vec![i]).collect(),
            stated: profiles.iter().map(|p| day(p).filter(|_| p.explicit)).collect(),
            days: profiles.iter().map(day).collect(),
        }
    }

    fn root(&mut self, mut i: u32) -> u32 {
        while self.parent[i as usize] != i {
            self.parent[i as usize] = self.parent[self.parent[i as usize] as usize];
            i = self.parent[i as usize];
        }
        i
    }

    fn members(&self, root: u32) -> &[u32] {
        &self.members[root as usize]
    }

    fn agree(&self, a: u32, b: u32, profiles: &[Profile], stories: &Stories) -> bool {
        let too_long = |of: &[Option<(i32, i32)>], most: i32| {
            hull(of[a as usize], of[b as usize]).is_some_and(|(first, last)| last - first > most)
        };
        if too_long(&self.stated, 1) || too_long(&self.days, if stories.feed { 2 } else { 4 }) {
            return false;
        }
        let (left, right) = (self.members(a), self.members(b));
        let sentences: FxHashSet<(u32, u32)> =
            left.iter().map(|&i| &profiles[i as usize]).map(|p| (p.article, p.sentence.start)).collect();
        let mut sum = 0.0;
        let mut limit = 0.0;
        let mut strangers = 0;
        let (some_left, some_right) = (sample(left, SAMPLE), sample(right, SAMPLE));
        for &i in &some_left {
            for &j in &some_right {
                let (a, b) = (&profiles[i as usize], &profiles[j as usize]);
                let agreement = compare(a, b, stories.between(a.article, b.article));
                if agreement.conflict {
                    return false;
                }
                strangers += usize::from(agreement.strangers);
                sum += agreement.similarity;
                limit += threshold(a, b);
            }
        }
        if sum < limit * AVERAGE || strangers * STRANGERS > some_left.len() * some_right.len() {
            return false;
        }
        // Two happenings of one sentence stay two, however many others tell both.
        right.iter().map(|&j| &profiles[j as usize]).filter(|p| sentences.contains(&(p.article, p.sentence.start))).all(
            |q| {
                left.iter()
                    .map(|&i| &profiles[i as usize])
                    .filter(|p| p.article == q.article && p.sentence == q.sentence)
                    .all(|p| compare(p, q, Bond::default()).similarity > 0.0)
            },
        )
    }

    fn join(&mut self, a: u32, b: u32) {
        let moved = std::mem::take(&mut self.members[b as usize]);
        self.members[a as usize].extend(moved);
        self.members[a as usize].sort_unstable();
        self.parent[b as usize] = a;
        self.stated[a as usize] = hull(self.stated[a as usize], self.stated[b as usize]);
        self.days[a as usize] = hull(self.days[a as usize], self.days[b as usize]);
    }

    fn groups(self) -> impl Iterator<Item = Vec<u32>> {
        self.members.into_iter().filter(|m| !m.is_empty())
    }
}

fn hull(a: Option<(i32, i32)>, b: Option<(i32, i32)>) -> Option<(i32, i32)> {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (a, b) => a.or(b),
    }
}

/// Mentions by feature and time: one long list in order of feature, time and mention, with a directory of its runs.
struct Index {
    buckets: FxHashMap<(Date, Date), u32>,
    /// Feature → its part of `runs`.
    directory: FxHashMap<TermId, (u32, u32)>,
    runs: Vec<Run>,
    mentions: Vec<u32>,
    features: Vec<SmallVec<[(TermId, f32); FEATURES]>>,
}

/// Mentions that share a feature and a time.
struct Run {
    bucket: u32,
    start: u32,
    end: u32,
}

impl Index {
    fn of(profiles: &[Profile]) -> Self {
        let features: Vec<_> = profiles.par_iter().map(features).collect();
        let mut buckets: FxHashMap<(Date, Date), u32> = FxHashMap::default();
        let mut entries: Vec<(TermId, u32, u32)> = Vec::with_capacity(profiles.len() * FEATURES);
        for (i, (profile, features)) in profiles.iter().zip(&features).enumerate() {
            let Some(when) = profile.when else { continue };
            let next = buckets.len() as u32;
            let bucket = *buckets.entry((when.from, when.to)).or_insert(next);
            entries.extend(features.iter().map(|&(feature, _)| (feature, bucket, i as u32)));
        }
        entries.par_sort_unstable();
        let mut directory: FxHashMap<TermId, (u32, u32)> = FxHashMap::default();
        let mut runs: Vec<Run> = Vec::new();
        for run in entries.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let Some(&(feature, bucket, _)) = run.first() else { continue };
            let start = runs.last().map_or(0, |r| r.end);
            let at = runs.len() as u32;
            runs.push(Run { bucket, start, end: start + run.len() as u32 });
            directory.entry(feature).or_insert((at, at)).1 = at + 1;
        }
        Self { buckets, directory, runs, mentions: entries.into_iter().map(|e| e.2).collect(), features }
    }

    /// Mentions before `i` worth comparing with it, and later ones that hold its time.
    fn candidates(&self, i: u32, profiles: &[Profile]) -> Vec<u32> {
        let Some(when) = profiles.get(i as usize).and_then(|p| p.when) else { return Vec::new() };
        let buckets: SmallVec<[(u32, bool); 16]> = times_around(when)
            .into_iter()
            .filter_map(|time| Some((*self.buckets.get(&time)?, time.0.granularity() == when.granularity)))
            .collect();
        let mut found: Vec<(u32, f32)> = Vec::new();
        for &(feature, weight) in self.features.get(i as usize).into_iter().flatten() {
            if found.len() >= MEETINGS {
                break;
            }
            let Some(&(from, to)) = self.directory.get(&feature) else { continue };
            let runs = self.runs.get(from as usize..to as usize).unwrap_or_default();
            for &(bucket, mutual) in &buckets {
                let Ok(at) = runs.binary_search_by_key(&bucket, |r| r.bucket) else { continue };
                let Some(list) = runs.get(at).and_then(|r| self.mentions.get(r.start as usize..r.end as usize)) else {
                    continue;
                };
                let mut meet = |list: &[u32]| {
                    // Equally fine mentions look each other up; the later one asks.
                    found.extend(list.iter().filter(|&&j| j < i || j != i && !mutual).map(|&j| (j, weight * weight)));
                };
                if list.len() <= LIST {
                    meet(list);
                } else {
                    let at = list.partition_point(|&j| j < i);
                    let from = at.saturating_sub(LIST_NEAR).max(LIST_HEAD);
                    meet(&list[..LIST_HEAD]);
                    meet(&list[from.min(list.len())..(at + LIST_NEAR).max(from).min(list.len())]);
                }
            }
        }
        found.sort_unstable_by_key(|f| f.0);
        found.dedup_by(|next, first| {
            let same = next.0 == first.0;
            if same {
                first.1 += next.1;
            }
            same
        });
        found.retain(|f| f.1 >= SHARED);
        found.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(CANDIDATES);
        found.into_iter().map(|(j, _)| j).collect()
    }
}

fn features(profile: &Profile) -> SmallVec<[(TermId, f32); FEATURES]> {
    let mut all: Vec<(TermId, f32)> = profile.terms.clone();
    all.extend(profile.actors.iter().map(|&(term, weight)| (term, weight * 0.5)));
    all.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut kept: SmallVec<[(TermId, f32); FEATURES]> = SmallVec::new();
    for feature in all {
        if kept.len() == FEATURES {
            break;
        }
        if !kept.iter().any(|k| k.0 == feature.0) {
            kept.push(feature);
        }
    }
    kept
}

/// The times that could be the same as `when`: itself, days around a day, and what holds it. A range stands alone.
fn times_around(when: When) -> SmallVec<[(Date, Date); 16]> {
    let mut times: SmallVec<[(Date, Date); 16]> = SmallVec::new();
    times.push((when.from, when.to));
    if when.from != when.to {
        return times;
    }
    let mut add = |date: Date| {
        if date != when.from {
            times.push((date, date));
        }
    };
    if let Some(day) = when.from.day() {
        (-3..=3).filter(|&d| d != 0).for_each(|d| add(Date::Day(day + d)));
        add(Date::week_of(day));
        let (year, week) = day.week();
        add(Date::Weekend(year, week));
        add(Date::month_of(day));
    }
    let first = when.interval().start;
    let (year, month, _) = first.ymd();
    if when.granularity <= Granularity::Week {
        add(Date::month_of(first));
    }
    if when.granularity <= Granularity::Month {
        add(Date::Quarter(year, month.div_ceil(3)));
    }
    if when.granularity <= Granularity::Season {
        add(Date::Year(year));
    }
    times
}
