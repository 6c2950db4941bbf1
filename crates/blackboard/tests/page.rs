//! The page of a worked example: every printed number stands on it once, with its mark and its reason.

mod common;

use blackboard::page::{Printed, in_short, page};
use blackboard::writing::BoardRequest;
use common::{Case, mazur};
use experiment::judged::PrintedMark;

fn printed(case: &Case, quantity: &str, digits: &str, mark: PrintedMark) -> Printed {
    let computed = (mark != PrintedMark::Lost).then(|| case.ask(quantity));
    Printed {
        term: quantity.parse().ok(),
        quantity: quantity.into(),
        printed: Some(digits.into()),
        source: "004 l.1".into(),
        computed,
        mark,
        right: (mark == PrintedMark::Misprint).then(|| "0.0364".into()),
        why: (mark == PrintedMark::Misprint).then(|| "The sum | of both paths is another.".into()),
        given: Vec::new(),
        scaling: None,
    }
}

fn example() -> (Case, Vec<Printed>) {
    let case = mazur("simultaneous", 3);
    let numbers = vec![
        printed(&case, "layers.0.z[0]", "0.3775", PrintedMark::Met),
        printed(&case, "output output 1 sample 0", "0.7729", PrintedMark::Met),
        printed(&case, "dlayers.0.a[0]", "0.0365", PrintedMark::Misprint),
        printed(&case, "layers.1.weight[0,0] @ 1", "0.3589", PrintedMark::Met),
        printed(&case, "layers.1.weight[0,0] @ 2", "0.3189", PrintedMark::Met),
        printed(&case, "dlayers.0.a[0] of loss output 0", "0.0554", PrintedMark::Met),
    ];
    (case, numbers)
}

fn text(case: &Case, numbers: &[Printed]) -> String {
    let (spec, dataset, followed) = (&case.spec, &case.dataset, &case.followed);
    page(&BoardRequest { title: "", spec, dataset, followed, steps: 1, samples: &[] }, numbers, 1, &mut Vec::new())
}

#[test]
fn a_number_stands_at_its_line_or_by_itself() {
    let (case, numbers) = example();
    let page = text(&case, &numbers);
    let rows = [
        "| z₁⁽¹⁾ | x₁·w₁₁⁽¹⁾ + x₂·w₂₁⁽¹⁾ + b⁽¹⁾ = 0.05·0.15 + 0.1·0.2 + 0.35 | 0.3775 | 0.3775 | ✓ (004 l.1) |",
        "| 0.7729284653 | 0.7729 | ✓ (004 l.1) |",
        "| 0.03635030639 | 0.0365 | ✗ misprint, right 0.0364 (004 l.1) |",
        "| 0.3589164797 | 0.3589 | ✓ (004 l.1) |",
        "| w₁₁⁽²⁾, after 2 updates |  | w₁₁⁽²⁾⁺ = w₁₁⁽²⁾ − η·∂J/∂w₁₁⁽²⁾ = 0.3589164797 − 0.5·",
        "| ∂E₁/∂a₁⁽¹⁾ |  | ∂E₁/∂a₁⁽¹⁾ = w₁₁⁽²⁾·f′(z₁⁽²⁾)·(y₁ − t₁) \
         = 0.4·0.1868156018·(0.7513650696 − 0.01) | 0.05539942465 | 0.0554 | ✓ (004 l.1) |",
        "- 004 l.1, ∂J/∂a₁⁽¹⁾: printed 0.0365, right 0.0364. The sum \\| of both paths is another.",
    ];
    for row in rows {
        assert!(page.contains(row), "{row}\n\n{page}");
    }
    for of in &numbers {
        let digits = of.printed.as_deref().expect("all are printed");
        assert_eq!(page.matches(&format!("| {digits} | ")).count(), 1, "{digits}\n\n{page}");
    }
    assert!(!page.contains("NaN"), "{page}");
}

/// Two further updates stand in one table, the last after the third.
#[test]
fn the_page_goes_on_for_two_updates() {
    let (case, numbers) = example();
    let page = text(&case, &numbers);
    assert!(page.contains("\n## Further updates\n"), "{page}");
    assert!(page.contains("| | start | after 1 | after 2 | after 3 |"), "{page}");
    let row = page.lines().find(|line| line.starts_with("| w₁₁⁽²⁾ |")).expect("it has a row");
    let last = blackboard::digits::printed(case.ask("layers.1.weight[0,0] @ 3"), 10).digits;
    assert!(row.contains(&last), "{row} has no {last}");
}

