//! Boards of networks they were not written for: every line is computed again, from its formula and by its name.

mod common;

use std::collections::BTreeSet;

use blackboard::board::{Block, Board};
use blackboard::format::{Results, latex, markdown, terminal};
use blackboard::writing::{BoardRequest, board};
use common::{Case, mazur};
use engine::{Layout, Matrix};
use experiment::spec::{Loss, Named, Optimizer, OutputActivation, Task};
use experiment::term::Symbol;

const STEPS: usize = 2;

fn written(case: &Case, samples: &[usize]) -> Board {
    let (spec, dataset, followed) = (&case.spec, &case.dataset, &case.followed);
    board(&BoardRequest { title: "A network", spec, dataset, followed, steps: STEPS, samples })
}

/// Every line is what its formula comes to, and what its name means. A formula has some ten operations on numbers of
/// size 1, each off by half a unit in the last place of 1.
fn holds(case: &Case, board: &Board) {
    let mut named = 0;
    for line in board.lines() {
        let (value, formula) = (line.value, line.formula.value());
        let error = (value - formula).abs();
        assert!(error <= 4e-15 * value.abs().max(1.0), "{:?}: {value} is not {formula}: {:?}", line.name, line.formula);
        if let Some(term) = &line.term {
            let asked = case.ask(&term.to_string());
            assert!((asked - value).abs() <= 4e-15 * value.abs().max(1.0), "{term}: {asked} is not {value}");
            named += 1;
        }
    }
    assert!(named > 20, "{named} lines have names");
}

/// Every parameter has a gradient and a new value on the board, in every update.
fn is_whole(case: &Case, board: &Board) {
    let layout = Layout::of(&case.spec, case.dataset.inputs.columns(), case.dataset.targets.columns());
    let terms: BTreeSet<String> =
        board.lines().filter_map(|line| line.term.as_ref()).map(|term| term.to_string()).collect();
    for update in 0..STEPS {
        for index in 0..layout.len() {
            let name = layout.element_name(index);
            let frozen = layout.tensors.iter().any(|of| of.frozen && of.range().contains(&index));
            let at = if update == 0 { String::new() } else { format!(" @ {update}") };
            let one_point = case.spec.training.update == experiment::spec::Update::Simultaneous;
            assert!(!one_point || terms.contains(&format!("d{name}{at}")), "no line for d{name}{at}");
            assert!(frozen || terms.contains(&format!("{name} @ {}", update + 1)), "no line for {name} after {update}");
        }
    }
}

/// The gradients of the first update against central differences of the engine's objective, whose error at h = 1e-5 is
/// below 1e-8 for objectives of size 1.
fn is_differentiated(case: &Case, board: &Board) {
    let layout = Layout::of(&case.spec, case.dataset.inputs.columns(), case.dataset.targets.columns());
    let h = 1e-5;
    for index in 0..layout.len() {
        let name = format!("d{}", layout.element_name(index));
        let line = board.lines().find(|line| line.term.as_ref().is_some_and(|term| term.to_string() == name));
        let found = line.unwrap_or_else(|| panic!("no line for {name}")).value;
        let difference = (case.objective(index, h) - case.objective(index, -h)) / (2.0 * h);
        assert!((found - difference).abs() < 1e-7, "{name}: {found} is not {difference}");
    }
}

fn all(case: &Case, samples: &[usize]) {
    let board = written(case, samples);
    holds(case, &board);
    is_whole(case, &board);
    is_differentiated(case, &board);
    for digits in [4, 12] {
        for results in [Results::Shown, Results::Blank] {
            assert!(terminal(&board, digits, results).contains('='));
            assert!(markdown(&board, digits, results).contains("```math"));
            let document = latex(&board, digits, results);
            assert!(document.starts_with("\\documentclass") && document.trim_end().ends_with("\\end{document}"));
            assert!(!document.contains('?'), "a letter has no command: {document}");
            assert!(document.is_ascii(), "pdflatex reads this without inputenc");
        }
    }
}

