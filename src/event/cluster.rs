//! Mentions → groups that tell one happening, without comparing all pairs and without chains.
//!
//! **Bonds** are pairs that [`candidate`](super::candidate) finds worth comparing and that are alike enough. Mentions that no chain of
//! bonds ties can never meet, so each such *heap* is joined by itself, on whatever thread is free, and the outcome is the same.
//!
//! **Joining** goes by the best bond first, as agglomerative clustering does, but a pair alone decides nothing: all of one
//! group is held against all of the other (average link, over a sample where groups are large). A→B and B→C therefore do
//! not put A beside C when A and C have nothing in common, which is how single link turns a week of news into one event.

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use super::candidate::{Index, Notes};
use super::hand::Touch;
use super::profile::Profile;
use super::similarity::{Agreement, Bond, compare};
use super::story::Stories;
use crate::calendar::Granularity;

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

fn threshold(a: &Profile, b: &Profile) -> f32 {
    let grain = |p: &Profile| p.when.map_or(Granularity::Day, |w| w.granularity);
    let coarser = grain(a).max(grain(b));
    if coarser == Granularity::Day {
        return JOIN_DAY;
    }
    JOIN_COARSER.iter().find(|(g, _)| coarser <= *g).map_or(0.6, |(_, t)| *t)
}

/// Two mentions that are alike enough, the earlier one first.
#[derive(Clone, Copy, PartialEq)]
struct Tie {
    similarity: f32,
    a: u32,
    b: u32,
}

/// The groups, in order of their first member. Every mention is in exactly one.
pub fn cluster(profiles: &[Profile], stories: &Stories) -> Vec<Group> {
    let mut heaps = Heaps::of(profiles.len());
    let ties = ties(profiles, stories);
    ties.iter().for_each(|tie| heaps.join(tie.a, tie.b));
    let mut ties: Vec<(u32, Tie)> = ties.into_iter().map(|tie| (heaps.root(tie.a), tie)).collect();
    ties.par_sort_unstable_by(|(x, a), (y, b)| {
        x.cmp(y).then(b.similarity.total_cmp(&a.similarity)).then((a.a, a.b).cmp(&(b.a, b.b)))
    });
    ties.dedup();
    let of_heaps: Vec<&[(u32, Tie)]> = ties.chunk_by(|a, b| a.0 == b.0).collect();
    let mut groups: Vec<Group> = Vec::with_capacity(profiles.len());
    groups.par_extend(of_heaps.into_par_iter().flat_map_iter(|ties| {
        let groups = join(ties, profiles, stories);
        groups.into_iter().map(|members| Group::of(members, profiles, stories))
    }));
    let mut tied = vec![false; profiles.len()];
    groups.iter().flat_map(|group| &group.members).for_each(|&i| tied[i as usize] = true);
    let alone = (0..profiles.len() as u32).zip(tied).filter(|(_, tied)| !tied);
    groups.extend(alone.map(|(i, _)| Group::of(vec![i], profiles, stories)));
    groups.sort_unstable_by_key(|group| group.members.first().copied());
    groups
}

/// All bonds, in no order.
fn ties(profiles: &[Profile], stories: &Stories) -> Vec<Tie> {
    let index = Index::of(profiles, stories.feed);
    // Each stretch has notes of its own, as long as there are mentions: few stretches, whatever the number.
    let stretch = profiles.len().div_ceil(64).max(512);
    let by_time = index.by_time().par_iter().with_min_len(stretch);
    by_time
        .map_init(
            || Notes::of(profiles.len()),
            |notes, &i| {
                let mut ties: SmallVec<[Tie; 4]> = SmallVec::new();
                let Some(a) = profiles.get(i as usize) else { return ties };
                for &(j, _) in index.candidates(i, a, notes) {
                    let Some(b) = profiles.get(j as usize) else { continue };
                    let similarity = compare(a, b, stories.between(a.article, b.article)).similarity;
                    if similarity >= threshold(a, b) {
                        ties.push(Tie { similarity, a: i.min(j), b: i.max(j) });
                    }
                }
                ties
            },
        )
        .flatten_iter()
        .collect()
}

/// What bonds tie together, by whatever chain: union–find.
struct Heaps(Vec<u32>);

impl Heaps {
    fn of(n: usize) -> Self {
        Self((0..n as u32).collect())
    }

    fn root(&mut self, mut i: u32) -> u32 {
        while self.0[i as usize] != i {
            self.0[i as usize] = self.0[self.0[i as usize] as usize];
            i = self.0[i as usize];
        }
        i
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b) as usize] = a.min(b);
    }
}

