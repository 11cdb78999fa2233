use std::collections::BTreeSet;

use super::*;
use crate::scene::fixture::{all, many, story, written};
use crate::scene::layout::text_box;

fn draw(
    mut timeline: Timeline,
    days: &[&str],
    closer: f64,
    selected: Option<u32>,
) -> (Timeline, Reports, Scene, Range) {
    written(&mut timeline, days);
    let theme = Theme::light();
    let ids = all(&timeline);
    let arrangement = Arrangement::new(&timeline, &ids, LaneMode::Entity, 600.0, &theme);
    let whole = arrangement.main().unwrap_or(Range::new(0.0, 365.0)).with_margin(0.02);
    let range = whole.zoom(closer, whole.start + whole.days() * 0.6);
    let mut view = View::new(range, 1100.0, 760.0);
    view.selected = selected.map(EventId);
    let reports = Reports::new(&timeline, &ids, LaneMode::Source);
    let scene = super::reports(&timeline, &reports, &arrangement, &view, &theme);
    (timeline, reports, scene, range)
}

fn boxes(scene: &Scene) -> Vec<Rect> {
    let labels = scene.items.iter().filter(|item| matches!(item.target, Target::Event(_)));
    labels
        .filter_map(|item| match &item.shape {
            // The flag on the axis is no label.
            Shape::Text(text) if text.align == Align::Left => Some(text_box(text)),
            _ => None,
        })
        .collect()
}

#[test]
fn every_report_in_sight_is_drawn_or_counted_and_no_label_meets_another() {
    let days = ["2020-03-01", "2021-06-15", "2022-02", "2022-12-31"];
    for (timeline, closer) in [(story(), 1.0), (story(), 6.0), (many(60, 900, 3), 1.0), (many(2000, 900, 4), 3.0)] {
        let (timeline, reports, scene, range) = draw(timeline, &days, closer, Some(3));
        let seen: BTreeSet<EventId> = reports.touching(range).iter().map(|dot| dot.event).collect();
        let inside = |id: &EventId| Range::of(timeline.event(*id).when.interval()).overlaps(range);
        let drawn = scene.hits.iter().flat_map(|hit| match hit.target {
            Target::Report(mention) => {
                let told = |id: &&EventId| timeline.event(**id).mentions.contains(&mention);
                seen.iter().filter(told).copied().collect()
            }
            Target::Count(n) => scene.counts[n as usize].clone(),
            _ => Vec::new(),
        });
        let drawn: BTreeSet<EventId> = drawn.collect();
        let missing: Vec<_> = seen.iter().filter(|id| inside(id) && !drawn.contains(id)).collect();
        assert!(missing.is_empty(), "{missing:?} of {} are nowhere", seen.len());
        let boxes = boxes(&scene);
        assert!(closer > 2.0 || !boxes.is_empty(), "nothing is labeled");
        for (n, a) in boxes.iter().enumerate() {
            assert!(boxes[n + 1..].iter().all(|b| !a.overlaps(*b)), "two labels meet at {a:?}");
        }
    }
}

#[test]
fn what_is_told_later_stands_higher() {
    let (_, reports, scene, _) = draw(story(), &["2019-06-01", "2021-03-05", "2022-08-31", "2024-03-01"], 1.0, None);
    let mut spots = Vec::new();
    for hit in &scene.hits {
        if let Target::Report(mention) = hit.target {
            let dot = reports.dots.iter().find(|dot| dot.mention == mention).unwrap();
            spots.push((dot.told, hit.rect.y));
            assert!(hit.label.contains(", reported "), "{}", hit.label);
        }
    }
    assert!(spots.len() > 4, "{spots:?}");
    for a in &spots {
        assert!(spots.iter().all(|b| a.0 >= b.0 || a.1 > b.1), "{spots:?}");
    }
}

#[test]
fn the_chosen_event_is_drawn_with_all_its_citations() {
    let days = ["2021-03-05", "2021-03-05", "2021-03-06", "2021-03-06"];
    for selected in [1, 9] {
        let (timeline, _, scene, _) = draw(story(), &days, 1.0, Some(selected));
        let mine = &timeline.event(EventId(selected)).mentions;
        let drawn = scene.hits.iter().filter(|hit| matches!(hit.target, Target::Report(m) if mine.contains(&m)));
        assert_eq!(drawn.count(), mine.len(), "none of them is hidden in a count");
    }
}

#[test]
fn without_days_of_writing_it_says_so() {
    let (_, reports, scene, _) = draw(story(), &[], 1.0, None);
    assert!(reports.is_empty() && scene.hits.is_empty());
    let said =
        |item: &Item| matches!(&item.shape, Shape::Text(text) if text.text.contains("No article has a day of writing"));
    assert!(scene.items.iter().any(said));
}
