//! How much an event matters in its folder, 0 to 1.
//!
//! importance = 0.42 breadth + 0.22 position + 0.14 precision + 0.12 spread + 0.10 prominence
//!
//! | part | is | 1 when |
//! |---|---|---|
//! | breadth | ln(1 + independent sources), against the widest event of the folder | everybody tells it |
//! | position | how near the top of an article it stands | it is a lead |
//! | precision | how finely its time is known | a day |
//! | spread | days on which it was written about, on the same scale as breadth | written about for longest |
//! | prominence | how many independent articles its actors are in | its actors are in every article |
//!
//! Only articles that are no copies of each other enter, so printing one more copy changes nothing. A happening denied or
//! only planned counts a little less than one that happened. A statement of which no source says what was said counts
//! half, and so, by degrees, does what no source says in a line that stands alone: a row of a table, half a sentence, `The device
//! was found`; a quarter where one voice or two tell it. What
//! one voice alone tells, and no word of it dates, counts three quarters, for it is comment as often as news; a line that
//! tells how things are (`Good harbors are rare`) counts .85, or two thirds where one voice tells it.

use rustc_hash::FxHashMap;

use super::profile::Profile;
use crate::calendar::{Granularity, When};
use crate::mention::Status;

/// What the folder as a whole looks like; the measure of every event.
pub struct Folder {
    articles: f32,
    /// Term of an actor's name → independent articles that have it.
    prominence: FxHashMap<u32, u32>,
}

impl Folder {
    /// Counts in which independent articles the actors appear.
    pub fn of(profiles: &[Profile]) -> Self {
        let mut pairs: Vec<(u32, u32)> =
            profiles.iter().flat_map(|p| p.actors.iter().map(|a| (a.0, p.original))).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut prominence: FxHashMap<u32, u32> = FxHashMap::default();
        for (term, _) in pairs {
            *prominence.entry(term).or_default() += 1;
        }
        let mut originals: Vec<u32> = profiles.iter().map(|p| p.original).collect();
        originals.sort_unstable();
        originals.dedup();
        Self { articles: originals.len() as f32, prominence }
    }
}

/// What is known of an event before its importance.
pub struct Facts {
    /// Articles that are no copies.
    pub independent: u32,
    /// 0..1, from [`position`].
    pub position: f32,
    /// Its time.
    pub when: When,
    /// Days on which independent articles about it were written, each once.
    pub days_written: u32,
    /// 0..1, from [`prominence`].
    pub prominence: f32,
    /// Whether it happened.
    pub status: Status,
    /// Whether its best label tells only that somebody spoke.
    pub contentless: bool,
    /// What speaks against its best label, 0 if nothing does.
    pub flaws: f32,
    /// What makes its best label hard to read alone.
    pub alone: f32,
    /// Whether its best label tells how things are and not that something happened.
    pub state: bool,
    /// Whether a word of a source names its time; else it is dated by the day of writing.
    pub dated: bool,
}

/// What remains of the importance of a statement that does not say what was said ("The spokesperson said on television").
/// Nearer 1, such lines stand among the leads; nearer 0, a widely told statement disappears for want of a good sentence.
const CONTENTLESS: f32 = 0.5;
/// The same where few tell it, and so nothing else says that it mattered: nearer 1, scraps of features stand among the first
/// of a small folder.
const SCRAP: f32 = 0.25;
/// Two voices are few: they are as often one happening told aside as the news of a day.
const FEW: u32 = 2;

/// How much it counts that a line of several voices is hard to read alone (`The device was found`): what many tell is
/// something, and may have been told badly.
const UNCLEAR: f32 = 0.5;

/// A label with fewer flaws reads as a headline, one with more as a scrap. Both lower, and long sentences of good reports
/// sink; both higher, and rows of tables stand among the leads.
const WHOLE: f32 = 0.1;
const TORN: f32 = 0.45;

/// What remains of an event that one voice tells and no word dates: lower, and leads of features that are news disappear; at
/// 1, asides of columnists stand among the first.
const ASIDE: f32 = 0.75;

