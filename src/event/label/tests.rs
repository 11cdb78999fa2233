//! One-line cases: a report as its event is named.

use super::super::tests::events;
use super::piece::Piece;
use super::{Offer, Reading, frames, wait};
use crate::span::Span;

#[test]
fn labels_say_who_did_what() {
    /// The label of a single report.
    fn check(sentence: &str, expected: &str) {
        let told = events(&format!("== a 2021-03-04\n{sentence}"));
        assert_eq!(told[0].label, expected);
    }
    check(
        "Timber trade between [Norvik] and [Halden] <reached> $41.2 million {2020 in 2020}, according to customs.",
        "Timber trade between Norvik and Halden reached $41.2 million",
    );
    check(
        "Customs data show that timber trade <reached> $41.2 million {2020 in 2020}, a record.",
        "Timber trade reached $41.2 million, a record",
    );
    check(
        "OSLO (Wire) — Governor [Ida Holm] <resigned> on {2021-03-04 Thursday}, the bank said.",
        "Governor Ida Holm resigned",
    );
    check(
        "Meanwhile, {2020 last year} [Norvik] <overtook> [Halden] as the largest exporter of timber.",
        "Norvik overtook Halden as the largest exporter of timber",
    );
    check(
        "[Anna Berg] (pictured) <spoke> by phone {2021-03-04 Thursday} with [Tomas Ruiz], reiterating that both want a fair share of the cod.",
        "Anna Berg spoke by phone with Tomas Ruiz",
    );
    check("iMarket <opened> a depot in [Ghent] {2021-03-03 on Wednesday}.", "iMarket opened a depot in Ghent");
    // what a relative clause tells is told of its noun, not of the sentence's
    check(
        "[Norvik] has seized the ferry that <blocked> the harbor of [Varde] {2021-02 last month}, officials said on Tuesday.",
        "The ferry blocked the harbor of Varde",
    );
    check(
        "The [Kalvo] dam, which <broke> {2021-03-01 on Monday}, is to be rebuilt by the town of [Halden] in two years.",
        "The Kalvo dam broke",
    );
    check(
        "The canal opened with a ball, a fleet of yachts and a gunboat that <ran> aground {1869-11-16 the night before}.",
        "A gunboat ran aground",
    );
    check(
        "The council froze a planned much-delayed ferry that was <drawn> up {2011 in 2011}, officials said on Tuesday.",
        "A planned much-delayed ferry was drawn up",
    );
    // what was so at another time goes
    check(
        "Ines Holm had formed the company {~1858-12 in December 1858} and begun to <dig> {1859-04 in April 1859}.",
        "Ines Holm had begun to dig",
    );
    check(
        "Fees of the port <rose> by 6 percent {~2021-05 in May} and by between 5 and 10 percent {2021-06-01 on June 1}.",
        "Fees of the port rose by between 5 and 10 percent",
    );
    check(
        "Sales of the port of [Varde] <rose> to 6 million crowns {~2020 last year} from 5 million crowns {2019 in 2019}.",
        "Sales of the port of Varde rose from 5 million crowns",
    );
    // where it was written, and who wrote it
    check(
        "Port Varde (North Wire)A ferry with 40 cars <ran> aground {2021-03-04 on Thursday}.",
        "A ferry with 40 cars ran aground",
    );
    // an arrow of the page's own font
    check("A ferry with 40 cars \u{e5c5} <ran> aground {2021-03-04 on Thursday}.", "A ferry with 40 cars ran aground");
    // a preposition that belongs to the verb, a place that goes with what it is
    check(
        "The captain of the [Northern Lantern] <turned> himself in {2021-03-01 on Monday}.",
        "The captain of the Northern Lantern turned himself in",
    );
    check(
        "In [Tindal], a town of more than 2,000, the owners of the ferry <closed> both docks {2021-03-01 on Monday}.",
        "The owners of the ferry closed both docks",
    );
    check(
        "[Ines Holm] was <arrested> {2021-03-01 on Monday} for a {~2021-02-21 February 21} phone call that she reportedly made to the office of the harbor.",
        "Ines Holm was arrested for a February 21 phone call",
    );
    check(
        "Storm Tindal made <landfall> in the south-west of Norvik and in northern France {2021-03-01 on Monday} with heavy rain and winds of 180 kilometers an hour.",
        "Storm Tindal made landfall in the south-west of Norvik and in northern France",
    );
    // and of a noun, what it was
    check(
        "Frigates of the northern fleet of [Halden] shelled an oil jetty in the mouth of the bay in response to |a missile <strike> on a tanker off [Varde] {2021-03-01 on Monday}|.",
        "A missile strike on a tanker off Varde",
    );
    check(
        "The last 61 of the ships held |up by the [Tindal] <passed> through the strait of [Varde] {2021-03-01 on Saturday}|, and pilots worked from an ordinary list for the first time in almost two weeks.",
        "The last 61 of the ships held up by the Tindal passed through the strait of Varde",
    );
    // a statement is named by what was said; who said it stays where both fit
    check(
        "BERGEN (Wire) — [Norvik] will dredge the harbor of its second largest town, the head of the port office <said> {2021-03-03 on Wednesday}.",
        "Norvik will dredge the harbor of its second largest town",
    );
    check(
        "The head of the port office <told> reporters in [Bergen] {2021-03-03 on Wednesday} that fog was not the cause of the collision.",
        "Fog was not the cause of the collision",
    );
    check(
        "[Anna Berg] <said> {2021-03-03 on Wednesday} that the ferry would sail.",
        "Anna Berg said that the ferry would sail",
    );
    // the object belongs to its verb, and nothing dangles
    check("The minister <opened> it {2021-03-03 on Wednesday}.", "The minister opened it");
    check(
        "The ferry <reached> [Bergen] shortly before dawn {2021-03-03 on Wednesday}.",
        "The ferry reached Bergen shortly before dawn",
    );
    check(
        "The [Norvik] Harbor Authority has <cut> its claim against the owners of the Northern Lantern to $550 million {2021-03-03 on Wednesday}.",
        "The Norvik Harbor Authority has cut its claim against the owners of the Northern Lantern",
    );
    // of the ends that a long line may have, one where nothing waits for more
    check(
        "[Anna Berg] <presented> the budget of the port in [Kalvo] {2021-03-03 on Wednesday} and announces that the harbor will have a third dock.",
        "Anna Berg presented the budget of the port",
    );
    check(
        "The ferry line <got> its best day {2021-03-03 on Wednesday} as forty bidders, among them a singer, a former pilot and the heirs of its founder, filed their papers at the court.",
        "The ferry line got its best day",
    );
    check(
        "The mayor of [Halden], [Ines Holm], <said> {2021-03-03 on Wednesday} that her town has made \"steady progress with clean water, calm streets and good schools\".",
        "The mayor of Halden, Ines Holm, said that her town has made steady progress",
    );
    check(
        "The closing of the old harbor was <taken> by the banks of [Varde] {2021-03-03 on Wednesday} as adding another risk to the loans of the town.",
        "The closing of the old harbor was taken by the banks of Varde as adding another risk",
    );
    // between two that end as well, the one that says more
    check(
        "The cabin steward was <tested> for the sleeping sickness virus in a [Bergen] hospital {2021-03-03 on Wednesday} after he had come back from a long trip.",
        "The cabin steward was tested for the sleeping sickness virus in a Bergen hospital",
    );
    check(
        "Witnesses at the trial <painted> {2021-03-03 on Wednesday} a bleak portrait of the captain who had run the ferry [Northern Lantern] aground.",
        "Witnesses at the trial painted a bleak portrait of the captain",
    );
    check(
        "[Anna Berg] <announced> {2021-03-03 on Wednesday} plans to put as much as 300 million crowns into the harbors of the northern provinces of her country.",
        "Anna Berg announced plans to put as much as 300 million crowns",
    );
    // what can go from the middle goes before the end is cut
    check(
        "[Anna Berg], a former captain of the coast guard from the islands, <resigned> {2021-03-03 on Wednesday} over the sale of the harbor.",
        "Anna Berg resigned over the sale of the harbor",
    );
    check(
        "Speaking to reporters in the port of [Kalvo], the head of the coast guard <promised> two more boats {2021-03-03 on Wednesday}.",
        "The head of the coast guard promised two more boats",
    );
    // a phrase that nothing waits for, and so the line need not end before what is waited for
    check(
        "Other northern harbors with large public debts would not be <forced> into the same hasty sale as [Halden] {2021-03-03 on Wednesday}.",
        "Other northern harbors would not be forced into the same hasty sale as Halden",
    );
    // but not what tells more of a noun that would go: the vote was in Bergen
    check(
        "The captain of the ferry [Northern Lantern] <left> for [Kalvo] after the vote of the council in [Bergen] {2021-03-03 on Wednesday}.",
        "The captain of the ferry Northern Lantern left for Kalvo",
    );
    // the day is the noun's, an adverb the day's
    check(
        "The port <paid> its crews in the week of the {2021-03-11 March 11} storm.",
        "The port paid its crews in the week of the March 11 storm",
    );
    check("[Norvik] <counted> 60 new wrecks alone {2021-03-03 on Wednesday}.", "Norvik counted 60 new wrecks");
    // what follows a comma after a restricting clause is another phrase
    check(
        "The bank that <closed> the account of the port {2021-03-03 on Wednesday}, [Kalvo] Savings, is to be sold to the town.",
        "The bank closed the account of the port",
    );
    // a time without which the verb says nothing
    check("The crew had <worked> through {2021-03-03 the night}.", "The crew had worked through the night");
    check(
        "Born on {1950-05-03 3 May 1950}, [Anna Berg] <grew> up on the island.",
        "Born on 3 May 1950, Anna Berg grew up on the island",
    );
    check("[Anna Berg] was <sworn> in {2021-03-03 today} as mayor.", "Anna Berg was sworn in as mayor");
    // what ran into the sentence, and what lost its anchor
    check("HARBOR CLOSED The ferry <reached> [Bergen] {2021-03-03 on Wednesday}.", "The ferry reached Bergen");
    check("THE COURIER [Berg] <opened> a depot in [Ghent] {2021-03-03 on Wednesday}.", "Berg opened a depot in Ghent");
    check(
        "Ferry passengers sleep on benches Thousands of people have <spent> a second night in the port {2021-03-03 on Wednesday}.",
        "Thousands of people have spent a second night in the port",
    );
    // a night is what was spent
    check(
        "Passengers of the ferry have <spent> {2021-03-03 the night} in the port of [Kalvo].",
        "Passengers of the ferry have spent the night in the port of Kalvo",
    );
    // who only claims something stays, and so does who said it where "they" would be anybody
    check(
        "[Anna Berg] claims that the captain <left> the bridge {2021-03-03 on Wednesday}.",
        "Anna Berg claims that the captain left the bridge",
    );
    check(
        "[Anna Berg] says the captain <bribed> a pilot {2021-03-03 on Wednesday}.",
        "Anna Berg says the captain bribed a pilot",
    );
    check("The harbor police said the pilots were <shot> {2021-03-03 on Wednesday}.", "The pilots were shot");
    check("“We won,” [Anna Berg] <said> {2021-03-03 on Wednesday}.", "“We won,” Anna Berg said");
}

