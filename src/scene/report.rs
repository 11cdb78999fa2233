//! How a story was told over time: each citation by when it happened and by when it was reported.
//!
//! A timeline has one time, but news has two: a collapse of March is in the paper in March, in July when the inquiry ends,
//! and a year later. [`Reports`] holds a dot for every such citation, sorted by when it happened, ready for any number
//! of frames; [`layout`](super::layout::reports) draws them, days across and days of writing up.
//!
//! How much of the days of writing a frame shows follows from the days across alone ([`Reports::told`]), so nothing jumps
//! while one pans and zooms; unless the analyst zooms the days of writing on their own ([`View::told`]).

use std::collections::BTreeSet;

use crate::event::EventId;
use crate::mention::MentionId;
use crate::timeline::Timeline;

use super::lane::{LaneMode, Places};
use super::theme::Theme;
use super::view::View;
use super::{Range, Scale};

/// How long after the last day across a report may come and still be seen, in widths of what is seen across. With less,
/// what is told again a little later is only counted; at 1 half of the sample's drawing was empty and its first reports
/// huddled at the bottom.
const AFTER: f64 = 0.4;

/// And how long before the first day across, where plans and announcements stand.
const BEFORE: f64 = 0.1;

/// Room for the counts at the upper and lower edge, in points.
pub(super) const EDGE: f64 = 24.0;

/// One citation.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Dot {
    pub event: EventId,
    /// The first sentence of its article that tells it.
    pub mention: MentionId,
    /// First day of the event.
    pub start: i32,
    /// The day after its last.
    pub end: i32,
    /// The middle of the day of writing, and half of what it may be off, in days.
    pub told: f64,
    pub off: f32,
    /// Place of the name it has its color from; `None` is for no name.
    pub hue: Option<usize>,
}

/// All citations of a set of events.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Reports {
    /// In order of start.
    pub(super) dots: Vec<Dot>,
    /// The latest end of all dots up to this one.
    reach: Vec<i32>,
    /// From the first to the last day of writing, with a little air.
    full: Option<Range>,
    /// Citations whose article has no day of writing.
    pub undated: usize,
}

impl Reports {
    /// The citations of these events; an article that tells an event in several sentences is one. `mode` says whose color
    /// a dot has: its outlet's, its event's first name's, or one for all.
    pub fn new(timeline: &Timeline, events: &[EventId], mode: LaneMode) -> Self {
        let places = Places::of(timeline, mode);
        let mut reports = Self::default();
        for &id in events {
            let Some(event) = timeline.events.get(id.index()) else { continue };
            let days = event.when.interval();
            let mut articles = BTreeSet::new();
            for &mention in &event.mentions {
                let Some(article) = timeline.mentions.get(mention.index()).map(|m| m.article) else { continue };
                if !articles.insert(article) {
                    continue;
                }
                let Some(source) = timeline.sources.get(article.index()) else { continue };
                let Some(published) = &source.published else {
                    reports.undated += 1;
                    continue;
                };
                let written = Range::of(published.date.interval());
                let hue = match mode {
                    LaneMode::None => Some(0),
                    LaneMode::Source => places.get(&source.outlet),
                    LaneMode::Entity => event.entities.first().and_then(|name| places.get(name)),
                };
                reports.full = Some(reports.full.map_or(written, |full| full.hull(written)));
                reports.dots.push(Dot {
                    event: id,
                    mention,
                    start: days.start.number(),
                    end: days.end.number() + 1,
                    told: (written.start + written.end) / 2.0,
                    off: ((written.days() - 1.0) / 2.0) as f32,
                    hue,
                });
            }
        }
        reports.full = reports.full.map(|full| full.with_margin(0.04));
        reports.dots.sort_by_key(|dot| (dot.start, dot.end, dot.event, dot.mention));
        let mut latest = i32::MIN;
        reports.reach = reports
            .dots
            .iter()
            .map(|dot| {
                latest = latest.max(dot.end);
                latest
            })
            .collect();
        reports
    }

    /// How many citations have a place.
    pub fn len(&self) -> usize {
        self.dots.len()
    }

    /// Whether none has.
    pub fn is_empty(&self) -> bool {
        self.dots.is_empty()
    }

    /// The days of writing that are seen beside these days of events: as long as they are with a little before and
    /// more after, inside what there is. Beside days on which nothing was written all of it is seen.
    pub fn told(&self, across: Range) -> Range {
        let Some(full) = self.full else { return across };
        if !across.overlaps(full) {
            return full;
        }
        let (before, after) = (across.days() * BEFORE, across.days() * AFTER);
        Range::new(across.start - before, across.end + after).clamp(full)
    }

