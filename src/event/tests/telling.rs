//! What is said of an event: when, how surely, by how many, and where they differ.

use super::super::*;
use super::fixture::{Fixture, OTHERS, events, fixture};

#[test]
fn the_date_is_as_fine_as_the_evidence() {
    let date = |marked: &str| events(marked)[0].when.edtf();
    assert_eq!(
        date(
            "
        == a 2021-03-04
        The [Kalvo] dam <collapsed> {2020-11-17 on 17 November}, flooding [Ister].
        == b 2021-05-04
        The [Kalvo] dam <collapsed> in {2020-11 November}, flooding [Ister].
        == c 2021-05-05
        The [Kalvo] dam <collapsed> in {2020-11 November}, flooding [Ister]."
        ),
        "2020-11-17"
    );
    assert_eq!(
        date(
            "
        == b 2021-05-04
        The [Kalvo] dam <collapsed> in {2020-11 November}, flooding [Ister].
        == c 2021-05-05
        The [Kalvo] dam <collapsed> in {2020-11 November}, flooding [Ister]."
        ),
        "2020-11"
    );
    assert_eq!(
        date(
            "
        == a 2021-03-05
        Governor [Ida Holm] has <resigned> over the coin affair.
        == b 2021-03-05
        Governor [Ida Holm] has <resigned> over the coin affair.
        == c 2021-03-04
        Governor [Ida Holm] <resigned> over the coin affair {2021-03-04 on Thursday}."
        ),
        "2021-03-04"
    );
}

#[test]
fn a_picture_over_a_report_is_not_its_lead() {
    let mut f = fixture(
        "
        == a 2021-03-04
        Guards <lined> the quay of [Halden] {2021-03-01 on March 1}.
        Owners <closed> the pier of [Halden] {2021-03-02 on March 2}.",
    );
    let first = |f: &Fixture| {
        let events = group(&f.told(), f.mentions.clone(), &f.likeness, &Hand::default()).1;
        events.into_iter().max_by(|a, b| a.importance.total_cmp(&b.importance)).unwrap().label
    };
    assert!(first(&f).contains("Guards"), "{}", first(&f));
    f.sentences[0][0].kind = crate::article::PassageKind::Caption;
    assert!(first(&f).contains("Owners"), "{}", first(&f));
}

#[test]
fn a_label_is_from_who_tells_the_day() {
    let mut f = fixture(
        "
        == a 2021-03-04
        [Halden] <sank> the ferry of [Anna Berg] {2021-03-03 on Wednesday}.
        == b 2021-06-04
        [Halden] <sank> the ferry of [Tomas Ruiz] {2021-03 in March}.",
    );
    f.likeness.stories = vec![0, 0];
    let events = group(&f.told(), f.mentions.clone(), &f.likeness, &Hand::default()).1;
    let event = &events[0];
    assert_eq!((event.mentions.len(), event.label_of), (2, MentionId(0)), "{}", event.label);
}

#[test]
fn copies_are_one_voice_and_change_no_importance() {
    let story = "
        == a 2021-03-04
        The [Kalvo] dam <collapsed> {2021-03-04 on Thursday}, flooding [Ister].
        == b 2021-03-04
        A dam at [Kalvo] <collapsed> {2021-03-04 on Thursday} and flooded the town of [Ister], rescuers said.
        == x 2021-03-04
        [Anna Berg] <dismissed> her finance minister {2021-03-04 on Thursday}.";
    let copy = "
        == d 2021-03-05 =a
        The [Kalvo] dam <collapsed> {2021-03-04 on Thursday}, flooding [Ister].";
    let (plain, more) = (events(story), events(&format!("{story}{copy}")));
    let of = |events: &[Event]| -> (u32, u32, f32) {
        let event = events.iter().find(|e| e.label.contains("dam")).unwrap();
        (event.sources, event.independent_sources, event.importance)
    };
    assert_eq!((of(&plain).0, of(&plain).1), (2, 2));
    assert_eq!((of(&more).0, of(&more).1), (3, 2));
    assert!((of(&plain).2 - of(&more).2).abs() < 1e-6);
    assert!(plain.iter().all(|e| e.importance <= of(&plain).2), "what two tell matters most");
}

