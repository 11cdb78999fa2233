//! Learns the weights of the part-of-speech tagger, and measures them.
//!
//! ```text
//! cargo run --release --example train_pos -- en_ewt-ud-train.conllu assets/pos/weights.bin en_ewt-ud-test.conllu en_pud-ud-test.conllu
//! ```
//!
//! The first file (CoNLL-U, Penn tags in the fifth column) is learned from, the last ones are measured on. Training takes
//! a minute and gives the same bytes each time.

use dateline::sentence::pos::{Pos, TAGS, Weights, feature, pack, tag_with};
use dateline::sentence::{Token, tokens};
use dateline::span::Span;

/// Passes over the training sentences. Six lose 0.2 points, fourteen gain nothing.
const EPOCHS: usize = 10;
/// Every so many-th sentence is also learned as a headline, so that capitals do not decide alone.
const HEADLINE_EVERY: usize = 3;

struct Sample {
    text: String,
    tokens: Vec<Token>,
    gold: Vec<Pos>,
    /// Whether the token begins a word of the treebank: parts of addresses on the web and of smileys do not count.
    counts: Vec<bool>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let usage = "train_pos TRAIN.conllu WEIGHTS.bin [TEST.conllu]...";
    let (train, out) = (args.next().ok_or(usage)?, args.next().ok_or(usage)?);
    let mut samples = read(&std::fs::read_to_string(train)?);
    let headlines: Vec<Sample> = samples.iter().step_by(HEADLINE_EVERY).filter_map(headline).collect();
    samples.extend(headlines);
    let packed = pack(&learn(&samples))?;
    std::fs::write(out, &packed)?;
    println!("{} sentences, weights of {} bytes", samples.len(), packed.len());
    let weights = Weights::unpack(&packed);
    for path in args {
        let samples = read(&std::fs::read_to_string(&path)?);
        let (mut right, mut all, mut right_words, mut words, mut right_coarse) = (0, 0, 0, 0, 0);
        let mut confusions = std::collections::BTreeMap::new();
        let begin = std::time::Instant::now();
        let tagged: Vec<Vec<Pos>> = samples.iter().map(|s| tag_with(&weights, &s.text, &s.tokens)).collect();
        let seconds = begin.elapsed().as_secs_f64();
        for (sample, tags) in samples.iter().zip(tagged) {
            for ((got, want), counts) in tags.iter().zip(&sample.gold).zip(&sample.counts) {
                if !counts {
                    continue;
                }
                all += 1;
                right += usize::from(got == want);
                right_coarse += usize::from(coarse(*got) == coarse(*want));
                if *want != Pos::Mark {
                    words += 1;
                    right_words += usize::from(got == want);
                }
                if got != want {
                    *confusions.entry(format!("{want:?} as {got:?}")).or_insert(0) += 1;
                }
            }
        }
        let share = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
        println!(
            "{path}: {:.2} % of {all} tokens ({:.2} % as universal tags), {:.2} % without marks; {:.2} M tokens/s",
            share(right, all),
            share(right_coarse, all),
            share(right_words, words),
            all as f64 / 1e6 / seconds
        );
        let mut worst: Vec<(usize, String)> = confusions.into_iter().map(|(what, n)| (n, what)).collect();
        worst.sort_by(|a, b| b.cmp(a));
        for (n, what) in worst.iter().take(12) {
            println!("  {n:5} {what}");
        }
    }
    Ok(())
}

/// As the universal tags tell words apart (verbs and auxiliaries are one here, as are adpositions and conjunctions).
fn coarse(tag: Pos) -> Pos {
    match tag {
        Pos::NounPlural => Pos::Noun,
        Pos::NamePlural => Pos::Name,
        Pos::Modal => Pos::VerbBase,
        tag if tag.is_verb() => Pos::VerbBase,
        tag => tag,
    }
}

