//! Articles alike: who repeats whom, and who tells the same story.
//!
//! Two questions that look like one. A *reprint* has the words of another article, perhaps cut, perhaps smoothed by an
//! editor or carried through another language and back; it is no second witness. A *neighbor* tells the same story in
//! words of its own; it is one, and its day of writing tells something about ours.
//!
//! | | looks at | finds candidates by | decides by |
//! |---|---|---|---|
//! | reprint | runs of three words | a sample of rare runs, indexed | the longest common subsequence of words |
//! | neighbor | names and rare words | an index of each article's most telling words | the cosine of weighted words |
//! | story | the same, by what is rare within its topic | neighbors | the average over the whole group |
//! | dated, for an undated article | all words and pairs of words | an index of the dated articles | the same |
//!
//! Neither ever compares all pairs: what two articles share leads one to the other, and what everybody shares (a
//! disclaimer, a form sentence of stock-exchange notices) leads only to the next few.

mod dated;
mod gather;
mod reprint;
mod story;
mod words;

use crate::article::{Article, ArticleId};
use crate::calendar::Day;

/// Who repeats whom, and who tells the same story.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Likeness {
    /// For each article the one it repeats nearly word for word.
    pub copy_of: Vec<Option<ArticleId>>,
    /// For each article others that tell the same story, with a similarity in 0..1, most alike first; copies included.
    pub neighbors: Vec<Vec<(ArticleId, f32)>>,
    /// For each article the number of the story it tells: that of the first article which tells it. Finer than a topic: two
    /// arrests are two.
    pub stories: Vec<u32>,
    /// For each article that states no day of writing those that state one and use the same words, most alike first;
    /// they need not tell the same story.
    pub dated: Vec<Vec<(ArticleId, f32)>>,
}

/// Compares all articles through an index of shingles and rare terms, never all pairs.
///
/// Of two that repeat each other the original is the one that states the earlier day of writing; an article that states
/// none comes after those that do, and among equals the first in order of path is the original. Originals are never
/// copies themselves.
pub fn compare(articles: &[&Article]) -> Likeness {
    let collection = words::Collection::read(articles);
    let stated: Vec<Option<Day>> = articles.iter().map(|article| stated_day(article)).collect();
    let pairs = reprint::pairs(&collection, &stated);
    let copy_of = originals(articles, &stated, &pairs);
    let dated = dated::similar(&collection, &stated.iter().map(Option::is_some).collect::<Vec<_>>());
    let neighbors = story::neighbors(&collection, &pairs);
    let stories = gather::stories(&collection, &neighbors);
    Likeness { copy_of, neighbors, stories, dated }
}

/// Folds pairs of repeating articles into copies of one original each.
fn originals(articles: &[&Article], stated: &[Option<Day>], pairs: &[reprint::Pair]) -> Vec<Option<ArticleId>> {
    let mut order: Vec<usize> = (0..articles.len()).collect();
    let path = |n: usize| articles.get(n).map_or("", |article| article.path.as_str());
    let day = |n: usize| stated.get(n).copied().flatten();
    order.sort_by(|&a, &b| (day(a).is_none(), day(a), path(a), a).cmp(&(day(b).is_none(), day(b), path(b), b)));
    let mut rank = vec![0; articles.len()];
    for (place, &n) in order.iter().enumerate() {
        rank[n] = place;
    }
    // For each article the one before it in that order that it repeats most.
    let mut repeats: Vec<Option<(f32, usize)>> = vec![None; articles.len()];
    for pair in pairs {
        let (a, b) = (pair.a as usize, pair.b as usize);
        let (earlier, later) = if rank[a] < rank[b] { (a, b) } else { (b, a) };
        let better =
            |(share, other): (f32, usize)| pair.share.total_cmp(&share).then(rank[other].cmp(&rank[earlier])).is_gt();
        if repeats[later].is_none_or(better) {
            repeats[later] = Some((pair.share, earlier));
        }
    }
    let mut copy_of: Vec<Option<ArticleId>> = vec![None; articles.len()];
    for &n in &order {
        copy_of[n] = repeats[n].map(|(_, other)| copy_of[other].unwrap_or(ArticleId(other as u32)));
    }
    copy_of
}

