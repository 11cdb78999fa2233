//! The file, the paths in it, and how edits find their sentences again.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::anchor::{moved, unplaced};
use super::path::{relative, tidy};
use super::*;
use crate::event::{self, Called, Hand};
use crate::export::fixture::Story;
use crate::mention::MentionId;
use crate::timeline::Known;
use crate::timeline::edit::{Edit, Journal};

const OPENED: &str = "The mayor [opened] the bridge on {3 May 2024}.";
const TOLL: &str = "A toll is to [begin] in {June 2024}.";

/// Two articles; `more` is told before what stands there, so that every key behind it changes.
fn bridge(path: &str, more: &str) -> Timeline {
    let mut story = Story::default();
    let post = story.article(path, "Hill Post", "A bridge", Some("2024-05-04"));
    let told: Vec<_> = [more, OPENED, TOLL]
        .into_iter()
        .filter(|marked| !marked.is_empty())
        .map(|marked| story.tell(post, marked, "2024-05"))
        .collect();
    let mut timeline = story.timeline;
    for (n, id) in told.into_iter().enumerate() {
        let mention = &mut timeline.mentions[id.index()];
        mention.actors = vec!["Hill Town".into()];
        mention.key = format!("m{path}{}{n}", more.len());
        let key = event::key_of(&mention.key);
        let mut one = Story::default();
        one.event("An event", "2024-05", &[id]).key = key;
        timeline.events.extend(one.timeline.events);
    }
    timeline
}

fn edits(timeline: &Timeline) -> Edits {
    let key = |n: usize| timeline.events[n].key.clone();
    let mut journal = Journal::default();
    journal.make(Edit::Star { event: key(0), on: true });
    journal.make(Edit::Rename { event: key(0), before: None, after: Some("A bridge at last".into()) });
    journal.make(Edit::Note { event: key(0), before: None, after: Some("Ask “who”\npaid".into()) });
    journal.make(Edit::Hide { event: key(1), on: true });
    journal.make(Edit::Published {
        path: "wire/bridge.txt".into(),
        before: None,
        after: Some("2024-05-05".parse().unwrap()),
    });
    let mentions: Vec<_> = timeline.mentions.iter().map(|m| vec![m.key.clone()]).collect();
    let hand = Hand { called: Called::of([("Hill Town".into(), "Hilltown".into())]), ..Hand::default() };
    journal.make(Edit::Regroup { before: Hand::default(), after: hand.join(&mentions) });
    journal.now().clone()
}

fn view() -> View {
    View {
        from: "2024-05-01".into(),
        to: "2024-06-30".into(),
        told: Some(("2024-05-03".into(), "2024-05-09".into())),
        known: Known { entities: vec!["Hill Town".into()], sources: Vec::new() },
        lanes: "source".into(),
        show: "list".into(),
        sort: "-importance".into(),
        shorten: Some(true),
        facets: Some(false),
        top: Some(10),
        filters: [("entity".to_owned(), ["Hill Town".to_owned()].into())].into(),
        search: "toll -\"free\"".into(),
        chosen: Some(Anchor { mention: "m1".into(), quote: "A toll is to begin.".into(), ..Anchor::default() }),
    }
}

fn kept(timeline: &Timeline, paths: &[PathBuf]) -> Project {
    Project::gather(paths, &edits(timeline), &BTreeMap::new(), view(), timeline)
}

#[test]
fn what_is_written_is_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.dateline");
    let project = kept(&bridge("wire/bridge.txt", ""), &[folder.path().join("articles")]);
    project.save(&path, true).unwrap();
    let (read, problem) = Project::open(&path).unwrap();
    assert_eq!(problem, None);
    assert_eq!((&read.edits, &read.view, &read.paths), (&project.edits, &project.view, &project.paths));
    assert_eq!(read.anchors, project.anchors);
    let text = fs::read_to_string(&path).unwrap();
    // Readable, movable, and not a word of the articles that is not needed.
    for want in [
        "\"articles\": [\n    \"articles\"\n  ]",
        "The mayor opened the bridge",
        "\"time\": \"3 May 2024\"",
        "\"Hill Town\": \"Hilltown\"",
    ] {
        assert!(text.contains(want), "{want} is missing in\n{text}");
    }
}

#[test]
fn edits_find_their_sentence_in_a_changed_article() {
    let old = bridge("wire/bridge.txt", "");
    let project = kept(&old, &[]);
    let place = |timeline: &Timeline| {
        let mut journal = Journal::of(project.edits.clone());
        journal.follow(&moved(journal.now(), &project.anchors, timeline));
        journal.now().clone()
    };
    for new in [bridge("wire/bridge.txt", "It [cost] more than it should in {2022}."), bridge("old/bridge.txt", "")] {
        let edits = place(&new);
        let at = new.events.len() - 2;
        let [opened, toll] = [at, at + 1].map(|n| new.events[n].key.clone());
        assert!(edits.starred.contains(&opened) && edits.hidden.contains(&toll));
        assert_eq!(edits.renamed.get(&opened).map(String::as_str), Some("A bridge at last"));
        assert_eq!(edits.notes.get(&opened).map(String::as_str), Some("Ask “who”\npaid"));
        let [a, b] = [at, at + 1].map(|n| new.mentions[n].key.clone());
        assert!(edits.hand.joined.contains(&(a, b)));
        let lost = unplaced(&edits, &project.anchors, &new);
        let days = lost.iter().filter(|problem| problem.path == "wire/bridge.txt").count();
        assert_eq!(lost.len(), days, "{lost:?}");
    }
}