/// A number that is printed twice has both beside it.
#[test]
fn a_line_has_all_its_printed_numbers() {
    let (case, mut numbers) = example();
    numbers.push(printed(&case, "layers.0.z[0]", "0.378", PrintedMark::Met));
    let page = text(&case, &numbers);
    assert!(page.contains("| 0.3775 | 0.3775; 0.378 | ✓ (004 l.1); ✓ (004 l.1) |"), "{page}");
}

/// A number is not taken for that of a line from which it differs: it goes on from others.
#[test]
fn given_numbers_stand_apart() {
    let (case, mut numbers) = example();
    numbers[0].given = vec!["x[0] = 0.06".into()];
    numbers[0].computed = Some(case.ask_given("layers.0.z[0]", &[("x[0]", 0.06)]).expect("it is there"));
    let row = "| z₁⁽¹⁾ | x₁ = 0.06 \
               | z₁⁽¹⁾ = x₁·w₁₁⁽¹⁾ + x₂·w₂₁⁽¹⁾ + b⁽¹⁾ = 0.06·0.15 + 0.1·0.2 + 0.35 | 0.379 |";
    let page = text(&case, &numbers);
    assert!(page.contains(row), "{page}");
}

#[test]
fn the_first_sentence_counts() {
    let (case, mut numbers) = example();
    assert_eq!(in_short(&numbers), "6 printed numbers: 5 come out as printed, 1 is a misprint.");
    numbers.push(Printed { mark: PrintedMark::Shown, printed: None, ..printed(&case, "loss", "", PrintedMark::Shown) });
    numbers.push(printed(&case, "output[0] of the lost network", "5.0038", PrintedMark::Lost));
    let sentence = "7 printed numbers: 5 come out as printed, 1 is a misprint, \
                    1 cannot be computed from what is printed. \
                    One more is asked for and not printed.";
    assert_eq!(in_short(&numbers), sentence);
    let page = text(&case, &numbers);
    assert!(page.contains("| output\\[0\\] of the lost network |  |  |  | 5.0038 | ? lost (004 l.1) |"), "{page}");
}

/// A lost number may be of a layer that this network does not have.
#[test]
fn a_lost_number_is_called_as_the_config_calls_it() {
    let (case, mut numbers) = example();
    numbers.push(printed(&case, "layers.9.z[0]", "5.0038", PrintedMark::Lost));
    let page = text(&case, &numbers);
    assert!(page.contains("| layers.9.z\\[0\\] |  |  |  | 5.0038 | ? lost (004 l.1) |"), "{page}");
}

/// Where nothing is printed, the sentence says what is computed.
#[test]
fn the_first_sentence_names_what_is_asked_for() {
    let case = mazur("simultaneous", 1);
    let asked = |quantity: &str| Printed { printed: None, ..printed(&case, quantity, "", PrintedMark::Shown) };
    let numbers = ["output[0]", "output[1]", "loss", "dlayers.0.z[0]"].map(asked);
    let sentence = "No number is printed here. The page computes 2 outputs, the loss and a derivative.";
    assert_eq!(in_short(&numbers), sentence);
}

/// Arms that begin with the same weights show them once.
#[test]
fn weights_that_are_known_are_not_shown_again() {
    let (first, other) = (mazur("simultaneous", 1), mazur("sequential", 1));
    let mut known = Vec::new();
    let mut page = |case: &Case| {
        let (spec, dataset, followed) = (&case.spec, &case.dataset, &case.followed);
        page(&BoardRequest { title: "", spec, dataset, followed, steps: 1, samples: &[] }, &[], 2, &mut known)
    };
    let table = "w⁽¹⁾, `layers.0.weight`";
    assert!(page(&first).contains(table));
    let again = page(&other);
    assert!(!again.contains(table) && again.contains("\nThe weights are the same as above.\n"), "{again}");
    let mut moved = mazur("simultaneous", 1);
    moved.followed.updates.values_mut().for_each(|update| update.before.parameters[0] += 0.1);
    assert!(page(&moved).contains(table));
}
