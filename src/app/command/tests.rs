use super::*;
use crate::analysis::Prepared;
use crate::app::filter::is_shown;
use crate::app::index::Snapshot;
use crate::app::state::Reading;
use crate::article::Article;
use crate::calendar::When;
use crate::event::Event;
use crate::mention::Mention;
use crate::span::Span;
use crate::timeline::{Source, Timeline};

/// Events on these days, each told once in an article of its own.
fn state(days: &[&str]) -> State {
    let mut timeline = Timeline::default();
    for (n, day) in days.iter().enumerate() {
        let when = When::from(day.parse::<Date>().unwrap());
        let text = format!("The {n}. lock of the canal opened.");
        let sentence = Span::new(0, text.len());
        let article = Article { path: format!("{n}.txt"), text, ..Article::default() };
        timeline.sources.push(Source { article: Arc::new(article), outlet: n.to_string(), ..Source::default() });
        timeline.mentions.push(Mention {
            key: format!("m{n}"),
            status: Default::default(),
            ..Mention::new(ArticleId(n as u32), sentence, when)
        });
        timeline.events.push(Event {
            key: format!("e{n}"),
            when,
            label: format!("Lock {n} opens"),
            label_of: MentionId(n as u32),
            status: Default::default(),
            importance: n as f32 / 10.0,
            sources: 1,
            independent_sources: 1,
            entities: vec![format!("Lock {}", n % 2)],
            disagreements: Vec::new(),
            because: String::new(),
            mentions: vec![MentionId(n as u32)],
        });
    }
    let mut state = State::default();
    state.adopt(Arc::new(Snapshot::new(timeline, Arc::new(Prepared::default()), 0.0)));
    state
}

fn run(state: &mut State, commands: impl IntoIterator<Item = Command>) -> Vec<Effect> {
    commands.into_iter().filter_map(|command| apply(state, command)).collect()
}

fn event(n: u32) -> EventId {
    EventId(n)
}

const DAYS: [&str; 4] = ["2021-03-01", "2021-03-15", "2021-04", "2021-06-01"];

#[test]
fn choosing_an_event_opens_its_first_sentence() {
    let mut state = state(&DAYS);
    run(&mut state, [Command::Select(event(2))]);
    assert_eq!(state.reading, Some(Reading { article: ArticleId(2), mention: Some(MentionId(2)) }));
    assert_eq!(state.cited(), Some(MentionId(2)));
}

#[test]
fn arrows_walk_in_order_of_time_and_skip_what_is_hidden() {
    let mut state = state(&DAYS);
    // Without a selection they begin with the most important on the screen.
    run(&mut state, [Command::SelectNext(1)]);
    assert_eq!(state.selection, Some(event(3)));
    run(&mut state, [Command::Select(event(1)), Command::Hide, Command::Select(event(0)), Command::SelectNext(1)]);
    assert_eq!(state.selection, Some(event(2)));
    run(&mut state, [Command::SelectLast, Command::SelectNext(1)]);
    assert_eq!(state.selection, Some(event(3)), "the last has no next");
    run(&mut state, [Command::SelectFirst]);
    assert_eq!(state.selection, Some(event(0)));
}

#[test]
fn one_step_back_undoes_a_whole_gesture() {
    let mut state = state(&DAYS);
    let before = state.range;
    run(&mut state, [Command::Zoom(2.0), Command::Zoom(2.0), Command::Pan(0.3), Command::ZoomAt(1.1, before.start)]);
    assert_ne!(state.range, before);
    run(&mut state, [Command::Back]);
    assert_eq!(state.range, before);
    run(&mut state, [Command::Forward]);
    assert_ne!(state.range, before);
}

#[test]
fn back_leads_to_the_event_before() {
    let mut state = state(&DAYS);
    run(&mut state, [Command::Select(event(0)), Command::Select(event(3)), Command::Back]);
    assert_eq!((state.selection, state.reading.map(|r| r.article)), (Some(event(0)), Some(ArticleId(0))));
    run(&mut state, [Command::Forward]);
    assert_eq!(state.selection, Some(event(3)));
}

#[test]
fn escape_closes_one_layer_at_a_time() {
    let mut state = state(&DAYS);
    run(
        &mut state,
        [
            Command::Search("lock".into()),
            Command::Select(event(1)),
            Command::ToggleProblems,
            Command::EditDay(Some(String::new())),
            Command::ListEvents(Listing { events: vec![event(0)], at: (0.0, 0.0) }),
            Command::ShowKeys,
        ],
    );
    let mut open = Vec::new();
    for _ in 0..7 {
        open.push([
            state.sheet.is_some(),
            state.listing.is_some(),
            state.day_form.is_some(),
            state.problems,
            state.search.is_active(),
            state.reading.is_some(),
            state.selection.is_some(),
        ]);
        run(&mut state, [Command::Escape]);
    }
    for (n, layers) in open.iter().enumerate() {
        assert_eq!(layers.iter().filter(|open| !**open).count(), n, "after {n} times: {layers:?}");
    }
    assert_eq!(state.selection, None);
}