fn rows() -> Matrix {
    Matrix::from_rows(&[[0.5, -1.0], [1.5, 0.25], [-0.75, 2.0], [0.1, 0.3], [-0.2, -0.6]])
}

/// Two hidden layers with batch normalization and Adam.
#[test]
fn batch_norm_and_adam() {
    let config = r#"
title = "Batch norm and Adam"
network = { hidden = [3, 2], activation = "sigmoid", batch_norm = {} }
training = { loss = "mean-squared-error", batch_size = "full", optimizer = { rule = "adam", learning_rate = 0.05 } }
"#;
    let t = Matrix::from_rows(&[[1.0, 0.2], [-0.5, 0.1], [0.25, -1.0], [0.0, 0.5], [0.7, 0.7]]);
    let case = Case::new(config, Task::Regression, rows(), t, &[0, 1, 2, 3, 4], STEPS);
    all(&case, &[]);
    all(&case, &[1, 3]);
}

/// Softmax, cross-entropy and a penalty, one row at a time, with momentum.
#[test]
fn softmax_and_a_penalty() {
    let config = r#"
title = "Softmax and l2"
network = { hidden = [3], activation = "tanh", output = "softmax" }
[training]
loss = "cross-entropy"
penalty = { l2 = 0.1 }
batch_size = 1
optimizer = { rule = "momentum", learning_rate = 0.1 }
"#;
    let t = Matrix::from_rows(&[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]);
    all(&Case::new(config, Task::Classification, rows(), t, &[2], STEPS), &[]);
}

/// A residual block between different widths and one between equal ones, with dropout.
#[test]
fn residual_and_dropout() {
    let config = r#"
title = "Residual and dropout"
network = { hidden = [3, 3], activation = ["softplus", "elu"], residual = true, dropout = 0.5 }
training = { loss = "log-cosh", batch_size = "full", optimizer = { rule = "rmsprop", learning_rate = 0.1 } }
"#;
    let t = Matrix::from_rows(&[[1.0], [-0.5], [0.25], [0.0], [0.7]]);
    all(&Case::new(config, Task::Regression, rows(), t, &[3, 0, 1], STEPS), &[0, 3]);
}

/// Maxout, prelu, a shared bias, clip, max-norm and every rule, on one row and on three.
#[test]
fn the_other_parts() {
    let parts = [
        ("\"leaky-relu\"", "output = \"sigmoid\"", "loss = \"binary-cross-entropy\"", "adamw"),
        ("{ kind = \"maxout\", pieces = 2 }", "bias = \"per-unit\"", "clip = { norm = 0.05 }", "adamax"),
        ("\"prelu\"", "bias = \"per-unit\"", "loss = \"huber\"\nclip = { value = 0.01 }", "nesterov"),
        ("\"softsign\"", "bias = \"none\"", "clip = { tensor_norm = 0.01 }", "adagrad"),
        ("\"silu\"", "output = \"tanh\"", "loss = \"absolute-error\"\nmax_norm = 0.5", "normalised-gradient"),
        ("\"gelu\"", "bias = \"shared\"", "loss = \"sum-squared-error\"\nupdate = \"sequential\"", "gradient-descent"),
        (
            "\"arctan\"",
            "output = \"identity\"",
            "loss = \"total-squared-error\"\npenalty = { l1 = 0.1 }",
            "gradient-descent",
        ),
        ("\"relu\"", "output = \"softmax\"", "loss = \"squared-error\"", "gradient-descent"),
    ];
    for (activation, network, training, rule) in parts {
        let config = format!(
            "title = \"Parts\"\nengines = [\"from-scratch\"]\n\
             [network]\nhidden = [2, 3]\nactivation = {activation}\n{network}\n\
             [training]\n{training}\nbatch_size = 3\noptimizer = {{ rule = \"{rule}\", learning_rate = 0.1 }}\n"
        );
        let t = Matrix::from_rows(&[[1.0, 0.0], [0.0, 1.0], [0.25, 0.75], [1.0, 0.0], [0.0, 1.0]]);
        for rows_of_batch in [&[4][..], &[4, 2, 0]] {
            let of_classes = training.contains("cross-entropy") || network.contains("softmax");
            let task = if of_classes { Task::Classification } else { Task::Regression };
            let case = Case::new(&config, task, rows(), t.clone(), rows_of_batch, STEPS);
            let board = written(&case, &[]);
            holds(&case, &board);
            is_whole(&case, &board);
        }
    }
}