/// The sentences of a CoNLL-U file, cut into our own tokens, each with the tag of the treebank's word it begins in.
fn read(conllu: &str) -> Vec<Sample> {
    let mut samples = Vec::new();
    for block in conllu.split("\n\n") {
        let Some(text) = block.lines().find_map(|line| line.strip_prefix("# text = ")) else { continue };
        let mut gold: Vec<(usize, Pos)> = Vec::new();
        let mut at = 0;
        for line in block.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [id, form, _, _, penn, ..] = columns[..] else { continue };
            if id.contains(['-', '.']) {
                continue;
            }
            if let Some(skip) = text[at..].find(form).filter(|&skip| skip < 12) {
                gold.push((at + skip, Pos::from_penn(penn)));
                at += skip + form.len();
            }
        }
        let mut cut = Vec::new();
        tokens(text, Span::new(0, text.len()), &mut cut);
        let words = cut.iter().map(|token| {
            let start = token.span.start as usize;
            let n = gold.partition_point(|&(from, _)| from <= start);
            n.checked_sub(1).map_or((Pos::Other, false), |n| (gold[n].1, gold[n].0 == start))
        });
        let (gold, counts) = words.unzip();
        samples.push(Sample { text: text.to_owned(), tokens: cut, gold, counts });
    }
    samples
}

/// The same sentence In Title Case.
fn headline(sample: &Sample) -> Option<Sample> {
    let mut text = sample.text.clone().into_bytes();
    let starts = sample.tokens.iter().filter(|t| t.span.len() > 3).map(|t| t.span.start as usize);
    for at in starts {
        text[at].make_ascii_uppercase();
    }
    let text = String::from_utf8(text).ok()?;
    Some(Sample { text, tokens: sample.tokens.clone(), gold: sample.gold.clone(), counts: sample.counts.clone() })
}

/// Averaged perceptron: weights, and their sum over all steps kept lazily.
fn learn(samples: &[Sample]) -> Vec<i8> {
    let cells = feature::ROWS * TAGS;
    let (mut weight, mut total, mut since) = (vec![0i32; cells], vec![0i64; cells], vec![0i64; cells]);
    let mut order: Vec<usize> = (0..samples.len()).collect();
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut step = 0i64;
    let mut rows = Vec::new();
    for epoch in 0..EPOCHS {
        for i in (1..order.len()).rev() {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            order.swap(i, (seed % (i as u64 + 1)) as usize);
        }
        let (mut right, mut all) = (0, 0);
        for &n in &order {
            let sample = &samples[n];
            let sentence = feature::Sentence::new(&sample.text, &sample.tokens);
            let mut tags: Vec<Pos> = Vec::new();
            for (i, &want) in sample.gold.iter().enumerate() {
                if let Some(tag) = sentence.certain(i) {
                    tags.push(tag);
                    continue;
                }
                step += 1;
                sentence.features(i, &tags, &mut rows);
                let mut score = [0i32; TAGS];
                for &row in &rows {
                    let row = &weight[row as usize * TAGS..][..TAGS];
                    score.iter_mut().zip(row).for_each(|(sum, w)| *sum += w);
                }
                let best = (0..TAGS).max_by_key(|&t| (score[t], TAGS - t)).unwrap_or(0);
                all += 1;
                right += usize::from(best == want as usize);
                if best != want as usize {
                    for &row in &rows {
                        for (tag, by) in [(want as usize, 1), (best, -1)] {
                            let cell = row as usize * TAGS + tag;
                            total[cell] += i64::from(weight[cell]) * (step - since[cell]);
                            since[cell] = step;
                            weight[cell] += by;
                        }
                    }
                }
                tags.push(Pos::ALL[best]);
            }
        }
        println!("epoch {epoch}: {:.2} % right while learning", 100.0 * right as f64 / f64::from(all));
    }
    let mean: Vec<f64> = (0..cells)
        .map(|cell| (total[cell] + i64::from(weight[cell]) * (step - since[cell])) as f64 / step as f64)
        .collect();
    // One step of the shipped whole numbers: 1 in 10,000 weights is cut off at the ends of the range.
    let mut sizes: Vec<f64> = mean.iter().map(|w| w.abs()).filter(|&w| w > 0.0).collect();
    sizes.sort_by(f64::total_cmp);
    let top = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 10_000)).copied().unwrap_or(1.0);
    mean.iter().map(|w| (w / top * 127.0).round().clamp(-127.0, 127.0) as i8).collect()
}
