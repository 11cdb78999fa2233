//! What holds for every folder: contrast, light and dark, what the wheel does.

use dateline::app::App;
use dateline::app::command::Command;
use dateline::app::system::System;
use egui::Modifiers;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::{click, ferry, perform, sees, wheel, window};

/// Where the toolkit keeps what is to outlive the window.
#[derive(Default)]
pub struct Drawer(std::collections::BTreeMap<String, String>);

impl eframe::Storage for Drawer {
    fn get_string(&self, key: &str) -> Option<String> {
        self.0.get(key).cloned()
    }
    fn set_string(&mut self, key: &str, value: String) {
        self.0.insert(key.into(), value);
    }
    fn remove_string(&mut self, key: &str) {
        self.0.remove(key);
    }
    fn flush(&mut self) {}
}

#[test]
fn the_wheel_pans_where_the_settings_say_so() {
    let mut window = ferry();
    perform(&mut window, Command::FullRange);
    let range = |window: &Harness<'_, App>| window.state().state().range;
    let before = range(&window);
    click(&mut window, "The Skarvet");
    window.get_by_label("Wheel pans").click();
    window.run();
    assert!(sees(&window, "The wheel pans; with Ctrl it zooms"));
    let middle = window.get_by_label("Timeline").rect().center();
    wheel(&mut window, middle, -3.0, Modifiers::NONE);
    let later = range(&window);
    assert!((later.days() - before.days()).abs() < 1e-6 && later.start > before.start, "{before:?} became {later:?}");
    wheel(&mut window, middle, 2.0, Modifiers::COMMAND);
    assert!(range(&window).days() < later.days(), "with Ctrl it zooms");
    perform(&mut window, Command::ShowKeys);
    assert!(sees(&window, "Scroll the lanes"));
    perform(&mut window, Command::CloseSheet);
    // It holds for another folder and in another session.
    perform(&mut window, Command::OpenSample);
    assert!(window.state().state().prefs.wheel_pans);
    let mut drawer = Drawer::default();
    eframe::App::save(window.state_mut(), &mut drawer);
    let mut next = crate::window([900.0, 600.0]);
    next.state_mut().recall(Some(&drawer));
    assert!(next.state().state().prefs.wheel_pans);
}

#[test]
fn high_contrast_is_black_and_white_and_is_kept() {
    for theme in [egui::Theme::Light, egui::Theme::Dark] {
        let mut window = crate::window_with([1600.0, 1000.0], theme, Default::default());
        window.state_mut().show("The Skarvet", crate::fixture::ferry());
        window.run();
        click(&mut window, "The Skarvet");
        window.get_by_label("High contrast").click();
        window.run();
        let corner = |window: &mut Harness<'_, App>| window.render().unwrap().get_pixel(5, 5).0;
        let paper = if theme == egui::Theme::Light { 255 } else { 0 };
        assert_eq!(corner(&mut window)[..3], [paper; 3]);
        let mut drawer = Drawer::default();
        eframe::App::save(window.state_mut(), &mut drawer);
        let mut next = crate::window_with([900.0, 600.0], theme, Default::default());
        assert_ne!(corner(&mut next)[..3], [paper; 3]);
        next.state_mut().recall(Some(&drawer));
        next.run();
        assert_eq!(corner(&mut next)[..3], [paper; 3]);
        // Dark and light still change places under it.
        let (button, other) = if paper == 0 { ("Light theme", 255) } else { ("Dark theme", 0) };
        window.get_by_label(button).click();
        window.run();
        assert_eq!(corner(&mut window)[..3], [other; 3]);
    }
    let mut window = window([900.0, 600.0]);
    perform(&mut window, Command::HighContrast(true));
    perform(&mut window, Command::HighContrast(false));
    assert_ne!(window.render().unwrap().get_pixel(5, 5).0[..3], [255; 3]);
}

#[test]
fn what_the_system_asks_for_is_done_until_the_analyst_says_otherwise() {
    let mut window = crate::window_with([900.0, 600.0], egui::Theme::Light, Default::default());
    let corner = |window: &mut Harness<'_, App>| window.render().unwrap().get_pixel(5, 5).0;
    let usual = corner(&mut window);
    let ask = |window: &mut Harness<'_, App>, dark, contrast| {
        let ctx = window.ctx.clone();
        window.state_mut().obey(&ctx, System { dark, contrast });
        window.run();
    };
    ask(&mut window, None, Some(true));
    assert_eq!(corner(&mut window)[..3], [255; 3]);
    ask(&mut window, Some(true), Some(true));
    assert_eq!(corner(&mut window)[..3], [0; 3]);
    perform(&mut window, Command::HighContrast(false));
    ask(&mut window, Some(false), Some(true));
    assert_eq!(corner(&mut window), usual);
    // Saying so again leaves it to the system.
    perform(&mut window, Command::HighContrast(true));
    assert_eq!(window.state().state().prefs.contrast, None);
    ask(&mut window, Some(false), Some(false));
    assert_eq!(corner(&mut window), usual);
}

#[test]
fn a_file_that_is_there_is_replaced_only_when_one_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ferry.md");
    std::fs::write(&path, "mine").unwrap();
    let mut window = ferry();
    perform(&mut window, Command::ShowExport);
    window.get_by_label("Markdown").click();
    window.run();
    window.get_by_label("File to write").focus();
    window.run();
    window.get_by_label("File to write").type_text(path.to_str().unwrap());
    window.run();
    window.get_by_label("Export").click();
    window.step();
    crate::wait(&mut window, "the question", |app| app.state().sheet.is_some());
    assert!(crate::sees(&window, "ferry.md is there already"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
    window.get_by_label("Replace").click();
    crate::wait(&mut window, "the file", |app| app.state().notice.is_some());
    assert!(std::fs::read_to_string(&path).unwrap().contains("Skarvet"));
    // Once more: asked again.
    perform(&mut window, Command::ShowExport);
    assert!(!crate::sees(&window, "Replace"));
}

#[test]
fn a_picture_is_saved_in_the_contrast_of_the_window() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ferry.svg");
    let mut window = ferry();
    perform(&mut window, Command::HighContrast(true));
    perform(&mut window, Command::ShowExport);
    window.get_by_label("File to write").focus();
    window.run();
    window.get_by_label("File to write").type_text(path.to_str().unwrap());
    window.run();
    window.get_by_label("High contrast, dark").click();
    window.run();
    window.get_by_label("High contrast").click();
    window.run();
    window.get_by_label("Export").click();
    crate::wait(&mut window, "the file", |app| app.state().notice.is_some());
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("#ffffff") && !text.contains("#fbfaf7"));
}

#[test]
fn a_sheet_that_opens_as_another_closes_has_the_keyboard() {
    let mut window = ferry();
    perform(&mut window, Command::ShowPalette);
    assert!(window.get_by_label("What to do").is_focused());
    // Enter gives the keyboard away, and the next sheet is asked for before another frame is drawn.
    let ctx = window.ctx.clone();
    ctx.memory_mut(|memory| memory.stop_text_input());
    for command in [Command::CloseSheet, Command::ShowPalette] {
        window.state_mut().perform(&ctx, command);
    }
    window.run();
    assert!(window.get_by_label("What to do").is_focused());
}
