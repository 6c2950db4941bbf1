//! The website from synthetic reports: where links lead, what users wrote, what the search and the playground get.

#[allow(dead_code)] // The tests of documents use more of it.
mod records;

use report::document::Report;
use report::html::PageReport;
use report::site::{Course, File, Lesson, Other, playground, site};

const CONFIG: &str =
    "title = \"XOR\"\n[dataset]\nname = \"xor\"\n[network]\nhidden = [2]\n[training]\nbatch_size = \"full\"\n";

fn lesson(report: &Report) -> Lesson {
    let tables = report.figures.iter().map(|figure| (format!("figures/{}.csv", figure.stem), figure.csv.clone()));
    let tables = tables.chain([("results.csv".to_owned(), "experiment,run\n".to_owned())]).collect();
    Lesson { page: PageReport::from(report), config: Some(CONFIG.to_owned()), tables }
}

fn written(name: &str, markdown: &str) -> Lesson {
    let page = PageReport { name: name.to_owned(), markdown: markdown.to_owned(), figures: Vec::new() };
    Lesson { page, config: None, tables: Vec::new() }
}

fn course() -> Course {
    let lessons = vec![
        lesson(&records::irises().report("mlp-iris")),
        lesson(&records::lone().report("mlp-xor")),
        written("perceptron-and", "# AND\n\n> Can it?\n\n**In short.** It can. Yes.\n"),
    ];
    let errata = "# Misprints\n\nThere are some. All are here.\n\n## Lecture 0\n\n[AND](perceptron-and/report.md)\n";
    let others = vec![Other { name: "errata".to_owned(), markdown: errata.to_owned() }];
    Course { lessons, others, playground: true }
}

fn text<'a>(files: &'a [File], path: &str) -> &'a str {
    let file = files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("{path} is there"));
    std::str::from_utf8(&file.content).expect("it is text")
}

#[test]
fn a_report_has_its_page_and_everything_beside_it() {
    let files = site(&course());
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    for expected in [
        "index.html",
        "errata.html",
        "mlp-iris/report.html",
        "mlp-iris/figures/curves.svg",
        "mlp-iris/figures/curves.csv",
        "mlp-iris/results.csv",
        "mlp-iris/mlp-iris.toml",
        "mlp-iris/thumbnail.png",
    ] {
        assert!(paths.contains(&expected), "{expected} is not in {paths:?}");
    }
    assert!(!paths.contains(&"perceptron-and/thumbnail.png"), "it has no figure");
    let page = text(&files, "mlp-iris/report.html");
    for expected in [
        "<a href=\"figures/curves.svg\"><img src=\"figures/curves.svg\" alt=",
        "<a href=\"figures/curves.csv\">numbers as CSV</a>",
        "<a download href=\"results.csv\">Results as CSV</a>",
        "<a download href=\"mlp-iris.toml\">Config</a>",
        "href=\"../playground/index.html#config=mlp-iris\">Open in the playground</a>",
    ] {
        assert!(page.contains(expected), "{expected} is not in {page}");
    }
    assert_eq!(text(&files, "mlp-iris/mlp-iris.toml"), CONFIG);
}

/// The course begins with the perceptron, and the pages beside it come last.
#[test]
fn pages_follow_one_another_as_the_course_does() {
    let files = site(&course());
    let mut path = "perceptron-and/report.html".to_owned();
    let mut seen = vec![path.clone()];
    while let Some((_, rest)) = text(&files, &path).split_once("rel=\"next\" href=\"") {
        let next = rest.split('"').next().expect("an address has an end").trim_start_matches("../").to_owned();
        let back = format!("rel=\"prev\" href=\"../{path}\"").replace("../errata", "errata");
        let here = text(&files, &next);
        assert!(here.contains(&back) || here.contains(&back.replace("../", "")), "{next} leads back to {path}");
        seen.push(next.clone());
        path = next;
    }
    let expected = ["perceptron-and/report.html", "mlp-xor/report.html", "mlp-iris/report.html", "errata.html"];
    assert_eq!(seen, expected);
    assert!(!text(&files, "perceptron-and/report.html").contains("rel=\"prev\""));
}

