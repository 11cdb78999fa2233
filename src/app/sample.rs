//! The sample: our own articles, carried inside the program, so that one click shows what it does.
//!
//! They go the way of any folder from the bytes on; only the disk is missing.

use crate::analysis::{self, Prepared};
use crate::article;
use crate::progress::Monitor;

/// Every file of `assets/sample` with its path there, in order of path.
#[rustfmt::skip]
const FILES: &[(&str, &[u8])] = &[
    ("daily-ledger/arithmetic-of-a-claim.md", include_bytes!("../../assets/sample/daily-ledger/arithmetic-of-a-claim.md")),
    ("daily-ledger/ever-given-leaves.html", include_bytes!("../../assets/sample/daily-ledger/ever-given-leaves.html")),
    ("daily-ledger/report.jsonl.gz", include_bytes!("../../assets/sample/daily-ledger/report.jsonl.gz")),
    ("daily-ledger/salvage-team.md", include_bytes!("../../assets/sample/daily-ledger/salvage-team.md")),
    ("evening-courier/farewell.txt", include_bytes!("../../assets/sample/evening-courier/farewell.txt")),
    ("evening-courier/ship-free.html", include_bytes!("../../assets/sample/evening-courier/ship-free.html")),
    ("harbor-wire/canal-blocked.html", include_bytes!("../../assets/sample/harbor-wire/canal-blocked.html")),
    ("harbor-wire/refloated.html", include_bytes!("../../assets/sample/harbor-wire/refloated.html")),
    ("harbor-wire/seizure.txt", include_bytes!("../../assets/sample/harbor-wire/seizure.txt")),
    ("northern-post/a-canal-and-its-closures.html", include_bytes!("../../assets/sample/northern-post/a-canal-and-its-closures.html")),
    ("northern-post/afloat.txt", include_bytes!("../../assets/sample/northern-post/afloat.txt")),
    ("northern-post/one-year-on.html", include_bytes!("../../assets/sample/northern-post/one-year-on.html")),
    ("northern-post/stuck-fast.txt", include_bytes!("../../assets/sample/northern-post/stuck-fast.txt")),
    ("northern-post/why-the-price-fell.txt.gz", include_bytes!("../../assets/sample/northern-post/why-the-price-fell.txt.gz")),
    ("port-and-passage/backlog-cleared.json", include_bytes!("../../assets/sample/port-and-passage/backlog-cleared.json")),
    ("port-and-passage/rotterdam.md", include_bytes!("../../assets/sample/port-and-passage/rotterdam.md")),
    ("wire-feed.jsonl", include_bytes!("../../assets/sample/wire-feed.jsonl")),
];

/// Reads and prepares the sample.
pub fn prepare(monitor: &Monitor) -> Prepared {
    monitor.expect(FILES.len());
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    for (path, bytes) in FILES {
        if monitor.is_cancelled() {
            break;
        }
        let (read, wrong) = article::read_bytes(path, bytes);
        articles.extend(read);
        problems.extend(wrong);
        monitor.advance();
    }
    analysis::prepare_articles(articles, problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_carried_whole() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
        let (mut found, mut open) = (Vec::new(), vec![folder.clone()]);
        while let Some(at) = open.pop() {
            for entry in std::fs::read_dir(at).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() { open.push(path) } else { found.push(path) }
            }
        }
        let mut found: Vec<_> =
            found.iter().map(|p| p.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned()).collect();
        found.sort();
        assert_eq!(found, FILES.iter().map(|(path, _)| *path).collect::<Vec<_>>());
    }
}
