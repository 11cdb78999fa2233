//! The timeline by when things were reported, too.

use dateline::app::App;
use dateline::app::command::Command;
use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::{click, ferry, perform, sees};

/// Where the reports are whose label begins with these words: what is said of each, and how high it stands.
fn reports(window: &Harness<'_, App>, event: &str) -> Vec<(String, f32)> {
    let nodes = window.query_all_by_role(egui::accesskit::Role::Button);
    let label = nodes.filter_map(|node| Some((node.accesskit_node().label()?, node.rect().center().y)));
    label.filter(|(label, _)| label.starts_with(event) && label.contains(", reported ")).collect()
}

#[test]
fn a_key_shows_each_report_at_the_height_of_its_day() {
    let mut window = ferry();
    window.key_press(Key::R);
    window.run();
    assert!(sees(&window, "Upward: when it was reported"));
    perform(&mut window, Command::FullRange);
    window.key_press(Key::R);
    window.run();
    assert!(!sees(&window, "Upward: when it was reported"));
    click(&mut window, "Inquiry opens in the town hall");
    perform(&mut window, Command::FrameSelection);
    perform(&mut window, Command::FrameSelection);
    window.key_press(Key::R);
    window.run();
    // Announced by one paper before it began, told by another the day after.
    let mut told = reports(&window, "Inquiry opens");
    told.sort_by(|a, b| b.1.total_cmp(&a.1));
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].0.contains("8 February 2024 by Northern Post"), "{told:?}");
    assert!(told[1].0.contains("13 February 2024 by Daily Ledger"), "{told:?}");
    // A click opens the article of the report.
    let label = told[1].0.clone();
    window.get_by_label(&label).click();
    window.run();
    assert!(sees(&window, "Cited: The inquiry began on Monday"));
    // Down is earlier, up is later.
    window.key_press(Key::ArrowDown);
    window.run();
    assert!(sees(&window, "Cited: The ministry opened an inquiry"));
    window.key_press(Key::ArrowUp);
    window.run();
    assert!(sees(&window, "Cited: The inquiry began on Monday"));
    window.key_press(Key::ArrowUp);
    window.run();
    assert!(sees(&window, "No other report of it there"));
}

#[test]
fn reports_and_timeline_share_days_selection_and_the_menu() {
    let mut window = ferry();
    perform(&mut window, Command::FullRange);
    click(&mut window, "Ferry Skarvet runs aground");
    let before = (window.state().state().range, window.state().state().selection);
    click(&mut window, "Lanes: entity");
    window.get_by_label("When it was reported").click();
    window.run();
    assert_eq!((window.state().state().range, window.state().state().selection), before);
    assert_eq!(reports(&window, "Ferry Skarvet runs aground").len(), 4, "the chosen event is drawn whole");
    // What stands on one spot opens as a list.
    let spot = window.query_all_by_label_contains(" on one spot, ").next();
    spot.unwrap().click();
    window.run();
    assert!(window.state().state().listing.is_some());
    perform(&mut window, Command::CloseListing);
    let layouts = window.state().layouts();
    window.run_steps(10);
    assert_eq!(window.state().layouts(), layouts, "a frame in which nothing changes lays nothing out");
    // The list comes in front of it and goes again.
    window.key_press(Key::L);
    window.run();
    assert!(!sees(&window, "Upward: when it was reported"));
    window.key_press(Key::R);
    window.run();
    assert!(sees(&window, "Upward: when it was reported"));
}

#[test]
fn what_is_drawn_by_when_it_was_reported_is_saved_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ferry.svg");
    let mut window = ferry();
    perform(&mut window, Command::FullRange);
    perform(&mut window, Command::ToggleReports);
    perform(&mut window, Command::ShowExport);
    window.get_by_label("File to write").focus();
    window.run();
    window.get_by_label("File to write").type_text(path.to_str().unwrap());
    window.run();
    window.get_by_label("Export").click();
    crate::wait(&mut window, "the file", |app| app.state().notice.is_some());
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(">Reported<") && text.contains("Ferry Skarvet"), "{}", &text[..600]);
}
