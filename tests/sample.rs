//! The sample tells its story: what a reader of its twenty articles would miss if the program lost it.
#![allow(clippy::unwrap_used)]

use std::process::Command;

use serde_json::Value;

struct Story(Value);

impl Story {
    fn read() -> Self {
        let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample");
        let output =
            Command::new(assert_cmd::cargo::cargo_bin!("dateline")).args(["extract", sample]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Self(serde_json::from_slice(&output.stdout).unwrap())
    }

    fn list(&self, name: &str) -> &[Value] {
        self.0[name].as_array().unwrap()
    }

    fn article(&self, path: &str) -> &Value {
        self.list("articles").iter().find(|article| article["path"].as_str().unwrap().starts_with(path)).unwrap()
    }

    /// How often a sentence with these words is cited.
    fn cited(&self, words: &str) -> usize {
        self.list("mentions").iter().filter(|m| m["sentence"]["text"].as_str().unwrap().contains(words)).count()
    }

    fn on(&self, edtf: &str) -> Vec<&Value> {
        self.list("events").iter().filter(|event| event["edtf"] == edtf).collect()
    }
}

#[test]
fn every_article_has_its_day() {
    let story = Story::read();
    assert_eq!(story.list("articles").len(), 20);
    assert_eq!(story.list("problems"), &[] as &[Value]);
    let table = [
        ("harbor-wire/canal-blocked.html", "stated", "2021-03-24", "2021-03-24"),
        ("northern-post/stuck-fast.txt", "inferred", "2021-03-25", "2021-03-26"),
        ("daily-ledger/salvage-team.md", "stated", "2021-03-28", "2021-03-28"),
        ("harbor-wire/refloated.html", "stated", "2021-03-29", "2021-03-29"),
        ("evening-courier/ship-free.html", "stated", "2021-03-30", "2021-03-30"),
        ("northern-post/afloat.txt", "inferred", "2021-03-30", "2021-03-31"),
        ("port-and-passage/backlog-cleared.json", "stated", "2021-04-04", "2021-04-04"),
        ("harbor-wire/seizure.txt", "stated", "2021-04-13", "2021-04-13"),
        ("northern-post/a-canal-and-its-closures.html", "stated", "2021-05-02", "2021-05-02"),
        ("wire-feed.jsonl#hw-0526", "stated", "2021-05-26", "2021-05-26"),
        ("northern-post/why-the-price-fell.txt.gz", "stated", "2021-05-27", "2021-05-27"),
        ("daily-ledger/ever-given-leaves.html", "stated", "2021-07-07", "2021-07-07"),
        ("evening-courier/farewell.txt", "inferred", "2021-07-07", "2021-07-08"),
        ("port-and-passage/rotterdam.md", "stated", "2021-07-30", "2021-07-30"),
        ("northern-post/one-year-on.html", "stated", "2022-03-23", "2022-03-23"),
        ("daily-ledger/report.jsonl.gz", "stated", "2023-07-14", "2023-07-14"),
    ];
    for (path, method, first, last) in table {
        let published = &story.article(path)["published"];
        let day = published["date"].as_str().unwrap_or("none");
        assert!(published["method"] == method && (first..=last).contains(&day), "{path}: {published}");
    }
}

#[test]
fn the_reprint_is_found_and_does_not_count_twice() {
    let story = Story::read();
    let (wire, courier) =
        (story.article("harbor-wire/refloated.html"), story.article("evening-courier/ship-free.html"));
    assert!(courier["copy_of"] == wire["id"] || wire["copy_of"] == courier["id"], "{courier}");
    let freed = story.on("2021-03-29");
    let told = freed.iter().filter(|event| event["independent_sources"].as_u64() < event["sources"].as_u64()).count();
    assert!(told >= 2, "{told} of {} events of that day know the reprint for one", freed.len());
}

#[test]
fn furniture_is_never_cited_and_a_repeat_once() {
    let story = Story::read();
    for words in [
        "Sign up",
        "Comments are open",
        "digital subscription",
        "Follow The Daily Ledger",
        "Related articles",
        "All rights reserved",
        "welcomes letters",
        "printed since 1911",
        "morning briefing",
        "Click here",
        "Get the Ledger",
    ] {
        assert_eq!(story.cited(words), 0, "{words}");
    }
    for words in ["weighed anchor on Wednesday morning", "Great Bitter Lake in June 2021"] {
        assert_eq!(story.cited(words), 1, "{words}");
    }
}

#[test]
fn dates_are_as_coarse_as_they_were_told() {
    let story = Story::read();
    for edtf in ["1869-11-17", "1956-07-26", "1967-06-05", "2015-08-06", "2004-11", "2021-04-07", "2021-07-07"] {
        assert!(!story.on(edtf).is_empty(), "nothing on {edtf}");
    }
    let events = story.list("events").len();
    assert!((60..=220).contains(&events), "{events} events");
    for status in ["planned", "denied"] {
        assert!(story.list("events").iter().any(|event| event["status"] == status), "nothing is {status}");
    }
}

#[test]
fn labels_tell_what_happened_that_day() {
    let story = Story::read();
    for (edtf, label) in [
        ("2021-03-29", "Tugs pulled the Ever Given off the bank of the Suez Canal"),
        // "reached on Sunday, July 4, and signed …": the settlement of Sunday is another event
        ("2021-07-07", "The settlement was signed at a ceremony in Ismailia"),
    ] {
        let labels: Vec<_> = story.on(edtf).iter().map(|event| event["label"].clone()).collect();
        assert!(labels.iter().any(|found| found == label), "{edtf}: {labels:?}");
    }
    // one who tells it in other words tells the same
    let free = story.on("2021-03-29");
    assert!(free.iter().any(|event| event["sources"].as_u64() > Some(3)), "{free:?}");
}