/// Every loss of the schema, on two outputs of the kind that it needs, and every rule, on one output.
#[test]
fn every_loss_and_every_rule_is_written_by_hand() {
    let config = |loss: Loss, rule: &str| {
        let network = match loss.output().unwrap_or(OutputActivation::Tanh) {
            OutputActivation::Step => "kind = \"perceptron\"".to_owned(),
            output => format!("hidden = []\noutput = \"{}\"", output.as_str()),
        };
        format!(
            "title = \"Every loss\"\nengines = [\"from-scratch\"]\n[network]\n{network}\n[training]\n\
             loss = \"{}\"\nbatch_size = 5\noptimizer = {{ rule = \"{rule}\", learning_rate = 0.1 }}\n",
            loss.as_str()
        )
    };
    let boards = |loss: Loss, rule: &str, targets: Matrix| {
        let task = if loss.classifies() { Task::Classification } else { Task::Regression };
        let case = Case::new(&config(loss, rule), task, rows(), targets, &[0, 1, 2, 3, 4], STEPS);
        holds(&case, &written(&case, &[]));
    };
    for loss in Named::<Loss>::every() {
        let low = if loss.wants_signed_targets() { -1.0 } else { 0.0 };
        let two = Matrix::from_rows(&[[1.0, low], [low, 1.0], [low, 1.0], [1.0, low], [low, 1.0]]);
        boards(loss, "gradient-descent", two);
    }
    for rule in Optimizer::NAMES.iter().copied().filter(|rule| *rule != "lbfgs") {
        let targets = Matrix::from_rows(&[[1.0], [-0.5], [0.25], [0.0], [0.7]]);
        boards(Loss::SquaredError, rule, targets);
    }
}

/// Logits of ±1000, whose exponentials are no numbers: softmax by differences, losses from the logits.
#[test]
fn far_out_there_are_numbers() {
    for (output, loss) in [("softmax", "cross-entropy"), ("sigmoid", "binary-cross-entropy")] {
        let config = format!(
            "title = \"Far out\"\n[network]\nhidden = []\noutput = \"{output}\"\nbias = \"none\"\n\
             [initial]\n\"layers.0.weight\" = [[1000.0, -1000.0]]\n\
             [training]\nloss = \"{loss}\"\noptimizer = {{ rule = \"gradient-descent\", learning_rate = 0.1 }}\n"
        );
        let (x, t) = (Matrix::from_rows(&[[1.0]]), Matrix::from_rows(&[[0.0, 1.0]]));
        let case = Case::new(&config, Task::Classification, x, t, &[0], STEPS);
        let board = written(&case, &[]);
        for line in board.lines() {
            let (value, formula) = (line.value, line.formula.value());
            assert!((value - formula).abs() <= 1e-13 * value.abs().max(1.0), "{:?}: {value}, {formula}", line.name);
        }
        // Softmax: −ln y₂ = 2000. Sigmoid: both are wrong by 1000, and the loss is their mean.
        let wanted = if output == "softmax" { 2000.0 } else { 1000.0 };
        assert_eq!(case.ask("loss"), wanted);
    }
}

/// Of L-BFGS the gradient is worked by hand, and its step stands as a result.
#[test]
fn lbfgs_shows_its_step() {
    let config = r#"
title = "L-BFGS"
network = { hidden = [2] }
training = { batch_size = "full", optimizer = { rule = "lbfgs", learning_rate = 1.0 } }
"#;
    let t = Matrix::from_rows(&[[1.0], [-0.5], [0.25], [0.0], [0.7]]);
    let case = Case::new(config, Task::Regression, rows(), t, &[0, 1, 2, 3, 4], STEPS);
    assert!(matches!(case.spec.training.optimizer, Optimizer::Lbfgs { .. }));
    all(&case, &[]);
}