#[test]
fn labels_never_end_in_the_middle() {
    let long = "The independent commission that oversees elections in the northern provinces <postponed> {2021-03-03 on Wednesday} the \
        vote for the assembly of [Kalvo] and of the neighboring districts because of floods that had destroyed bridges and roads";
    let label = &events(&format!("== a 2021-03-04\n{long}."))[0].label;
    assert!(label.chars().count() <= 90 && label.contains("postponed"), "{label}");
    assert!(!["the", "of", "and", "because"].contains(&label.rsplit(' ').next().unwrap()), "{label}");
}

#[test]
fn the_better_of_two_lines_names_the_event() {
    /// The label of two reports of one happening.
    fn check(one: &str, two: &str, expected: &str) {
        let told = events(&format!("== a 2021-03-04\n{one}\n== b 2021-03-05\n{two}"));
        assert_eq!((told.len(), told[0].label.as_str()), (1, expected));
    }
    // half a sentence, and what is turned into its opposite, lose against what stands alone
    check(
        "Whether [Anna Berg] <resigned> {2021-03-03 on Wednesday} or was dismissed, nobody can say.",
        "[Anna Berg] <resigned> {2021-03-03 on Wednesday} as head of the bank.",
        "Anna Berg resigned as head of the bank",
    );
    check(
        "It is unlikely that [Anna Berg] <resigned> {2021-03-03 on Wednesday} over the bank.",
        "[Anna Berg] <resigned> {2021-03-03 on Wednesday} as head of the bank.",
        "Anna Berg resigned as head of the bank",
    );
    check(
        "Neither the mayor nor [Anna Berg] <resigned> {2021-03-03 on Wednesday} over the bank.",
        "[Anna Berg] <resigned> {2021-03-03 on Wednesday} as head of the bank.",
        "Anna Berg resigned as head of the bank",
    );
}

