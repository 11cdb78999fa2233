//! Files that are written: the project and exports. What is there already is replaced only when the analyst has said so, to
//! the dialog of the desktop or on the sheet.

use std::path::{Path, PathBuf};

use super::{Effect, say};
use crate::app::state::{ExportForm, Sheet, State};
use crate::app::write;
use crate::project;
use crate::scene::theme;

/// Writes the project, or asks where to.
pub(super) fn save(state: &mut State) -> Option<Effect> {
    if state.paths.is_empty() {
        say(state, "The sample is not kept; open a folder of your own");
        return None;
    }
    if state.keep.path.is_some() {
        return Some(Effect::Save);
    }
    let path = state.paths.first().and_then(|path| project::beside(path));
    let path = path.map_or_else(String::new, |path| path.display().to_string());
    state.sheet = Some(Sheet::Save { path, there: None });
    None
}

/// Lets the desktop ask where to.
pub(super) fn ask_save_path(state: &State) -> Option<Effect> {
    let Some(Sheet::Save { path, .. }) = &state.sheet else { return None };
    let name = Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned());
    Some(Effect::AskSavePath(name.unwrap_or_else(|| format!("timeline.{}", project::ENDING))))
}

/// Looks first whether a file is there, unless the sheet says that it is.
pub(super) fn ask_save_to(state: &mut State, path: PathBuf) -> Option<Effect> {
    let path = ended(path);
    match &state.sheet {
        Some(Sheet::Save { there: Some(there), .. }) if *there == path => save_to(state, path),
        _ => Some(Effect::Look(path)),
    }
}

/// Says on the sheet that a file is there.
pub(super) fn found_there(state: &mut State, path: PathBuf) {
    if matches!(state.sheet, Some(Sheet::Save { .. })) {
        state.sheet = Some(Sheet::Save { path: path.display().to_string(), there: Some(path) });
    }
}

pub(super) fn save_to(state: &mut State, path: PathBuf) -> Option<Effect> {
    state.sheet = None;
    state.keep.path = Some(ended(path));
    state.keep.kept = false;
    Some(Effect::Save)
}

/// A path with the ending of projects.
fn ended(path: PathBuf) -> PathBuf {
    if project::is_project(&path) { path } else { path.with_added_extension(project::ENDING) }
}

/// Shows the sheet for exports.
pub(super) fn show_export(state: &mut State) {
    if state.snapshot.is_none() {
        return;
    }
    // Beside the folder, where nobody has to look for it; the sample lies nowhere.
    let format = write::PICTURES[0].id;
    let beside = state.paths.first().and_then(|path| project::beside(path));
    state.sheet = Some(Sheet::Export(ExportForm {
        format,
        path: beside.map_or_else(String::new, |path| path.with_extension(format).display().to_string()),
        there: None,
        replaces: None,
        reports: state.reports,
        look: theme::Look::of(false, state.prefs.contrasts(state.system)),
        lanes: state.lanes,
        scale: 2,
        large: false,
        citation_rows: false,
        coarse: false,
        whole: false,
        citations: true,
    }));
}

/// Lets the desktop ask where to.
pub(super) fn ask_export_path(state: &State) -> Option<Effect> {
    let Some(Sheet::Export(form)) = &state.sheet else { return None };
    Some(Effect::AskExportPath(format!("timeline.{}", write::ending(form.format))))
}

pub(super) fn write_export(state: &mut State) -> Option<Effect> {
    let Some(Sheet::Export(mut form)) = state.sheet.take() else { return None };
    // The button said that it replaces.
    if form.there.as_deref() == Some(form.path.trim()) {
        form.replaces = form.there.take();
    }
    Some(Effect::Export(form))
}
