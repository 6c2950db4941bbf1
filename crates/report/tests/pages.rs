//! Learning curves, the agreement figure, the index and the HTML page, from synthetic runs.

#[allow(dead_code)] // The tests of documents use more of it.
mod records;

use experiment::record::Outcome;
use report::document::{RenderedFigure, Report};
use report::html::{PageReport, html};
use report::index::{Entry, index};

fn figure<'a>(report: &'a Report, stem: &str) -> &'a RenderedFigure {
    report.figures.iter().find(|figure| figure.stem == stem).expect("the report has this figure")
}

fn texts(svg: &str) -> Vec<&str> {
    svg.split("<text")
        .skip(1)
        .filter_map(|part| part.split_once('>')?.1.split_once('<'))
        .map(|(t, _)| t.trim())
        .collect()
}

#[test]
fn curves_name_arms_parts_and_the_second_engine() {
    let report = records::irises().report("name");
    let curves = figure(&report, "curves");
    let texts = texts(&curves.source);
    for expected in ["sigmoid", "tanh", "relu", "training", "test", "any mark: burn", "majority class (test)", "epoch"]
    {
        assert!(texts.contains(&expected), "{expected} is not in {texts:?}");
    }
    assert!(curves.caption.starts_with(
        "Objective (cross-entropy plus penalty) and accuracy over 60 epochs; epoch 0 is before training. The loss \
         without the penalty is not drawn; the table of results has it. From thin to wide lines: training and test; \
         one color and one dash for each of 3 arms. Lines are means over 5 seeds, faint lines the single runs."
    ));
}

/// 3 arms, 2 quantities, 2 parts: 12 curves of 61 epochs, and as many of burn with one mark every 8 epochs.
#[test]
fn the_numbers_behind_curves_are_those_drawn() {
    let report = records::irises().report("name");
    let csv = &figure(&report, "curves").csv;
    assert!(csv.starts_with("arm,engine,metric,epoch,mean,low,high,runs\nsigmoid,from-scratch,train-objective,0,"));
    assert_eq!(csv.lines().filter(|line| line.contains(",from-scratch,")).count(), 12 * 61);
    let marks = csv.lines().filter(|line| line.starts_with("sigmoid,burn,train-objective,"));
    let epochs: Vec<&str> = marks.filter_map(|line| line.split(',').nth(3)).collect();
    assert_eq!(epochs, ["0", "8", "16", "24", "32", "40", "48", "56"]);
}

#[test]
fn many_arms_get_a_panel_each_and_long_runs_stay_small() {
    let many = records::many().report("many");
    let caption = &figure(&many, "curves").caption;
    assert!(caption.contains("one panel for each of 9 arms"), "{caption}");
    let long = records::regression().report("long");
    for figure in long.figures.iter().chain(&many.figures) {
        assert!(figure.svg.len() < 200_000, "{} has {} bytes", figure.stem, figure.svg.len());
        assert!(figure.csv.len() < 500_000, "{} has {} bytes of CSV", figure.stem, figure.csv.len());
    }
    let csv = &figure(&long, "curves").csv;
    assert!(csv.contains(",train-loss,2000,"), "the end is never left out");
}

/// Two runs: both are shown by the band. One: there is none.
#[test]
fn a_run_that_ends_early_ends_its_curve() {
    let fixture = records::irises().with(|_, record| {
        record.metrics.rows.retain(|row| row.epoch <= 20);
        record.metrics.rows.iter_mut().filter(|row| row.epoch == 20).for_each(|row| row.values.fill(f64::NAN));
        record.run.outcomes.iter_mut().for_each(|(_, outcome)| *outcome = Outcome::Diverged { epoch: 20 });
    });
    let report = fixture.report("name");
    let csv = &figure(&report, "curves").csv;
    assert!(csv.contains("train-objective,19,") && !csv.contains("train-objective,20,") && !csv.contains("NaN"));
    assert!(report.markdown.contains("No run ended with a finite test accuracy."), "{}", report.markdown);
}

#[test]
fn agreement_is_drawn_below_its_bounds() {
    let report = records::regression().report("name");
    let agreement = figure(&report, "agreement");
    let texts = texts(&agreement.source);
    for expected in ["bound of outputs and gradients", "bound of one step", "the two engines", "the shadow"] {
        assert!(texts.contains(&expected), "{expected} is not in {texts:?}");
    }
    assert!(records::lone().report("lone").figures.iter().all(|figure| figure.stem != "agreement"));
}

/// The error of zero has no place on a logarithmic axis, and is the best there is.
#[test]
fn engines_that_compute_the_same_bits_are_said_to() {
    let same = records::regression().with(|_, record| {
        record.agreement.iter_mut().for_each(|row| (row.outputs, row.gradients, row.step) = (0.0, 0.0, 0.0));
    });
    let report = same.report("name");
    let texts = texts(&figure(&report, "agreement").source);
    assert!(texts.contains(&"all are exactly 0") && !texts.contains(&"no data"), "{texts:?}");
}