#[test]
fn a_given_day_follows_its_article() {
    let project = kept(&bridge("wire/bridge.txt", ""), &[]);
    let placed = |timeline: &Timeline| {
        let mut journal = Journal::of(project.edits.clone());
        let mut anchors = project.anchors.clone();
        let placed = place(&mut journal, &mut anchors, timeline);
        let again = Project::gather(&[], journal.now(), &anchors, view(), timeline);
        (journal.now().given.keys().cloned().collect::<Vec<_>>(), placed, again)
    };
    let (given, there, _) = placed(&bridge("wire/bridge.txt", ""));
    assert_eq!((given, there), (vec!["wire/bridge.txt".to_owned()], Placed::default()));
    let (given, moved, again) = placed(&bridge("old/bridge.txt", ""));
    assert_eq!(given, ["old/bridge.txt"]);
    assert!(moved.regrouped && moved.unplaced.is_empty(), "{moved:?}");
    assert!(again.anchors.keys().any(|key| key.ends_with("old/bridge.txt")), "{:?}", again.anchors.keys());
    // Another article took its place, or nobody knows which of two it is.
    let (given, other, again) = placed(&bridge("old/bridge.txt", "It [cost] more than it should in {2022}."));
    assert_eq!(given, ["wire/bridge.txt"]);
    assert!(other.unplaced.iter().any(|problem| problem.what.contains("its day was set to")), "{other:?}");
    let kept = again.anchors.get("day:wire/bridge.txt").map(|anchor| anchor.quote.clone());
    assert_eq!(kept.as_deref(), Some("A bridge The mayor opened the bridge on 3 May 2024."));
    let mut two = bridge("old/bridge.txt", "");
    two.sources.extend(bridge("new/bridge.txt", "").sources);
    assert_eq!(placed(&two).0, ["wire/bridge.txt"]);
}

#[test]
fn a_place_is_found_by_its_key_else_by_its_words() {
    let old = bridge("wire/bridge.txt", "");
    let toll = Anchor::of(&old, &old.mentions[1]);
    assert_eq!(toll.find(&old), Some(MentionId(1)));
    assert_eq!(toll.find(&bridge("wire/bridge.txt", "It [cost] more than it should in {2022}.")), Some(MentionId(2)));
    assert_eq!(toll.find(&bridge("old/bridge.txt", "")), Some(MentionId(1)));
    assert_eq!(toll.find(&Timeline::default()), None);
    assert_eq!(Anchor::default().find(&old), None);
}

#[test]
fn what_has_no_place_is_listed_and_kept() {
    let project = kept(&bridge("wire/bridge.txt", ""), &[]);
    let gone = Timeline::default();
    let lost = unplaced(&project.edits, &project.anchors, &gone);
    let said: Vec<String> = lost.iter().map(ToString::to_string).collect();
    let want = "wire/bridge.txt: an event was starred and renamed and given a note, but the sentence is gone: \
                “The mayor opened the bridge on 3 May 2024.”";
    assert!(said.iter().any(|line| line == want), "{said:#?}");
    let want = "Hill Town: is called “Hilltown”, but no article names it";
    assert!(said.iter().any(|line| line == want), "{said:#?}");
    let again = Project::gather(&[], &project.edits, &project.anchors, view(), &gone);
    assert_eq!(again.anchors, project.anchors);
}

#[test]
fn a_damaged_file_gives_way_to_the_last_good_copy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.dateline");
    let project = kept(&bridge("wire/bridge.txt", ""), &[]);
    project.save(&path, true).unwrap();
    project.save(&path, true).unwrap();
    fs::write(&path, "{\"dateline\": 1,\n \"articles\": [").unwrap();
    let (read, problem) = Project::open(&path).unwrap();
    assert_eq!(read.edits, project.edits);
    assert!(problem.unwrap().what.starts_with("is damaged at line 2"));
    // A damaged file never takes the place of the good copy.
    project.save(&path, true).unwrap();
    fs::write(&path, "").unwrap();
    assert!(Project::open(&path).is_ok());
    fs::write(&path, "{\"dateline\": 2, \"articles\": 7}").unwrap();
    assert!(matches!(Project::open(&path), Err(ProjectError::Newer)));
    assert!(matches!(Project::open(&folder.path().join("none.dateline")), Err(ProjectError::Io(_))));
}

#[test]
fn paths_are_told_from_where_the_file_is() {
    let check = |path: &str, base: &str, want: &str| {
        let told = relative(Path::new(path), Path::new(base));
        assert_eq!(told, want);
        assert_eq!(tidy(&Path::new(base).join(told)), Path::new(path));
    };
    check("/case/articles", "/case", "articles");
    check("/case/articles", "/case/articles", ".");
    check("/case/articles/wire", "/case/notes/may", "../../articles/wire");
    check("/archive", "/case/notes", "/archive");
    assert_eq!(beside(Path::new("/case/articles/")), Some("/case/articles.dateline".into()));
    assert!(is_project(Path::new("a.Dateline")) && !is_project(Path::new("dateline")));
}
