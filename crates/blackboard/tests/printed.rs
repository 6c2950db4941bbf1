//! What a reader sees on a board is right: every printed formula, read from the text like a sum on paper and worked out
//! by other code than any engine's, comes to the result that is printed behind it.

mod common;

use blackboard::format::{Results, terminal};
use blackboard::writing::{BoardRequest, board};
use common::Case;
use engine::Matrix;
use experiment::spec::Task;

/// A sum on paper: signs, products, quotients, powers, roots, parentheses and a few functions.
struct Paper {
    letters: Vec<char>,
    at: usize,
}

impl Paper {
    /// The value of a text; none where letters stand for numbers.
    fn value(text: &str) -> Option<f64> {
        let letters = text.chars().filter(|letter| *letter != ' ').collect();
        let mut paper = Paper { letters, at: 0 };
        let value = paper.sum()?;
        (paper.at == paper.letters.len()).then_some(value)
    }

    fn takes(&mut self, text: &str) -> bool {
        let there = text.chars().enumerate().all(|(i, letter)| self.letters.get(self.at + i) == Some(&letter));
        self.at += if there { text.chars().count() } else { 0 };
        there
    }

    fn sum(&mut self) -> Option<f64> {
        let mut value = self.product()?;
        loop {
            if self.takes("+") {
                value += self.product()?;
            } else if self.takes("−") {
                value -= self.product()?;
            } else {
                return Some(value);
            }
        }
    }

    fn product(&mut self) -> Option<f64> {
        let mut value = self.signed()?;
        loop {
            if self.takes("·") {
                value *= self.signed()?;
            } else if self.takes("/") {
                value /= self.signed()?;
            } else {
                return Some(value);
            }
        }
    }

    fn signed(&mut self) -> Option<f64> {
        if self.takes("−") { Some(-self.signed()?) } else { self.power() }
    }

    fn power(&mut self) -> Option<f64> {
        let base = self.atom()?;
        let raised = |letter: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == letter);
        let negative = self.takes("⁻");
        let mut exponent = None;
        while let Some(digit) = self.letters.get(self.at).and_then(|letter| raised(*letter)) {
            exponent = Some(exponent.unwrap_or(0) * 10 + digit as i32);
            self.at += 1;
        }
        Some(exponent.map_or(base, |exponent| libm::pow(base, f64::from(if negative { -exponent } else { exponent }))))
    }

    fn atom(&mut self) -> Option<f64> {
        type Function = fn(&[f64]) -> f64;
        const FUNCTIONS: [(&str, Function); 8] = [
            ("e^(", |x| libm::exp(x[0])),
            ("lncosh(", |x| libm::log(libm::cosh(x[0]))),
            ("ln(", |x| libm::log(x[0])),
            ("tanh(", |x| libm::tanh(x[0])),
            ("max(", |x| x.iter().copied().fold(f64::NEG_INFINITY, f64::max)),
            ("min(", |x| x.iter().copied().fold(f64::INFINITY, f64::min)),
            ("sign(", |x| if x[0] == 0.0 { 0.0 } else { x[0].signum() }),
            ("(", |x| x[0]),
        ];
        if self.takes("…") {
            return Some(0.0);
        }
        if self.takes("√") {
            return self.atom().map(f64::sqrt);
        }
        if self.takes("|") {
            let inner = self.sum()?;
            return self.takes("|").then(|| inner.abs());
        }
        for (name, function) in FUNCTIONS {
            if self.takes(name) {
                let mut arguments = vec![self.sum()?];
                while self.takes(",") {
                    arguments.push(self.sum()?);
                }
                return self.takes(")").then(|| function(&arguments));
            }
        }
        let start = self.at;
        while self.letters.get(self.at).is_some_and(|letter| letter.is_ascii_digit() || *letter == '.') {
            self.at += 1;
        }
        self.letters[start..self.at].iter().collect::<String>().parse().ok()
    }
}