#[test]
fn sources_that_differ_are_set_side_by_side() {
    let told = events(
        "
        == a 2021-03-04
        The [Kalvo] dam <collapsed> {2021-03-04 on Thursday}, killing @12 person 12 people@ in [Ister].
        == b 2021-03-05
        The [Kalvo] dam <collapsed> {2021-03-04 on Thursday}, killing @19 person 19 people@ in [Ister].
        == c 2021-03-05
        The [Kalvo] dam <collapsed> {2021-03-03 on Wednesday}, killing @12 person 12 people@ in [Ister].",
    );
    assert_eq!(told.len(), 1, "{told:#?}");
    let claims: Vec<_> = told[0]
        .disagreements
        .iter()
        .map(|d| {
            (
                d.about,
                d.claims.iter().map(|c| format!("{} ×{}", c.value, c.mentions.len())).collect::<Vec<_>>().join(", "),
            )
        })
        .collect();
    assert_eq!(claims[0], (Subject::Amount, "12 people ×2, 19 people ×1".to_owned()));
    assert_eq!(claims[1].0, Subject::Date);
    assert_eq!(told[0].when.edtf(), "2021-03-04");
}

#[test]
fn a_reprint_does_not_differ_with_its_original() {
    let subjects = |last: &str| {
        let told = events(&format!(
            "
        == a 2021-03-04
        The [Kalvo] dam <collapsed> {{2021-03-04 on Thursday}}, killing @12 person 12 people@ in [Ister].
        == b 2021-03-05
        The [Kalvo] dam <collapsed> {{2021-03-04 on Thursday}}, killing @12 person 12 people@ in [Ister].
        == {last}
        The [Kalvo] dam <collapsed> {{2021-03-03 on Wednesday}}, killing @12 person 12 people@ in [Ister]."
        ));
        assert_eq!(told.len(), 1, "{told:#?}");
        told[0].disagreements.iter().map(|d| d.about).collect::<Vec<_>>()
    };
    assert_eq!(subjects("c 2021-03-04"), [Subject::Date]);
    assert_eq!(subjects("c 2021-03-04 =a"), []);
}

#[test]
fn the_majority_says_whether_it_happened() {
    let status = |marked: &str| events(marked)[0].status;
    assert_eq!(
        status(
            "
        == a 2021-03-04
        will: [Anna Berg] will <visit> [Halden] {2021-03-08 on Monday}.
        == b 2021-03-04
        will: [Anna Berg] plans to <visit> [Halden] {2021-03-08 on Monday}."
        ),
        Status::Planned
    );
    assert_eq!(
        status(
            "
        == a 2021-03-09
        [Anna Berg] <visited> [Halden] {2021-03-08 on Monday}.
        == b 2021-03-04
        will: [Anna Berg] plans to <visit> [Halden] {2021-03-08 on Monday}."
        ),
        Status::Reported
    );
}

#[test]
fn events_know_why_and_who() {
    let told = events("
        == a 2021-03-04
        Prime Minister [Anna Berg] and President [Tomas Ruiz] <spoke> by phone {2021-03-04 Thursday} about fishing rights.
        == b 2021-03-05
        [Berg] on {2021-03-04 Thursday} <held> a telephone conversation with [Ruiz] about fishing rights.");
    assert_eq!(told.len(), 1);
    assert!(
        told[0].because.starts_with("same day, ") && told[0].because.contains("‘call’; similarity 0."),
        "{}",
        told[0].because
    );
    assert_eq!(told[0].entities, ["Anna Berg", "Tomas Ruiz"]);
    assert!(told[0].key.starts_with('e') && told[0].key.len() == 13);
}

#[test]
fn asides_of_one_voice_stand_below_what_is_dated() {
    let told = events(
        "
        == a 2021-03-04
        [Ida Holm] <resigned> {2021-03-04 on Thursday} over the coin affair.
        == b 2021-03-04
        [Anna Berg] <opened> a depot for glass in [Ghent].",
    );
    let of = |who: &str| told.iter().find(|e| e.label.contains(who)).map_or(0.0, |e| e.importance);
    assert!(of("Berg") > 0.0 && of("Holm") > of("Berg"), "{told:#?}");
}

#[test]
fn the_same_whatever_the_order_of_threads() {
    let marked = format!(
        "
        == a 2021-03-04
        The [Kalvo] dam <collapsed> {{2021-03-04 on Thursday}}, flooding [Ister].
        == b 2021-03-04
        A dam at [Kalvo] <collapsed> {{2021-03-04 on Thursday}} and flooded the town of [Ister].{OTHERS}"
    );
    let first = events(&marked);
    for _ in 0..4 {
        assert_eq!(events(&marked), first);
    }
}