#[test]
fn the_start_page_shows_question_answer_and_a_picture() {
    let files = site(&course());
    let start = text(&files, "index.html");
    for expected in [
        "3 experiments",
        "<a href=\"perceptron-and/report.html\">AND</a></h3><p class=\"question\">Can it?</p>",
        "<details class=\"answer\"><summary>The answer</summary><p class=\"answer\">It can.</p></details>",
        "<img src=\"mlp-iris/thumbnail.png\" alt=\"\"",
        "<a href=\"errata.html\">Misprints</a></h3><p class=\"answer\">There are some.</p>",
        "href=\"playground/index.html\"",
    ] {
        assert!(start.contains(expected), "{expected} is not in {start}");
    }
}

/// Folded, so that one can look first; with a heading, so that links and the search lead there. An answer that fails
/// stands open in its report.
#[test]
fn the_answer_is_folded_below_what_is_asked_before() {
    let begin = "# T\n\n> Why?\n\n**Before you look.** Guess - ✓ or not.\n\nTwice.\n\n";
    let folded = "<details>\n<summary>The answer</summary>\n\n- ✓ **So it is.** By far.\n\n</details>\n\n";
    let open = "- ✓ **So it is.** By far.\n\n";
    let lesson = |name: &str, answer: &str| written(name, &format!("{begin}{answer}## The idea\n\nIt.\n"));
    let telling = written("perceptron-u", "# U\n\n> Why?\n\n**In short.** So.\n");
    let lessons = vec![lesson("perceptron-t", folded), lesson("perceptron-v", open), telling];
    let files = site(&Course { lessons, ..Course::default() });
    let shown = "<p>Twice.</p>\n<details class=\"answer\">\n<summary><h2 id=\"the-answer\">The answer</h2></summary>\n\
                 <ul>\n<li class=\"mark held\"><span>✓</span> <strong>So it is.</strong> By far.</li>\n</ul>\n\
                 </details>\n<h2 id=\"the-idea\">";
    for page in ["perceptron-t", "perceptron-v"].map(|name| text(&files, &format!("{name}/report.html"))) {
        assert!(page.contains(shown), "{shown} is not in {page}");
    }
    assert!(text(&files, "assets/search-index.js").contains("[\"The answer\",\"the-answer\",\"✓ So it is. By far.\"]"));
    assert!(!text(&files, "perceptron-u/report.html").contains("the-answer"));
}

/// The doctor's lessons are found by the finding that they are about, and every page says what it is.
#[test]
fn the_search_knows_what_a_page_is_and_is_about() {
    let sick =
        "# Too far\n\n> Which?\n\n## What the doctor sees\n\n**Learning rate too high.** Why. **Other.** That.\n";
    let worked = "# By hand\n\n> What?\n\n**In short.** So.\n";
    let lessons = vec![written("doctor-rate", sick), written("worked-hand", worked)];
    let others = course().others;
    let files = site(&Course { lessons, others, playground: false });
    let index = text(&files, "assets/search-index.js");
    for expected in [
        "[\"Too far\",\"doctor-rate/report.html\",\"Which?\",\"lesson\",\"Learning rate too high\",",
        "[\"By hand\",\"worked-hand/report.html\",\"What?\",\"worked example\",\"\",",
        "[\"Misprints\",\"errata.html\",\"\",\"beside the course\",\"\",",
    ] {
        assert!(index.contains(expected), "{expected} is not in {index}");
    }
}