#[test]
fn a_line_is_weighed_by_what_a_reader_asks() {
    /// The better of two reports of one happening, each of which stands alone as a sentence.
    fn check(worse: &str, better: &str) {
        let told = events(&format!("== a 2021-03-04\n{worse}.\n== b 2021-03-05\n{better}."));
        let text = better.replace(['[', ']', '<', '>'], "").replace(" {2021-03-03 on Wednesday}", "");
        assert_eq!((told.len(), told[0].label.as_str()), (1, text.as_str()));
    }
    // which device? a picture, a guess
    check(
        "The device was <found> in the office of the harbor master {2021-03-03 on Wednesday}",
        "A microphone was <found> in the office of the harbor master [Ida Holm] {2021-03-03 on Wednesday}",
    );
    check(
        "Passengers of the ferry sit in the harbor of [Kalvo] and <wait> {2021-03-03 on Wednesday}",
        "Passengers of the ferry <waited> in the harbor of [Kalvo] {2021-03-03 on Wednesday}",
    );
    check(
        "The ferry may have <struck> a rock off the harbor of [Kalvo] {2021-03-03 on Wednesday}",
        "The ferry [Northern Lantern] <struck> a rock off the harbor of [Kalvo] {2021-03-03 on Wednesday}",
    );
    // what is written under a picture, another language, what would be, whose words?
    let dated = |worse: &str, better: &str, at: &str| {
        let told = events(&format!("== a 2021-03-04\n{worse}\n== b 2021-03-05\n{better}"));
        assert_eq!((told.len(), told[0].label.as_str()), (1, at));
    };
    dated(
        "A tug of the ferry line <pulls> a barge off a bank near [Kalvo] {2021-03-03 on March 3}.",
        "A tug of the ferry line <pulled> a barge off a bank near [Kalvo] {2021-03-03 on March 3}.",
        "A tug of the ferry line pulled a barge off a bank near Kalvo",
    );
    check(
        "The ferry line would <close> the harbor of [Kalvo] if the storm came {2021-03-03 on Wednesday}",
        "The ferry line <closed> the harbor of [Kalvo] {2021-03-03 on Wednesday}",
    );
    // what is told in passing
    check(
        "Some 130 sailors of [Kalvo] have been found since |the <wreck> {2021-03-03 on Wednesday}|",
        "A <wreck> off the harbor of [Kalvo] {2021-03-03 on Wednesday} left 300 sailors in the water",
    );
    check(
        "We've <closed> the harbor of [Kalvo] {2021-03-03 on Wednesday}",
        "The line <closed> the harbor of [Kalvo] {2021-03-03 on Wednesday}",
    );
}