/// What remains of a state: what many tell is seldom none, what one tells often.
const STATE: f32 = 0.85;
const LONE_STATE: f32 = 0.65;

/// Importance of each event, in order.
pub fn importance(events: &[&Facts]) -> Vec<f32> {
    let widest = events.iter().map(|e| e.independent).max().unwrap_or(1).max(3);
    let longest = events.iter().map(|e| e.days_written).max().unwrap_or(1).max(3);
    let against =
        |n: u32, most: u32| ((1.0 + n as f32).ln() - 2f32.ln()).max(0.0) / ((1.0 + most as f32).ln() - 2f32.ln());
    events
        .iter()
        .map(|e| {
            let status = match e.status {
                Status::Reported => 1.0,
                Status::Planned => 0.9,
                Status::Denied => 0.85,
            };
            let sum = 0.42 * against(e.independent, widest)
                + 0.22 * e.position
                + 0.14 * precision(e.when)
                + 0.12 * against(e.days_written, longest)
                + 0.10 * e.prominence;
            let lone = e.independent <= 1;
            let few = e.independent <= FEW;
            let flaws = e.flaws + e.alone * if few { 1.0 } else { UNCLEAR };
            let torn = ((flaws - WHOLE) / (TORN - WHOLE)).clamp(0.0, 1.0);
            // a scrap is nobody's news, however many tell it
            let scrap = ((flaws - TORN) / TORN).clamp(0.0, 1.0);
            let left = if few { SCRAP } else { CONTENTLESS - (CONTENTLESS - SCRAP) * scrap };
            let content = if e.contentless { if few { SCRAP } else { CONTENTLESS } } else { 1.0 - (1.0 - left) * torn };
            let aside = if lone && !e.dated { ASIDE } else { 1.0 };
            let state = match (e.state, lone) {
                (false, _) => 1.0,
                (true, false) => STATE,
                (true, true) => LONE_STATE,
            };
            (sum * status * content * aside * state).clamp(0.0, 1.0)
        })
        .collect()
}

/// How much further down a caption counts than it stands, which is where there was room for a picture. At 0 the one over a report is
/// its lead.
const BELOW_PICTURE: f32 = 12.0;

/// 1 for the first sentence of a report, half for the fourth; the mean over voices, so one stray lead does not decide.
pub fn position(members: &[&Profile]) -> f32 {
    let mut best: Vec<(u32, f32)> = Vec::new();
    for profile in members {
        let below = profile.depth as f32 + if profile.caption { BELOW_PICTURE } else { 0.0 };
        let here = 3.0 / (3.0 + below);
        match best.iter_mut().find(|(original, _)| *original == profile.original) {
            Some((_, known)) => *known = known.max(here),
            None => best.push((profile.original, here)),
        }
    }
    if best.is_empty() { 0.0 } else { best.iter().map(|b| b.1).sum::<f32>() / best.len() as f32 }
}

/// How widely the folder speaks of those who take part: the mean over the two most spoken of.
pub fn prominence(members: &[&Profile], folder: &Folder) -> f32 {
    let mut known: Vec<u32> = members
        .iter()
        .flat_map(|p| p.actors.iter())
        .map(|a| a.0)
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .filter_map(|term| folder.prominence.get(&term).copied())
        .collect();
    known.sort_unstable_by(|a, b| b.cmp(a));
    known.truncate(2);
    if known.is_empty() || folder.articles == 0.0 {
        return 0.0;
    }
    known.iter().map(|&n| n as f32 / folder.articles).sum::<f32>() / known.len() as f32
}

fn precision(when: When) -> f32 {
    let grain = match when.granularity {
        Granularity::Day => 1.0,
        Granularity::Week => 0.8,
        Granularity::Month => 0.65,
        Granularity::Quarter | Granularity::Season => 0.5,
        Granularity::Year => 0.35,
        Granularity::Decade | Granularity::Century => 0.0,
    };
    if when.about { grain * 0.8 } else { grain }
}
