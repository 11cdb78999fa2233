//! The command line from the outside: exit status, what stands on which stream, and input that is broken on purpose.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample");

const REPORT: &str = "Bridge closes for repairs\n\nPublished June 5, 2024\n\n\
    RIVERTON (Test Wire) — The old bridge was closed on Tuesday, June 4, 2024, the council said.\n\n\
    The council will reopen the bridge in September 2024.\n";

/// A folder with these files in it.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn dateline(arguments: &[&str]) -> Output {
    assert_cmd::cargo::cargo_bin_cmd!("dateline").args(arguments).output().unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// Runs `extract` on one path and reads the document; standard output must hold nothing else.
fn extract(path: &Path) -> (Value, String) {
    let output = dateline(&["extract", path.to_str().unwrap()]);
    let problems = text(&output.stderr).to_owned();
    assert_eq!(status(&output), 0, "{problems}");
    (serde_json::from_slice(&output.stdout).unwrap(), problems)
}

#[test]
fn wrong_usage_is_2_and_leaves_standard_output_alone() {
    let table: &[&[&str]] = &[
        &["extract"],
        &["extract", SAMPLE, "--format", "docx"],
        &["extract", SAMPLE, "--from", "last week"],
        &["extract", SAMPLE, "--from", "2024-02-30"],
        &["extract", SAMPLE, "--from", "2022", "--to", "2021"],
        &["extract", SAMPLE, "--threads", "0"],
        &["extract", SAMPLE, "--coarse"],
        &["extract", SAMPLE, "--rows", "citation"],
        &["extract", SAMPLE, "--query", "date:soon"],
        &["extract", SAMPLE, "--top", "many"],
        &["extract", SAMPLE, "--colour"],
        &["render", SAMPLE, "--theme", "beige"],
        &["tag"],
        &["read"],
    ];
    for arguments in table {
        let output = dateline(arguments);
        assert_eq!((status(&output), text(&output.stdout)), (2, ""), "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?} says nothing");
    }
}

/// Two reports, and what an analyst did to them in the window. The keys are none that the program gives, as if the articles
/// had been corrected since: every edit finds its place by its sentence.
fn case() -> TempDir {
    let folder = folder(&[
        ("articles/bridge.txt", REPORT.as_bytes()),
        (
            "articles/lock.txt",
            b"New lock opens\n\nPublished June 7, 2024\n\nHALDEN (Test Wire) \xe2\x80\x94 Anna Berg opened the new lock of \
              the canal at Halden on Thursday, June 6, 2024.\n\nThe harbor master sold the old dredger on Monday.\n",
        ),
    ]);
    let quote = |text: &str| format!("\"mention\": \"m0{}\", \"quote\": \"{text}\"", text.len());
    let closed =
        quote("RIVERTON (Test Wire) \u{2014} The old bridge was closed on Tuesday, June 4, 2024, the council said.");
    let reopens = quote("The council will reopen the bridge in September 2024.");
    let lock = quote(
        "HALDEN (Test Wire) \u{2014} Anna Berg opened the new lock of the canal at Halden on Thursday, June 6, 2024.",
    );
    let sold = quote("The harbor master sold the old dredger on Monday.");
    let gone = quote("Nobody wrote this.");
    let project = format!(
        r#"{{"dateline": 1, "articles": ["articles"], "days": {{"lock.txt": "2024-06-14"}}, "events": [
            {{{closed}, "star": true, "label": "Bridge shut", "note": "Ask the council"}},
            {{{sold}, "hidden": true}}, {{{gone}, "star": true}}],
            "merged": [[{{{reopens}}}, {{{lock}}}]]}}"#
    );
    fs::write(folder.path().join("case.dateline"), project).unwrap();
    folder
}

