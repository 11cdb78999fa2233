//! The window, driven by labels as a person (or a screen reader) would, without a GPU.
#![cfg(feature = "gui")]

mod support;

use egui_kittest::kittest::Queryable;
use support::{fixture, window, window_with};

/// Writes a picture of the window to `screenshots`.
fn picture(window: &mut egui_kittest::Harness<'_, dateline::app::App>, name: &str) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("screenshots");
    std::fs::create_dir_all(&folder).unwrap();
    window.render().unwrap().save(folder.join(format!("{name}.png"))).unwrap();
}

#[test]
fn the_start_page_offers_every_way_in() {
    let window = window([1280.0, 800.0]);
    for label in ["Open folder…", "Open the sample", "Path of a folder"] {
        window.get_by_label(label);
    }
    window.get_by_label("or drop files and folders here");
}

#[test]
fn an_event_is_found_by_its_label() {
    let mut window = window([1600.0, 1000.0]);
    window.state_mut().show("The Skarvet", fixture::ferry());
    window.run();
    window.get_all_by_label_contains("Ferry Skarvet runs aground").next().unwrap().click();
    window.run();
    window.get_by_label("4 citations");
    window.get_by_label_contains("Cited: HOLMSUND");
}

/// Makes the pictures in `screenshots`: `cargo nextest run --test app --run-ignored only`.
#[test]
#[ignore = "writes files"]
fn screenshots() {
    for (theme, name) in [(egui::Theme::Light, "light"), (egui::Theme::Dark, "dark")] {
        let mut window = window_with([1600.0, 1000.0], theme, Default::default());
        window.state_mut().show("The Skarvet", fixture::ferry());
        window.run();
        picture(&mut window, &format!("draft-open-{name}"));
        window.get_all_by_label_contains("Ferry Skarvet runs aground").next().unwrap().click();
        window.run();
        picture(&mut window, &format!("draft-event-{name}"));
    }
}