    /// The days of writing that there are, with a little air.
    pub fn written(&self) -> Option<Range> {
        self.full
    }

    /// Days of writing over points from the bottom of the drawing, as [`layout`](super::layout::reports) uses it: for
    /// zooming at the pointer and dragging.
    pub fn up(&self, view: &View<'_>, theme: &Theme) -> Scale {
        // Above and below stay free for the counts of what was reported later and earlier.
        let height = f64::from(view.plot(LaneMode::Entity, theme).height);
        let told = view.told.unwrap_or_else(|| self.told(view.range));
        Scale::new(told, EDGE.min(height / 4.0), (height - EDGE).max(height * 0.75))
    }

    /// A stretch of days of writing as a gesture may leave it: inside what there is.
    pub fn kept(&self, told: Range) -> Range {
        self.full.map_or(told, |full| told.clamp(full))
    }

    /// The dots that share a day with a range.
    pub(super) fn touching(&self, range: Range) -> &[Dot] {
        let first = self.reach.partition_point(|end| f64::from(*end) <= range.start);
        let last = self.dots.partition_point(|dot| f64::from(dot.start) < range.end);
        self.dots.get(first..last).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fixture::{all, event, timeline};

    #[test]
    fn an_article_reports_an_event_once_and_none_without_its_day() {
        let mut timeline = timeline(vec![
            (event("2021-03-04", "Council approves the bridge", 0.9, ""), &[1, 0]),
            (event("2021-05", "Norbridge wins the contract", 0.7, ""), &[2]),
        ]);
        let reports = Reports::new(&timeline, &all(&timeline), LaneMode::Source);
        assert_eq!((reports.len(), reports.undated), (0, 4), "no article states its day");
        crate::scene::fixture::written(&mut timeline, &["2021-03-05", "2021-05", "2021-06-01"]);
        let again = timeline.event(EventId(0)).mentions[0];
        timeline.events[0].mentions.push(again);
        let reports = Reports::new(&timeline, &all(&timeline), LaneMode::Source);
        assert_eq!((reports.len(), reports.undated), (4, 0));
        // A month may be off by half a month, a day by nothing.
        assert_eq!(reports.dots.iter().map(|dot| dot.off).collect::<Vec<_>>(), [0.0, 15.0, 15.0, 0.0]);
        assert_eq!(Reports::new(&timeline, &[EventId(1)], LaneMode::None).len(), 2);
    }

    #[test]
    fn the_days_of_writing_zoom_on_their_own() {
        let full = Range::new(1000.0, 2000.0);
        let reports = Reports { full: Some(full), ..Reports::default() };
        let theme = Theme::light();
        let view = View::new(Range::new(1500.0, 1600.0), 1100.0, 700.0);
        assert_eq!(reports.up(&view, &theme).range(), reports.told(view.range));
        let up = reports.up(&View { told: Some(full), ..view }, &theme);
        assert_eq!(up.range(), full);
        for x in [40.0, 200.0, 600.0] {
            // The day under the pointer stays there, as across.
            let day = up.day_from_x(x);
            let closer = reports.up(&View { told: Some(reports.kept(up.zoom(3.0, x))), ..view }, &theme);
            assert!((closer.x_from_day(day) - x).abs() < 1e-6, "{x}");
            assert!(closer.range().days() < full.days() / 2.9);
        }
        // No gesture leads out of what was written.
        assert_eq!(reports.kept(up.zoom(0.1, 300.0)), full);
        assert_eq!(reports.kept(Range::new(1900.0, 2100.0)), Range::new(1800.0, 2000.0));
        assert_eq!(reports.kept(Range::new(1500.0, 1500.1)).days(), crate::scene::scale::LEAST_DAYS);
    }

    #[test]
    fn the_days_of_writing_follow_the_days_across() {
        let full = Range::new(1000.0, 2000.0);
        let reports = Reports { full: Some(full), ..Reports::default() };
        assert_eq!(reports.told(Range::new(-9000.0, 9000.0)), full);
        assert_eq!(reports.told(Range::new(100.0, 200.0)), full, "long before anything was written");
        let near = reports.told(Range::new(1500.0, 1600.0));
        assert_eq!((near.start, near.end), (1490.0, 1640.0));
        assert_eq!(reports.told(Range::new(1950.0, 2050.0)).end, 2000.0);
        // Panning by a day moves it by no more.
        let mut last = reports.told(Range::new(950.0, 1050.0));
        for n in 1..900 {
            let next = reports.told(Range::new(950.0 + f64::from(n), 1050.0 + f64::from(n)));
            assert!(next.start - last.start <= 1.0 && (next.days() - last.days()).abs() < 1e-6, "{last:?} {next:?}");
            last = next;
        }
    }
}