#[test]
fn a_project_applies_what_the_analyst_did() {
    let case = case();
    let path = |name: &str| case.path().join(name).to_str().unwrap().to_owned();
    let (project, articles) = (path("case.dateline"), path("articles"));
    let run = |arguments: &[&str]| {
        let output = dateline(arguments);
        assert_eq!(status(&output), 0, "{arguments:?}: {}", text(&output.stderr));
        (text(&output.stdout).to_owned(), text(&output.stderr).to_owned())
    };
    let (json, said) = run(&["extract", &project]);
    for same in [&["extract", &articles, "--project", &project][..], &["extract", "--project", &project]] {
        assert_eq!(run(same).0, json, "{same:?}");
    }
    assert!(
        said.contains("an event was starred, but the sentence is gone: \u{201c}Nobody wrote this.\u{201d}"),
        "{said}"
    );
    assert!(said.contains("1 event left out: hidden in the project"), "{said}");
    let document: Value = serde_json::from_str(&json).unwrap();
    let events = document["events"].as_array().unwrap();
    let shut = events.iter().find(|event| event["label"] == "Bridge shut").unwrap();
    assert_eq!((&shut["starred"], &shut["note"]), (&Value::from(true), &Value::from("Ask the council")));
    assert!(events.iter().any(|event| event["because"] == "merged by hand"), "{json}");
    assert!(
        !json.contains("\"2024-06-10\"") && !json.contains("\"2024-06-03\""),
        "hidden, and not where it was: {json}"
    );
    assert!(document["articles"].as_array().unwrap().iter().any(|article| article["published"]["method"] == "given"));
    // Without it, nothing of this.
    let (plain, _) = run(&["extract", &articles]);
    assert!(plain.contains("dredger") && !plain.contains("Bridge shut") && !plain.contains("starred"));

    let (starred, _) = run(&["extract", &project, "--query", "is:starred", "--format", "md"]);
    assert!(starred.contains("1 event from 2 articles") && starred.contains("\u{2605} Bridge shut"), "{starred}");
    let drawn = path("case.svg");
    run(&["render", &project, "--query", "is:starred", "-o", &drawn]);
    let drawn = fs::read_to_string(drawn).unwrap();
    assert!(drawn.contains("\u{2605} Bridge shut") && drawn.contains("<title>case</title>"));
    let (told, _) = run(&["digest", &project]);
    assert!(told.contains("old bridge was closed") && !told.contains("dredger"), "{told}");
    let (days, _) = run(&["digest", &articles]);
    assert!(days.contains("dredger"), "{days}");
}

#[test]
fn a_project_that_cannot_be_opened_says_why() {
    let case = case();
    let path = |name: &str| case.path().join(name).to_str().unwrap().to_owned();
    let project = path("case.dateline");
    fs::write(path("broken.dateline"), "{").unwrap();
    fs::write(path("later.dateline"), "{\"dateline\": 99}").unwrap();
    for (arguments, code, why) in [
        (&["extract", &path("none.dateline")][..], 1, "none.dateline could not be read"),
        (&["extract", &path("broken.dateline")], 1, "broken.dateline is damaged at line 1"),
        (&["extract", &path("later.dateline")], 1, "was written by a later version of Dateline"),
        (&["extract", &project, &path("articles")], 2, "--project"),
        (&["extract", &project, "--project", &project], 2, "one project at a time"),
    ] {
        let output = dateline(arguments);
        assert_eq!((status(&output), text(&output.stdout)), (code, ""), "{arguments:?}");
        assert!(text(&output.stderr).contains(why), "{arguments:?}: {}", text(&output.stderr));
    }
}

#[test]
fn help_and_version_are_results() {
    for arguments in
        [&["--help"][..], &["--version"], &["extract", "--help"], &["render", "--help"], &["digest", "--help"]]
    {
        let output = dateline(arguments);
        assert_eq!((status(&output), text(&output.stderr)), (0, ""), "{arguments:?}");
        assert!(!output.stdout.is_empty());
    }
}

#[cfg(not(feature = "gui"))]
#[test]
fn a_build_without_the_window_names_the_other_way() {
    let output = dateline(&["news"]);
    assert_eq!(status(&output), 2);
    assert!(text(&output.stderr).contains("dateline extract news"), "{}", text(&output.stderr));
}

