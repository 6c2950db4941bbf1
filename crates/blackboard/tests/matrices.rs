//! A network in matrices on its page: the numbers of lecture 004, and shapes that fit.

mod common;

use blackboard::page::page;
use blackboard::writing::BoardRequest;
use common::{Case, mazur};
use engine::Matrix;
use experiment::spec::Task;

fn text(case: &Case) -> String {
    let (spec, dataset, followed) = (&case.spec, &case.dataset, &case.followed);
    page(&BoardRequest { title: "", spec, dataset, followed, steps: 1, samples: &[] }, &[], 1, &mut Vec::new())
}

/// The gradients as lecture 004 prints them, with four digits: 0.082167041, 0.08266763, −0.02260254, −0.02274024,
/// 0.000438568, 0.000497713, 0.000877135, 0.000995425.
#[test]
fn lecture_004_stands_in_matrices() {
    let page = text(&mazur("simultaneous", 3));
    for line in [
        "\\begin{pmatrix} 0.3775 & 0.3925 \\end{pmatrix}",
        "\\begin{pmatrix} 0.08217 & -0.0226 \\\\ 0.08267 & -0.02274 \\end{pmatrix}",
        "\\begin{pmatrix} 0.0004386 & 0.0004977 \\\\ 0.0008771 & 0.0009954 \\end{pmatrix}",
        "\\underset{1 \\times 2}{\\Delta^{(2)}}\\,\\underset{2 \\times 2}{{W^{(2)}}^\\top} \\odot f'(Z^{(1)})",
    ] {
        assert!(page.contains(line), "{line}\n\n{page}");
    }
    assert!(!text(&mazur("sequential", 3)).contains("In matrices"), "its gradients belong to no one point");
}

/// The shape of a matrix, and what follows it.
fn shape(text: &str) -> Option<([usize; 2], &str)> {
    let (shape, rest) = text.strip_prefix("\\underset{")?.split_once("}{")?;
    let (rows, columns) = shape.split_once(" \\times ")?;
    Some(([rows.parse().ok()?, columns.parse().ok()?], rest))
}

/// 2-4-5 on three rows: of matrices that are multiplied the inner sizes are equal, and no two sizes are the same.
#[test]
fn shapes_of_products_fit() {
    let config = "title = \"Shapes\"\n[network]\nhidden = [4]\n[training]\nbatch_size = 3\n\
                  optimizer = { rule = \"gradient-descent\", learning_rate = 0.1 }\n";
    let x = Matrix::from_rows(&[[0.5, -1.0], [1.5, 0.25], [-0.75, 2.0]]);
    let t = Matrix::from_rows(&[[0.1, 0.2, 0.3, 0.4, 0.5], [0.0; 5], [0.5, 0.4, 0.3, 0.2, 0.1]]);
    let page = text(&Case::new(config, Task::Regression, x, t, &[0, 1, 2], 3));
    let mut products = 0;
    for (at, _) in page.match_indices("}\\,\\underset") {
        let left = page[..at].rfind("\\underset").and_then(|start| shape(&page[start..]));
        let right = shape(&page[at + 3..]);
        let (([_, columns], _), ([rows, _], _)) = left.zip(right).expect("both have shapes");
        assert_eq!(columns, rows, "{}", &page[at.saturating_sub(120)..at + 60]);
        products += 1;
    }
    // Forward one in each layer; backward Δ of the first, and two gradients in each.
    assert_eq!(products, 2 + 1 + 2 * 2, "{page}");
    assert!(page.contains("\\underset{2 \\times 3}{X^\\top}\\,\\underset{3 \\times 4}{\\Delta^{(1)}}"), "{page}");
}
