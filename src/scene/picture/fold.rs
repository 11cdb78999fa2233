//! A whole timeline in one picture: where nothing happened for long, the axis folds.

use crate::calendar::Granularity;
use crate::event::EventId;
use crate::scene::Range;
use crate::scene::lane::Arrangement;
use crate::scene::scale::Fold;
use crate::timeline::Timeline;

/// More folds than this and an axis is no measure of time any more.
const MOST_FOLDS: usize = 4;
/// A stretch folds if it is this share of all the rest: a third of the width or more would stay empty.
const FOLD_SHARE: f64 = 0.5;
/// Two months: shorter stretches are part of any story.
const LEAST_FOLD_DAYS: f64 = 61.0;

/// The whole range, with folds where nothing happened for long.
pub fn whole(timeline: &Timeline, arrangement: &Arrangement) -> (Range, Vec<Fold>) {
    let mut spans: Vec<Range> = timeline
        .events
        .iter()
        .enumerate()
        .filter(|(n, event)| {
            arrangement.rank(EventId(*n as u32)).is_some() && event.when.granularity <= Granularity::Year
        })
        .map(|(_, event)| Range::of(event.when.interval()))
        .collect();
    if spans.is_empty() {
        spans.extend(arrangement.full());
    }
    spans.sort_by(|a, b| a.start.total_cmp(&b.start));
    let Some(hull) = spans.iter().copied().reduce(Range::hull) else {
        return (Range::new(0.0, 365.0), Vec::new());
    };
    let mut gaps: Vec<Range> = Vec::new();
    let mut end = hull.start;
    for span in spans {
        if span.start > end {
            gaps.push(Range { start: end, end: span.start });
        }
        end = end.max(span.end);
    }
    gaps.sort_by(|a, b| b.days().total_cmp(&a.days()).then(a.start.total_cmp(&b.start)));
    let mut open = hull.days();
    let mut folds: Vec<Fold> = Vec::new();
    for gap in gaps.into_iter().take(MOST_FOLDS) {
        if gap.days() < LEAST_FOLD_DAYS || gap.days() < FOLD_SHARE * (open - gap.days()) {
            break;
        }
        open -= gap.days();
        folds.push(gap);
    }
    // Each side of a fold keeps a little of the empty time, or what stands there would seem to happen at once.
    let keep = (open * 0.04).max(1.0);
    for fold in &mut folds {
        let keep = keep.min(fold.days() / 4.0);
        *fold = Range { start: (fold.start + keep).ceil(), end: (fold.end - keep).floor() };
    }
    folds.sort_by(|a, b| a.start.total_cmp(&b.start));
    let margin = (open * 0.02).max(1.0);
    (Range { start: hull.start - margin, end: hull.end + margin }, folds)
}