#[test]
fn nothing_to_read_is_1() {
    let empty = folder(&[]);
    let binary = folder(&[("photo.jpg", &[0xff, 0xd8, 0xff, 0xe0, 0, 0, 1, 2, 3])]);
    let vanished = {
        let gone = folder(&[("a.txt", REPORT.as_bytes())]);
        gone.path().to_path_buf()
    };
    let missing = empty.path().join("nowhere.txt");
    let paths: [&Path; 4] = [empty.path(), binary.path(), &vanished, &missing];
    for path in paths {
        let output = dateline(&["extract", path.to_str().unwrap()]);
        assert_eq!((status(&output), text(&output.stdout)), (1, ""), "{}", path.display());
        assert!(text(&output.stderr).contains(path.file_name().unwrap().to_str().unwrap()), "{}", text(&output.stderr));
    }
}

#[test]
fn one_broken_file_never_stops_a_folder() {
    let folder = folder(&[
        ("a.txt", REPORT.as_bytes()),
        ("b/broken.json", b"{\"text\": \"The bridge"),
        ("b/broken.txt.gz", b"\x1f\x8b\x08\x00 this is no gzip"),
        ("c/archive.bin", &[0, 159, 146, 150, 0, 1, 2]),
    ]);
    let (document, problems) = extract(folder.path());
    let paths: Vec<_> = document["articles"].as_array().unwrap().iter().map(|article| &article["path"]).collect();
    assert_eq!(paths, ["a.txt"]);
    for broken in ["b/broken.json", "b/broken.txt.gz"] {
        let listed = document["problems"].as_array().unwrap().iter().any(|problem| problem["path"] == *broken);
        assert!(listed && problems.contains(broken), "{broken} is not told of: {problems}");
    }
}

#[test]
fn quiet_is_quiet() {
    let folder = folder(&[("a.txt", REPORT.as_bytes()), ("broken.json", b"{")]);
    let output = dateline(&["extract", "--quiet", "--top", "1", folder.path().to_str().unwrap()]);
    assert_eq!((status(&output), text(&output.stderr)), (0, ""));
}

#[test]
fn old_encodings_are_read_and_the_text_stays_whole() {
    // Windows-1252, as old mail and web archives hold it: é is E9, the quotes are 93 and 94
    let latin = b"The caf\xe9 opened on March 3, 2021, and the mayor called it \x93a beginning\x94.\n";
    let folder = folder(&[("latin.txt", latin)]);
    let (document, _) = extract(folder.path());
    let quote = document["mentions"][0]["sentence"]["text"].as_str().unwrap();
    assert_eq!(quote, "The café opened on March 3, 2021, and the mayor called it “a beginning”.");
}

#[test]
fn an_article_without_any_date_is_no_failure() {
    let folder = folder(&[("plain.txt", b"The kettle is on the stove. Nobody knows who put it there.\n")]);
    // a copy that has no time of its own to fall back on cannot be made here, so only what must hold is asked
    let (document, _) = extract(folder.path());
    let article = &document["articles"][0];
    let method = &article["published"]["method"];
    assert!(article["published"].is_null() || method == "file-time", "{article}");
}

#[test]
fn the_same_articles_give_the_same_bytes() {
    let bytes = |arguments: &[&str]| {
        let output = dateline(&[&["extract", "--quiet"], arguments].concat());
        assert_eq!(status(&output), 0, "{}", text(&output.stderr));
        output.stdout
    };
    for format in ["json", "jsonl", "csv", "md", "html", "ics", "timelinejs", "markwhen"] {
        let one = bytes(&[SAMPLE, "--format", format, "--threads", "1"]);
        let two = bytes(&[SAMPLE, "--format", format, "--threads", "2"]);
        assert!(!one.is_empty() && one == two, "{format} differs between one thread and two");
    }
    let (a, b) = (format!("{SAMPLE}/daily-ledger"), format!("{SAMPLE}/wire-feed.jsonl"));
    assert!(bytes(&[&a, &b]) == bytes(&[&b, &a]), "the order of the arguments matters");
}

