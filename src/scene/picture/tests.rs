//! What a page says and shows, and that every number on it leads somewhere.

use super::*;
use crate::calendar::Day;
use crate::scene::Hit;
use crate::scene::fixture::{all, story, timeline};

/// One page of these events, by no lanes.
fn order(events: &[EventId], page: Page) -> Order<'_> {
    Order {
        reports: false,
        told: None,
        starred: None,
        title: "The bridge",
        events,
        page,
        lanes: LaneMode::None,
        citations: true,
        one_page: true,
        range: None,
        left_out: "",
        saved: None,
    }
}

fn page_of(timeline: &Timeline, size: &str, lanes: LaneMode) -> Vec<Scene> {
    let events = all(timeline);
    let order = Order {
        lanes,
        one_page: false,
        left_out: "2 events left out: outside 2019/2024",
        saved: Day::from_ymd(2024, 2, 9),
        ..order(&events, size.parse().unwrap())
    };
    pages(timeline, &order, &Theme::light())
}

fn words(scene: &Scene) -> String {
    let text = |item: &Item| match &item.shape {
        Shape::Text(text) => Some(text.text.clone()),
        _ => None,
    };
    scene.items.iter().filter_map(text).collect::<Vec<_>>().join("\n")
}

#[test]
fn sizes_are_read() {
    assert_eq!("1600x900".parse(), Ok(Page::SCREEN));
    assert_eq!("A4".parse(), Ok(Page::A4));
    for wrong in ["", "a5", "1600", "10x10", "900x-4", "99999x900"] {
        assert!(wrong.parse::<Page>().is_err(), "{wrong}");
    }
}

#[test]
fn every_number_beside_a_label_has_its_citation() {
    for (size, lanes) in [("1600x900", LaneMode::None), ("a4", LaneMode::Entity), ("a3", LaneMode::Source)] {
        let pages = page_of(&story(), size, lanes);
        let cited: BTreeSet<u32> = pages
            .iter()
            .flat_map(|page| &page.hits)
            .filter_map(|hit| match hit.target {
                Target::Citation(number) => Some(number),
                _ => None,
            })
            .collect();
        let beside: BTreeSet<u32> = pages[0]
            .items
            .iter()
            .filter(|item| matches!(item.target, Target::Event(_)))
            .filter_map(|item| match &item.shape {
                Shape::Text(text) => text.text.parse().ok(),
                _ => None,
            })
            .collect();
        assert!(beside.len() > 10);
        assert_eq!(beside, cited, "{size}");
        assert!(cited.iter().copied().eq(1..=cited.len() as u32), "numbers run from 1 without a gap");
    }
}

#[test]
fn the_page_says_what_it_is() {
    let pages = page_of(&story(), "1600x900", LaneMode::None);
    let words = words(&pages[0]);
    for want in [
        "The bridge",
        "2019 – 2024  ·  24 events  ·  4 articles",
        "2 events left out: outside 2019/2024",
        "Saved 9 Feb 2024",
        "sources differ",
        "“Bridge opens to traffic, officials",
    ] {
        assert!(words.contains(want), "{want} is missing in:\n{words}");
    }
    let inside = |item: &Item| match &item.shape {
        Shape::Text(text) => text.at.y < 900.0 && text.at.x < 1600.0,
        _ => true,
    };
    assert!(pages[0].items.iter().all(inside));
}

#[test]
fn a_citation_quotes_the_sentence_that_the_label_is_from() {
    let mut timeline = story();
    let (other, far) = (timeline.events[1].mentions[0], timeline.events[7].mentions[1]);
    assert_ne!(timeline.mention(other).article, timeline.mention(far).article);
    let sentence = timeline.mention(other).sentence;
    (timeline.mentions[far.index()].sentence, timeline.mentions[far.index()].clause) = (sentence, sentence);
    timeline.events[7].label_of = far;
    let paper = timeline.sources[timeline.mention(far).article.index()].outlet.clone();
    let quoted = |event: usize| {
        let events = [EventId(event as u32)];
        let words = words(&pages(&timeline, &order(&events, Page::SCREEN), &Theme::light())[0]);
        let (names, quote) = words.split_once("\n“").unwrap();
        (names.lines().last().unwrap().to_owned(), quote.lines().next().unwrap().to_owned())
    };
    assert_eq!(quoted(7).1, quoted(1).1);
    assert!(quoted(7).0.starts_with(&paper), "{:?}", quoted(7));
}

