//! The overview strip: the whole span, how dense it is, and the window onto it.

use super::lane::Arrangement;
use super::theme::Theme;
use super::tick;
use super::{Family, Item, Point, Range, Rect, Scale, Scene, Shape, Stroke, Weight, font};
use crate::calendar::Day;

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

/// What the articles are about takes at least this share of the strip, or the time before and after it folds. With less,
/// both handles of the window meet; with more, a strip of ten years about one year would fold, which can be used as it is.
const LEAST_SHARE: f64 = 1.0 / 24.0;

/// Beside it so many times its length stays unfolded on each side: there is where one goes next.
const AROUND: f64 = 1.5;

/// Days over points in the overview; what a drag there means. `core` is what the articles are about: where a folder about
/// one spring also names a king of the year 511, that spring stays large enough to be taken by hand, and the centuries
/// before fold into a narrow stripe.
pub fn overview_scale(arrangement: &Arrangement, core: Option<Range>, width: f32) -> Scale {
    let main = arrangement.main().unwrap_or(Range::new(0.0, 365.0));
    let near = core.and_then(|core| near(arrangement, main, core));
    // A share of centuries would be years in which nothing is.
    let margin = (near.unwrap_or(main).days() * 0.02).max(1.0);
    // Where the rest folds, all there is finds room.
    let main = near.and(arrangement.full()).unwrap_or(main);
    let whole = Range::new(main.start - margin, main.end + margin);
    let folds = near.map_or_else(Vec::new, |near| {
        let sides = [(whole.start, near.start), (near.end, whole.end)];
        let long = sides.into_iter().filter(|(start, end)| end - start > near.days() / 4.0);
        long.map(|(start, end)| Range::new(start, end)).collect()
    });
    Scale::folded(whole, EDGE, (f64::from(width) - EDGE).max(EDGE + 1.0), folds)
}

/// The core and what stays unfolded around it, where the rest would squeeze it.
fn near(arrangement: &Arrangement, whole: Range, core: Range) -> Option<Range> {
    if core.days() > whole.days() * LEAST_SHARE || !core.overlaps(whole) {
        return None;
    }
    let air = core.days() * AROUND;
    let near = Range::new((core.start - air).floor(), (core.end + air).ceil());
    let before = |day: f64| arrangement.starts.partition_point(|start| f64::from(*start) < day);
    // Filters may have left what lies far away from it.
    if (before(near.end) - before(near.start)) * 2 < arrangement.starts.len() {
        return None;
    }
    Some(near)
}