#[test]
fn a_time_of_its_own_counts_however_long_after_it_was_written() {
    let first =
        "date 2021-03-05\n\nThe roof of the ice rink at Kalvo collapsed on Thursday under wet snow. Nobody was hurt.\n";
    let second = "date 2021-03-05\n\nWet snow made the roof of the Kalvo ice rink collapse on Thursday, rescuers said. \
        They searched the rink.\n";
    for (later, events) in [
        ("Berg Brothers were fined for a roof that caved in under snow in March 2021.", 1),
        ("Berg Brothers were fined for a roof that caved in under snow in February 2021.", 2),
        ("Skaters ran for their lives on 4 March 2021, a court in Ister was told of the rink at Kalvo.", 1),
        ("Skaters ran for their lives on 4 May 2021, a court in Ister was told of the rink at Kalvo.", 2),
    ] {
        let third = format!("date 2022-09-10\n\n{later}\n");
        let told = folder(&[("a.txt", first.as_bytes()), ("b.txt", second.as_bytes()), ("c.txt", third.as_bytes())]);
        assert_eq!(extract(told.path()).0["events"].as_array().map(Vec::len), Some(events), "{later}");
    }
}

#[test]
fn json_lines_come_in_on_standard_input() {
    let line =
        serde_json::json!({"id": "7", "date": "2024-06-05", "text": "The bridge was closed on Tuesday, June 4, 2024."});
    let output = assert_cmd::cargo::cargo_bin_cmd!("dateline")
        .args(["extract", "-"])
        .write_stdin(format!("{line}\n"))
        .output()
        .unwrap();
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["articles"][0]["path"], "-#7");
    assert_eq!(document["articles"][0]["published"]["date"], "2024-06-05");
}

#[test]
fn a_file_appears_whole_or_not_at_all() {
    let folder = folder(&[("news/a.txt", REPORT.as_bytes()), ("out.json", b"old")]);
    let news = folder.path().join("news");
    let target = folder.path().join("out.json");
    let output = dateline(&["extract", news.to_str().unwrap(), "-o", target.to_str().unwrap()]);
    assert_eq!((status(&output), text(&output.stdout)), (0, ""));
    assert!(serde_json::from_slice::<Value>(&fs::read(&target).unwrap()).is_ok());

    let nowhere = folder.path().join("no/such/folder/out.json");
    let output = dateline(&["extract", news.to_str().unwrap(), "-o", nowhere.to_str().unwrap()]);
    assert_eq!((status(&output), text(&output.stdout)), (1, ""));
    assert!(text(&output.stderr).contains("could not be written"), "{}", text(&output.stderr));
    let left: Vec<PathBuf> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(left.len(), 2, "something was left behind: {left:?}");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    // more than a pipe holds
    let many: String = (0..400)
        .map(|n| {
            let text = format!("Bridge number {n} was closed on June {}, 2024.", n % 30 + 1);
            format!("{}\n", serde_json::json!({"id": n.to_string(), "date": "2024-07-01", "text": text}))
        })
        .collect();
    let folder = folder(&[("many.jsonl", many.as_bytes())]);
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("dateline"))
        .args(["extract", "--quiet", folder.path().to_str().unwrap()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 1];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
}

#[test]
fn a_window_of_time_and_a_top_leave_out_and_say_so() {
    let mut file = tempfile::Builder::new().suffix(".txt").tempfile().unwrap();
    file.write_all(REPORT.as_bytes()).unwrap();
    let path = file.path().to_str().unwrap();
    let output = dateline(&["extract", path, "--from", "2024-07"]);
    assert_eq!(status(&output), 0);
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let dates: Vec<_> = document["events"].as_array().unwrap().iter().map(|event| &event["edtf"]).collect();
    assert_eq!(dates, ["2024-09"]);
    assert!(text(&output.stderr).contains("left out: outside 2024-07 to .."), "{}", text(&output.stderr));
    assert_eq!(document["left_out"][0]["because"], "outside 2024-07 to ..");
}
