//! Which labels there is room for.
//!
//! A label stands on the row of its mark, right of it, or left of it where there is no room at the right, or in its line
//! if the mark is a long one. Only things on the same row can meet, so a row is a list of taken stretches; the most
//! important event comes first and takes a stretch for its mark and one for its label. Whoever finds the place of
//! its mark taken is counted, not drawn. Words are whole; a label is shortened only when asked.
//!
//! Of two places a label takes the one that covers nobody: first it looks for room among all marks of the row, and only
//! when there is none does it take room from less important ones.

use super::font;
use super::{Family, Weight};

/// Stretches taken on one row, in order and apart.
#[derive(Clone, Debug, Default)]
pub(super) struct Taken(Vec<(f32, f32)>);

impl Taken {
    /// Whether nothing stands between `from` and `to`.
    pub fn free(&self, from: f32, to: f32) -> bool {
        let next = self.0.partition_point(|(_, end)| *end <= from);
        self.0.get(next).is_none_or(|(start, _)| *start >= to)
    }

    /// Takes a free stretch.
    pub fn take(&mut self, from: f32, to: f32) {
        let at = self.0.partition_point(|(start, _)| *start < from);
        self.0.insert(at, (from, to));
    }

    /// Takes a stretch of which a part may be taken already.
    pub fn take_any(&mut self, mut from: f32, mut to: f32) {
        self.0.retain(|(start, end)| {
            let apart = *end < from || *start > to;
            if !apart {
                (from, to) = (from.min(*start), to.max(*end));
            }
            apart
        });
        self.take(from, to);
    }

    /// From what stands next at its left, or `edge`, to `x`.
    pub fn room_left(&self, x: f32, edge: f32) -> f32 {
        let before = self.0.partition_point(|(start, _)| *start < x);
        x - before.checked_sub(1).and_then(|last| self.0.get(last)).map_or(edge, |(_, end)| end.max(edge))
    }

    /// From `x` to what stands next at its right, or `edge`.
    pub fn room_right(&self, x: f32, edge: f32) -> f32 {
        let next = self.0.partition_point(|(_, end)| *end <= x);
        self.0.get(next).map_or(edge, |(start, _)| start.min(edge)) - x
    }
}

/// Where the marks of a row would stand if there were room for all.
#[derive(Clone, Debug, Default)]
pub(super) struct Crowd {
    lefts: Vec<f32>,
    /// The farthest right edge of all marks up to this one.
    reach: Vec<f32>,
}

impl Crowd {
    /// From the stretches of all marks.
    pub fn new(mut marks: Vec<(f32, f32)>) -> Self {
        marks.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut far = f32::MIN;
        let reach = marks
            .iter()
            .map(|(_, right)| {
                far = far.max(*right);
                far
            })
            .collect();
        Self { lefts: marks.into_iter().map(|(left, _)| left).collect(), reach }
    }

    /// Whether no mark would stand between `from` and `to`.
    fn free(&self, from: f32, to: f32) -> bool {
        let before = self.lefts.partition_point(|left| *left < to);
        before.checked_sub(1).and_then(|last| self.reach.get(last)).is_none_or(|reach| *reach <= from)
    }
}

/// Where a label was placed.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Placed {
    /// What it says.
    pub text: String,
    /// Left edge, in points.
    pub x: f32,
    /// Width of the words, in points.
    pub width: f32,
    /// The stretch of the mark's line to leave open for it.
    pub gap: Option<(f32, f32)>,
}

/// What a label needs to find its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish<'a> {
    pub text: &'a str,
    pub weight: Weight,
    pub size: f32,
    /// Room after the words, for a number.
    pub extra: f32,
    /// The mark's whole reach.
    pub reach: (f32, f32),
    /// The part of the mark's body that can be seen, if the label may stand in its line.
    pub line: Option<(f32, f32)>,
    /// Whether the place in the line comes first.
    pub in_line_first: bool,
    /// Edges of the plot.
    pub edges: (f32, f32),
    /// From mark to label.
    pub gap: f32,
    /// From label to whatever comes next.
    pub apart: f32,
    /// Whether it may be shortened.
    pub shorten: bool,
}

/// Less room than this holds one or two words and an ellipsis, which tells nothing.
const LEAST_ROOM: f32 = 96.0;

/// Finds a place and takes it. The mark's own stretch is already taken.
pub(super) fn place(wish: Wish<'_>, crowd: &Crowd, taken: &mut Taken) -> Option<Placed> {
    let words = font::width(wish.text, wish.size, Family::Sans, wish.weight);
    let width = words + wish.extra;
    let (left, right) = wish.reach;
    let (first, last) = wish.edges;
    let whole = |x: f32, gap| Placed { text: wish.text.to_owned(), x, width: words, gap };
    let in_line = || {
        let (from, to) = wish.line?;
        let x = ((from + to - width) / 2.0).round();
        (to - from >= width + 32.0).then(|| whole(x, Some((x - 7.0, x + width + 7.0))))
    };
    if wish.in_line_first
        && let Some(placed) = in_line()
    {
        return Some(placed);
    }
    let at_right = right + wish.gap;
    let at_left = left - wish.gap - width;
    for polite in [true, false] {
        let free = |from, to, taken: &Taken| taken.free(from, to) && (!polite || crowd.free(from, to));
        let end = at_right + width;
        if at_right >= first && end <= last && free(right, end + wish.apart, taken) {
            taken.take(right, end + wish.apart);
            return Some(whole(at_right, None));
        }
        if at_left >= first && left <= last && free(at_left - wish.apart, left, taken) {
            taken.take(at_left - wish.apart, left);
            return Some(whole(at_left, None));
        }
        if let Some(placed) = in_line() {
            return Some(placed);
        }
    }
    if wish.shorten {
        let around = wish.gap + wish.extra + wish.apart;
        let (at_left, at_right) = (taken.room_left(left, first) - around, taken.room_right(right, last) - around);
        let begins_right = right + wish.gap >= first && at_right >= LEAST_ROOM;
        let fits = |room| font::shorten(wish.text, room, wish.size, Family::Sans, wish.weight);
        let width = |text: &str| font::width(text, wish.size, Family::Sans, wish.weight);
        // At the right, unless the left holds much more.
        if begins_right && at_right * 2.0 >= at_left {
            let text = fits(at_right)?;
            let (x, words) = (right + wish.gap, width(&text));
            taken.take(right, x + words + wish.extra + wish.apart);
            return Some(Placed { text, x, width: words, gap: None });
        }
        if left <= last && at_left >= LEAST_ROOM {
            let text = fits(at_left)?;
            let words = width(&text);
            let x = left - wish.gap - wish.extra - words;
            taken.take(x - wish.apart, left);
            return Some(Placed { text, x, width: words, gap: None });
        }
    }
    None
}