#[test]
fn a_day_of_writing_runs_the_second_half_again_and_can_be_undone() {
    let mut state = state(&DAYS);
    let date = "2021-05-04".parse::<Date>().unwrap();
    let effects = run(&mut state, [Command::SetPublished(ArticleId(0), Some(date))]);
    assert_eq!((effects, state.journal.now().given.get("0.txt")), (vec![Effect::Conclude], Some(&date)));
    assert_eq!(run(&mut state, [Command::SetPublished(ArticleId(0), Some(date))]), [], "the same again is no edit");
    assert_eq!(run(&mut state, [Command::Undo]), [Effect::Conclude]);
    assert!(state.journal.now().given.is_empty());
    assert_eq!(run(&mut state, [Command::Undo]), [], "nothing is left to undo");
    assert_eq!(run(&mut state, [Command::Redo]), [Effect::Conclude]);
}

#[test]
fn a_star_moves_no_date() {
    let mut state = state(&DAYS);
    assert_eq!(run(&mut state, [Command::Select(event(1)), Command::Star]), []);
    assert!(state.journal.now().starred.contains("e1"));
    run(&mut state, [Command::Star]);
    assert!(state.journal.now().starred.is_empty());
}

#[test]
fn two_names_become_one_and_filters_follow() {
    let mut state = state(&DAYS);
    for (n, mention) in
        Arc::make_mut(&mut Arc::make_mut(state.snapshot.as_mut().unwrap()).timeline).mentions.iter_mut().enumerate()
    {
        mention.actors = vec![format!("Lock {}", n % 2)];
    }
    let only = Filters { entities: ["Lock 0".to_owned()].into(), ..Filters::default() };
    run(&mut state, [Command::Filter(only)]);
    let chosen = |state: &State| state.filters.entities.iter().cloned().collect::<Vec<_>>();
    let shown = |state: &State| (0..4).filter(|n| is_shown(state, event(*n))).count();
    let call = |a: &str, b: &str| Command::CallName(a.into(), b.into());
    assert_eq!(run(&mut state, [call("Lock 0", "  Upper   lock ")]), []);
    assert_eq!((chosen(&state), shown(&state)), (vec!["Upper lock".to_owned()], 2));
    assert_eq!(run(&mut state, [call("Upper lock", "Lock 1")]), []);
    assert_eq!(state.notice.as_ref().unwrap().text, "Upper lock and Lock 1 are one; undo parts them again");
    assert_eq!((chosen(&state), shown(&state)), (vec!["Lock 1".to_owned()], 4));
    assert_eq!(run(&mut state, [call("Lock 1", "Lock 1")]), []);
    assert_eq!(run(&mut state, [Command::Undo]), []);
    // Both were meant, so both are chosen now.
    assert_eq!((chosen(&state), shown(&state)), (vec!["Lock 1".to_owned(), "Upper lock".to_owned()], 4));
    assert_eq!(run(&mut state, [Command::PartName("Lock 0".into())]), []);
    assert!(state.journal.now().hand.called.is_empty());
}

#[test]
fn filters_leave_out_what_they_say() {
    let mut state = state(&DAYS);
    let shown = |state: &State| (0..4).filter(|&n| is_shown(state, event(n))).collect::<Vec<_>>();
    let mut check = |filters: Filters, expected: &[u32]| {
        run(&mut state, [Command::Filter(filters)]);
        assert_eq!(shown(&state), expected);
    };
    check(Filters::default(), &[0, 1, 2, 3]);
    check(Filters { entities: ["Lock 1".into()].into(), ..Filters::default() }, &[1, 3]);
    check(Filters { granularities: ["month"].into(), ..Filters::default() }, &[2]);
    check(Filters { statuses: ["planned"].into(), ..Filters::default() }, &[]);
    check(Filters { sources: ["3".into()].into(), ..Filters::default() }, &[3]);
    check(Filters { disputed: true, ..Filters::default() }, &[]);
    let date = |text: &str| text.parse::<Date>().ok();
    let days = Days { from: date("2021-03-15"), to: date("2021-04") };
    check(Filters { days, ..Filters::default() }, &[1, 2]);
    check(Filters { days, entities: ["Lock 1".into()].into(), ..Filters::default() }, &[1]);
    check(Filters { days: Days { to: None, ..days }, ..Filters::default() }, &[1, 2, 3]);
}

