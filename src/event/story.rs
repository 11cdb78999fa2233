//! What ties the articles of two mentions: how alike they are all over, and whether they tell one story.

use super::Told;
use super::similarity::{Bond, CROWD};
use crate::calendar::Day;
use crate::copy::Likeness;

/// From this share of surely dated articles on a large folder is a feed. Lower, and undated reports of one happening are kept apart
/// because others state their day; at 1 a single page without a day changes how everything is joined.
const FEED: f32 = 0.9;
/// Where a word stands in this share of articles, the folder is about it. Collections on one subject lie between .65 and .81, the
/// output of an agency at .27, articles on 33 subjects at .20.
const SUBJECT: f32 = 0.5;

/// Articles from which on it shows that a folder is on many subjects: of five, two may be about something else.
const MANY: usize = 20;

/// Days between two reports of one chapter of a story.
const CHAPTER: i32 = 3;

/// How alike articles are, for look-up.
pub struct Stories {
    /// Of each article, where its part of `near` ends.
    ends: Vec<u32>,
    /// Alike articles of each, sorted.
    near: Vec<(u32, f32)>,
    /// The story of each article, and whether others tell it.
    story_of: Vec<(u32, bool)>,
    /// The day of writing of each article, where it can be relied on.
    days: Vec<Option<Day>>,
    crowd: f32,
    /// The same for two articles that have nothing in common, in a folder on many subjects: it is as good as large.
    strange: f32,
    /// Whether it is a large folder on many subjects whose days of writing are known, see [`Bond::feed`].
    pub feed: bool,
}

impl Stories {
    /// From the neighbors and the story of each article; `subject` is the share of articles in which the most widespread word stands.
    pub fn of(likeness: &Likeness, told: &[Told<'_>], subject: f32) -> Self {
        let mut pairs: Vec<(u32, u32, f32)> = Vec::new();
        for (a, neighbors) in likeness.neighbors.iter().enumerate() {
            for &(b, similarity) in neighbors {
                pairs.push((a as u32, b.0, similarity));
                pairs.push((b.0, a as u32, similarity));
            }
        }
        // Most alike first, and only that is kept.
        pairs.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
        pairs.dedup_by_key(|pair| (pair.0, pair.1));
        let ends = (0..told.len() as u32).map(|a| pairs.partition_point(|pair| pair.0 <= a) as u32).collect();
        let mut size = vec![0; likeness.stories.len()];
        for &story in &likeness.stories {
            if let Some(n) = size.get_mut(story as usize) {
                *n += 1;
            }
        }
        let others = |story: u32| size.get(story as usize).is_some_and(|&n: &u32| n > 1);
        let days = told.iter().map(|t| t.published.filter(|_| t.sure())).collect();
        // Full from a thousand articles on.
        let crowd = ((told.len().max(1) as f32).log10() / 3.0).clamp(0.0, 1.0);
        let strange = if subject < SUBJECT && told.len() >= MANY { 1.0 } else { crowd };
        let known = told.iter().filter(|t| t.published.is_some() && t.sure()).count();
        let feed = crowd > CROWD && subject < SUBJECT && known as f32 > told.len() as f32 * FEED;
        Self {
            feed,
            ends,
            near: pairs.into_iter().map(|(_, b, similarity)| (b, similarity)).collect(),
            story_of: likeness.stories.iter().map(|&story| (story, others(story))).collect(),
            days,
            crowd,
            strange,
        }
    }

    /// What ties the articles of two mentions.
    pub fn between(&self, a: u32, b: u32) -> Bond {
        if a == b {
            return Bond { alike: 1.0, story: Some(true), crowd: self.crowd, feed: false };
        }
        let alike = self.alike(a, b);
        let of = |article: u32| self.story_of.get(article as usize);
        let story = match (of(a), of(b)) {
            // A story goes on for weeks; leads that are days apart tell two chapters of it.
            (Some(x), Some(y)) if x.0 == y.0 => (!self.apart(a, b)).then_some(true),
            // A story of one article may be one that was not recognized.
            (Some((_, true)), Some((_, true))) => Some(false),
            _ => None,
        };
        let crowd = if alike > 0.0 || story == Some(true) { self.crowd } else { self.strange };
        Bond { alike, story, crowd, feed: self.feed }
    }

    fn alike(&self, a: u32, b: u32) -> f32 {
        let end = |a: usize| self.ends.get(a).map_or(0, |&end| end as usize);
        let from = (a as usize).checked_sub(1).map_or(0, end);
        let near = self.near.get(from..end(a as usize)).unwrap_or_default();
        near.binary_search_by_key(&b, |n| n.0).ok().and_then(|at| near.get(at)).map_or(0.0, |n| n.1)
    }

    fn apart(&self, a: u32, b: u32) -> bool {
        let day = |article: u32| self.days.get(article as usize).copied().flatten();
        day(a).zip(day(b)).is_some_and(|(a, b)| (a - b).abs() > CHAPTER)
    }
}
