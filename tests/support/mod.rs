//! What the tests of the window share: a renderer without a GPU, and a timeline made by hand.
#![allow(dead_code, unreachable_pub)]

pub mod fixture;
pub mod renderer;

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use dateline::app::App;
use dateline::app::dialog::Dialogs;
use egui_kittest::Harness;

/// Answers dialogs in place of the analyst.
#[derive(Default)]
pub struct Answers {
    pub folder: Mutex<Option<PathBuf>>,
    pub save: Mutex<Option<PathBuf>>,
}

impl Dialogs for Answers {
    fn folder(&self) -> Option<PathBuf> {
        self.folder.lock().unwrap().clone()
    }

    fn save(&self, _name: &str) -> Option<PathBuf> {
        self.save.lock().unwrap().clone()
    }
}

/// A window of this size in points, in the light theme.
pub fn window(size: [f32; 2]) -> Harness<'static, App> {
    window_with(size, egui::Theme::Light, Arc::new(Answers::default()))
}

/// The same with a theme and someone who answers dialogs.
pub fn window_with(size: [f32; 2], theme: egui::Theme, answers: Arc<Answers>) -> Harness<'static, App> {
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

/// Steps until `done`, as a person would wait; panics after ten seconds.
pub fn wait(window: &mut Harness<'_, App>, what: &str, done: impl Fn(&App) -> bool) {
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