#[test]
fn a_long_sentence_is_quoted_from_where_it_tells_the_event() {
    let mut timeline = story();
    let teller = timeline.events[1].label_of;
    let source = timeline.mention(teller).article.index();
    let before = "After a winter of hearings in which the masters of the ferries, the guilds of the old town and the owners \
                  of the quays had all spoken against it, some of them for hours and one of them twice, ";
    let text = format!("{before}the council approves the bridge.");
    let (start, end) = (before.len() as u32, text.len() as u32);
    timeline.sources[source].article = std::sync::Arc::new(crate::article::Article { text, ..Default::default() });
    timeline.mentions[teller.index()].sentence = crate::span::Span { start: 0, end };
    timeline.mentions[teller.index()].clause = crate::span::Span { start, end };
    let events = [EventId(1)];
    let words = words(&pages(&timeline, &order(&events, Page::SCREEN), &Theme::light())[0]);
    assert!(words.contains("“… the council approves the bridge.”"), "{words}");
}

#[test]
fn on_the_only_page_no_number_leads_nowhere() {
    let timeline = story();
    let events = all(&timeline);
    let order = order(&events, "900x420".parse().unwrap());
    let pages = pages(&timeline, &order, &Theme::light());
    assert_eq!(pages.len(), 1);
    let cited = |hit: &Hit| matches!(hit.target, Target::Citation(_));
    let cited = pages[0].hits.iter().filter(|hit| cited(hit)).count();
    let beside = |item: &&Item| match &item.shape {
        Shape::Text(text) => matches!(item.target, Target::Event(_)) && text.text.parse::<u32>().is_ok(),
        _ => false,
    };
    assert_eq!(pages[0].items.iter().filter(beside).count(), cited);
    let words = words(&pages[0]);
    assert!(cited > 0 && words.contains(&format!("{cited} of them cited")), "{words}");
}

#[test]
fn a_part_of_time_says_which_part_and_how_many_events_it_holds() {
    let timeline = story();
    let day = |s: &str| Range::of(s.parse::<crate::calendar::Date>().unwrap().interval());
    let (from, to) = (day("2021-01-01"), day("2022-12-31"));
    let range = from.hull(to);
    let inside =
        all(&timeline).into_iter().filter(|id| Range::of(timeline.event(*id).when.interval()).overlaps(range)).count();
    assert!(inside > 0 && inside < timeline.events.len());
    let events = all(&timeline);
    let order = Order { range: Some(range), ..order(&events, Page::SCREEN) };
    let words = words(&pages(&timeline, &order, &Theme::light())[0]);
    assert!(words.contains(&format!("·  {}  ·", counted(inside, "event"))), "{words}");
    let line = words.lines().nth(1).unwrap_or_default();
    assert!(!line.contains("half") && !line.contains("since"), "{line}");
}

#[test]
fn without_events_no_date_is_made_up() {
    let words = words(&page_of(&timeline(Vec::new()), "a4", LaneMode::Entity)[0]);
    assert!(words.contains("No dated events") && !words.contains("1970"), "{words}");
}

#[test]
fn a_picture_by_when_it_was_reported_names_its_colors_and_cites() {
    let mut timeline = story();
    crate::scene::fixture::written(&mut timeline, &["2021-03-05", "2022-02-03", "2022-09-01", "2023-10-02"]);
    let events = all(&timeline);
    let order = Order { reports: true, lanes: LaneMode::Source, ..order(&events, Page::SCREEN) };
    let pages = pages(&timeline, &order, &Theme::light());
    let reported = pages[0].hits.iter().filter(|hit| matches!(hit.target, Target::Report(_))).count();
    assert!(reported > 10, "{reported} marks");
    let words = words(&pages[0]);
    for wanted in ["Reported", "Radio Nord", "Coast Courier", "The bridge"] {
        assert!(words.contains(wanted), "‘{wanted}’ is missing in {words}");
    }
    assert!(pages[0].hits.iter().any(|hit| matches!(hit.target, Target::Citation(_))), "nothing is cited");
}
