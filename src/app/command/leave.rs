//! Leaving: what one was typing, and what was open.

use std::path::PathBuf;

use super::Command;
use crate::app::state::State;

/// Whether what is being typed is left by this, and so is meant.
pub(super) fn leaves(command: &Command) -> bool {
    use Command as C;
    let moves = matches!(
        command,
        C::Select(_) | C::SelectNext(_) | C::SelectIn(..) | C::SelectFirst | C::SelectLast | C::Deselect | C::Walk(_)
    ) || matches!(command, C::Read(..) | C::WalkHits(_) | C::Frame(_) | C::Back | C::Forward | C::Pick(_));
    let ends = matches!(
        command,
        C::KeepTyped | C::Save | C::SaveTo(_) | C::AskSaveTo(_) | C::Open(_) | C::OpenSample | C::ShowLeave(_)
    );
    moves
        || ends
        || matches!(command, C::Reload | C::ReadNews | C::ShowExport | C::Merge | C::SplitOff | C::ShowName(_))
}

/// A name for what was opened: the folder's own, or how many files.
pub(super) fn title(paths: &[PathBuf]) -> String {
    match paths {
        [one] => one
            .canonicalize()
            .ok()
            .as_deref()
            .unwrap_or(one)
            .file_name()
            .map_or_else(|| one.display().to_string(), |name| name.to_string_lossy().into_owned()),
        many => format!("{} paths", many.len()),
    }
}

/// Whether the analyst has done something that no file keeps. What is done to the sample is play.
pub fn would_lose(state: &State) -> bool {
    state.keep.is_dirty() && state.keep.path.is_none() && !state.paths.is_empty()
}

/// Empties the window for another folder. The settings and the lanes stay as they were.
pub(super) fn forget(state: &mut State) {
    if let Some(loading) = &state.loading {
        loading.monitor.cancel();
    }
    let fresh = State {
        prefs: state.prefs,
        system: state.system,
        recent: std::mem::take(&mut state.recent),
        lanes: state.lanes,
        list: state.list,
        reports: state.reports,
        shorten: state.shorten,
        facets: state.facets,
        generation: state.generation + 1,
        revision: state.revision + 1,
        ..State::default()
    };
    *state = fresh;
}