#[test]
fn a_stretch_of_time_is_filtered_and_shown() {
    let mut state = state(&DAYS);
    let date = |text: &str| text.parse::<Date>().ok();
    run(&mut state, [Command::FilterDays(Days { from: date("2021-06"), to: date("2021-03-10") })]);
    assert_eq!(state.filters.days, Days { from: date("2021-03-10"), to: date("2021-06") });
    let seen = state.range.interval();
    assert!(seen.start <= date("2021-03-10").unwrap().interval().start, "{seen:?}");
    assert!(seen.end >= date("2021-06").unwrap().interval().end, "{seen:?}");
    // It can be changed from what it is, and be what is on the screen.
    run(&mut state, [Command::ShowDays]);
    assert_eq!(state.sheet, Some(Sheet::Days { from: "2021-03-10".into(), to: "2021-06".into() }));
    state.range = Range::of(date("2021-04").unwrap().interval());
    run(&mut state, [Command::FilterSeen]);
    assert_eq!((0..4).filter(|&n| is_shown(&state, event(n))).collect::<Vec<_>>(), [2]);
    assert_eq!(state.filters.days.words(), "1–30 Apr 2021");
}

#[test]
fn one_walks_through_those_hits_that_are_shown() {
    let mut state = state(&DAYS);
    state.search.found = Arc::new(vec![event(0), event(1), event(3)]);
    let only = Filters { entities: ["Lock 1".into()].into(), ..Filters::default() };
    run(&mut state, [Command::Filter(only)]);
    assert_eq!((state.search.hits.to_vec(), state.search.found.len()), (vec![event(1), event(3)], 3));
    run(&mut state, [Command::WalkHits(1), Command::WalkHits(1)]);
    assert_eq!(state.search.at, Some(1));
    // Without the filter the same hit is another one in their order.
    run(&mut state, [Command::Filter(Filters::default())]);
    assert_eq!((state.search.hits.len(), state.search.at), (3, Some(2)));
}

#[test]
fn hits_are_walked_round() {
    let mut state = state(&DAYS);
    state.search.hits = Arc::new(vec![event(1), event(3)]);
    let mut seen = Vec::new();
    for step in [1, 1, 1, -1, -1] {
        run(&mut state, [Command::WalkHits(step)]);
        seen.extend(state.selection.map(|e| e.0));
    }
    assert_eq!(seen, [1, 3, 1, 3, 1]);
}

#[test]
fn framing_centers_first_and_then_fits() {
    let mut state = state(&DAYS);
    let width = state.range.days();
    run(&mut state, [Command::Select(event(1)), Command::FrameSelection]);
    assert_eq!(state.range.days(), width);
    run(&mut state, [Command::FrameSelection]);
    assert!(state.range.days() < width);
    run(&mut state, [Command::FullRange]);
    assert_eq!(state.range.days(), width);
}

#[test]
fn stopping_makes_what_comes_stale() {
    let mut state = state(&DAYS);
    let monitor = Arc::new(crate::progress::Monitor::default());
    state.generation = 7;
    state.loading = Some(crate::app::state::Loading { monitor: monitor.clone(), generation: 7, reads: true });
    run(&mut state, [Command::CancelRun]);
    assert!(monitor.is_cancelled() && state.loading.is_none() && state.generation == 8);
}

#[test]
fn another_folder_forgets_the_first_but_not_how_it_is_looked_at() {
    let mut state = state(&DAYS);
    run(&mut state, [Command::Look(Look::Dark), Command::Lanes(LaneMode::Source), Command::Select(event(1))]);
    let effects = run(&mut state, [Command::Open(vec!["/tmp/other".into()])]);
    assert_eq!(effects, [Effect::Open(vec!["/tmp/other".into()])]);
    assert!(state.snapshot.is_none() && state.selection.is_none() && state.back.is_empty());
    assert_eq!((state.prefs.look, state.lanes, state.title.as_str()), (Look::Dark, LaneMode::Source, "other"));
}

#[test]
fn a_citation_is_copied_with_where_it_stands() {
    let mut state = state(&DAYS);
    let effects = run(&mut state, [Command::Select(event(0)), Command::Copy(Form::Sentence)]);
    assert_eq!(effects, [Effect::Copy("“The 0. lock of the canal opened.”\n0, 0.txt".into())]);
}

#[test]
fn a_citation_is_copied_for_programs_that_manage_references() {
    let mut state = state(&DAYS);
    run(&mut state, [Command::Select(event(0))]);
    for (form, begins, holds) in [
        (Form::Bibtex, "@article{0", "title = {{0.txt}}"),
        (Form::Ris, "TY  - NEWS\r\n", "N1  - “The 0. lock of the canal opened.” (0.txt, characters 0–32)"),
        (Form::Csl, "[\n{\"id\":\"0", "\"type\":\"article-newspaper\""),
    ] {
        let effects = run(&mut state, [Command::Copy(form)]);
        let [Effect::Copy(text)] = &effects[..] else { panic!("{effects:?}") };
        assert!(text.starts_with(begins) && text.contains(holds), "{text}");
    }
}