#[test]
fn the_index_tells_question_and_answer_by_topic() {
    let report = records::irises().report("mlp-iris");
    let other = Entry::read("descent-batch-size", "# Batches\n\n**In short.** 8 is best. More.\n").expect("a report");
    let beside = [("All misprints".to_owned(), "errata.md".to_owned())];
    let text = index(&[Entry::read("mlp-iris", &report.markdown).expect("a report"), other], &beside);
    assert!(text.contains("\nBeside them: [All misprints](errata.md).\n\n## Descent"), "{text}");
    let expected = "## Descent\n\n- **[Batches](descent-batch-size/report.md)**\n  8 is best.\n\n## Data\n\n\
                    - **[Fisher's irises](mlp-iris/report.md)**\n  \
                    *Which hidden activation fits the three irises best?*\n";
    assert!(text.contains(expected), "{text}");
    assert_eq!(Entry::read("x", "no title"), None);
}

#[test]
fn the_page_stands_alone() {
    let reports = [records::irises().report("mlp-iris"), records::lone().report("mlp-xor")];
    let page = html(&reports.each_ref().map(PageReport::from));
    assert_eq!(page.matches("<article id=").count(), 2);
    assert!(page.contains("<li><a href=\"#mlp-iris\">Fisher's irises</a></li>"));
    assert_eq!(page.matches("<figure>").count(), 3, "two and one figures");
    assert_eq!(page.matches("<svg ").count(), 3);
    assert!(
        page.contains("<h3 id=\"mlp-xor-results\">") && page.contains("<details id=\"mlp-xor-setup\">\n<summary>Setup"),
        "{page}"
    );
    assert!(page.contains("href=\"mlp-iris/figures/curves.csv\""));
    for outside in ["src=\"http", "url(", "@import", "<script", "src=\"figures"] {
        assert!(!page.contains(outside), "{outside} is in the page");
    }
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|part| part.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "ids are unique");
}

/// What users write is words on the page and in the pictures, never markup.
#[test]
fn words_of_users_are_no_markup_on_the_page() {
    let mut fixture = records::lone();
    fixture.experiment.title = "<script>a</script> & `b` | c".to_owned();
    fixture.experiment.question = Some("\"<img src=x>\" & [d](http://e)".to_owned());
    let page = html(&[PageReport::from(&fixture.report("lone"))]);
    for markup in ["<script", "<img src=x", "<code>b", "href=\"http"] {
        assert!(!page.contains(markup), "{markup} came through");
    }
    let title = "&lt;script&gt;a&lt;/script&gt; &amp; `b` | c";
    assert_eq!(page.matches(title).count(), 2, "the title stands in the list and above its report");
}

/// A name is a path, a title may look like a list, and a question too: the list of reports has its links all the same.
#[test]
fn names_and_titles_that_look_like_markdown_are_read_as_words() {
    let mut fixture = records::lone();
    fixture.experiment.title = "1. [Foo] bar]".to_owned();
    fixture.experiment.question = Some("- is it [a]: b?".to_owned());
    let report = fixture.report("my exp");
    assert!(report.markdown.starts_with("# 1\\. [Foo] bar]\n\n> \\- is it [a\\]: b?\n"), "{}", report.markdown);
    let entry = Entry::read("my exp", &report.markdown).expect("a report");
    let list = index(&[entry], &[]);
    assert!(list.contains("- **[1\\. \\[Foo\\] bar\\]](my%20exp/report.md)**\n  *\\- is it [a\\]: b?*\n"), "{list}");
    let page = html(&[PageReport::from(&report)]);
    for expected in [
        "<li><a href=\"#my%20exp\">1. [Foo] bar]</a></li>",
        "<article id=\"my%20exp\">",
        "<h2>1. [Foo] bar]</h2>",
        "<p>- is it [a]: b?</p>",
        "href=\"my%20exp/figures/curves.csv\"",
    ] {
        assert!(page.contains(expected), "{expected} is not in {page}");
    }
}

/// Formulas become MathML, within words, on lines of their own and in tables; a lone dollar and code stay as they are.
#[test]
fn formulas_are_mathml_on_the_page() {
    let markdown = "# T\n\nThe $f'(z)$ and $`\\hat y_i`$ at \\$5 and `$x$`.\n\n```math\nE = \\frac12\n```\n\n\
                    | a |\n|---|\n| $w_1$ |\n";
    let page = html(&[PageReport { name: "t".to_owned(), markdown: markdown.to_owned(), figures: Vec::new() }]);
    assert_eq!(page.matches("<math display=\"inline\">").count(), 3, "{page}");
    assert_eq!(page.matches("<div class=\"formula\" tabindex=\"0\"><math display=\"block\">").count(), 1, "{page}");
    assert!(page.contains("at $5 and <code>$x$</code>"), "{page}");
    assert!(page.contains("<td><math display=\"inline\"><msub><mi>w</mi><mn>1</mn></msub></math>\n</table>"), "{page}");
    assert!(!page.contains("style=\"") && !page.contains("<merror"), "{page}");
}

#[test]
fn a_drawing_that_moves_is_a_picture_of_its_own() {
    let svg = "<svg id=\"a\"><style>.f{animation:f 1s}</style></svg>".to_owned();
    let markdown = "# T\n\n![Moves](figures/m.svg)\n\n**Figure 1.** It moves.\n".to_owned();
    let page = html(&[PageReport { name: "t".to_owned(), markdown, figures: vec![("m".to_owned(), svg)] }]);
    assert!(page.contains("<img alt=\"Moves\" src=\"data:image/svg+xml,%3Csvg id='a'%3E"), "{page}");
    assert!(page.contains("<figcaption><strong>Figure 1.</strong> It moves.</figcaption>"), "{page}");
}