/// The first day of what the article states about its writing. A file's own time says when it was copied, not written.
fn stated_day(article: &Article) -> Option<Day> {
    let stated = article.evidence.iter().find(|evidence| evidence.rung.states())?;
    Some(stated.date.interval().start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Evidence, Passage, PassageKind, Rung};
    use crate::calendar::Date;
    use crate::span::Span;

    pub(super) fn article(path: &str, text: &str) -> Article {
        let passages = vec![Passage { span: Span::new(0, text.len()), kind: PassageKind::Body }];
        Article { path: path.to_owned(), text: text.to_owned(), passages, ..Article::default() }
    }

    fn stating(path: &str, text: &str, day: &str) -> Article {
        let evidence =
            vec![Evidence { date: day.parse::<Date>().unwrap(), rung: Rung::MetaTag, words: day.to_owned() }];
        Article { evidence, ..article(path, text) }
    }

    /// Our own wire report, long enough to be judged by its words.
    const WIRE: &str = "The ferry Skarv ran aground off Hammerfest early Tuesday with 214 people on board, the coast \
        guard said, and all of them were brought ashore unhurt. Captain Ingrid Moe told the broadcaster that the ship \
        had lost power in both engines shortly after leaving the harbor. Strong winds then pushed it onto the rocks. \
        Rescuers needed three hours to reach the wreck because of waves six meters high. The owner, Nordlys Lines, said \
        the vessel had passed an inspection in March and carried 90 tons of fuel. Divers will examine the hull once the \
        storm has passed. Fishermen in the region fear a spill like the one of 2009, which closed the fjord for months.";

    /// The same, smoothed and carried through another language.
    const REWRITE: &str = "The ferry Skarv ran aground near Hammerfest early on Tuesday with 214 people aboard, according to \
        the coast guard, and all were brought ashore unhurt. Captain Ingrid Moe told the broadcaster the ship lost power \
        in its two engines shortly after it left the harbor. Strong winds pushed it then onto the rocks. The rescuers \
        needed three hours to reach the wreck due to waves of six meters. Its owner, Nordlys Lines, stated that the \
        vessel passed an inspection in March and was carrying 90 tons of fuel. Divers will examine the hull when the \
        storm has passed. Fishermen of the region fear a spill as in 2009, which closed the fjord for several months.";

    /// Another reporter on the same event.
    const OTHER: &str = "Passengers described hours of fear after the Skarv struck rocks outside Hammerfest on Tuesday. \
        \"We heard a bang and then the lights went out,\" said Lars Berg, a teacher who was traveling with his class. The \
        coast guard lifted 214 people from the ferry by helicopter while waves broke over its deck. Captain Ingrid Moe \
        blamed a failure of the engines. Nordlys Lines has run the route along the coast of Finnmark for forty years, and \
        its managers promised an inquiry into what went wrong. The mayor opened a sports hall where families slept.";

    /// Another event of the same kind.
    const ELSEWHERE: &str = "A cargo train left the rails near Varanasi on Friday night, blocking the main line to Kolkata. \
        Railway officials said that nobody was hurt, as the eleven wagons carried only cement. Repair crews from Prayagraj \
        hoped to open one track by noon. Trains to Delhi were sent by way of Lucknow, and thousands of pilgrims waited on \
        the platforms. It was the third derailment in Uttar Pradesh since January, and the opposition asked for a debate.";

    fn copies(articles: &[Article]) -> Vec<Option<u32>> {
        let likeness = compare(&articles.iter().collect::<Vec<_>>());
        likeness.copy_of.iter().map(|copy| copy.map(|id| id.0)).collect()
    }

    #[test]
    fn a_rewrite_is_a_copy_and_a_second_reporter_is_none() {
        let brief = WIRE.split_inclusive(". ").take(5).collect::<String>();
        let articles = [
            article("a", OTHER),
            article("b", REWRITE),
            article("c", WIRE),
            article("d", ELSEWHERE),
            article("e", &brief),
        ];
        assert_eq!(copies(&articles), [None, None, Some(1), None, Some(1)]);
    }

    #[test]
    fn the_original_is_who_states_the_earlier_day_then_the_first_path() {
        type Case<'a> = (&'a [(&'a str, &'a str)], [Option<u32>; 3]);
        let table: [Case<'_>; 3] = [
            (&[("a", ""), ("b", ""), ("c", "")], [None, Some(0), Some(0)]),
            (&[("a", ""), ("b", "2021-05-05"), ("c", "2021-05-04")], [Some(2), Some(2), None]),
            (&[("a", "2021-05-05"), ("b", ""), ("c", "2021-05-05")], [None, Some(0), Some(0)]),
        ];
        for (stated, expected) in table {
            let articles: Vec<Article> = stated
                .iter()
                .map(|&(path, day)| if day.is_empty() { article(path, WIRE) } else { stating(path, WIRE, day) })
                .collect();
            assert_eq!(copies(&articles), expected, "{stated:?}");
        }
    }

    #[test]
    fn two_notices_on_one_form_are_two() {
        let notice = |company: &str, cents: &str, net: &str, day: &str| {
            format!(
                "{company} said its board declared a quarterly dividend of {cents} cents a share, payable to shareholders of \
                 record on {day} June. Net income for the quarter was {net} dollars against a loss in the same period of \
                 last year. The company makes valves, pumps and other parts for water works, and employs 310 people in two \
                 plants. It said it expects demand to grow as cities replace old pipes, but gave no forecast for the year."
            )
        };
        let articles = [
            article("a", &notice("Marlow Corp", "12", "4,210,000", "11")),
            article("b", &notice("Pinder and Sons", "7", "918,000", "18")),
        ];
        assert_eq!(copies(&articles), [None, None]);
        let alert = "Central bank of Ruritania buys two billion crowns of bills from dealers, traders say";
        let alerts =
            [stating("a", alert, "2020-03-02"), stating("b", alert, "2020-03-16"), stating("c", alert, "2020-03-02")];
        assert_eq!(copies(&alerts), [None, None, Some(0)]);
    }

    #[test]
    fn neighbors_tell_the_same_story() {
        let articles = [article("a", OTHER), article("b", ELSEWHERE), article("c", WIRE), article("d", REWRITE)];
        let likeness = compare(&articles.iter().collect::<Vec<_>>());
        let near = |n: usize| likeness.neighbors[n].iter().map(|(id, _)| id.0).collect::<Vec<_>>();
        assert_eq!((near(1), near(2)), (vec![], vec![3, 0]));
        assert!(near(0) == [2, 3] || near(0) == [3, 2]);
        assert!(likeness.neighbors.iter().flatten().all(|&(_, alike)| alike > 0.0 && alike <= 1.0));
    }

    #[test]
    fn all_who_tell_a_story_are_one_group() {
        let articles = [article("a", OTHER), article("b", ELSEWHERE), article("c", WIRE), article("d", REWRITE)];
        assert_eq!(compare(&articles.iter().collect::<Vec<_>>()).stories, [0, 1, 0, 0]);
        // Two thefts share their words; whose and where tells them apart.
        let theft = |town: &str, shop: &str, man: &str, street: &str, sum: &str| {
            format!(
                "Police in {town} arrested {man} on suspicion of robbing a jeweler. The man had walked into {shop} on {street} \
                 with a hammer and asked for watches, police said. He got away with {sum} before officers stopped his car. \
                 Police said {man} of {town} would be charged with robbery. The jeweler, {shop}, was closed for the day."
            )
        };
        let thefts = [
            article("a", &theft("Bergen", "Holm Brothers", "Nils Aas", "Strandgaten", "nine watches")),
            article("b", &theft("Bergen", "Holm Brothers", "Nils Aas", "Strandgaten", "9 watches and a ring")),
            article("c", &theft("Leeds", "Pinder and Marlow", "Tom Ruddock", "Vicar Lane", "forty watches")),
            article("d", &theft("Leeds", "Pinder and Marlow", "Tom Ruddock", "Vicar Lane", "40 watches")),
        ];
        assert_eq!(compare(&thefts.iter().collect::<Vec<_>>()).stories, [0, 0, 2, 2]);
    }

    #[test]
    fn a_story_that_a_small_folder_is_about_is_one() {
        let articles = [
            "The freighter Tindal ran onto rocks off Varde on Sunday night. A helicopter took off its crew, \
             the coast guard said. Oil was seen on the water at daybreak, and a tug was on its way.",
            "Nineteen sailors were lifted from the Tindal by a rescue helicopter after the freighter struck a reef near Varde. None \
             was hurt. The owner in Piraeus blamed the fog and the charts.",
            "Shopkeepers of Varde fear for the season. Tar balls lie on two beaches, guests have called to cancel, and the mayor \
             wants the owner to pay for brooms and buckets. Nobody has offered anything so far.",
            "The council of Halmer voted on Monday to close two village schools. Parents stood in the rain outside and sang. The \
             schools have forty pupils between them, and the money is to go to a new bus.",
            "The price of bread rose again. Bakers blame flour, millers blame the harvest, and a mother of three in the queue said \
             she would bake her own.",
            "A choir from Norvik won the cup for men's voices in the capital. Its conductor, a plumber, wept and shook every hand.",
            "The bridge over the Ister is to be painted green. It has been brown since it was built, and nobody recalls why.",
        ]
        .map(|text| article(&text[..12], text));
        assert_eq!(compare(&articles.iter().collect::<Vec<_>>()).stories, [0, 0, 0, 3, 4, 5, 6]);
    }

    #[test]
    fn what_everybody_shares_makes_nobody_a_copy() {
        let articles: Vec<Article> = (0..60)
            .map(|n| {
                let story: String = (0..80).map(|w| format!("word{} ", (n * 80 + w) * 7919 % 4801)).collect();
                let path = format!("{n:02}");
                article(
                    &path,
                    &format!("{story}. Subscribers may quote up to fifty words of this report if they name us."),
                )
            })
            .collect();
        assert!(copies(&articles).iter().all(Option::is_none));
        assert_eq!(compare(&[]), Likeness::default());
        assert_eq!(copies(&[article("a", ""), article("b", "")]), [None, None]);
    }
}
