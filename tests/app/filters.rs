//! The left panel: what filters leave, what they say they would leave, and the search beside them.

use dateline::app::command::Command;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::{click, ferry, perform, sees, wait};

#[test]
fn each_choice_counts_what_the_other_filters_leave() {
    let mut window = ferry();
    assert!(sees(&window, "reported, 13") && sees(&window, "planned, 2") && sees(&window, "Harbor Wire, 4"));
    click(&mut window, "Daily Ledger, 7");
    assert!(sees(&window, "7 of 16 events shown"));
    assert!(sees(&window, "reported, 4") && sees(&window, "planned, 2") && sees(&window, "denied, 1"));
    // Another paper would be added to this one, so it says what it always says.
    assert!(sees(&window, "Harbor Wire, 4"));
    click(&mut window, "denied, 1");
    assert!(sees(&window, "Daily Ledger, 1") && sees(&window, "Harbor Wire, 0"));
}

#[test]
fn a_search_says_what_the_filters_keep_back() {
    let mut window = ferry();
    click(&mut window, "Daily Ledger, 7");
    perform(&mut window, Command::Search("fares".into()));
    wait(&mut window, "the search", |app| !app.state().search.waiting);
    assert!(sees(&window, "Nothing found within the filters") && sees(&window, "1 event left out by the filters"));
    window.get_by_label("Clear the filters").click();
    window.run();
    assert!(sees(&window, "1 event found") && !sees(&window, "left out"));
}

#[test]
fn a_name_is_offered_while_a_search_asks_for_one() {
    let mut window = ferry();
    perform(&mut window, Command::Search("entity:".into()));
    wait(&mut window, "the search", |app| !app.state().search.waiting);
    assert!(!sees(&window, "Not understood") && !sees(&window, "nothing after it"));
    click(&mut window, "Search Holmsund company, 7 events");
    assert_eq!(window.state().state().search.text, "entity:\"Holmsund company\"");
}

#[test]
fn sources_of_whose_names_a_word_begins_so_stand_above_what_is_found() {
    let mut window = ferry();
    perform(&mut window, Command::Search("source:pos".into()));
    wait(&mut window, "the search", |app| !app.state().search.waiting);
    assert!(sees(&window, "Search Northern Post") && !sees(&window, "Search Harbor Wire"));
    assert!(sees(&window, "events found"));
}

#[test]
fn dates_are_a_chip_that_can_be_changed() {
    let mut window = ferry();
    click(&mut window, "Change dates, Any date");
    window.get_by_label("First date").type_text("2024");
    window.run();
    assert!(sees(&window, "Events that share a day with the time from 2024"));
    window.get_by_label("Filter").click();
    window.run();
    assert!(sees(&window, "7 of 16 events shown"));
    click(&mut window, "Change dates, from 2024");
    window.get_by_label("Last date").focus();
    window.run();
    window.get_by_label("Last date").type_text("2024-02-08");
    window.run();
    window.get_by_label("Filter").click();
    window.run();
    assert!(sees(&window, "3 of 16 events shown") && sees(&window, "Change dates, 2024 – 8 Feb 2024"));
    // How a project was looked at says it too.
    let view = window.state().state().view();
    assert!(view.filters["from"].contains("2024") && view.filters["to"].contains("2024-02-08"), "{:?}", view.filters);
    let mut other = window.state().state().clone();
    other.filters = Default::default();
    other.restore(&view);
    assert_eq!(other.filters, window.state().state().filters);
    click(&mut window, "Remove filter 2024 – 8 Feb 2024");
    assert!(sees(&window, "16 events shown") && sees(&window, "Change dates, Any date"));
}

#[test]
fn nothing_moves_aside_while_one_searches() {
    let mut window = ferry();
    let before = window.get_by_label("Timeline").rect();
    perform(&mut window, Command::Search("pump".into()));
    wait(&mut window, "the search", |app| !app.state().search.waiting);
    assert_eq!(window.get_by_label("Timeline").rect(), before);
}

#[test]
fn a_long_line_does_not_widen_the_panel() {
    let mut window = crate::window([1600.0, 1000.0]);
    let mut timeline = crate::fixture::many(600);
    // Thousands of files that name no source, as an agency's output.
    let one = timeline.sources[0].clone();
    for n in 0..900 {
        let mut source = one.clone();
        source.outlet = format!("file-{n}");
        timeline.sources.push(source);
    }
    for (n, mention) in timeline.mentions.iter_mut().enumerate() {
        mention.article = dateline::article::ArticleId(n as u32 + 1);
    }
    window.state_mut().show("Locks", timeline);
    window.run();
    window.run();
    let lines = window.get_by_label("600, nearly one an article; search source:…").rect();
    let chip = window.get_by_label("Change dates, Any date").rect();
    assert!(lines.right() < 260.0 && lines.left() == chip.left(), "{lines:?} {chip:?}");
}

#[test]
fn a_screen_reader_hears_what_the_timeline_shows() {
    let mut window = ferry();
    perform(&mut window, Command::FullRange);
    let read = |window: &egui_kittest::Harness<'_, dateline::app::App>, label: &str| {
        let node = window.get_by_label(label);
        let node = node.accesskit_node();
        (node.value().unwrap_or_default(), node.description().unwrap_or_default())
    };
    let (value, drawn) = read(&window, "Timeline");
    assert!(value.contains("2018") && value.contains("2024"), "{value}");
    assert!(drawn.contains("events drawn"), "{drawn}");
    let (_, whole) = read(&window, "Overview");
    assert!(whole.starts_with("16 events between"), "{whole}");
    perform(&mut window, Command::GoTo("2022-03".parse().unwrap()));
    let (value, _) = read(&window, "Timeline");
    assert!(value.contains("2022") && !value.contains("2024"), "{value}");
    // A lane says how many articles tell it.
    assert!(sees(&window, "Skarvet, 6 events, 5 articles"));
}

#[test]
fn a_low_window_leaves_room_for_the_event() {
    let mut window = ferry();
    click(&mut window, "Ferry Skarvet runs aground");
    window.set_size(egui::vec2(1070.0, 620.0));
    window.run_steps(3);
    let (star, article) = (window.get_by_label("Star").rect(), window.get_by_label("Close the article").rect());
    assert!(article.top() - star.top() > 230.0, "{star:?} {article:?}");
}