/// Settings that are folded below exercises are no exercise; an answer is.
#[test]
fn what_is_folded_is_found_by_its_own_name() {
    let fold = |summary, words| format!("<details>\n<summary>{summary}</summary>\n\n{words}\n\n</details>\n\n");
    let markdown = format!("# T\n\n## Exercises\n\nOne.\n\n{}{}", fold("Answer", "Half."), fold("Setup", "Seeds."));
    let files = site(&Course { lessons: vec![written("perceptron-t", &markdown)], ..Course::default() });
    let index = text(&files, "assets/search-index.js");
    let expected = "[\"Exercises\",\"exercises\",\"One. Half.\"],[\"Setup\",\"setup\",\"Seeds.\"]";
    assert!(index.contains(expected), "{expected} is not in {index}");
    assert!(text(&files, "perceptron-t/report.html").contains("<details id=\"setup\">\n<summary>Setup</summary>"));
}

/// A figure has the colors of a dark page, and the thumbnail has a picture of its own for it.
#[test]
fn figures_know_the_dark() {
    let files = site(&course());
    assert!(text(&files, "mlp-iris/figures/curves.svg").contains("(prefers-color-scheme:dark){[fill="));
    let both = ["mlp-iris/thumbnail.png", "mlp-iris/thumbnail-dark.png"]
        .map(|path| &files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("{path} is there")).content);
    assert_ne!(both[0], both[1]);
    assert!(text(&files, "index.html").contains("srcset=\"mlp-iris/thumbnail-dark.png\""));
}

#[test]
fn a_link_leads_to_a_page_of_the_site_or_nowhere() {
    let links = "# T\n\n[a](../errata.md#lecture-0) [b](../mlp-xor/report.md) [c](../README.md) [d](../../src/x.rs) \
                 [e](../../../etc/passwd) [f](https://example.org/) [g](#here) [h](javascript:alert(1)) [i](../none.md)\
                 \n\n## Here\n";
    let mut course = course();
    course.lessons.push(written("perceptron-z", links));
    let files = site(&course);
    let page = text(&files, "perceptron-z/report.html");
    for expected in [
        "<a href=\"../errata.html#lecture-0\">a</a>",
        "<a href=\"../mlp-xor/report.html\">b</a>",
        "<a href=\"../index.html\">c</a> d e <a",
        "<a href=\"https://example.org/\">f</a>",
        "<a href=\"#here\">g</a>",
        "<a href=\"#\">h</a> i</p>",
    ] {
        assert!(page.contains(expected), "{expected} is not in {page}");
    }
    assert!(text(&files, "errata.html").contains("<a href=\"perceptron-and/report.html\">AND</a>"));
}

/// What users write is words in pages, in the search and in the list of configs.
#[test]
fn words_of_users_are_no_markup() {
    let mut fixture = records::lone();
    fixture.experiment.title = "<script>a</script> \"quoted\" & more".to_owned();
    fixture.experiment.question = Some("<img src=x onerror=alert(1)>".to_owned());
    let mut report = fixture.report("mlp \"<b>");
    report.markdown += "\n<style>*{}</style>\n\n![x](http://elsewhere/x.png) in ![y](http://elsewhere/y.png)\n";
    let config = CONFIG.replace("XOR", "</script><script>b</script>");
    let lesson = Lesson { config: Some(config), ..lesson(&report) };
    let course = Course { lessons: vec![lesson], others: Vec::new(), playground: true };
    let files = site(&course);
    for path in ["index.html", "mlp \"<b>/report.html"] {
        let page = text(&files, path);
        for markup in ["<script>", "<img src=x", "<style", "<b>", "elsewhere/", "content=\"<"] {
            assert!(!page.contains(markup), "{markup} came through into {path}: {page}");
        }
        assert_eq!(page.matches("<script").count(), 2, "{path} has its own two scripts");
    }
    let index = text(&files, "assets/search-index.js");
    assert!(
        index.starts_with("\"use strict\";\nconst LONGHAND_INDEX = [\n[\"<script>a</script> \\\"quoted\\\" & more\",")
    );
}

