//! Simulated experiments: arms that predict y = Σ wᵢ·xᵢ + noise from one input each, by a fitted line.
//!
//! With equal weights the arms are equally good by construction, so every significant difference is a false verdict.
//! Tables of 80 rows are drawn anew, split as an experiment of several seeds or folds splits them, and decided by the
//! sentences of the report. The lines are fitted in closed form; networks would only take longer.

use experiment::spec::{Metric, Part, Quantity};

use super::records::Fixture;

const ROWS: usize = 80;
const NOISE: f64 = 0.5;

/// How an experiment repeats its runs.
#[derive(Debug, Clone, Copy)]
pub enum Repetition {
    /// So many seeds, each with a quarter of the rows as its test part.
    Seeds(usize),
    /// So many folds.
    Folds(usize),
    /// So many seeds, each with a partition of its own into so many folds.
    RepeatedFolds(usize, usize),
}

impl Repetition {
    fn runs(self) -> usize {
        match self {
            Repetition::Seeds(runs) | Repetition::Folds(runs) => runs,
            Repetition::RepeatedFolds(seeds, folds) => seeds * folds,
        }
    }

    /// The rows of a test part.
    fn test_rows(self) -> usize {
        match self {
            Repetition::Seeds(_) => ROWS / 4,
            Repetition::Folds(folds) | Repetition::RepeatedFolds(_, folds) => ROWS / folds,
        }
    }

    fn config(self, arms: usize) -> String {
        let (seeds, split) = match self {
            Repetition::Seeds(seeds) => (seeds, "test = 0.25".to_owned()),
            Repetition::Folds(folds) => (1, format!("folds = {folds}")),
            Repetition::RepeatedFolds(seeds, folds) => (seeds, format!("folds = {folds}")),
        };
        let seeds: Vec<usize> = (1..=seeds).collect();
        let hidden: Vec<[usize; 1]> = (1..=arms).map(|width| [width]).collect();
        format!(
            "title = \"Simulation\"\nseeds = {seeds:?}\n[dataset]\nname = \"diabetes\"\n{split}\n\
             [network]\nhidden = [1]\n[training]\nepochs = 1\n[sweep]\n\"network.hidden\" = {hidden:?}\n"
        )
    }

    /// Whether each row is in the test part, run by run.
    fn test_parts(self, random: &mut Random) -> Vec<Vec<bool>> {
        let folds = ROWS / self.test_rows();
        let mut places = Vec::new();
        let part = |run: usize| {
            let fold = match self {
                Repetition::Seeds(_) => 0,
                Repetition::Folds(_) | Repetition::RepeatedFolds(..) => run % folds,
            };
            // Every seed has a split of its own; so has the first fold of every partition.
            if fold == 0 {
                places = random.permutation(ROWS);
            }
            places.iter().map(|place| place % folds == fold).collect()
        };
        (0..self.runs()).map(part).collect()
    }
}

/// How many of `tables` tables with these weights, one for each arm, give a significant difference.
pub fn significant_of(tables: usize, weights: &[f64], repetition: Repetition, seed: u64) -> usize {
    let mut random = Random(seed);
    let mut fixture = Fixture::of(&repetition.config(weights.len()));
    let test = repetition.test_rows();
    for record in &mut fixture.records {
        record.run.data.rows = [ROWS - test, 0, test];
        record.run.baselines.clear();
    }
    let significant = |_: &usize| {
        let inputs: Vec<Vec<f64>> = weights.iter().map(|_| (0..ROWS).map(|_| random.normal()).collect()).collect();
        let sum = |row: usize| weights.iter().zip(&inputs).map(|(weight, input)| weight * input[row]).sum::<f64>();
        let target: Vec<f64> = (0..ROWS).map(|row| sum(row) + NOISE * random.normal()).collect();
        let parts = repetition.test_parts(&mut random);
        for (index, record) in fixture.records.iter_mut().enumerate() {
            let (arm, run) = (index / parts.len(), index % parts.len());
            let r2 = r2_of_line(&inputs[arm], &target, &parts[run]);
            super::records::set_final(record, Metric { part: Part::Test, quantity: Quantity::R2 }, r2);
        }
        let answer = fixture.answer();
        let [better, unclear] =
            ["It is better than", "It does not differ significantly"].map(|words| answer.contains(words));
        assert!(better || unclear, "no verdict: {answer}");
        better
    };
    (0..tables).filter(significant).count()
}

/// R² on the test part of the line that fits the other rows best.
fn r2_of_line(x: &[f64], y: &[f64], test: &[bool]) -> f64 {
    let of = |part: bool| -> Vec<(f64, f64)> {
        (0..x.len()).filter(|&row| test[row] == part).map(|row| (x[row], y[row])).collect()
    };
    let mean = |points: &[(f64, f64)], value: fn(&(f64, f64)) -> f64| {
        points.iter().map(value).sum::<f64>() / points.len() as f64
    };
    let (train, test) = (of(false), of(true));
    let (x_mean, y_mean) = (mean(&train, |point| point.0), mean(&train, |point| point.1));
    let products: f64 = train.iter().map(|(x, y)| (x - x_mean) * (y - y_mean)).sum();
    let squares: f64 = train.iter().map(|(x, _)| (x - x_mean) * (x - x_mean)).sum();
    let line = |x: f64| y_mean + products / squares * (x - x_mean);
    let test_mean = mean(&test, |point| point.1);
    let residual: f64 = test.iter().map(|(x, y)| (y - line(*x)) * (y - line(*x))).sum();
    let total: f64 = test.iter().map(|(_, y)| (y - test_mean) * (y - test_mean)).sum();
    1.0 - residual / total
}

/// SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014), with what is drawn from it.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// In (0, 1).
    fn uniform(&mut self) -> f64 {
        ((self.next() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    /// By Box and Muller's formula.
    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * libm::log(self.uniform())).sqrt();
        radius * libm::cos(std::f64::consts::TAU * self.uniform())
    }

    fn permutation(&mut self, count: usize) -> Vec<usize> {
        let mut places: Vec<usize> = (0..count).collect();
        for last in (1..count).rev() {
            places.swap(last, (self.uniform() * (last + 1) as f64) as usize);
        }
        places
    }
}
