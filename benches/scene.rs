//! What a frame costs, and a picture. `cargo bench --bench scene`

use std::sync::Arc;

use dateline::article::{Article, ArticleId, Hold, Method, Published};
use dateline::calendar::{Date, Day, When};
use dateline::event::{Event, EventId};
use dateline::export::{pdf, png, svg};
use dateline::mention::{Mention, MentionId, Status};
use dateline::scene::picture::{Order, Page, pages};
use dateline::scene::{Arrangement, LaneMode, Range, Reports, Theme, View, layout, reports};
use dateline::span::Span;
use dateline::timeline::{Source, Timeline};
use divan::Bencher;

fn main() {
    divan::main();
}

/// So many events over ten years; most are days, some months and years, a few of great importance.
fn timeline(count: usize) -> Timeline {
    let start = Day::from_ymd(2014, 1, 1).unwrap_or(Day::from_number(16_071));
    let mut state = 7_u64;
    let mut roll = |sides: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % sides
    };
    let mut events: Vec<Event> = (0..count)
        .map(|n| {
            let day = start + roll(3_650) as i32;
            let (year, month, _) = day.ymd();
            let date = match roll(10) {
                0..=6 => Date::Day(day),
                7 | 8 => Date::Month(year, month),
                _ => Date::Year(year),
            };
            Event {
                key: format!("e{n:012x}"),
                when: When::from(date),
                label: format!("The harbor of ward {} opens its {} quay", roll(50), roll(20)),
                label_of: MentionId(0),
                status: Status::Reported,
                importance: (roll(1_000) as f32 / 1_000.0).powi(3),
                sources: 3,
                independent_sources: 2,
                entities: vec![format!("Ward {}", roll(12))],
                disagreements: Vec::new(),
                because: String::new(),
                mentions: Vec::new(),
            }
        })
        .collect();
    events.sort_by_key(|event| event.when.interval().start);
    let source = Source { article: Arc::new(Article::default()), ..Source::default() };
    Timeline { sources: vec![source], mentions: Vec::new(), events, ..Timeline::default() }
}

/// Each event told once, by an article of the week after it.
fn told(mut timeline: Timeline) -> Timeline {
    timeline.sources.clear();
    for (n, event) in timeline.events.iter_mut().enumerate() {
        let day = event.when.interval().start + (n % 7) as i32;
        let published = Published {
            date: Date::Day(day),
            method: Method::Stated,
            confidence: 1.0,
            hold: Hold::Firm,
            because: vec![],
        };
        let article = Arc::new(Article::default());
        timeline.sources.push(Source { article, published: Some(published), ..Source::default() });
        let span = Span::new(0, 0);
        timeline.mentions.push(Mention { status: event.status, ..Mention::new(ArticleId(n as u32), span, event.when) });
        event.label_of = MentionId(n as u32);
        event.mentions = vec![event.label_of];
    }
    timeline
}

fn ids(timeline: &Timeline) -> Vec<EventId> {
    (0..timeline.events.len() as u32).map(EventId).collect()
}

#[divan::bench(args = [1_000, 10_000, 100_000])]
fn arrange(bencher: Bencher, count: usize) {
    let (timeline, theme) = (timeline(count), Theme::light());
    let ids = ids(&timeline);
    bencher.bench(|| Arrangement::new(&timeline, &ids, LaneMode::Entity, 760.0, &theme));
}

fn frame(bencher: Bencher, count: usize, mode: LaneMode, share: f64) {
    let (timeline, theme) = (timeline(count), Theme::light());
    let arrangement = Arrangement::new(&timeline, &ids(&timeline), mode, 760.0, &theme);
    let whole = arrangement.main().unwrap_or(Range::new(0.0, 1.0));
    let range = whole.zoom(1.0 / share, whole.start + whole.days() * 0.5);
    let view = View::new(range, 1_100.0, 800.0);
    bencher.bench(|| layout(&timeline, &arrangement, &view, &theme));
}

#[divan::bench(args = [1_000, 10_000, 100_000])]
fn frame_of_all(bencher: Bencher, count: usize) {
    frame(bencher, count, LaneMode::Entity, 1.0);
}

#[divan::bench(args = [1_000, 10_000, 100_000])]
fn frame_of_all_in_one_lane(bencher: Bencher, count: usize) {
    frame(bencher, count, LaneMode::None, 1.0);
}

#[divan::bench(args = [1_000, 10_000, 100_000])]
fn frame_of_a_month(bencher: Bencher, count: usize) {
    frame(bencher, count, LaneMode::Entity, 1.0 / 120.0);
}

#[divan::bench(args = [1_000, 10_000, 100_000])]
fn frame_of_all_reports(bencher: Bencher, count: usize) {
    let (timeline, theme) = (told(timeline(count)), Theme::light());
    let ids = ids(&timeline);
    let arrangement = Arrangement::new(&timeline, &ids, LaneMode::Entity, 760.0, &theme);
    let told = Reports::new(&timeline, &ids, LaneMode::Entity);
    assert_eq!(told.len(), count);
    let view = View::new(arrangement.main().unwrap_or(Range::new(0.0, 1.0)), 1_100.0, 800.0);
    bencher.bench(|| reports(&timeline, &told, &arrangement, &view, &theme));
}

fn page(count: usize) -> Vec<dateline::scene::Scene> {
    let timeline = timeline(count);
    let order = Order {
        reports: false,
        told: None,
        starred: None,
        title: "The harbor",
        events: &ids(&timeline),
        page: Page::SCREEN,
        lanes: LaneMode::None,
        citations: true,
        one_page: false,
        range: None,
        left_out: "",
        saved: None,
    };
    pages(&timeline, &order, &Theme::light())
}

#[divan::bench]
fn svg_of_30(bencher: Bencher) {
    let pages = page(30);
    bencher.bench(|| svg::write(&pages[0], "The harbor"));
}

#[divan::bench]
fn png_of_30_at_2(bencher: Bencher) {
    let pages = page(30);
    bencher.bench(|| png::write(&pages[0], "The harbor", 2.0).map(|bytes| bytes.len()).unwrap_or(0));
}

#[divan::bench]
fn pdf_of_30(bencher: Bencher) {
    let pages = page(30);
    bencher.bench(|| pdf::write(&pages, "The harbor").map(|bytes| bytes.len()).unwrap_or(0));
}
