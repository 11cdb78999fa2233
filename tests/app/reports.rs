//! The timeline by when things were reported, too.

use dateline::app::App;
use dateline::app::command::Command;
use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::{click, ferry, perform, sees, wheel};

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
fn the_days_of_writing_zoom_and_move_on_their_own() {
    let mut window = ferry();
    perform(&mut window, Command::FullRange);
    perform(&mut window, Command::ToggleReports);
    let across = window.state().state().range;
    let told = |window: &Harness<'_, App>| window.state().state().told;
    assert_eq!(told(&window), None);
    let corner = window.get_by_label("Timeline").rect().left_bottom();
    // With Alt over the marks, without over the names of days.
    for (x, modifiers) in [(600.0, egui::Modifiers::ALT), (40.0, egui::Modifiers::NONE)] {
        perform(&mut window, Command::Told(None));
        wheel(&mut window, corner + egui::vec2(x, -60.0), 1.0, modifiers);
        let near = told(&window).unwrap();
        wheel(&mut window, corner + egui::vec2(x, -60.0), 1.0, modifiers);
        let nearer = told(&window).unwrap();
        assert!(
            nearer.days() < near.days() && nearer.start >= near.start && nearer.end < near.end,
            "{near:?} {nearer:?}"
        );
        assert_eq!(window.state().state().range, across, "the days across stay");
    }
    // Elsewhere the wheel zooms across, and these stay.
    let before = told(&window);
    wheel(&mut window, corner + egui::vec2(600.0, -60.0), 1.0, egui::Modifiers::NONE);
    assert!(window.state().state().range.days() < across.days() && told(&window) == before);
    // Dragged at the names they alone move, dragged at the marks both do: down shows what was reported later.
    let drag = |window: &mut Harness<'_, App>, x: f32| {
        let at = window.get_by_label("Timeline").rect().left_bottom() + egui::vec2(x, -300.0);
        window.drag_at(at);
        window.run();
        window.hover_at(at + egui::vec2(30.0, 40.0));
        window.run();
        window.drop_at(at + egui::vec2(30.0, 40.0));
        window.run();
    };
    let (range, low) = (window.state().state().range, told(&window).unwrap());
    drag(&mut window, 40.0);
    let high = told(&window).unwrap();
    assert!(high.start > low.start && (high.days() - low.days()).abs() < 1e-6, "{low:?} {high:?}");
    assert_eq!(window.state().state().range, range);
    drag(&mut window, 700.0);
    assert!(told(&window).unwrap().start > high.start && window.state().state().range.start < range.start);
    // The way back, and the way to let them follow again: by hand and by key.
    perform(&mut window, Command::Back);
    assert_eq!(
        (told(&window), window.state().state().range),
        (None, across),
        "one gesture after the other is one step"
    );
    perform(&mut window, Command::Forward);
    assert!(told(&window).is_some());
    click(&mut window, "Follow the days across");
    assert_eq!(told(&window), None);
    assert!(!sees(&window, "Follow the days across"));
    for (modifiers, key) in [(egui::Modifiers::ALT, Key::Equals), (egui::Modifiers::ALT, Key::ArrowUp)] {
        window.key_press_modifiers(modifiers, key);
        window.run();
    }
    assert!(told(&window).is_some_and(|told| told.days() > 2.0));
    window.key_press_modifiers(egui::Modifiers::ALT, Key::Num0);
    window.run();
    assert_eq!(told(&window), None);
    // On the timeline the keys say where they belong.
    perform(&mut window, Command::ToggleReports);
    window.key_press_modifiers(egui::Modifiers::ALT, Key::Minus);
    window.run();
    assert!(told(&window).is_none() && sees(&window, "R draws by when it was reported"));
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
