//! Asking the desktop for a path.
//!
//! A desktop without a portal answers like *Cancel*, so a dialog is never the only way: a path can be typed, dropped on the
//! window or given as an argument. Dialogs block, so they run on a thread of the worker, and stand behind a trait, so that
//! tests answer for the analyst.

use std::path::PathBuf;

use super::system::{self, System};

/// Someone who can be asked for a path. `None` is Cancel.
pub trait Dialogs: Send + Sync {
    /// A folder to open.
    fn folder(&self) -> Option<PathBuf>;
    /// A file to write, `name` being proposed and `title` saying what for. Asks itself before one that is there is replaced.
    fn save(&self, title: &str, name: &str) -> Option<PathBuf>;
    /// What the desktop asks for; `None` if it cannot be asked.
    fn system(&self) -> Option<System> {
        None
    }
}

/// The desktop's own dialogs, and its own wishes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Desktop;

impl Dialogs for Desktop {
    fn folder(&self) -> Option<PathBuf> {
        rfd::FileDialog::new().set_title("Open a folder of articles").pick_folder()
    }

    fn save(&self, title: &str, name: &str) -> Option<PathBuf> {
        rfd::FileDialog::new().set_title(title).set_file_name(name).save_file()
    }

    fn system(&self) -> Option<System> {
        Some(system::ask())
    }
}
