//! The window, driven by labels as a person (or a screen reader) would, without a GPU.
#![allow(clippy::unwrap_used)]
#![cfg(feature = "gui")]

mod browse;
mod filters;
mod fixture;
mod folder;
mod keep;
mod lanes;
mod picture;
mod renderer;
mod reports;
mod settings;

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use dateline::app::App;
use dateline::app::command::Command;
use dateline::app::dialog::Dialogs;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

/// Answers dialogs in place of the analyst.
#[derive(Default)]
struct Answers {
    folder: Mutex<Option<PathBuf>>,
    save: Mutex<Option<PathBuf>>,
}

impl Dialogs for Answers {
    fn folder(&self) -> Option<PathBuf> {
        self.folder.lock().unwrap().clone()
    }

    fn save(&self, _title: &str, _name: &str) -> Option<PathBuf> {
        self.save.lock().unwrap().clone()
    }
}

/// A notch of the wheel, or several, at a place of the window.
fn wheel(window: &mut Harness<'_, App>, at: egui::Pos2, notches: f32, modifiers: egui::Modifiers) {
    window.hover_at(at);
    window.event(egui::Event::ModifiersChanged(modifiers));
    window.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, 50.0 * notches),
        phase: egui::TouchPhase::Move,
        modifiers,
        source: egui::MouseWheelSource::Unknown,
    });
    window.run();
    window.event(egui::Event::ModifiersChanged(egui::Modifiers::NONE));
    window.run();
}

/// A window of this size in points, in the light theme.
fn window(size: [f32; 2]) -> Harness<'static, App> {
    window_with(size, egui::Theme::Light, Arc::new(Answers::default()))
}

/// The same with a theme and someone who answers dialogs.
fn window_with(size: [f32; 2], theme: egui::Theme, answers: Arc<Answers>) -> Harness<'static, App> {
    let mut window = Harness::builder()
        .with_size(size)
        .with_theme(theme)
        .renderer(renderer::Software::default())
        .with_render_cursor(false)
        // A notch of the wheel is smoothed over several frames.
        .with_max_steps(16)
        .build_eframe(move |cc| App::new(&cc.egui_ctx, answers, Vec::new()));
    // The system that the tests pretend to run on has this theme.
    window.input_mut().system_theme = Some(theme);
    window.run();
    window
}

/// Steps until `done`, as a person would wait; panics after thirty seconds.
fn wait(window: &mut Harness<'_, App>, what: &str, done: impl Fn(&App) -> bool) {
    let start = Instant::now();
    loop {
        window.step();
        if done(window.state()) {
            break;
        }
        assert!(start.elapsed() < Duration::from_secs(30), "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
    window.run();
}

/// A window with the invented ferry line.
fn ferry() -> Harness<'static, App> {
    let mut window = window([1600.0, 1000.0]);
    window.state_mut().show("The Skarvet", fixture::ferry());
    window.run();
    window
}

/// Clicks the first thing whose label holds these words.
fn click(window: &mut Harness<'_, App>, label: &str) {
    window.get_all_by_label_contains(label).next().unwrap_or_else(|| panic!("no ‘{label}’")).click();
    window.run();
}

fn sees(window: &Harness<'_, App>, label: &str) -> bool {
    window.query_all_by_label_contains(label).next().is_some()
}

fn perform(window: &mut Harness<'_, App>, command: Command) {
    let ctx = window.ctx.clone();
    window.state_mut().perform(&ctx, command);
    window.run();
}

/// A window with the sample, read and analyzed as any folder.
fn sample(size: [f32; 2], theme: egui::Theme) -> Harness<'static, App> {
    let mut window = window_with(size, theme, Default::default());
    window.get_by_label("Open the sample").click();
    window.step();
    wait(&mut window, "the sample", |app| app.state().loading.is_none() && app.state().snapshot.is_some());
    window
}

/// A window on a folder or a project, read.
fn opened(path: &std::path::Path) -> Harness<'static, App> {
    let mut window = window([1600.0, 1000.0]);
    perform(&mut window, Command::Open(vec![path.to_owned()]));
    settled(&mut window);
    window
}

fn settled(window: &mut Harness<'_, App>) {
    window.run_steps(2);
    let done = |app: &App| {
        let state = app.state();
        state.loading.is_none() && !state.keep.saving && state.keep.tried == state.keep.changes
    };
    wait(window, "everything to be done", |app| {
        app.state().keep.path.is_none() && app.state().loading.is_none() || done(app)
    });
}