/// The overview strip: columns of density, years below, and the window `range` with its two handles. `core` is what the
/// articles are about, see [`overview_scale`]; `found` are days of search hits, drawn as ticks.
pub fn overview(
    arrangement: &Arrangement,
    core: Option<Range>,
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
    let scale = overview_scale(arrangement, core, width);
    let floor = height - 15.0;
    // In high contrast lines are as strong as ink, and what is written on it must be read.
    let shade = colors.line.alpha(if theme.look.is_contrast() { 0.16 } else { 0.45 });
    for fold in scale.folds() {
        let (left, right) = scale.xs(*fold);
        let (left, right) = (left as f32, right as f32);
        out.push(Item::fill(Rect { x: left, y: 0.0, width: right - left, height }, 0.0, shade));
        // Torn where time goes on at another pace.
        let torn = if fold.start > scale.range().start { left } else { right };
        let points = (0..=(height / 4.0) as usize)
            .map(|n| Point { x: torn + if n % 2 == 0 { -1.5 } else { 1.5 }, y: n as f32 * 4.0 })
            .collect();
        let stroke = Stroke { width: 1.0, color: colors.second.alpha(0.6), dash: None };
        out.push(Item::plain(Shape::Line { points, stroke }));
    }
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
    // Years, whichever tier has them: of a strip of decades one wants to know more than the century.
    let upper = !ticks.years && (ticks.major.len() > 1 || ticks.minor.is_empty());
    let mut free_from = f32::MIN;
    // A fold says in which year the first and the last of all begin and end.
    let all = arrangement.full().unwrap_or(scale.range());
    let year = |day: f64| Day::from_number(day as i32).year().to_string();
    let mut free_to = width - 4.0;
    for fold in scale.folds() {
        let first = fold.start <= scale.range().start;
        let name = year(if first { all.start } else { all.end - 1.0 });
        let words = font::figures(&name, theme.sizes.small, Family::Sans, Weight::Regular).1;
        let x = if first { scale.left() as f32 } else { scale.right() as f32 - words };
        out.push(Item::text(&name, x, height - 4.5, theme.sizes.small, Weight::Regular, colors.second).figures());
        if first {
            free_from = x + words + 8.0;
        } else {
            free_to = x - 8.0;
        }
    }
    for tick in if upper { &ticks.major } else { &ticks.minor } {
        let words = font::figures(&tick.name, theme.sizes.small, Family::Sans, Weight::Regular).1;
        let x = (tick.x as f32).max(scale.left() as f32);
        if x >= free_from && x + words <= free_to {
            let text = Item::text(&tick.name, x, height - 4.5, theme.sizes.small, Weight::Regular, colors.second);
            out.push(text.figures());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::fixture::{all, event, timeline};
    use crate::scene::{LaneMode, core};

    /// Points that the core takes of a strip of 800, and how many stretches fold.
    fn strip(days: &[String]) -> (f64, usize) {
        let events = days.iter().map(|day| (event(day, "The lock opens", 0.5, ""), &[0][..])).collect();
        let timeline = timeline(events);
        let arrangement = Arrangement::new(&timeline, &all(&timeline), LaneMode::None, 600.0, &Theme::light());
        let core = core(timeline.events.iter(), arrangement.main().unwrap());
        let scale = overview_scale(&arrangement, Some(core), 800.0);
        let (left, right) = scale.xs(core);
        // What lies outside is still on the strip, in order.
        let whole = arrangement.main().unwrap();
        let (first, last) = scale.xs(whole);
        assert!(first >= 0.0 && first <= left && right <= last && last <= 800.0);
        (right - left, scale.folds().len())
    }

    /// What the strip of these days says, in order.
    fn names(days: &[&str]) -> Vec<String> {
        let events = days.iter().map(|day| (event(day, "The lock opens", 0.5, ""), &[0][..])).collect();
        let timeline = timeline(events);
        let arrangement = Arrangement::new(&timeline, &all(&timeline), LaneMode::None, 600.0, &Theme::light());
        let whole = arrangement.main().unwrap();
        let scene = overview(&arrangement, None, whole, &[], 800.0, 60.0, &Theme::light());
        let text = |item: Item| if let Shape::Text(text) = item.shape { Some(text.text) } else { None };
        scene.items.into_iter().filter_map(text).collect()
    }

    #[test]
    fn the_strip_names_years_as_finely_as_they_have_room() {
        let decades = names(&["1973-05-01", "1990-01-01", "2028-06-06"]);
        assert!(decades.contains(&"1990".to_owned()) && decades.contains(&"2020".to_owned()), "{decades:?}");
        let years = names(&["2019-05-01", "2021-01-01", "2024-06-06"]);
        assert!(years.contains(&"2020".to_owned()) && years.contains(&"2024".to_owned()), "{years:?}");
    }

    #[test]
    fn a_few_old_dates_do_not_squeeze_what_the_articles_are_about() {
        let spring = (1..=60).map(|n| format!("2011-{:02}-{:02}", 2 + n / 28, 1 + n % 28));
        let spring: Vec<String> = spring.collect();
        let with = |more: &[&str]| {
            let all: Vec<String> = spring.iter().cloned().chain(more.iter().map(|day| (*day).to_owned())).collect();
            strip(&all)
        };
        let (points, folds) = with(&[]);
        assert!(points > 700.0 && folds == 0, "{points}");
        // A story of some years stands as it is.
        let (points, folds) = with(&["2010-03-04", "2012-06-01", "2009-10-10"]);
        assert!(points > 30.0 && folds == 0, "{points}");
        let old = ["1801-02-03", "1860-05-05", "1911-09-29", "1951-12-24", "1969-09-01", "1986-04-15", "1988-12-21"];
        let (points, folds) = with(&old);
        assert!(points > 120.0 && folds == 1, "{points} {folds}");
        let (points, folds) = with(&[&old[..], &["2050-01-01", "2030-06-01", "2061-01-01"]].concat());
        assert!(points > 120.0 && folds == 2, "{points} {folds}");
    }
}