/// Joins the mentions of one heap, best bond first; `ties` are in that order.
fn join(ties: &[(u32, Tie)], profiles: &[Profile], stories: &Stories) -> Vec<Vec<u32>> {
    let mut nodes: Vec<u32> = ties.iter().flat_map(|(_, tie)| [tie.a, tie.b]).collect();
    nodes.sort_unstable();
    nodes.dedup();
    let place = |mention: u32| nodes.binary_search(&mention).unwrap_or_default() as u32;
    let mut forest = Forest::of(&nodes, profiles);
    let mut refused: FxHashSet<(u32, u32, u32)> = FxHashSet::default();
    for (_, tie) in ties {
        let (a, b) = (forest.heaps.root(place(tie.a)), forest.heaps.root(place(tie.b)));
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
    forest.groups()
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

/// Groups in the making, by their place in a heap: union–find with the members of each root.
struct Forest {
    heaps: Heaps,
    groups: Vec<Growing>,
}

#[derive(Default)]
struct Growing {
    /// In order.
    members: Vec<u32>,
    /// First and last day that a time expression states to the day.
    stated: Option<(i32, i32)>,
    /// First and last day of all members told to the day.
    days: Option<(i32, i32)>,
}

impl Forest {
    fn of(nodes: &[u32], profiles: &[Profile]) -> Self {
        let day = |p: &Profile| {
            p.when.filter(|w| w.from == w.to).and_then(|w| w.from.day()).map(|d| (d.number(), d.number()))
        };
        let groups = nodes.iter().map(|&i| {
            let days = profiles.get(i as usize).and_then(day);
            let explicit = profiles.get(i as usize).is_some_and(|p| p.explicit);
            Growing { members: vec![i], stated: days.filter(|_| explicit), days }
        });
        Self { heaps: Heaps::of(nodes.len()), groups: groups.collect() }
    }

    fn members(&self, root: u32) -> &[u32] {
        self.groups.get(root as usize).map_or(&[], |group| &group.members)
    }

    fn agree(&self, a: u32, b: u32, profiles: &[Profile], stories: &Stories) -> bool {
        let (Some(left), Some(right)) = (self.groups.get(a as usize), self.groups.get(b as usize)) else {
            return false;
        };
        let too_long = |a: Option<(i32, i32)>, b: Option<(i32, i32)>, most: i32| {
            hull(a, b).is_some_and(|(first, last)| last - first > most)
        };
        let longest = if stories.feed { 2 } else { 4 };
        if too_long(left.stated, right.stated, 1) || too_long(left.days, right.days, longest) {
            return false;
        }
        // Two happenings of one sentence stay two, however many others tell both.
        if !sentences_agree(&left.members, &right.members, profiles) {
            return false;
        }
        // The bond itself says so.
        if left.members.len() == 1 && right.members.len() == 1 {
            return true;
        }
        let mut sum = 0.0;
        let mut limit = 0.0;
        let mut strangers = 0;
        let (some_left, some_right) = (sample(&left.members, SAMPLE), sample(&right.members, SAMPLE));
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
        sum >= limit * AVERAGE && strangers * STRANGERS <= some_left.len() * some_right.len()
    }

    fn join(&mut self, a: u32, b: u32) {
        let moved = self.groups.get_mut(b as usize).map(std::mem::take).unwrap_or_default();
        if let Some(group) = self.groups.get_mut(a as usize) {
            group.members.extend(moved.members);
            group.members.sort_unstable();
            group.stated = hull(group.stated, moved.stated);
            group.days = hull(group.days, moved.days);
        }
        self.heaps.join(a, b);
    }

    fn groups(self) -> Vec<Vec<u32>> {
        self.groups.into_iter().map(|group| group.members).filter(|m| !m.is_empty()).collect()
    }
}

/// Whether what both tell in the same sentence may be one. Mentions of a sentence stand together, and both lists are in order.
fn sentences_agree(left: &[u32], right: &[u32], profiles: &[Profile]) -> bool {
    let place = |i: u32| profiles.get(i as usize).map(|p| (p.article, p.sentence.start));
    let mut rest = left;
    for &j in right {
        let at = place(j);
        while rest.first().is_some_and(|&i| place(i) < at) {
            rest = &rest[1..];
        }
        for &i in rest.iter().take_while(|&&i| place(i) == at) {
            let (Some(a), Some(b)) = (profiles.get(i as usize), profiles.get(j as usize)) else { continue };
            if a.sentence == b.sentence && compare(a, b, Bond::default()).similarity <= 0.0 {
                return false;
            }
        }
    }
    true
}

fn hull(a: Option<(i32, i32)>, b: Option<(i32, i32)>) -> Option<(i32, i32)> {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (a, b) => a.or(b),
    }
}
