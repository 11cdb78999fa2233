//! The articles of the sample, inside the program: twenty of our own on one story, in every format that is read.
//!
//! They stand in `assets/sample` as files too, so that the command line has something to read after a fresh clone. Here
//! they are for the window, which offers them on its first page wherever the program was copied to.

use crate::article::{self, Article};
use crate::problem::Problem;

macro_rules! files {
    ($($path:literal)*) => {
        [$(($path, include_bytes!(concat!("../assets/sample/", $path)).as_slice())),*]
    };
}

/// Path inside the sample and bytes, in order of path.
pub const FILES: &[(&str, &[u8])] = &files![
    "daily-ledger/arithmetic-of-a-claim.md"
    "daily-ledger/ever-given-leaves.html"
    "daily-ledger/report.jsonl.gz"
    "daily-ledger/salvage-team.md"
    "evening-courier/farewell.txt"
    "evening-courier/ship-free.html"
    "harbor-wire/canal-blocked.html"
    "harbor-wire/refloated.html"
    "harbor-wire/seizure.txt"
    "northern-post/a-canal-and-its-closures.html"
    "northern-post/afloat.txt"
    "northern-post/one-year-on.html"
    "northern-post/stuck-fast.txt"
    "northern-post/why-the-price-fell.txt.gz"
    "port-and-passage/backlog-cleared.json"
    "port-and-passage/rotterdam.md"
    "wire-feed.jsonl"
];

/// Reads them, as [`article::folder::read`] would from the disk but for the times of files.
pub fn read() -> (Vec<Article>, Vec<Problem>) {
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    for (path, bytes) in FILES {
        let (more, bad) = article::read_bytes(path, bytes);
        articles.extend(more);
        problems.extend(bad);
    }
    (articles, problems)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::progress::Monitor;

    #[test]
    fn the_embedded_sample_is_the_folder() {
        let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample"));
        let (on_disk, problems) = article::folder::read(&[folder], &Monitor::default());
        assert_eq!(problems, []);
        let (embedded, problems) = read();
        assert_eq!(problems, []);
        let named = |articles: &[Article]| articles.iter().map(|a| (a.path.clone(), a.key.clone())).collect::<Vec<_>>();
        assert_eq!(named(&embedded), named(&on_disk));
        assert_eq!(embedded.len(), 20);
    }
}