/// A wide network says what it leaves out, and a long sum what the rest of it comes to.
#[test]
fn a_wide_network_says_what_it_leaves_out() {
    let config = "title = \"Wide\"\nnetwork = { hidden = [20] }\n\
                  training = { optimizer = { rule = \"gradient-descent\", learning_rate = 0.1 } }\n";
    let inputs = Matrix::new(1, 12, (0..12).map(|i| f64::from(i) / 10.0).collect());
    let case = Case::new(config, Task::Regression, inputs, Matrix::from_rows(&[[1.0]]), &[0], STEPS);
    let board = written(&case, &[]);
    holds(&case, &board);
    let text = terminal(&board, 6, Results::Shown);
    assert!(text.contains("Left out: units 4 to 20, which are worked in the same way."));
    assert!(text.contains("Left out: 231 of the 240 elements of layers.0.weight, worked in the same way."));
    assert!(text.contains(" + … + "));
}

/// Nothing that is to be found stands on an exercise sheet.
#[test]
fn a_blank_board_holds_no_results() {
    let case = mazur("simultaneous", STEPS);
    let board = written(&case, &[]);
    let sheet = terminal(&board, 6, Results::Blank);
    let asked = |line: &&blackboard::board::Line| line.asked == blackboard::board::Asked::For;
    for line in board.lines().filter(asked).filter(|line| line.formula.has_names()) {
        let number = blackboard::digits::printed(line.value, 6).digits;
        let short = number.len() < 5;
        assert!(short || !sheet.contains(&number), "{number} stands on the sheet");
    }
    assert!(sheet.contains("  x₁ = 0.05\n"), "{sheet}");
    assert!(sheet.contains("z₁⁽¹⁾ = x₁·w₁₁⁽¹⁾ + x₂·w₂₁⁽¹⁾ + b⁽¹⁾ = __________"), "{sheet}");
}

/// What training never does stands on no board.
#[test]
fn a_board_ends_with_training() {
    let mut case = mazur("simultaneous", STEPS);
    case.followed.end = Some(engine::update::End { updates: 1, epochs: 1 });
    let text = terminal(&written(&case, &[]), 6, Results::Shown);
    assert!(text.contains("Update 1") && !text.contains("Update 2"), "{text}");
    assert!(text.contains("\nTraining ends after one update.\n"), "{text}");
}

/// The lines of lecture 004 as a reader sees them.
#[test]
fn lecture_004_on_a_terminal() {
    let board = written(&mazur("simultaneous", STEPS), &[]);
    let text = terminal(&board, 6, Results::Shown);
    for line in [
        "  z₁⁽¹⁾ = x₁·w₁₁⁽¹⁾ + x₂·w₂₁⁽¹⁾ + b⁽¹⁾ = 0.05·0.15 + 0.1·0.2 + 0.35 = 0.3775",
        "  a₁⁽¹⁾ = 1/(1 + e^(−z₁⁽¹⁾)) = 1/(1 + e^(−0.3775)) = 0.59327",
        "  E₁ = 0.5·(y₁ − t₁)² = 0.5·(0.751365 − 0.01)² = 0.274811",
        "  f′(z₁⁽²⁾) = y₁·(1 − y₁) = 0.751365·(1 − 0.751365) = 0.186816",
        "          = 0.0553994 + (−0.0190491)",
        "  w₁₁⁽²⁾⁺ = w₁₁⁽²⁾ − η·∂J/∂w₁₁⁽²⁾ = 0.4 − 0.5·0.082167 = 0.358916",
    ] {
        assert!(text.contains(line), "{line}\n\n{text}");
    }
    let drawings = board.blocks.iter().filter(|block| matches!(block, Block::Drawing(_))).count();
    assert_eq!(drawings, 1);
    assert!(board.lines().any(|line| line.term.as_ref().is_some_and(|term| term.element.symbol == Symbol::Loss)));
}