/// The lines of a board, each in one piece, cut at its equals signs.
fn lines(text: &str) -> Vec<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        match (line.trim_start().starts_with("= "), lines.last_mut()) {
            (true, Some(before)) => before.push_str(&format!(" {}", line.trim())),
            _ => lines.push(line.to_owned()),
        }
    }
    let of_working = lines.iter().filter(|line| line.starts_with("  ") && line.contains(" = "));
    let without_remark = of_working.map(|line| line.split("   (").next().unwrap_or_default().to_owned());
    without_remark.map(|line| line.split(" = ").map(|part| part.trim().to_owned()).collect()).collect()
}

/// Sixteen digits are off by half a unit of the last; formulas of some ten numbers of size 1 lose two digits of them.
fn holds(case: &Case, at_least: usize) {
    let (spec, dataset, followed) = (&case.spec, &case.dataset, &case.followed);
    let board = board(&BoardRequest { title: "", spec, dataset, followed, steps: 2, samples: &[0, 1] });
    let mut checked = 0;
    for line in lines(&terminal(&board, 16, Results::Shown)) {
        let result = line.last().and_then(|result| Paper::value(result)).unwrap_or_else(|| panic!("{line:?}"));
        for value in line[1..line.len() - 1].iter().filter_map(|stage| Paper::value(stage)) {
            assert!((value - result).abs() <= 1e-13 * result.abs().max(1.0), "{value} is not {result}: {line:?}");
            checked += 1;
        }
    }
    assert!(checked >= at_least, "{checked} formulas were worked out");
}

fn rows() -> Matrix {
    Matrix::from_rows(&[[0.5, -1.0], [1.5, 0.25], [-0.75, 2.0], [0.1, 0.3]])
}

#[test]
fn two_hidden_layers_with_batch_norm_and_adam() {
    let config = r#"
title = "Batch norm and Adam"
network = { hidden = [3, 2], activation = "sigmoid", batch_norm = {} }
training = { loss = "mean-squared-error", batch_size = "full", optimizer = { rule = "adam", learning_rate = 0.05 } }
"#;
    let t = Matrix::from_rows(&[[1.0, 0.2], [-0.5, 0.1], [0.25, -1.0], [0.0, 0.5]]);
    holds(&Case::new(config, Task::Regression, rows(), t, &[0, 1, 2, 3], 2), 400);
}

#[test]
fn softmax_with_cross_entropy_and_a_penalty() {
    let config = r#"
title = "Softmax and l2"
network = { hidden = [3], activation = "tanh", output = "softmax" }
[training]
loss = "cross-entropy"
penalty = { l1 = 0.05, l2 = 0.1 }
batch_size = "full"
optimizer = { rule = "momentum", learning_rate = 0.1 }
"#;
    let t = Matrix::from_rows(&[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]);
    holds(&Case::new(config, Task::Classification, rows(), t, &[0, 1, 2, 3], 2), 150);
}

#[test]
fn a_residual_block_with_dropout() {
    let config = r#"
title = "Residual and dropout"
network = { hidden = [3, 3], activation = ["relu", "elu"], residual = true, dropout = 0.5 }
[training]
loss = "log-cosh"
batch_size = "full"
clip = { norm = 0.1 }
optimizer = { rule = "rmsprop", learning_rate = 0.1 }
"#;
    let t = Matrix::from_rows(&[[1.0], [-0.5], [0.25], [0.0]]);
    holds(&Case::new(config, Task::Regression, rows(), t, &[0, 1, 2, 3], 2), 150);
}

/// The reader can fail: a digit that is wrong is seen.
#[test]
fn a_sum_on_paper_is_worked_out() {
    assert_eq!(Paper::value("0.05·0.15 + 0.1·0.2 + 0.35"), Some(0.05 * 0.15 + 0.1 * 0.2 + 0.35));
    assert_eq!(Paper::value("2·(−3)² − 1/(1 + e^(−0)) + √(4 + 5) + |−7| + 2·10⁻¹"), Some(18.0 - 0.5 + 3.0 + 7.0 + 0.2));
    assert_eq!(Paper::value("max(0, −2, 5) + ln(1) − sign(−3)"), Some(6.0));
    assert_eq!(Paper::value("x₁·w₁₁⁽¹⁾ + b⁽¹⁾"), None);
    assert_eq!(lines("a\n  z = b·c\n    = 2·3\n    = 6   (as it is)\n"), [["z", "b·c", "2·3", "6"]]);
}