#[test]
fn a_sentence_of_another_language_is_seen() {
    let foreign = |text: &str| {
        let sentence = Span::new(0, text.len());
        let offer = Offer { text, sentence, clause: sentence, ..Offer::default() };
        Reading::of(&offer).foreign
    };
    assert!(foreign("Tres remolcadores sacaron el barco del canal esta madrugada en Kalvo."));
    assert!(foreign("Der Hafen von Kalvo wurde gestern nach dem Sturm geschlossen."));
    assert!(!foreign("Three tugs pulled the ship off a bank near Kalvo before dawn."));
    assert!(!foreign("Ferry line closes harbor gate."));
}

#[test]
fn an_end_waits_for_what_its_words_want() {
    /// How a sentence may end at the bar: 0 whole, 1 it says less, 2 torn.
    fn check(marked: &str, expected: u8) {
        let (before, _) = marked.split_once('|').unwrap();
        let text = marked.replacen('|', "", 1);
        let sentence = Span::new(0, text.len());
        let offer = Offer { text: &text, sentence, clause: sentence, ..Offer::default() };
        let reading = Reading::of(&offer);
        let to = reading.source.partition_point(|p: &Piece<'_>| (p.span.start as usize) < before.len());
        let cost = wait::waits(&reading.source, to, &reading.source[..to]);
        let found = [0.15, 0.45, f32::MAX].iter().position(|most| cost <= *most).unwrap() as u8;
        assert_eq!(found, expected, "{marked}: {cost}");
    }
    // compounds, names, numbers
    check("He was tested for the swine flu |virus in a hospital", 2);
    check("The regulator fined Channel |Five for the quiz", 2);
    check("The minister named a new |chief of police", 2);
    check("The port will cost 40 million |crowns in two years", 2);
    check("The council has accepted the mayor's |plan for the harbor", 2);
    // verbs
    check("The minister opened |the bridge in Bergen", 2);
    check("The minister is seen |as a reformer in the capital", 2);
    check("The minister asked a judge |to allow the sale", 2);
    check("Police accused the mayor |of fraud in the sale of the harbor", 2);
    check("The council elected Ida Holm |as its head in June", 2);
    check("The head of the bank resigned |over the sale of the harbor", 0);
    check("The ferry sank |in the harbor of Bergen", 0);
    check("The ship was seized |by the navy off the coast", 1);
    // nouns
    check("Witnesses painted a bleak portrait |of the captain", 2);
    check("The council made a decision |to sell the harbor", 2);
    check("The ministers hold talks |after the vote in June", 0);
    check("The ministers opened talks |in Bergen", 0);
    check("The minister met the owner of the port |and announced a plan", 0);
    // pairs
    check("The plan costs as much |as the old one did", 2);
    check("The ferry ran between Bergen |and Stavanger", 2);
    check("The bank lost more money |than the others did", 2);
    check("The vote was not held |before the end of June", 2);
    // a quotation, what is told past a place, what tells nothing until it is told why
    check("The bank promised to keep to its |“values” in the sale", 2);
    check("Donors gave warning at their meeting |in Bergen that the fleet is old", 2);
    check("The results gave the mayor, |Ida Holm, a lead", 2);
    check("The trial of the captain took a new twist |when a witness fell ill", 2);
    check("The captain, once hailed as a hero, |was fined", 2);
    check("The minister took a tour |over the flooded villages", 1);
    check("The total, pledged at a meeting in Bergen, |fell short of what is needed", 2);
    check("The harbor was, reportedly, |closed for a week", 2);
    check("The minister arrived |in Bergen to open the bridge", 0);
}

#[test]
fn every_frame_is_read() {
    assert_eq!(frames::unread(), Vec::<&str>::new());
}
