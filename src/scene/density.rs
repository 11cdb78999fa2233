//! The overview strip: the whole span, how dense it is, and the window onto it.

use super::lane::Arrangement;
use super::theme::Theme;
use super::tick;
use super::{Item, Range, Rect, Scale, Scene, Shape, Stroke, Weight, font};

/// How many events begin in each column of `column` points, from left to right. The cost is one binary search a column.
pub fn histogram(arrangement: &Arrangement, scale: &Scale, column: f64) -> Vec<u32> {
    let columns = ((scale.right() - scale.left()) / column).ceil().max(1.0) as usize;
    let before = |n: usize| {
        let day = scale.day_from_x(scale.left() + n as f64 * column);
        arrangement.starts.partition_point(|start| f64::from(*start) + 0.5 < day)
    };
    let edges: Vec<usize> = (0..=columns).map(before).collect();
    edges
        .windows(2)
        .map(|pair| match pair {
            [a, b] => b.saturating_sub(*a) as u32,
            _ => 0,
        })
        .collect()
}

/// Points from the edge of the strip to the first and last day.
const EDGE: f64 = 16.0;

/// Width of a column of the overview, and of the gap to the next.
const COLUMN: f64 = 6.0;
const COLUMN_GAP: f32 = 1.5;

/// Days over points in the overview; what a drag there means.
pub fn overview_scale(arrangement: &Arrangement, width: f32) -> Scale {
    let whole = arrangement.main().unwrap_or(Range::new(0.0, 365.0)).with_margin(0.02);
    Scale::new(whole, EDGE, (f64::from(width) - EDGE).max(EDGE + 1.0))
}

/// The overview strip: columns of density, years below, and the window `range` with its two handles. `found` are days of
/// search hits, drawn as ticks.
pub fn overview(
    arrangement: &Arrangement,
    range: Range,
    found: &[i32],
    width: f32,
    height: f32,
    theme: &Theme,
) -> Scene {
    let colors = &theme.colors;
    let mut scene = Scene { width, height, ..Scene::default() };
    let out = &mut scene.items;
    out.push(Item::fill(Rect { x: 0.0, y: 0.0, width, height }, 0.0, colors.panel));
    let scale = overview_scale(arrangement, width);
    let floor = height - 15.0;
    let (left, right) = scale.xs(range);
    let window = Rect { x: (left as f32).clamp(2.0, width - 8.0), y: 3.0, width: 0.0, height: height - 6.0 };
    let window = Rect { width: ((right as f32).clamp(8.0, width - 2.0) - window.x).max(4.0), ..window };
    out.push(Item::fill(window, 4.0, colors.accent.alpha(0.09)));

    let counts = histogram(arrangement, &scale, COLUMN);
    let most = counts.iter().copied().max().unwrap_or(0).max(4) as f32;
    for (n, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        // By the root, so that one day in the news does not flatten all others.
        let tall = ((*count as f32 / most).sqrt() * (floor - 8.0)).max(2.0);
        let x = scale.left() as f32 + n as f32 * COLUMN as f32;
        let rect = Rect { x, y: floor - tall, width: COLUMN as f32 - COLUMN_GAP, height: tall };
        let inside = x + rect.width > window.x && x < window.x + window.width;
        out.push(Item::fill(rect, 0.5, if inside { colors.density } else { colors.density.alpha(0.55) }));
    }
    for day in found {
        let x = scale.x_from_day(f64::from(*day) + 0.5) as f32;
        out.push(Item::fill(Rect { x: x - 1.0, y: 4.0, width: 2.0, height: 4.0 }, 0.0, colors.look));
    }
    let ticks = tick::ticks(&scale);
    // Years if they are the upper tier and have room, else the lower tier.
    let upper = ticks.major.len() > 1 || ticks.minor.is_empty();
    let mut free_from = f32::MIN;
    for tick in if upper { &ticks.major } else { &ticks.minor } {
        let words = font::sans(&tick.name, theme.sizes.small, Weight::Regular);
        let x = (tick.x as f32).max(scale.left() as f32);
        if x >= free_from && x + words <= width - 4.0 {
            out.push(Item::text(&tick.name, x, height - 4.5, theme.sizes.small, Weight::Regular, colors.second));
            free_from = x + words + 12.0;
        }
    }
    let stroke = Stroke { width: 1.25, color: colors.accent, dash: None };
    out.push(Item::plain(Shape::Rect { rect: window, radius: 4.0, fill: None, stroke: Some(stroke) }));
    for x in [window.x, window.x + window.width] {
        let handle = Rect { x: x - 2.5, y: height / 2.0 - 9.0, width: 5.0, height: 18.0 };
        out.push(Item::fill(handle, 2.5, colors.accent));
    }
    out.push(Item::line(0.0, height - 0.5, width, height - 0.5, 1.0, colors.line));
    scene
}
