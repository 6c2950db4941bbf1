//! The start page: the course, section by section, each report with its thumbnail, its question and its answer.

use super::frame::{Head, document};
use super::map::{Map, Section, Stop};
use super::thumbnail::{self, Scheme};
use crate::html::safe::{inline, plain};
use crate::html::sections::slug;
use crate::markdown::percent;
use crate::words::count;
use crate::xml::escaped;

const TITLE: &str = "Longhand: neural networks, worked by hand";

/// The page.
pub fn page(map: &Map) -> String {
    let sections: String = map.sections.iter().map(section).collect();
    let content = format!(
        "<main id=\"text\" class=\"start\">\n{}<div id=\"course\">\n{sections}{}</div>\n</main>\n",
        opening(map),
        others(map)
    );
    let about = "A laboratory for neural-network courses: every experiment trained by a network written by hand and by \
                 a framework, every number to be checked.";
    document(map, &Head { path: "index.html", title: TITLE, about }, &content)
}

/// What this is, and the ways into it.
fn opening(map: &Map) -> String {
    let (worked, trained): (Vec<&Stop>, Vec<&Stop>) = map.stops().partition(|stop| stop.entry.topic() == "worked");
    let mut parts = vec![count(trained.len(), "experiment")];
    parts.extend((!worked.is_empty()).then(|| count(worked.len(), "example") + " worked to the last digit"));
    let playground = "<p><a class=\"button\" href=\"playground/index.html\">Open the playground</a> <span \
                      class=\"soft\">It trains what the program trains, in the browser, to the same bits.</span></p>\n";
    let chips: String = map
        .sections
        .iter()
        .map(|section| format!("<a href=\"#{}\">{}</a>\n", slug(&section.heading), escaped(&section.heading)))
        .collect();
    format!(
        "<header class=\"opening\">\n<h1>Neural networks, worked by&nbsp;hand</h1>\n\
         <p class=\"lead\">{}. Each begins with a question, answers it with numbers that its runs must bear out, and \
         was trained twice: by a network whose every derivative is written by hand, and by the burn framework.</p>\n\
         {}<nav class=\"chips\" aria-label=\"Sections\">\n{chips}</nav>\n</header>\n",
        crate::words::capital(&parts.join(" and ")),
        if map.playground { playground } else { "" },
    )
}

fn section(section: &Section) -> String {
    let items: String = section.stops.iter().map(stop).collect();
    let id = slug(&section.heading);
    format!(
        "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{}</h2>\n<ol class=\"stops\">\n{items}</ol>\n</section>\n",
        escaped(&section.heading)
    )
}

fn stop(stop: &Stop) -> String {
    let entry = &stop.entry;
    let sentence = |text: &Option<String>, class: &str| {
        text.as_deref().map(|text| format!("<p class=\"{class}\">{}</p>", inline(text))).unwrap_or_default()
    };
    format!(
        "<li>{}<div><h3><a href=\"{}\">{}</a></h3>{}{}</div></li>\n",
        picture(stop),
        percent(&stop.path()),
        inline(&entry.title),
        sentence(&entry.question, "question"),
        entry.answer.as_deref().map(folded).unwrap_or_default()
    )
}

/// The answer, shown on demand.
fn folded(answer: &str) -> String {
    let answer = inline(answer);
    format!("<details class=\"answer\"><summary>The answer</summary><p class=\"answer\">{answer}</p></details>")
}

/// The thumbnail; where nothing is drawn, a line of working as on a blackboard.
fn picture(stop: &Stop) -> String {
    match thumbnail::first(stop.lesson) {
        Some(_) => {
            let [light, dark] =
                [Scheme::Light, Scheme::Dark].map(|scheme| percent(&thumbnail::path(&stop.entry.name, scheme)));
            format!(
                "<div class=\"thumbnail\"><picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"{dark}\">\
                 <img src=\"{light}\" alt=\"\" loading=\"lazy\" decoding=\"async\"></picture></div>"
            )
        }
        None => {
            let working = thumbnail::working(&stop.lesson.page.markdown);
            let working = working.as_deref().map(plain).unwrap_or_else(|| "∂".to_owned());
            format!("<div class=\"thumbnail board\" aria-hidden=\"true\">{}</div>", escaped(&working))
        }
    }
}

/// The pages beside the reports.
fn others(map: &Map) -> String {
    let items = map.others.iter().map(|other| {
        let title = other.markdown.lines().find_map(|line| line.strip_prefix("# ")).map(inline).unwrap_or_default();
        let about = other.markdown.lines().skip(1).find(|line| line.starts_with(char::is_alphabetic));
        let about = about.map(first_sentence).map(inline).unwrap_or_default();
        format!("<li><h3><a href=\"{}.html\">{title}</a></h3><p class=\"answer\">{about}</p></li>\n", other.name)
    });
    let items: String = items.collect();
    match items.is_empty() {
        true => items,
        false => format!(
            "<section aria-labelledby=\"beside\">\n<h2 id=\"beside\">Beside the course</h2>\n\
             <ol class=\"stops others\">\n{items}</ol>\n</section>\n"
        ),
    }
}

/// The text up to the first period with a blank behind it.
fn first_sentence(text: &str) -> &str {
    text.find(". ").map_or(text, |end| &text[..=end])
}
