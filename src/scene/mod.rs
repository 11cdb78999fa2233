//! Timeline + view → a finished drawing.
//!
//! A [`Scene`] is a flat list of placed items in points, back to front: everything that is to be seen, measured and
//! colored, and nothing that knows a window, a file or a toolkit. The window paints it, SVG writes it, PNG and PDF
//! rasterize what SVG wrote, and the tests read it as text; so what is on the screen is what is saved.
//!
//! Each item says which thing it stands for ([`Target`]), which is what a click, a test and a screen reader find.

//!
//! | step | where |
//! |---|---|
//! | who stands in which lane and row, once | [`Arrangement`], `track` |
//! | days become x | [`Scale`] |
//! | which dates the axis names | [`tick`] |
//! | a mark as well as its time is known | `mark` |
//! | labels that never meet, counts for what has no room | `label`, [`layout`] |
//! | when it was reported, beside when it happened | [`report`], [`reports`](reports()) |
//! | the strip above with the whole span | [`density`] |
//! | the printable page around it | [`picture`] |

mod core;
pub mod density;
#[cfg(test)]
pub(crate) mod fixture;
pub mod font;
mod label;
pub mod lane;
#[cfg(test)]
mod laws;
mod layout;
mod mark;
pub mod picture;
pub mod report;
pub mod scale;
pub mod theme;
pub mod tick;
mod track;
mod view;
mod words;

pub use core::core;
pub use lane::{Arrangement, LaneMode, OTHERS, known_names};
pub use layout::{layout, reports};
pub use report::Reports;
pub use scale::{Range, Scale};
pub use theme::{Look, Theme};
pub use view::View;
pub use words::{short_date, spoken};

use crate::event::EventId;
use crate::mention::MentionId;

/// A color, sRGB with straight alpha.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Color {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
    /// Opacity, 255 is opaque.
    pub a: u8,
}

/// A point, in points from the top left of the scene.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
#[allow(missing_docs)]
pub struct Point {
    pub x: f32,
    pub y: f32,
}

/// A rectangle, in points.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
#[allow(missing_docs)]
pub struct Rect {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

/// A line's look.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Stroke {
    /// In points.
    pub width: f32,
    /// Colour.
    pub color: Color,
    /// Dash and gap in points; `None` is solid.
    pub dash: Option<(f32, f32)>,
}

/// The embedded families.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Family {
    /// Inter, for the interface and the axis.
    Sans,
    /// Source Serif 4, for reading.
    Serif,
}

/// The embedded weights.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Weight {
    /// 400.
    Regular,
    /// 600.
    SemiBold,
}

/// How text stands to its point.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Align {
    /// Begins there.
    Left,
    /// Is centred there.
    Center,
    /// Ends there.
    Right,
}

/// One line of text.
#[derive(Clone, PartialEq, Debug)]
pub struct Text {
    /// What it says.
    pub text: String,
    /// On its baseline.
    pub at: Point,
    /// How it stands to `at`.
    pub align: Align,
    /// Size in points.
    pub size: f32,
    /// Family.
    pub family: Family,
    /// Weight.
    pub weight: Weight,
    /// Colour.
    pub color: Color,
    /// Whether its digits stand on equal advances, so that dates align and do not tremble while they move.
    pub figures: bool,
}

impl Text {
    /// Its width, in points.
    pub fn width(&self) -> f32 {
        match self.figures {
            true => font::figures(&self.text, self.size, self.family, self.weight).1,
            false => font::width(&self.text, self.size, self.family, self.weight),
        }
    }

    /// Its left edge, in points.
    pub fn left(&self) -> f32 {
        match self.align {
            Align::Left => self.at.x,
            Align::Center => self.at.x - self.width() / 2.0,
            Align::Right => self.at.x - self.width(),
        }
    }
}