#[test]
fn a_page_without_headings_twice_has_every_id_once() {
    let course =
        Course { lessons: vec![written("a", "# T\n\n## On\n\n## On\n\n## On 2\n\n## !\n")], ..Course::default() };
    let files = site(&course);
    let page = text(&files, "a/report.html");
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|part| part.split('"').next()).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["course-pages", "found", "on", "on-2", "on-2-2", "search", "section", "text"]);
}

#[test]
fn the_playground_takes_small_networks_without_files() {
    let takes = |config: &str| {
        let lesson = Lesson { config: Some(config.to_owned()), ..written("a", "# T\n") };
        playground::config(&lesson).is_some()
    };
    assert!(takes(CONFIG));
    assert!(!takes(&CONFIG.replace("[2]", "[200]")), "too wide to be drawn");
    let deep = |layers: usize| CONFIG.replace("[2]", &format!("{:?}", vec![2; layers]));
    assert!(takes(&deep(8)) && !takes(&deep(9)), "nine hidden layers are too many to be drawn");
    assert!(!takes(&CONFIG.replace("\"xor\"", "\"csv\"\npath = \"a.csv\"\ntarget = \"t\"")), "it reads a file");
    assert!(!takes(&(CONFIG.to_owned() + "[initial]\nfile = \"parameters.csv\"\n")), "it reads parameters");
    assert!(!takes("title = 1"), "it is no config");
    assert!(playground::config(&written("a", "# T\n")).is_none());
    let without = site(&Course { playground: false, ..course() });
    assert!(without.iter().all(|file| !String::from_utf8_lossy(&file.content).contains("playground/")));
}

#[test]
fn configs_come_in_the_order_of_the_course() {
    let mine = CONFIG.replace("XOR", "Mine");
    let files = playground::configs(&[("mine".to_owned(), mine)], &course());
    let script = text(&files, "playground/configs.js");
    let names: Vec<&str> =
        script.lines().filter_map(|line| line.strip_prefix("{\"name\":\"")?.split('"').next()).collect();
    assert_eq!(names, ["mine", "mlp-xor", "mlp-iris"]);
    let first = "{\"name\":\"mine\",\"title\":\"Mine\",\"script\":\"configs/mine.js\",\"report\":null}";
    assert!(script.contains(first), "{script}");
    assert!(script.contains("\"script\":\"configs/mlp-iris.js\",\"report\":\"mlp-iris/report.html\"}"), "{script}");
    let own = text(&files, "playground/configs/mine.js");
    let begin =
        "LONGHAND_CONFIG({\"name\":\"mine\",\"predict\":null,\"because\":null,\"toml\":\"title = \\\"Mine\\\"\\n";
    assert!(own.contains(begin), "{own}");
    assert_eq!(files.len(), 1 + names.len());
}

/// A name may hold signs that mean something in an address.
#[test]
fn the_list_says_where_the_script_of_a_config_is() {
    let files = playground::configs(&[("it's 5%".to_owned(), CONFIG.to_owned())], &Course::default());
    assert!(text(&files, "playground/configs.js").contains("\"script\":\"configs/it%27s%205%25.js\""));
    assert_eq!(files[0].address(), "playground/configs/it%27s%205%25.js");
}

/// What a lesson says comes with its formulas set, and no markup of its own.
#[test]
fn the_words_of_a_lesson_come_as_html_with_formulas() {
    let words = "[lesson]\nidea = \"i\"\npredict = \"Is it < 1?\"\nbecause = 'As $x^2$.'\n";
    let files = playground::configs(&[("mine".to_owned(), format!("{CONFIG}{words}"))], &Course::default());
    let script = text(&files, "playground/configs/mine.js");
    assert!(script.contains("\"predict\":\"<p>Is it &lt; 1?</p>\\n\""), "{script}");
    assert!(script.contains("\"because\":\"<p>As <math") && script.contains("</math>\u{2060}.</p>"), "{script}");
}
