//! `results.csv`: one row for each run and engine, for pandas and spreadsheets.
//!
//! `run,engine,seed,fold`, one column for each key of the sweep, `outcome,epoch`, the final metrics, `metrics_csv`: the
//! path of the run's `metrics.csv`, relative to the file. Numbers are written so that the same bits are read back. A
//! cell is empty where there is no value: no fold, or a metric that is not finite.

use ::csv::{Reader, Writer};
use experiment::record::{FinalMetrics, Outcome, Record};
use experiment::spec::Metric;

/// The name of the file.
pub const NAME: &str = "results.csv";
/// The columns in front of all others in the file for all experiments.
const FIRST: [&str; 5] = ["experiment", "run", "engine", "seed", "fold"];
/// The column of paths, which is the last.
const PATH: &str = "metrics_csv";

/// The rows of one experiment.
pub fn results(records: &[Record]) -> String {
    let keys: Vec<&str> =
        records.first().map_or(Vec::new(), |record| record.run.arm.iter().map(|(path, _)| path.as_str()).collect());
    let mut metrics: Vec<Metric> = Vec::new();
    for (metric, _) in records.iter().flat_map(|record| &record.run.finals).flat_map(|last| &last.values) {
        if !metrics.contains(metric) {
            metrics.push(*metric);
        }
    }
    metrics.sort();
    let names = metrics.iter().map(Metric::to_string);
    let mut rows = vec![FIRST[1..].iter().map(|name| name.to_string()).collect::<Vec<_>>()];
    rows[0].extend(keys.iter().map(|key| key.to_string()));
    rows[0].extend(["outcome".into(), "epoch".into()].into_iter().chain(names).chain([PATH.into()]));
    for record in records {
        rows.extend(record.run.finals.iter().map(|last| row(record, last, &keys, &metrics)));
    }
    write(&rows)
}

fn row(record: &Record, last: &FinalMetrics, keys: &[&str], metrics: &[Metric]) -> Vec<String> {
    let run = &record.run;
    let fold = run.spec.fold.map_or(String::new(), |fold| (fold + 1).to_string());
    let mut cells = vec![run.id.clone(), last.engine.as_str().into(), run.spec.seed.to_string(), fold];
    let setting = |key: &&str| run.arm.iter().find(|(path, _)| path == key).map(|(_, value)| value.clone());
    cells.extend(keys.iter().map(|key| setting(key).unwrap_or_default()));
    let outcome = run.outcomes.iter().find(|(engine, _)| *engine == last.engine);
    cells.push(outcome.map_or(String::new(), |(_, outcome)| name(outcome).into()));
    cells.push(last.epoch.to_string());
    let value = |metric: &Metric| last.get(*metric).filter(|value| value.is_finite()).map(exact);
    cells.extend(metrics.iter().map(|metric| value(metric).unwrap_or_default()));
    cells.push(format!("runs/{}/metrics.csv", run.id));
    cells
}

fn name(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Finished => "finished",
        Outcome::Stopped { .. } => "stopped",
        Outcome::Clean { .. } => "clean",
        Outcome::Cycle { .. } => "cycle",
        Outcome::Diverged { .. } => "diverged",
    }
}

/// The shortest text that is read back as the same number.
fn exact(value: f64) -> String {
    let plain = value == 0.0 || (1e-5..1e16).contains(&value.abs());
    if plain { value.to_string() } else { format!("{value:e}") }
}

/// The rows of all experiments, each given by its name and its `results.csv`; paths then begin with the name.
///
/// Columns are those of any experiment, in the order in which they first appear. Files of another form are left out.
pub fn all_results(experiments: &[(String, String)]) -> String {
    let tables: Vec<(&str, Vec<Vec<String>>)> =
        experiments.iter().filter_map(|(name, text)| Some((name.as_str(), read(text)?))).collect();
    let mut columns: Vec<String> = FIRST.map(str::to_owned).into();
    for name in tables.iter().flat_map(|(_, rows)| &rows[0]).filter(|name| *name != PATH) {
        if !columns.contains(name) {
            columns.push(name.clone());
        }
    }
    columns.push(PATH.to_owned());
    let mut rows = vec![columns.clone()];
    for (experiment, table) in &tables {
        rows.extend(table[1..].iter().map(|cells| widened(experiment, &table[0], cells, &columns)));
    }
    write(&rows)
}

/// The cells of a row in the order of `columns`.
fn widened(experiment: &str, header: &[String], cells: &[String], columns: &[String]) -> Vec<String> {
    let cell = |column: &String| {
        let found = header.iter().position(|name| name == column).map(|place| cells[place].clone());
        match column.as_str() {
            "experiment" => experiment.to_owned(),
            PATH => format!("{experiment}/{}", found.unwrap_or_default()),
            _ => found.unwrap_or_default(),
        }
    };
    columns.iter().map(cell).collect()
}

/// The header and the rows of a `results.csv`; none if it is not one.
pub(crate) fn read(text: &str) -> Option<Vec<Vec<String>>> {
    let mut reader = Reader::from_reader(text.as_bytes());
    let header: Vec<String> = reader.headers().ok()?.iter().map(str::to_owned).collect();
    let ours = header.first().is_some_and(|name| name == FIRST[1]) && header.last().is_some_and(|name| name == PATH);
    let rows = reader.records().map(|row| Some(row.ok()?.iter().map(str::to_owned).collect()));
    let rows = rows.collect::<Option<Vec<Vec<String>>>>()?;
    ours.then(|| [vec![header], rows].concat())
}

fn write(rows: &[Vec<String>]) -> String {
    let mut writer = Writer::from_writer(Vec::new());
    rows.iter().for_each(|cells| writer.write_record(cells).expect("rows are as long as the header"));
    String::from_utf8(writer.into_inner().expect("memory takes all bytes")).expect("cells are text")
}
