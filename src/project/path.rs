//! Paths as the file tells them: from where it lies, so that it and the articles can move together.

use std::path::{Component, Path, PathBuf};

use super::ENDING;

/// The place of a project of this folder: beside it, under its name.
pub fn beside(folder: &Path) -> Option<PathBuf> {
    let folder = absolute(folder);
    let mut name = folder.file_name()?.to_os_string();
    name.push(".");
    name.push(ENDING);
    Some(folder.with_file_name(name))
}

/// Whether a path is that of a project.
pub fn is_project(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING))
}

pub(super) fn absolute(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    tidy(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}

/// Without `.` and, as far as the words allow, without `..`.
pub(super) fn tidy(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if out.file_name().is_some() => _ = out.pop(),
            other => out.push(other),
        }
    }
    out
}

/// `path` as seen from `base`, with `/` between the parts; as it is if they share no folder.
pub(super) fn relative(path: &Path, base: &Path) -> String {
    let (there, here): (Vec<_>, Vec<_>) = (path.components().collect(), base.components().collect());
    let common = there.iter().zip(&here).take_while(|(a, b)| a == b).count();
    let name = |part: &Component<'_>| part.as_os_str().to_string_lossy().into_owned();
    // A common root alone is no reason to climb down to it.
    if common < 2 {
        return path.to_string_lossy().into_owned();
    }
    let up = std::iter::repeat_n("..".to_owned(), here.len() - common);
    let parts: Vec<String> = up.chain(there.iter().skip(common).map(name)).collect();
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}
