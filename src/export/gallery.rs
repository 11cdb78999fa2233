//! Pictures for the eye, not for the machine: `cargo test gallery -- --ignored` writes them to the temporary folder.

use crate::calendar::Day;
use crate::event::EventId;
use crate::scene::density::overview;
use crate::scene::fixture::{all, event, many, story, timeline};
use crate::scene::picture::{Order, Page, pages};
use crate::scene::{Arrangement, LaneMode, Look, Range, Theme, View, layout};
use crate::timeline::Timeline;

fn folder() -> std::path::PathBuf {
    let folder = std::env::temp_dir().join("dateline-gallery");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn page(name: &str, timeline: &Timeline, size: Page, lanes: LaneMode, look: Look, citations: bool) {
    let ids = all(timeline);
    let order = Order {
        reports: false,
        told: None,
        starred: None,
        title: "The bridge to Skerry Island",
        events: &ids,
        page: size,
        lanes,
        citations,
        one_page: false,
        range: None,
        left_out: "3 events left out: outside 2019/2024",
        saved: Day::from_ymd(2024, 2, 9),
    };
    let pages = pages(timeline, &order, &Theme::of(look));
    std::fs::write(folder().join(format!("{name}.png")), super::png::write(&pages[0], order.title, 1.0).unwrap())
        .unwrap();
    std::fs::write(folder().join(format!("{name}.svg")), super::svg::write(&pages[0], order.title)).unwrap();
    std::fs::write(folder().join(format!("{name}.pdf")), super::pdf::write(&pages, order.title).unwrap()).unwrap();
}

#[test]
#[ignore = "writes pictures to look at"]
fn gallery() {
    let story = story();
    for (lanes, name) in [(LaneMode::None, "none"), (LaneMode::Entity, "entity"), (LaneMode::Source, "source")] {
        page(&format!("story-{name}"), &story, Page::SCREEN, lanes, Look::Light, true);
    }
    page("story-dark", &story, Page::SCREEN, LaneMode::Entity, Look::Dark, true);
    page("story-a4", &story, Page::A4, LaneMode::Entity, Look::Light, true);
    for (count, days) in [(5, 400), (30, 900), (300, 1500), (5000, 1500)] {
        let timeline = many(count, days, 7);
        page(&format!("many-{count}-none"), &timeline, Page::SCREEN, LaneMode::None, Look::Light, count < 100);
        page(&format!("many-{count}-entity"), &timeline, Page::SCREEN, LaneMode::Entity, Look::Dark, false);
    }
    page("century", &many(60, 36_500, 3), Page::SCREEN, LaneMode::None, Look::Light, false);
    page(
        "one-day",
        &timeline(vec![(event("2024-02-08", "Report is published", 0.9, ""), &[3])]),
        Page::SCREEN,
        LaneMode::Entity,
        Look::Light,
        true,
    );
    page("empty", &timeline(Vec::new()), Page::SCREEN, LaneMode::None, Look::Light, true);
    let folded = timeline(vec![
        (event("1961-05-02", "First plan for a bridge", 0.8, ""), &[1]),
        (event("1961-06", "Plan is shelved", 0.4, ""), &[1]),
        (event("2021-03-04", "Council approves the bridge", 0.9, ""), &[1]),
        (event("2021-09-14", "Work begins", 0.5, ""), &[2]),
        (event("2022", "Costs double", 0.5, ""), &[2]),
        (event("2023-10-01", "Bridge opens", 1.0, ""), &[2]),
    ]);
    page("folded", &folded, Page::SCREEN, LaneMode::None, Look::Light, true);

    let theme = Theme::light();
    let arrangement = Arrangement::new(&story, &all(&story), LaneMode::Entity, 700.0, &theme);
    let mut view = View::new(Range::new(18_950.0, 19_300.0), 900.0, 800.0);
    view.selected = Some(EventId(10));
    view.hovered = Some(EventId(9));
    view.top = Some(18);
    let png = super::png::write(&layout(&story, &arrangement, &view, &theme), "", 1.0).unwrap();
    std::fs::write(folder().join("window.png"), png).unwrap();
    let mut view = View::new(Range::new(19_230.0, 19_240.0), 900.0, 800.0);
    view.selected = Some(EventId(9));
    let png = super::png::write(&layout(&story, &arrangement, &view, &theme), "", 1.0).unwrap();
    std::fs::write(folder().join("days.png"), png).unwrap();
    let timeline = many(300, 1500, 7);
    let arrangement = Arrangement::new(&timeline, &all(&timeline), LaneMode::Entity, 700.0, &theme);
    let strip = overview(&arrangement, None, Range::new(18_950.0, 19_300.0), &[18_900, 19_000], 900.0, 56.0, &theme);
    std::fs::write(folder().join("overview.png"), super::png::write(&strip, "", 1.0).unwrap()).unwrap();
}
