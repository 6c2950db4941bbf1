//! What the doctor saw, on the page and in the terminal.

#[allow(dead_code, unused_imports, reason = "each test file uses its share")]
mod records;

use experiment::finding::{Finding, FindingKind};
use experiment::spec::EngineName;
use records::Fixture;

const CONFIG: &str = r#"
title = "Depth"
seeds = [1, 2, 3]
dataset = { name = "moons" }
network = { hidden = [8, 8], output = "sigmoid" }
training = { epochs = 20 }
sweep = { network.activation = ["sigmoid", "relu"] }
"#;

fn vanishing(layer: usize, value: f64) -> Finding {
    Finding {
        kind: FindingKind::VanishingGradients,
        engine: EngineName::FromScratch,
        layer: Some(layer),
        name: None,
        epoch: 0,
        value,
        threshold: 0.05,
    }
}

/// The first arm has its three runs first; so many of them are sick, in both layers.
fn sick(runs: usize) -> Fixture {
    Fixture::of(CONFIG).with(|index, record| {
        if index < runs {
            record.run.findings = vec![vanishing(0, 0.001 * (index + 1) as f64), vanishing(1, 0.04)];
        }
    })
}

#[test]
fn a_finding_of_most_runs_stands_on_the_page_with_its_reason_and_its_remedy() {
    let page = sick(3).report("depth").markdown;
    let (_, section) = page.split_once("## What the doctor sees\n\n").expect("there is a section");
    let section = section.split("\n\n## ").next().expect("a first part").split("\n\n<details>").next();
    // Of 0.001, 0.002 and 0.003 the one in the middle.
    let wanted = "**Vanishing gradients.** On the way back each layer multiplies the gradient by its \
                  weights and by the slope of its activation. Where that product is small the first layers hardly \
                  move, and stay as they were drawn. *Try* initial weights that suit the activation \
                  (\"xavier-uniform\" for tanh, \"he-normal\" for a rectifier), a rectifier, batch_norm, \
                  residual = true, or fewer layers.\n\n- sigmoid, 3 of 3 runs, \
                  the one in the middle: Before the first update the gradient in hidden layer 1 is 0.002 times \
                  that of the output layer, less than 0.05; each is divided by the size of what its layer \
                  reads (‖dw‖/‖x‖). The network has not learned. The same holds for 1 further layer.";
    assert_eq!(section, Some(wanted));
}

/// Both arms, in words that no number keeps apart.
#[test]
fn arms_that_have_the_same_share_a_sentence() {
    let fixture = Fixture::of(CONFIG).with(|_, record| record.run.findings = vec![vanishing(0, 0.002)]);
    let page = fixture.report("depth").markdown;
    let item = "\n- sigmoid; relu; each in 3 of 3 runs, the one in the middle: Before the first update the gradient";
    assert!(page.contains(item) && page.matches("is 0.002 times").count() == 1, "{page}");
}

#[test]
fn healthy_arms_and_findings_of_few_runs_leave_the_page_alone() {
    for runs in [0, 1] {
        let records = sick(runs);
        assert!(!records.report("depth").markdown.contains("doctor"), "{runs} sick runs of 3");
        assert_eq!(report::terminal::doctor(&records.records), "");
    }
}

#[test]
fn the_terminal_names_each_finding_in_a_line() {
    assert_eq!(report::terminal::doctor(&sick(2).records), "doctor: Vanishing gradients (sigmoid, 2 of 3 runs)\n");
}

/// Units that are flat from the start have a cause of their own; later ones are what updates that are too long do.
#[test]
fn what_updates_that_are_too_long_do_is_not_said_beside_them() {
    let finding = |kind, epoch| Finding { kind, epoch, ..vanishing(0, 0.9) };
    let seen = |kinds: &[(FindingKind, usize)]| {
        let findings: Vec<Finding> = kinds.iter().map(|(kind, epoch)| finding(*kind, *epoch)).collect();
        let fixture = sick(0).with(|_, record| record.run.findings = findings.clone());
        let page = fixture.report("depth").markdown;
        [
            page.contains("**Saturated units.**"),
            page.contains("**Dead units.**"),
            page.contains("**Learning rate too high.**"),
        ]
    };
    use FindingKind::{DeadUnits, RateTooHigh, SaturatedUnits};
    assert_eq!(seen(&[(SaturatedUnits, 6), (DeadUnits, 20), (RateTooHigh, 0)]), [false, false, true]);
    assert_eq!(seen(&[(SaturatedUnits, 0), (DeadUnits, 0), (RateTooHigh, 0)]), [true, true, true]);
    assert_eq!(seen(&[(SaturatedUnits, 6), (DeadUnits, 20)]), [true, true, false]);
}