/// What is drawn.
#[derive(Clone, PartialEq, Debug)]
pub enum Shape {
    /// A rectangle with round corners, filled, outlined or both.
    Rect {
        /// Where.
        rect: Rect,
        /// Corner radius in points.
        radius: f32,
        /// Inside.
        fill: Option<Color>,
        /// Outline.
        stroke: Option<Stroke>,
    },
    /// A rectangle whose fill goes from one color at its left to another at its right: a faded end.
    Fade {
        /// Where.
        rect: Rect,
        /// At the left edge.
        left: Color,
        /// At the right edge.
        right: Color,
    },
    /// A line through points.
    Line {
        /// At least two.
        points: Vec<Point>,
        /// Look.
        stroke: Stroke,
    },
    /// One line of text.
    Text(Text),
}

/// The thing an item stands for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Target {
    /// Nothing: ground, grid, decoration.
    #[default]
    None,
    /// An event.
    Event(EventId),
    /// A count of events that had no room, by index into [`Scene::counts`].
    Count(u32),
    /// A lane, by index.
    Lane(u32),
    /// A citation where it was reported, by its mention.
    Report(MentionId),
    /// A numbered citation under a saved picture.
    Citation(u32),
}

/// One thing to be seen.
#[derive(Clone, PartialEq, Debug)]
pub struct Item {
    /// What is drawn.
    pub shape: Shape,
    /// What it stands for.
    pub target: Target,
    /// Drawn only inside this rectangle, if given.
    pub clip: Option<Rect>,
}

impl Item {
    /// A shape that stands for nothing.
    fn plain(shape: Shape) -> Self {
        Self { shape, target: Target::None, clip: None }
    }

    /// A filled rectangle.
    fn fill(rect: Rect, radius: f32, color: Color) -> Self {
        Self::plain(Shape::Rect { rect, radius, fill: Some(color), stroke: None })
    }

    /// A straight line.
    fn line(x1: f32, y1: f32, x2: f32, y2: f32, width: f32, color: Color) -> Self {
        let points = vec![Point { x: x1, y: y1 }, Point { x: x2, y: y2 }];
        Self::plain(Shape::Line { points, stroke: Stroke { width, color, dash: None } })
    }

    /// A line of Inter that begins at a point of its baseline.
    fn text(text: &str, x: f32, y: f32, size: f32, weight: Weight, color: Color) -> Self {
        Self::plain(Shape::Text(Text {
            text: text.to_owned(),
            at: Point { x, y },
            align: Align::Left,
            size,
            family: Family::Sans,
            weight,
            color,
            figures: false,
        }))
    }

    /// A text with its digits on equal advances.
    fn figures(mut self) -> Self {
        if let Shape::Text(text) = &mut self.shape {
            text.figures = true;
        }
        self
    }

    /// The same, standing for something.
    fn of(self, target: Target) -> Self {
        Self { target, ..self }
    }

    /// Aligns a text otherwise.
    fn align(mut self, to: Align) -> Self {
        if let Shape::Text(text) = &mut self.shape {
            text.align = to;
        }
        self
    }
}

impl Rect {
    /// Whether a point lies inside.
    pub fn contains(self, at: Point) -> bool {
        at.x >= self.x && at.x < self.x + self.width && at.y >= self.y && at.y < self.y + self.height
    }

    /// Whether two rectangles share an area.
    pub fn overlaps(self, other: Self) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }
}

impl Scene {
    /// What stands at a point; the smallest if several do.
    pub fn hit(&self, at: Point) -> Option<&Hit> {
        let area = |hit: &Hit| hit.rect.width * hit.rect.height;
        self.hits.iter().filter(|hit| hit.rect.contains(at)).min_by(|a, b| area(a).total_cmp(&area(b)))
    }
}

/// Where a thing can be clicked, found by a test or read out.
#[derive(Clone, PartialEq, Debug)]
pub struct Hit {
    /// What it is.
    pub target: Target,
    /// Where.
    pub rect: Rect,
    /// What a screen reader says: label, date in words, sources.
    pub label: String,
}

/// A finished drawing.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Scene {
    /// In points.
    pub width: f32,
    /// In points.
    pub height: f32,
    /// Back to front.
    pub items: Vec<Item>,
    /// What can be found, in reading order.
    pub hits: Vec<Hit>,
    /// Events behind each [`Target::Count`].
    pub counts: Vec<Vec<EventId>>,
}
