//! What is to be seen of a timeline, and how large: what a window asks for, sixty times a second if need be.

use std::collections::{BTreeMap, BTreeSet};

use crate::event::EventId;

use super::lane::LaneMode;
use super::scale::Fold;
use super::theme::Theme;
use super::{Range, Rect, Scale};

/// What is to be seen of an arrangement, and how.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// What time is shown.
    pub range: Range,
    /// Empty stretches to fold; none on the screen.
    pub folds: &'a [Fold],
    /// In points.
    pub width: f32,
    /// In points, with the axis.
    pub height: f32,
    /// What days of writing are shown, where it is drawn by when things were reported; those that belong to `range` if
    /// left out, see [`Reports::told`](super::Reports::told).
    pub told: Option<Range>,
    /// How far the lanes are scrolled up, in points.
    pub scroll: f32,
    /// The event with a ring and a guide.
    pub selected: Option<EventId>,
    /// The event under the pointer.
    pub hovered: Option<EventId>,
    /// Events that the analyst marked: what has room goes to them first, and their labels bear a star.
    pub starred: Option<&'a BTreeSet<EventId>>,
    /// If given, all other events are dimmed: hits of a search.
    pub highlighted: Option<&'a BTreeSet<EventId>>,
    /// Only so many of the most important events get a mark; the rest is counted.
    pub top: Option<usize>,
    /// Numbers beside the labels, which refer to citations.
    pub numbers: Option<&'a BTreeMap<EventId, u32>>,
    /// Whether labels without room are shortened.
    pub shorten: bool,
}

impl View<'_> {
    /// A view of a range with nothing selected.
    pub fn new(range: Range, width: f32, height: f32) -> Self {
        Self {
            range,
            folds: &[],
            told: None,
            width,
            height,
            scroll: 0.0,
            selected: None,
            hovered: None,
            starred: None,
            highlighted: None,
            top: None,
            numbers: None,
            shorten: false,
        }
    }

    /// Whether an event is marked.
    pub fn has_star(&self, id: EventId) -> bool {
        self.starred.is_some_and(|starred| starred.contains(&id))
    }

    /// Where marks stand: right of the lane names, below the axis.
    pub fn plot(&self, mode: LaneMode, theme: &Theme) -> Rect {
        let left = if mode == LaneMode::None { theme.sizes.margin } else { theme.sizes.gutter };
        let width = (self.width - left - theme.sizes.margin).max(1.0);
        Rect { x: left, y: theme.sizes.axis, width, height: (self.height - theme.sizes.axis).max(0.0) }
    }

    /// Days over points, as [`layout`](super::layout()) uses it: for zooming at the pointer and dragging.
    pub fn scale(&self, mode: LaneMode, theme: &Theme) -> Scale {
        let plot = self.plot(mode, theme);
        Scale::folded(self.range, f64::from(plot.x), f64::from(plot.x + plot.width), self.folds.to_vec())
    }
}
